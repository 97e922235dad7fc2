package org.spikelane.synapse;

import static org.spikelane.check.Arguments.notNegative;
import static org.spikelane.check.Arguments.positive;

/**
 * The first-order lowpass filter, H(s) = 1 / (tau·s + 1): the usual model of a synapse. Its impulse
 * response is a jump followed by an exponential decay, exp(−t/tau) / tau.
 *
 * <p>A tick takes output y and input u to y' = a·y + (1 − a)·u with a = exp(−dt/tau). Where tau is
 * at most 0.03·dt, a is below 1e-14, and the filter passes its input through.
 *
 * @param tau time constant in seconds, finite and 0 or above; larger means smoother and slower, 0
 *     means no filter
 */
public record Lowpass(double tau) implements Synapse {

  /** The field's usual synapse on a connection: tau 5 ms. */
  public static final Lowpass DEFAULT = new Lowpass(0.005);

  /** Up to this many ticks, a time constant is none. */
  private static final double NO_TICKS = 0.03;

  /**
   * Checks the time constant.
   *
   * @throws IllegalArgumentException if it is outside its range
   */
  public Lowpass {
    tau = notNegative("tau", tau, "seconds");
  }

  /**
   * The discrete filter at a tick length.
   *
   * @param dt length of a tick in seconds, finite and above 0
   * @throws IllegalArgumentException if dt is outside its range
   */
  public DiscreteFilter discretise(double dt) {
    positive("dt", dt, "seconds");
    if (passesThrough(tau, dt)) {
      return DiscreteFilter.passThrough(dt);
    }
    double a = decay(dt);
    double rest = -StrictMath.expm1(-dt / tau);
    return new DiscreteFilter(
        dt, new double[][] {{a}}, new double[] {rest}, new double[] {a}, rest, new double[] {1});
  }

  /**
   * What is left of the output after a tick in which the input is 0, a.
   *
   * @param dt length of a tick in seconds
   */
  public double decay(double dt) {
    return passesThrough(tau, dt) ? 0 : StrictMath.exp(-dt / tau);
  }

  @Override
  public SynapseStepper stepper(double dt, int channels) {
    positive("dt", dt, "seconds");
    return passesThrough(tau, dt)
        ? new StateSpaceStepper(this, DiscreteFilter.passThrough(dt), channels)
        : new LowpassStepper(this, dt, channels);
  }

  /** Written down, as what Java makes up costs the first simulator some milliseconds. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Lowpass lowpass && Double.compare(tau, lowpass.tau) == 0;
  }

  @Override
  public int hashCode() {
    return Double.hashCode(tau);
  }

  static boolean passesThrough(double tau, double dt) {
    return tau <= NO_TICKS * dt;
  }
}
