package org.spikelane.synapse;

import static org.spikelane.check.Arguments.notNegative;
import static org.spikelane.check.Arguments.positive;

/**
 * The alpha filter, H(s) = 1 / (tau·s + 1)²: two {@link Lowpass} filters in a row. Its impulse
 * response rises before it decays, t·exp(−t/tau) / tau², and is highest at t = tau.
 *
 * <p>With the two lowpass outputs x1 (of the input u) and x2 (of x1), a = exp(−dt/tau) and h =
 * dt/tau, a tick of constant u takes their distances from u to
 *
 * <pre>    x1' − u = a·(x1 − u)
 *    x2' − u = a·(x2 − u + h·(x1 − u))</pre>
 *
 * and the output is x2'. Where tau is at most 0.03·dt, the filter passes its input through.
 *
 * @param tau time constant in seconds, finite and 0 or above; larger means smoother and slower, 0
 *     means no filter
 */
public record Alpha(double tau) implements Synapse {

  /** Below this dt/tau, 1 − a − h·a is summed as a series, because it cancels. */
  private static final double SERIES = 0.5;

  /**
   * Checks the time constant.
   *
   * @throws IllegalArgumentException if it is outside its range
   */
  public Alpha {
    tau = notNegative("tau", tau, "seconds");
  }

  /**
   * The discrete filter at a tick length, with x1 and x2 as its states.
   *
   * @param dt length of a tick in seconds, finite and above 0
   * @throws IllegalArgumentException if dt is outside its range
   */
  public DiscreteFilter discretise(double dt) {
    positive("dt", dt, "seconds");
    if (Lowpass.passesThrough(tau, dt)) {
      return DiscreteFilter.passThrough(dt);
    }
    double h = dt / tau;
    double a = StrictMath.exp(-h);
    double rest = h < SERIES ? restAsSeries(h) : 1 - a - h * a;
    return new DiscreteFilter(
        dt,
        new double[][] {{a, 0}, {h * a, a}},
        new double[] {-StrictMath.expm1(-h), rest},
        new double[] {h * a, a},
        rest,
        new double[] {1, 1});
  }

  @Override
  public SynapseStepper stepper(double dt, int channels) {
    positive("dt", dt, "seconds");
    return Lowpass.passesThrough(tau, dt)
        ? new StateSpaceStepper(this, DiscreteFilter.passThrough(dt), channels)
        : new AlphaStepper(this, dt, channels);
  }

  /** 1 − (1 + h)·exp(−h) = h²/2 − 2h³/3! + 3h⁴/4! − …, the small terms first. */
  private static double restAsSeries(double h) {
    double sum = 0;
    for (int k = 20; k >= 2; k--) {
      // Horner's rule on (k − 1)/k!, each coefficient from the one before it.
      sum = (k - 1) - sum * h / (k + 1);
    }
    return sum * h * h / 2;
  }
}
