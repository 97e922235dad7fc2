package org.spikelane.neuron;

import static org.spikelane.check.Arguments.refused;

/** What all leaky integrate-and-fire neurons share: their response curve, and defaults. */
interface LifCurve extends Saturating {

  /** Default membrane time constant in seconds. */
  double TAU_RC = 0.02;

  /** Default refractory period in seconds. */
  double TAU_REF = 0.002;

  /** Membrane time constant in seconds. */
  double tauRc();

  /** Refractory period in seconds. */
  @Override
  double tauRef();

  /**
   * The response curve: spikes per second under a constant current.
   *
   * <p>a(J) = 1 / (tauRef − tauRc · ln(1 − 1/J)) for J above the threshold current 1, else 0: the
   * refractory period, then the time the voltage takes from 0 to 1.
   *
   * @param current constant input current J
   * @return firing rate in hertz, from 0 to 1/tauRef; NaN for NaN
   */
  @Override
  default double rate(double current) {
    if (current <= 1) {
      return 0;
    }
    return 1 / (tauRef() - tauRc() * StrictMath.log1p(-1 / current));
  }

  /** The threshold current of a LIF neuron, 1. */
  @Override
  default double thresholdCurrent() {
    return 1;
  }

  /**
   * The inverse of the response curve: the constant current under which the neuron fires at a rate.
   *
   * <p>J(a) = 1 / (1 − exp((tauRef − 1/a) / tauRc)).
   *
   * @param rate firing rate in hertz, above 0 and below 1/tauRef
   * @return input current, above 1; the double next to 1 for rates so low (below 1.4 Hz with
   *     default parameters) that no current between them is a double
   * @throws IllegalArgumentException if the neuron cannot fire at that rate
   */
  @Override
  default double current(double rate) {
    checkRate("rate", rate);
    return Math.max(-1 / StrictMath.expm1((tauRef() - 1 / rate) / tauRc()), Math.nextUp(1.0));
  }

  /** The lowest voltage, checked; 0 for −0, so that which zero was written reaches no bit. */
  static double minVoltage(double minVoltage) {
    if (!(minVoltage <= 0)) {
      throw refused("minVoltage", minVoltage, "a number from -Infinity to 0");
    }
    return minVoltage + 0.0;
  }
}
