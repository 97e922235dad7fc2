package org.spikelane.neuron;

import static org.spikelane.check.Arguments.positive;

/**
 * The hyperbolic tangent unit: a(J) = 1/tauRef · tanh(J), at once and without spikes. Below its
 * intercept, where J is 0, its rate is negative.
 *
 * @param tauRef the inverse of the highest rate, in seconds, finite and above 0
 */
public record Tanh(double tauRef) implements Saturating {

  /** tauRef 2.5 ms: at most 400 Hz. */
  public static final Tanh DEFAULT = new Tanh(0.0025);

  /**
   * Checks the parameter.
   *
   * @throws IllegalArgumentException if it is outside its range
   */
  public Tanh {
    positive("tauRef", tauRef, "seconds");
  }

  @Override
  public double rate(double current) {
    return StrictMath.tanh(current) / tauRef;
  }

  @Override
  public double thresholdCurrent() {
    return 0;
  }

  @Override
  public double current(double rate) {
    checkRate("rate", rate);
    return 0.5 * StrictMath.log1p(2 * tauRef * rate / (1 - tauRef * rate));
  }
}
