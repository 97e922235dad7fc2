package org.spikelane.neuron;

import static org.spikelane.check.Arguments.notNegative;
import static org.spikelane.check.Arguments.positive;

/**
 * The rate of a LIF neuron that tires: its output is a(J − n) at once, and the adaptation n follows
 * its output o, tauN · dn/dt = incN · o − n.
 *
 * <p>Its curve is that of the neuron before it has adapted, by which gain and bias are found.
 *
 * @param tauRc membrane time constant in seconds, finite and above 0
 * @param tauRef refractory period in seconds, finite and at least 0
 * @param amplitude factor from rate to output, finite and above 0
 * @param tauN time constant of the adaptation in seconds, finite and above 0; larger means slower
 * @param incN what a spike adds to the adaptation, times 1/tauN; finite and at least 0; larger
 *     means stronger adaptation
 */
public record AdaptiveLifRate(
    double tauRc, double tauRef, double amplitude, double tauN, double incN) implements LifCurve {

  /** tauRc 20 ms, tauRef 2 ms, amplitude 1, tauN 1 s, incN 0.01. */
  public static final AdaptiveLifRate DEFAULT =
      new AdaptiveLifRate(LifCurve.TAU_RC, LifCurve.TAU_REF, 1, 1, 0.01);

  /**
   * Checks the parameters.
   *
   * @throws IllegalArgumentException if one is outside its range
   */
  public AdaptiveLifRate {
    positive("tauRc", tauRc, "seconds");
    tauRef = notNegative("tauRef", tauRef, "seconds");
    positive("amplitude", amplitude);
    positive("tauN", tauN, "seconds");
    incN = notNegative("incN", incN, "units");
  }
}
