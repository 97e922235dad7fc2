package org.spikelane.neuron;

import static org.spikelane.check.Arguments.notNegative;
import static org.spikelane.check.Arguments.positive;

/**
 * The leaky integrate-and-fire neuron of the classroom: forward Euler, v ← v + dt/tauRc · (J − v),
 * and everything happens on multiples of dt. A spike is in the tick at whose end v is above 1; then
 * v stays at 0 for tauRef/dt ticks, rounded to the nearest whole number.
 *
 * <p>Its curve here is that of the neuron it approximates, by which gain and bias are found. What
 * it really does is smudged: periods are whole ticks, so rates are 1/dt divided by whole numbers,
 * and close to saturation steps of many hertz. {@link Lif} resolves the time of a spike within its
 * tick.
 *
 * @param tauRc membrane time constant in seconds, finite and above 0
 * @param tauRef refractory period in seconds, finite and at least 0
 * @param minVoltage the lowest voltage the neuron can be driven to, from −∞ to 0
 * @param amplitude area of one spike, finite and above 0: the output is amplitude/dt in the tick of
 *     a spike and 0 in any other
 */
public record GridLif(double tauRc, double tauRef, double minVoltage, double amplitude)
    implements LifCurve {

  /** tauRc 20 ms, tauRef 2 ms, minVoltage 0, amplitude 1. */
  public static final GridLif DEFAULT = new GridLif(LifCurve.TAU_RC, LifCurve.TAU_REF, 0, 1);

  /**
   * Checks the parameters.
   *
   * @throws IllegalArgumentException if one is outside its range
   */
  public GridLif {
    positive("tauRc", tauRc, "seconds");
    tauRef = notNegative("tauRef", tauRef, "seconds");
    minVoltage = LifCurve.minVoltage(minVoltage);
    positive("amplitude", amplitude);
  }
}
