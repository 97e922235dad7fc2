package org.spikelane.graph;

import static org.spikelane.check.Arguments.finite;
import static org.spikelane.check.Arguments.length;
import static org.spikelane.check.Arguments.refused;

import java.util.Arrays;
import org.spikelane.kernel.DenseProduct;
import org.spikelane.kernel.DenseProduct.Matrix;
import org.spikelane.kernel.DenseProduct.Vector;
import org.spikelane.kernel.KernelChoice;

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
    private final int columns;
    private final double[] factor = new double[1];
    private final DenseProduct[] products;

    Rows(Signal weights, Signal vector, Context context) {
      this(
          context.array(weights),
          context.array(vector),
          vector.offset(),
          vector.size(),
          context.kernel());
    }

    Rows(double[] weights, double[] vector, int from, int columns, KernelChoice kernel) {
      this.weights = weights;
      this.columns = columns;
      // The vector as a matrix of one column.
      Matrix matrix = new Matrix(vector, from, columns, 1, 1, columns);
      this.products = new DenseProduct[columns == 0 ? 0 : weights.length / columns];
      Arrays.setAll(
          products,
          row ->
              DenseProduct.of(
                  kernel, matrix, new Vector(factor, 0, 1), new Vector(weights, row * columns, 1)));
    }

    /** Adds factor · vector to a row; nothing, if the factor is 0. */
    void add(int row, double factor) {
      if (columns > 0) {
        this.factor[0] = factor;
        products[row].add();
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
