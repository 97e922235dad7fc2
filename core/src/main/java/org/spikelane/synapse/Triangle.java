package org.spikelane.synapse;

import static org.spikelane.check.Arguments.notNegative;
import static org.spikelane.check.Arguments.positive;
import static org.spikelane.check.Arguments.refused;

/**
 * A moving average whose weights fall linearly from the newest input to the oldest: a filter with a
 * finite memory.
 *
 * <p>Over n = round(t/dt) + 1 ticks the weights are n, n − 1, …, 1, divided by their sum, the first
 * for the input of the tick itself; a t/dt halfway between two whole numbers goes to the even one.
 *
 * @param t how far the filter looks back, in seconds, finite and 0 or above; larger means smoother
 *     and slower, 0 means no filter
 */
public record Triangle(double t) implements Synapse {

  /** The largest t/dt: each tick back is a state for every channel. */
  private static final int MAX_TICKS = 1_000_000;

  /**
   * Checks the length.
   *
   * @throws IllegalArgumentException if it is outside its range
   */
  public Triangle {
    t = notNegative("t", t, "seconds");
  }

  /**
   * The weights at a tick length, which are the impulse response.
   *
   * @param dt length of a tick in seconds, finite and at least t / 1,000,000
   * @return weights, {@code [ticks back]}, with sum 1; a new array
   * @throws IllegalArgumentException if dt is outside its range
   */
  public double[] weights(double dt) {
    positive("dt", dt, "seconds");
    double ticks = Math.rint(t / dt);
    if (!(ticks <= MAX_TICKS)) {
      throw refused("dt", dt, "at least t / " + MAX_TICKS + " = " + t / MAX_TICKS + " seconds");
    }
    int n = (int) ticks + 1;
    double sum = n * (n + 1.0) / 2;
    double[] weights = new double[n];
    for (int back = 0; back < n; back++) {
      weights[back] = (n - back) / sum;
    }
    return weights;
  }

  @Override
  public SynapseStepper stepper(double dt, int channels) {
    return new FirStepper(this, dt, channels, weights(dt));
  }
}
