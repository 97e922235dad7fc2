package org.spikelane.examples;

import java.util.BitSet;

/** What happened in a run, tick by tick: the first tick ends at t = dt. */
final class Recording {

  /** Left out of the error: the filters start from 0 and need a few time constants. */
  static final double SETTLING = 0.5;

  private final double[] input;
  private final double[] output;
  private final BitSet[] spikes;
  private int ticks;

  Recording(int ticks, int neurons) {
    input = new double[ticks];
    output = new double[ticks];
    spikes = new BitSet[neurons];
    for (int i = 0; i < neurons; i++) {
      spikes[i] = new BitSet(ticks);
    }
  }

  void add(double x, double[] spikesA, double decoded) {
    input[ticks] = x;
    output[ticks] = decoded;
    for (int i = 0; i < spikesA.length; i++) {
      if (spikesA[i] > 0) {
        spikes[i].set(ticks);
      }
    }
    ticks++;
  }

  int ticks() {
    return ticks;
  }

  /** The time at the end of a tick, in seconds. */
  double time(int tick) {
    return (tick + 1) * ClassroomNetwork.DT;
  }

  double input(int tick) {
    return input[tick];
  }

  /** What B should represent. */
  double ideal(int tick) {
    return ClassroomNetwork.SQUARE.applyAsDouble(input[tick]);
  }

  /** What B does represent. */
  double output(int tick) {
    return output[tick];
  }

  boolean spiked(int neuron, int tick) {
    return spikes[neuron].get(tick);
  }

  /**
   * Root of the mean squared difference between output and ideal after {@link #SETTLING}. Nothing
   * is done about the delay that the filters bring: it counts as error.
   */
  double rmse() {
    int from = (int) Math.round(SETTLING / ClassroomNetwork.DT);
    double sum = 0;
    for (int tick = from; tick < ticks; tick++) {
      double error = output(tick) - ideal(tick);
      sum += error * error;
    }
    return Math.sqrt(sum / (ticks - from));
  }
}
