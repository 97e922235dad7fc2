package org.spikelane.process;

/** What a {@link Piecewise} signal does between its times. */
public enum Interpolation {
  /** It keeps the value of the time before: a zero-order hold. */
  ZERO,
  /** It goes to the next value on a straight line. */
  LINEAR
}
