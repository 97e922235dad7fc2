package org.spikelane.neuron;

import static org.spikelane.check.Arguments.positive;
import static org.spikelane.check.Arguments.refused;

/**
 * A type of neuron, as far as it concerns representation: how strongly it responds to a current.
 *
 * <p>A type is an immutable value, best written as a record: a saved state is restored into a
 * population of an equal type. What it must state is its response curve; everything else follows
 * from that curve, in closed form where a type overrides it and numerically where it does not.
 *
 * <p>Source: Eliasmith and Anderson, <i>Neural Engineering</i>, MIT Press 2003, chapters 2 and 4.
 */
public interface NeuronType {

  /**
   * The response curve a(J): the rate to which the neuron settles under a constant current.
   *
   * @param current input current J, without a unit
   * @return firing rate in hertz; never decreasing in J
   */
  double rate(double current);

  /**
   * The factor between rate and output: under a constant current the output is, on average,
   * amplitude · a(J). For most types that spike it is the area of one spike.
   */
  default double amplitude() {
    return 1;
  }

  /** The rate that the curve approaches under ever stronger currents, in hertz; maybe infinite. */
  default double highestRate() {
    return ResponseCurve.highest(this);
  }

  /**
   * The threshold current J_th: the neuron's intercept is where its current crosses it. Unless a
   * type states it, it is the largest current at which the rate is 0, and 0 if there is none: a
   * type that only fades, such as an exponential, whose rate is 0 where it underflows, should state
   * it.
   */
  default double thresholdCurrent() {
    return ResponseCurve.threshold(this);
  }

  /**
   * The inverse of the response curve, J(a): the constant current under which the neuron fires at a
   * rate.
   *
   * @param rate firing rate in hertz, above 0 and below what the type can reach
   * @throws IllegalArgumentException if the neuron cannot fire at that rate
   */
  default double current(double rate) {
    return ResponseCurve.inverse(this, rate);
  }

  /**
   * Gain and bias of a neuron with a given maximum rate and intercept.
   *
   * <p>The current is J(x) = gain · x + bias, where x from −1 to 1 is the represented value along
   * the neuron's encoder. Two points fix the line: J(intercept) = J_th, where the neuron begins to
   * fire, and J(1) = J(maxRate). So gain = (J_th − J(maxRate)) / (intercept − 1) and bias = J_th −
   * gain · intercept.
   *
   * @param maxRate the rate at x = 1, in hertz
   * @param intercept the x at which firing begins, below 1
   * @throws IllegalArgumentException if the intercept is not below 1 or the rate can't be reached
   */
  default GainBias gainBias(double maxRate, double intercept) {
    if (!(intercept < 1 && intercept > Double.NEGATIVE_INFINITY)) {
      throw refused("intercept", intercept, "a finite number below 1");
    }
    double highest = highestRate();
    if (highest == Double.POSITIVE_INFINITY) {
      positive("maxRate", maxRate, "hertz");
    } else if (!(maxRate > 0 && maxRate < highest)) {
      throw refused(
          "maxRate",
          maxRate,
          "above 0 Hz and below " + highest + " Hz, the highest rate of " + this);
    }
    double threshold = thresholdCurrent();
    double gain = (threshold - current(maxRate)) / (intercept - 1);
    if (!(gain > 0 && gain < Double.POSITIVE_INFINITY)) {
      throw refused(
          "maxRate", maxRate, "above " + rate(threshold) + " Hz, the rate at the intercept");
    }
    return new GainBias(gain, threshold - gain * intercept);
  }

  /** The maximum rate of a neuron with a given gain and bias, in hertz: its rate at x = 1. */
  default double maxRate(GainBias of) {
    return rate(of.gain() + of.bias());
  }

  /** The intercept of a neuron with a given gain and bias: the x at which its current is J_th. */
  default double intercept(GainBias of) {
    return (thresholdCurrent() - of.bias()) / of.gain();
  }
}
