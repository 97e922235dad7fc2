package org.spikelane.neuron;

import static org.spikelane.check.Arguments.notNegative;
import static org.spikelane.check.Arguments.positive;

/**
 * The leaky integrate-and-fire neuron, with the time of a spike resolved within the tick.
 *
 * <p>Below threshold the voltage v follows the input current J, tauRc · dv/dt = J − v. When v
 * reaches 1 the neuron spikes, v returns to 0 and stays there for tauRef seconds. Current and
 * voltage have no unit: the threshold is 1 and rest is 0.
 *
 * <p>Source: Eliasmith and Anderson, <i>Neural Engineering</i>, MIT Press 2003, chapter 4.
 *
 * @param tauRc membrane time constant in seconds, finite and above 0; larger means a slower decay
 *     of the voltage
 * @param tauRef refractory period in seconds, finite and at least 0; larger means a lower ceiling
 *     on the firing rate, 1/tauRef
 * @param minVoltage the lowest voltage the neuron can be driven to, from −∞ to 0
 * @param amplitude area of one spike, finite and above 0: the output is amplitude/dt in the tick of
 *     a spike and 0 in any other
 */
public record Lif(double tauRc, double tauRef, double minVoltage, double amplitude)
    implements LifCurve {

  /** The field's usual values: tauRc 20 ms, tauRef 2 ms, minVoltage 0, amplitude 1. */
  public static final Lif DEFAULT = new Lif(LifCurve.TAU_RC, LifCurve.TAU_REF, 0.0, 1.0);

  /**
   * Checks the parameters.
   *
   * @throws IllegalArgumentException if one is outside its range
   */
  public Lif {
    positive("tauRc", tauRc, "seconds");
    tauRef = notNegative("tauRef", tauRef, "seconds");
    minVoltage = LifCurve.minVoltage(minVoltage);
    positive("amplitude", amplitude);
  }

  /** This neuron with another membrane time constant, in seconds. */
  public Lif withTauRc(double tauRc) {
    return new Lif(tauRc, tauRef, minVoltage, amplitude);
  }

  /** This neuron with another refractory period, in seconds. */
  public Lif withTauRef(double tauRef) {
    return new Lif(tauRc, tauRef, minVoltage, amplitude);
  }

  /** This neuron with another lowest voltage. */
  public Lif withMinVoltage(double minVoltage) {
    return new Lif(tauRc, tauRef, minVoltage, amplitude);
  }

  /** This neuron with another spike area. */
  public Lif withAmplitude(double amplitude) {
    return new Lif(tauRc, tauRef, minVoltage, amplitude);
  }
}
