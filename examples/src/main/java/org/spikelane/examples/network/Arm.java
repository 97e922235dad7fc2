package org.spikelane.examples.network;

/**
 * Two links that hang in the air and hold a load: the body that {@link ArmExample} moves.
 *
 * <p>Two uniform rods in a vertical plane, moved by a motor in each joint, without friction. Source
 * of the equations: Murray, Li and Sastry, <i>A Mathematical Introduction to Robotic
 * Manipulation</i>, CRC Press 1994, chapter 4.
 */
final class Arm {

  /** Of each link, in metres and kilograms. */
  private static final double LENGTH = 0.4;

  private static final double MASS = 1;
  private static final double GRAVITY = 9.81;

  /** In the hand, in kilograms. */
  double load;

  /** Angles in radians: of the upper arm from horizontal, and of the forearm from the upper arm. */
  final double[] angle = new double[2];

  /** Radians per second. */
  final double[] speed = new double[2];

  /**
   * Moves it on.
   *
   * @param torque of the motors, in newton metres
   * @param seconds for how long: short, as it is one step of Euler's (semi-implicit) method
   */
  void move(double[] torque, double seconds) {
    double l = LENGTH;
    double rod = MASS * l * l / 3;
    double forearm = rod + load * l * l;
    double carried = MASS + load;
    double coupling = (MASS / 2 + load) * l * l;
    double cos = StrictMath.cos(angle[1]);
    double sin = StrictMath.sin(angle[1]);
    double m11 = rod + carried * l * l + forearm + 2 * coupling * cos;
    double m12 = forearm + coupling * cos;
    double m22 = forearm;

    double low = (MASS / 2 + load) * l * GRAVITY * StrictMath.cos(angle[0] + angle[1]);
    double high = (MASS / 2 + carried) * l * GRAVITY * StrictMath.cos(angle[0]);
    double swing = coupling * sin;
    double t0 = torque[0] - high - low + swing * (2 * speed[0] + speed[1]) * speed[1];
    double t1 = torque[1] - low - swing * speed[0] * speed[0];

    double determinant = m11 * m22 - m12 * m12;
    speed[0] += (m22 * t0 - m12 * t1) / determinant * seconds;
    speed[1] += (m11 * t1 - m12 * t0) / determinant * seconds;
    angle[0] += speed[0] * seconds;
    angle[1] += speed[1] * seconds;
  }
}
