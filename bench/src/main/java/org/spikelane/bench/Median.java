package org.spikelane.bench;

import java.util.Arrays;

/** The middle of what was measured: a run that something else disturbed does not move it far. */
final class Median {

  private Median() {}

  /** Of 1 number or more, in any order. */
  static double of(double[] numbers) {
    double[] sorted = numbers.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
