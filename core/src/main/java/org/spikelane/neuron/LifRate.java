package org.spikelane.neuron;

import static org.spikelane.check.Arguments.notNegative;
import static org.spikelane.check.Arguments.positive;

/**
 * The rate of a leaky integrate-and-fire neuron as a number: it answers a current at once with
 * a(J), and has no spikes and no state.
 *
 * @param tauRc membrane time constant in seconds, finite and above 0
 * @param tauRef refractory period in seconds, finite and at least 0
 * @param amplitude factor from rate to output, finite and above 0
 */
public record LifRate(double tauRc, double tauRef, double amplitude) implements LifCurve {

  /** tauRc 20 ms, tauRef 2 ms, amplitude 1. */
  public static final LifRate DEFAULT = new LifRate(LifCurve.TAU_RC, LifCurve.TAU_REF, 1);

  /**
   * Checks the parameters.
   *
   * @throws IllegalArgumentException if one is outside its range
   */
  public LifRate {
    positive("tauRc", tauRc, "seconds");
    tauRef = notNegative("tauRef", tauRef, "seconds");
    positive("amplitude", amplitude);
  }
}
