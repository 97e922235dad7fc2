package org.spikelane.process;

/** Times and ticks: what rounding may do to a time that is meant to be a multiple of dt. */
final class Ticks {

  /** More ticks than an array is made of. */
  static final int MOST = 1 << 30;

  /** A part of a tick, far above what rounding makes of a time and far below what anybody means. */
  static final double TOLERANCE = 1e-6;

  private Ticks() {}

  /** The tick that a time is meant to be. */
  static double nearest(double time, double dt) {
    return Math.rint(time / dt);
  }
}
