package org.spikelane.synapse;

import java.util.Arrays;

/**
 * H(s) = num(s) / den(s) of a state-space form: C·(s·I − A)⁻¹·B + D.
 *
 * <p>Source: the algorithm of Faddeev and LeVerrier; Gantmacher, <i>The Theory of Matrices</i>,
 * Chelsea 1959, volume 1, chapter 4, section 5.
 *
 * @param num coefficients of the numerator, the highest power of s first
 * @param den coefficients of the denominator, the highest power of s first
 */
record TransferFunction(double[] num, double[] den) {

  static TransferFunction of(double[][] a, double[] b, double[] c, double d) {
    int order = b.length;
    double[] num = new double[order + 1];
    double[] den = new double[order + 1];
    den[0] = 1;
    num[0] = d;
    // The adjugate of s·I − A is the sum of adjugate_k · s^(order − k), of which this is the first.
    double[][] adjugate = new double[order][order];
    addToDiagonal(1, adjugate);
    for (int k = 1; k <= order; k++) {
      double sum = 0;
      for (int row = 0; row < order; row++) {
        sum = Math.fma(c[row], Matrices.dot(adjugate[row], b), sum);
      }
      adjugate = Matrices.multiply(a, adjugate);
      double trace = 0;
      for (int row = 0; row < order; row++) {
        trace += adjugate[row][row];
      }
      den[k] = 0 - trace / k;
      num[k] = Math.fma(d, den[k], sum);
      addToDiagonal(den[k], adjugate);
    }
    return new TransferFunction(withoutLeadingZeros(num), den);
  }

  /** A polynomial without leading zeros; of the zero polynomial, one is left. */
  static double[] withoutLeadingZeros(double[] coefficients) {
    int first = 0;
    while (first < coefficients.length - 1 && coefficients[first] == 0) {
      first++;
    }
    return Arrays.copyOfRange(coefficients, first, coefficients.length);
  }

  private static void addToDiagonal(double value, double[][] matrix) {
    for (int row = 0; row < matrix.length; row++) {
      matrix[row][row] += value;
    }
  }
}
