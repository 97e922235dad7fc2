package org.spikelane.neuron;

/** A type that spikes at the rate of another: all of its curve is that type's. */
interface OverRate extends NeuronType {

  /** The type whose curve is the rate. */
  NeuronType base();

  @Override
  default double rate(double current) {
    return base().rate(current);
  }

  @Override
  default double amplitude() {
    return base().amplitude();
  }

  @Override
  default double highestRate() {
    return base().highestRate();
  }

  @Override
  default double thresholdCurrent() {
    return base().thresholdCurrent();
  }

  @Override
  default double current(double rate) {
    return base().current(rate);
  }
}
