package org.spikelane.neuron;

import static org.spikelane.check.Arguments.refused;

/** Types whose curve approaches 1/tauRef, and does not reach it. */
interface Saturating extends NeuronType {

  /** The inverse of the rate that is approached under ever stronger currents, in seconds. */
  double tauRef();

  /** 1/tauRef, the rate that is approached under ever stronger currents, in hertz. */
  @Override
  default double highestRate() {
    return 1 / tauRef();
  }

  @Override
  default GainBias gainBias(double maxRate, double intercept) {
    checkRate("maxRate", maxRate);
    return NeuronType.super.gainBias(maxRate, intercept);
  }

  /** Checks that the neuron can fire at a rate in hertz. */
  default void checkRate(String name, double rate) {
    if (!(rate > 0 && 1 / rate > tauRef() && rate < Double.POSITIVE_INFINITY)) {
      throw refused(name, rate, "above 0 Hz and below 1/tauRef = " + highestRate() + " Hz");
    }
  }
}
