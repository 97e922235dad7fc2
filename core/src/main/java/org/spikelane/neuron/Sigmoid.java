package org.spikelane.neuron;

import static org.spikelane.check.Arguments.positive;

/**
 * The sigmoid unit: a(J) = 1/tauRef / (1 + exp(−J)), at once and without spikes. It never falls
 * silent: its intercept is where J is 0 and the rate half of the highest.
 *
 * @param tauRef the inverse of the highest rate, in seconds, finite and above 0
 */
public record Sigmoid(double tauRef) implements Saturating {

  /** tauRef 2.5 ms: at most 400 Hz. */
  public static final Sigmoid DEFAULT = new Sigmoid(0.0025);

  /**
   * Checks the parameter.
   *
   * @throws IllegalArgumentException if it is outside its range
   */
  public Sigmoid {
    positive("tauRef", tauRef, "seconds");
  }

  @Override
  public double rate(double current) {
    return 1 / (tauRef * (1 + StrictMath.exp(-current)));
  }

  @Override
  public double thresholdCurrent() {
    return 0;
  }

  @Override
  public double current(double rate) {
    checkRate("rate", rate);
    return -StrictMath.log(1 / (tauRef * rate) - 1);
  }
}
