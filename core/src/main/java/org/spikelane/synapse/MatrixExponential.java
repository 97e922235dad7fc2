package org.spikelane.synapse;

/**
 * The exponential of a small matrix, by scaling and squaring: e^X = (e^(X/2^s))^(2^s), with s such
 * that X/2^s has a norm of at most 1, where a diagonal Padé approximant is accurate to the last
 * bit.
 *
 * <p>Source: Golub and Van Loan, <i>Matrix Computations</i>, 4th edition 2013, section 9.3.1. Of
 * degree q the relative error is below 8·(q!)² / ((2q)!·(2q + 1)!) for a norm of 1: for 8 it is
 * 2e-18.
 */
final class MatrixExponential {

  private static final int DEGREE = 8;

  private MatrixExponential() {}

  /** The exponential; with elements that are not finite if it overflows. */
  static double[][] of(double[][] matrix) {
    int n = matrix.length;
    double norm = norm(matrix);
    int squarings = norm > 1 ? Math.getExponent(norm) + 1 : 0;
    double[][] x = new double[n][n];
    double[][] power = new double[n][n];
    double[][] numerator = new double[n][n];
    double[][] denominator = new double[n][n];
    for (int row = 0; row < n; row++) {
      for (int column = 0; column < n; column++) {
        x[row][column] = Math.scalb(matrix[row][column], -squarings);
      }
      power[row][row] = 1;
      numerator[row][row] = 1;
      denominator[row][row] = 1;
    }
    double coefficient = 1;
    for (int k = 1; k <= DEGREE; k++) {
      coefficient *= (DEGREE - k + 1.0) / (k * (2.0 * DEGREE - k + 1));
      power = Matrices.multiply(power, x);
      addMultiple(coefficient, power, numerator);
      addMultiple(k % 2 == 0 ? coefficient : -coefficient, power, denominator);
    }
    // With a norm of at most 1 the denominator is well away from singular.
    Matrices.solve(denominator, numerator, 0);
    for (int i = 0; i < squarings; i++) {
      numerator = Matrices.multiply(numerator, numerator);
    }
    return numerator;
  }

  /** The largest sum of magnitudes in a column. */
  private static double norm(double[][] matrix) {
    double largest = 0;
    for (int column = 0; column < matrix.length; column++) {
      double sum = 0;
      for (double[] row : matrix) {
        sum += Math.abs(row[column]);
      }
      largest = Math.max(largest, sum);
    }
    return largest;
  }

  private static void addMultiple(double factor, double[][] matrix, double[][] to) {
    for (int row = 0; row < to.length; row++) {
      for (int column = 0; column < to.length; column++) {
        to[row][column] = Math.fma(factor, matrix[row][column], to[row][column]);
      }
    }
  }
}
