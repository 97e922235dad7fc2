package org.spikelane.neuron;

import static org.spikelane.check.Arguments.refused;

/** What follows from a response curve alone, by bisection: for types that have no closed form. */
final class ResponseCurve {

  /** Currents are looked for within ±this. */
  private static final double FARTHEST = 0x1p100;

  private ResponseCurve() {}

  /** The largest current at which the neuron does not fire; 0 if it fires at any. */
  static double threshold(NeuronType type) {
    double silent = silent(type);
    if (silent == -FARTHEST) {
      return 0;
    }
    return bisect(type, 0, silent, reaching(type, Double.MIN_VALUE));
  }

  /** The rate under the strongest current; infinite if the curve is still rising there. */
  static double highest(NeuronType type) {
    double rate = type.rate(FARTHEST);
    return rate > type.rate(FARTHEST / 2) * 1.5 ? Double.POSITIVE_INFINITY : rate;
  }

  /** The current at which the curve reaches a rate. */
  static double inverse(NeuronType type, double rate) {
    double high = rate > 0 ? reaching(type, rate) : FARTHEST;
    if (!(high < FARTHEST)) {
      throw refused(
          "rate", rate, "above 0 Hz and at most " + type.rate(FARTHEST) + " Hz, what it reaches");
    }
    double low = -1;
    while (low > -FARTHEST && type.rate(low) >= rate) {
      low *= 2;
    }
    return bisect(type, rate, low, high);
  }

  /** A current at which the neuron does not fire. */
  private static double silent(NeuronType type) {
    double current = -1;
    while (current > -FARTHEST && type.rate(current) > 0) {
      current *= 2;
    }
    return current;
  }

  /** A current at which the curve is at the rate or above; {@link #FARTHEST} if there is none. */
  private static double reaching(NeuronType type, double rate) {
    double current = 1;
    while (current < FARTHEST && !(type.rate(current) >= rate)) {
      current *= 2;
    }
    return current;
  }

  /**
   * The largest current between two at which the rate is not above the one given, to the last bit.
   */
  private static double bisect(NeuronType type, double rate, double low, double high) {
    double from = low;
    double to = high;
    while (true) {
      double middle = from + (to - from) / 2;
      if (middle <= from || middle >= to) {
        return from;
      }
      if (type.rate(middle) > rate) {
        to = middle;
      } else {
        from = middle;
      }
    }
  }
}
