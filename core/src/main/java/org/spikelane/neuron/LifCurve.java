package org.spikelane.neuron;

import static org.spikelane.check.Arguments.refused;

/** What all leaky integrate-and-fire neurons share: their response curve, and defaults. */
final class LifCurve {

  static final double TAU_RC = 0.02;
  static final double TAU_REF = 0.002;

  private LifCurve() {}

  /** 1 / (tauRef − tauRc · ln(1 − 1/J)) for J above 1, else 0; NaN for NaN. */
  static double rate(double tauRc, double tauRef, double current) {
    if (current <= 1) {
      return 0;
    }
    return 1 / (tauRef - tauRc * StrictMath.log1p(-1 / current));
  }

  /** 1 / (1 − exp((tauRef − 1/a) / tauRc)), but at least the double next to 1. */
  static double current(double tauRc, double tauRef, double rate) {
    if (!(rate > 0 && 1 / rate > tauRef)) {
      throw refused("rate", rate, "above 0 Hz and below 1/tauRef = " + 1 / tauRef + " Hz");
    }
    return Math.max(-1 / StrictMath.expm1((tauRef - 1 / rate) / tauRc), Math.nextUp(1.0));
  }

  /** The lowest voltage, checked; 0 for −0, so that which zero was written reaches no bit. */
  static double minVoltage(double minVoltage) {
    if (!(minVoltage <= 0)) {
      throw refused("minVoltage", minVoltage, "a number from -Infinity to 0");
    }
    return minVoltage + 0.0;
  }
}
