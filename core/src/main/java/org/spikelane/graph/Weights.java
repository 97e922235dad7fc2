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

  /** The rows of a matrix of weights in a run, and the vector that is added to them. */
  static final class Rows {

    private final double[] weights;
    private final double[] vector;
    private final int from;
    private final int columns;

    Rows(Signal weights, Signal vector, Context context) {
      this(context.array(weights), context.array(vector), vector.offset(), vector.size());
    }

    Rows(double[] weights, double[] vector, int from, int columns) {
      this.weights = weights;
      this.vector = vector;
      this.from = from;
      this.columns = columns;
    }

    /** Adds factor · vector to a row. */
    void add(int row, double factor) {
      if (factor == 0) {
        return;
      }
      double[] w = weights;
      double[] a = vector;
      int begin = row * columns;
      int aFrom = from;
      int count = columns;
      for (int i = 0; i < count; i++) {
        w[begin + i] = Math.fma(factor, a[aFrom + i], w[begin + i]);
      }
    }

    /** Adds factor · row to a row. */
    void grow(int row, double factor) {
      if (factor == 0) {
        return;
      }
      double[] w = weights;
      int end = (row + 1) * columns;
      for (int i = row * columns; i < end; i++) {
        w[i] = Math.fma(factor, w[i], w[i]);
      }
    }
  }
}
