package org.spikelane.kernel;

import static org.spikelane.check.Arguments.refused;

/**
 * What makes a neuron tire: the adaptation n that is taken from its current, and follows its output
 * o by forward Euler, n ← n + dt/tauN · (incN · o − n).
 */
final class Adaptation {

  private final double[] adaptation;
  private final double rate;
  private final double incN;

  /**
   * The adaptation of a population's neurons.
   *
   * @param adaptation n, {@code [neuron]}: a variable of the population's state, stepped in place
   * @param dt length of a tick in seconds
   * @param tauN time constant in seconds
   * @param incN where n goes under an output of 1
   */
  Adaptation(double[] adaptation, double dt, double tauN, double incN) {
    if (!(dt <= tauN)) {
      throw refused("dt", dt, "at most tauN = " + tauN + " s, or Euler's steps overshoot");
    }
    this.adaptation = adaptation;
    this.rate = dt / tauN;
    this.incN = incN;
  }

  /**
   * The currents that neurons feel.
   *
   * @param felt written, {@code [neuron]}; may be the array of current itself
   */
  void take(double[] current, double[] felt, int from, int to) {
    for (int i = from; i < to; i++) {
      felt[i] = current[i] - adaptation[i];
    }
  }

  /** Steps by one tick. */
  void follow(double[] output, int from, int to) {
    for (int i = from; i < to; i++) {
      adaptation[i] += rate * (incN * output[i] - adaptation[i]);
    }
  }
}
