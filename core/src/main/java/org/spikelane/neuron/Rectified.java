package org.spikelane.neuron;

import static org.spikelane.check.Arguments.positive;

/** The curve a(J) = max(J, 0). */
interface Rectified extends NeuronType {

  @Override
  default double rate(double current) {
    return Math.max(current, 0);
  }

  @Override
  default double highestRate() {
    return Double.POSITIVE_INFINITY;
  }

  @Override
  default double thresholdCurrent() {
    return 0;
  }

  @Override
  default double current(double rate) {
    return positive("rate", rate, "hertz");
  }
}
