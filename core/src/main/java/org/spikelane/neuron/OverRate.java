package org.spikelane.neuron;

import static org.spikelane.check.Arguments.refused;

/**
 * A type that spikes at the rate that another puts out: all of its curve is that type's, and a
 * spike has the area 1.
 */
interface OverRate extends NeuronType {

  /** The type whose output is the rate. */
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

  @Override
  default GainBias gainBias(double maxRate, double intercept) {
    return base().gainBias(maxRate, intercept);
  }

  /** The base, checked: a type whose output is a rate. */
  static NeuronType checked(NeuronType base) {
    if (base == null
        || base instanceof Direct
        || base instanceof Lif
        || base instanceof GridLif
        || base instanceof AdaptiveLif
        || base instanceof Izhikevich
        || base instanceof SpikingRectifiedLinear
        || base instanceof OverRate) {
      throw refused("base", base, "a type that puts out a rate, such as LifRate or Sigmoid");
    }
    return base;
  }
}
