package org.spikelane.network.ready;

import java.util.Arrays;

/** Weights by which each acts on all others. */
final class Competition {

  private Competition() {}

  /** A matrix with the weight everywhere but on the diagonal, which is 0. */
  static double[][] between(int size, double weight) {
    double[][] matrix = new double[size][size];
    for (int i = 0; i < size; i++) {
      Arrays.fill(matrix[i], weight);
      matrix[i][i] = 0;
    }
    return matrix;
  }
}
