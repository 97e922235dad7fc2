package org.spikelane.examples.network;

/**
 * A cart on a rail, and on it a pole that would fall: the body that {@link BalanceExample} holds.
 *
 * <p>Two rigid bodies without friction. Source of the equations: Florian, <i>Correct equations for
 * the dynamics of the cart-pole system</i>, 2007.
 */
final class CartPole {

  /** Of the cart and of the pole, in kilograms. */
  private static final double CART = 1;

  private static final double POLE = 0.1;

  /** From the hinge to the middle of the pole, in metres. */
  private static final double HALF = 0.5;

  private static final double GRAVITY = 9.81;

  /** Where the cart is, in metres, and its speed in metres per second. */
  double position;

  double velocity;

  /** The pole's angle from upright, in radians, positive to the right; and its speed. */
  double angle;

  double angularVelocity;

  /**
   * Moves it on.
   *
   * @param force on the cart, in newtons, positive to the right
   * @param seconds for how long: short, as it is one step of Euler's (semi-implicit) method
   */
  void move(double force, double seconds) {
    double sin = StrictMath.sin(angle);
    double cos = StrictMath.cos(angle);
    double mass = CART + POLE;
    double push = (force + POLE * HALF * angularVelocity * angularVelocity * sin) / mass;
    double turning = (GRAVITY * sin - cos * push) / (HALF * (4.0 / 3 - POLE * cos * cos / mass));
    double acceleration = push - POLE * HALF * turning * cos / mass;
    velocity += acceleration * seconds;
    position += velocity * seconds;
    angularVelocity += turning * seconds;
    angle += angularVelocity * seconds;
  }
}
