package org.spikelane.neuron;

import static org.spikelane.check.Arguments.notNegative;
import static org.spikelane.check.Arguments.positive;

/**
 * A {@link Lif} neuron that tires: it feels J − n in place of its current J, and the adaptation n
 * follows its output o, tauN · dn/dt = incN · o − n.
 *
 * <p>Its curve is that of the neuron before it has adapted, by which gain and bias are found.
 *
 * @param tauRc membrane time constant in seconds, finite and above 0
 * @param tauRef refractory period in seconds, finite and at least 0
 * @param minVoltage the lowest voltage the neuron can be driven to, from −∞ to 0
 * @param amplitude area of one spike, finite and above 0: the output is amplitude/dt in the tick of
 *     a spike and 0 in any other
 * @param tauN time constant of the adaptation in seconds, finite and above 0; larger means slower
 * @param incN what a spike adds to the adaptation, times 1/tauN; finite and at least 0; larger
 *     means stronger adaptation
 */
public record AdaptiveLif(
    double tauRc, double tauRef, double minVoltage, double amplitude, double tauN, double incN)
    implements LifCurve {

  /** tauRc 20 ms, tauRef 2 ms, minVoltage 0, amplitude 1, tauN 1 s, incN 0.01. */
  public static final AdaptiveLif DEFAULT =
      new AdaptiveLif(LifCurve.TAU_RC, LifCurve.TAU_REF, 0, 1, 1, 0.01);

  /**
   * Checks the parameters.
   *
   * @throws IllegalArgumentException if one is outside its range
   */
  public AdaptiveLif {
    positive("tauRc", tauRc, "seconds");
    tauRef = notNegative("tauRef", tauRef, "seconds");
    minVoltage = LifCurve.minVoltage(minVoltage);
    positive("amplitude", amplitude);
    positive("tauN", tauN, "seconds");
    incN = notNegative("incN", incN, "units");
  }
}
