package org.spikelane.graph;

import static org.spikelane.check.Arguments.finite;
import static org.spikelane.check.Arguments.length;
import static org.spikelane.check.Arguments.refused;

/** What learning rules have in common: a matrix of weights {@code [post][pre]} that they update. */
final class Weights {

  private Weights() {}

  static void check(String name, double learningRate, Signal weights) {
    finite("learning rate of " + name, learningRate);
    if (weights.shape().length != 2 || !weights.isWhole() || weights.isConstant()) {
      throw refused("weights of " + name, weights, "a matrix that is no view and not constant");
    }
  }

  /** Checks that a vector has an element for each row. */
  static void checkRows(String name, Signal vector, Signal weights) {
    checkVector(name, vector, weights.size(0));
  }

  /** Checks that a vector has an element for each column. */
  static void checkColumns(String name, Signal vector, Signal weights) {
    checkVector(name, vector, weights.size(1));
  }

  private static void checkVector(String name, Signal vector, int size) {
    length(name, vector.size(), size);
    if (!vector.isContiguous()) {
      throw refused(name, vector, "contiguous");
    }
  }

  /** Adds factor · a to a row of weights. */
  static void add(double[] weights, int row, double factor, double[] a, int from, int count) {
    if (factor == 0) {
      return;
    }
    for (int i = 0; i < count; i++) {
      weights[row + i] = Math.fma(factor, a[from + i], weights[row + i]);
    }
  }
}
