package org.spikelane.network;

import static org.spikelane.check.Arguments.finite;
import static org.spikelane.check.Arguments.length;
import static org.spikelane.check.Arguments.refused;

/**
 * The linear map of a connection, from what its function gives to what its end takes. Immutable.
 */
public sealed interface Transform {

  /** The map that changes nothing. */
  Transform IDENTITY = new Scale(1);

  /**
   * Every number times the same factor.
   *
   * @throws IllegalArgumentException if it is not finite
   */
  static Transform scale(double factor) {
    return new Scale(finite("transform", factor));
  }

  /**
   * A matrix.
   *
   * @param matrix {@code [output][input]}, finite; copied
   * @throws IllegalArgumentException if it has no elements, rows of different lengths, or elements
   *     that are not finite
   */
  static Transform dense(double[][] matrix) {
    if (matrix.length == 0 || matrix[0].length == 0) {
      throw refused("transform", "a matrix without elements", "[output][input], 1 or more of each");
    }
    double[] flat = new double[Math.multiplyExact(matrix.length, matrix[0].length)];
    for (int i = 0; i < matrix.length; i++) {
      length("transform[" + i + "]", matrix[i].length, matrix[0].length);
      for (int j = 0; j < matrix[i].length; j++) {
        flat[i * matrix[i].length + j] = finite("transform[" + i + "][" + j + "]", matrix[i][j]);
      }
    }
    return new Dense(matrix.length, matrix[0].length, flat);
  }

  /**
   * How many numbers it makes of so many.
   *
   * @throws IllegalArgumentException if it does not take so many
   */
  int sizeOut(int sizeIn);

  /** Every number times the same factor. */
  record Scale(double factor) implements Transform {
    @Override
    public int sizeOut(int sizeIn) {
      return sizeIn;
    }
  }

  /** A matrix, row after row. */
  final class Dense implements Transform {
    private final int rows;
    private final int columns;
    private final double[] values;

    private Dense(int rows, int columns, double[] values) {
      this.rows = rows;
      this.columns = columns;
      this.values = values;
    }

    @Override
    public int sizeOut(int sizeIn) {
      if (sizeIn != columns) {
        throw refused("transform", rows + " × " + columns, "a matrix of " + sizeIn + " columns");
      }
      return rows;
    }

    /** Not to be written to. */
    double[] values() {
      return values;
    }

    int rows() {
      return rows;
    }

    int columns() {
      return columns;
    }

    @Override
    public String toString() {
      return rows + " × " + columns + " matrix";
    }
  }
}
