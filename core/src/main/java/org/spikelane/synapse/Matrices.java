package org.spikelane.synapse;

import java.util.Arrays;

/** The little linear algebra that filters of a few states need, on {@code [row][column]}. */
final class Matrices {

  /**
   * A pivot below this, in a matrix whose rows and columns have a largest element of 1, is none.
   */
  private static final double SINGULAR = 0x1p-44;

  private Matrices() {}

  static double[][] copy(double[][] matrix) {
    double[][] copy = new double[matrix.length][];
    Arrays.setAll(copy, row -> matrix[row].clone());
    return copy;
  }

  /** A copy in which every zero is a positive one: equal values must have equal bits. */
  static double[] oneZero(double[] vector) {
    return Arrays.stream(vector).map(v -> v + 0.0).toArray();
  }

  static boolean isFinite(double[][] matrix) {
    return Arrays.stream(matrix).flatMapToDouble(Arrays::stream).allMatch(Double::isFinite);
  }

  /** The largest magnitude; 0 if there is none. */
  static double largest(double[] vector) {
    double largest = 0;
    for (double v : vector) {
      largest = Math.max(largest, Math.abs(v));
    }
    return largest;
  }

  static double[][] multiply(double[][] left, double[][] right) {
    double[][] product = new double[left.length][right[0].length];
    for (int row = 0; row < left.length; row++) {
      for (int k = 0; k < right.length; k++) {
        for (int column = 0; column < right[k].length; column++) {
          product[row][column] = Math.fma(left[row][k], right[k][column], product[row][column]);
        }
      }
    }
    return product;
  }

  static double dot(double[] left, double[] right) {
    double sum = 0;
    for (int i = 0; i < left.length; i++) {
      sum = Math.fma(left[i], right[i], sum);
    }
    return sum;
  }

  /**
   * Solves matrix · x = right for every column of {@code right}, by elimination with row pivots.
   * Both arguments are overwritten, the second by x.
   *
   * @param smallest the smallest pivot to divide by
   * @return whether every pivot was at least that
   */
  static boolean solve(double[][] matrix, double[][] right, double smallest) {
    int n = matrix.length;
    for (int column = 0; column < n; column++) {
      int pivot = column;
      for (int row = column + 1; row < n; row++) {
        if (Math.abs(matrix[row][column]) > Math.abs(matrix[pivot][column])) {
          pivot = row;
        }
      }
      if (!(Math.abs(matrix[pivot][column]) >= smallest)) {
        return false;
      }
      swap(matrix, pivot, column);
      swap(right, pivot, column);
      for (int row = column + 1; row < n; row++) {
        double factor = -matrix[row][column] / matrix[column][column];
        addMultiple(factor, matrix[column], matrix[row]);
        addMultiple(factor, right[column], right[row]);
      }
    }
    for (int row = n - 1; row >= 0; row--) {
      for (int k = row + 1; k < n; k++) {
        addMultiple(-matrix[row][k], right[k], right[row]);
      }
      for (int i = 0; i < right[row].length; i++) {
        right[row][i] /= matrix[row][row];
      }
    }
    return true;
  }

  /**
   * Solves matrix · x = right. Rows and columns are first brought to a like size, exactly, so that
   * the units of the rows do not decide what is singular.
   *
   * @return x, or null if the matrix is singular or as good as
   */
  static double[] solveUnlessSingular(double[][] matrix, double[] right) {
    int n = matrix.length;
    double[][] scaled = copy(matrix);
    double[][] column = new double[n][1];
    for (int row = 0; row < n; row++) {
      int exponent = Math.getExponent(largest(scaled[row]));
      column[row][0] = Math.scalb(right[row], -exponent);
      for (int k = 0; k < n; k++) {
        scaled[row][k] = Math.scalb(scaled[row][k], -exponent);
      }
    }
    int[] exponents = new int[n];
    for (int k = 0; k < n; k++) {
      double largest = 0;
      for (double[] row : scaled) {
        largest = Math.max(largest, Math.abs(row[k]));
      }
      exponents[k] = Math.getExponent(largest);
      for (double[] row : scaled) {
        row[k] = Math.scalb(row[k], -exponents[k]);
      }
    }
    if (!solve(scaled, column, SINGULAR)) {
      return null;
    }
    double[] solution = new double[n];
    Arrays.setAll(solution, k -> Math.scalb(column[k][0], -exponents[k]));
    return Arrays.stream(solution).allMatch(Double::isFinite) ? solution : null;
  }

  private static void swap(double[][] rows, int i, int j) {
    double[] row = rows[i];
    rows[i] = rows[j];
    rows[j] = row;
  }

  private static void addMultiple(double factor, double[] row, double[] to) {
    for (int i = 0; i < row.length; i++) {
      to[i] = Math.fma(factor, row[i], to[i]);
    }
  }
}
