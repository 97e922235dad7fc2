package org.spikelane.synapse;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The matrix exponential against its power series, summed in decimal arithmetic. */
class MatrixExponentialTest {

  private static final MathContext DIGITS = new MathContext(120);

  @Test
  void theExponentialOfZeroIsTheIdentity() {
    assertArrayEquals(new double[][] {{1, 0}, {0, 1}}, MatrixExponential.of(new double[2][2]));
  }

  /** Its series is finite: 1, x, x²/2, on powers of two without rounding. */
  @Test
  void aNilpotentMatrixIsExact() {
    assertArrayEquals(
        new double[][] {{1, 0.25, 0.03125}, {0, 1, 0.25}, {0, 0, 1}},
        MatrixExponential.of(new double[][] {{0, 0.25, 0}, {0, 0, 0.25}, {0, 0, 0}}));
  }

  /**
   * The error of any algorithm is at least the condition of the problem, which is at least the norm
   * of the matrix, in units of 2^-53 of the result; allowed is 32 times that.
   */
  @Test
  void randomMatricesAgreeWithTheSeries() {
    SplittableRandom random = new SplittableRandom(7);
    double largest = 0;
    for (int trial = 0; trial < 60; trial++) {
      int n = 1 + trial % 6;
      double size = Math.pow(10, random.nextDouble(-5, 1));
      double[][] x = new double[n][n];
      for (double[] row : x) {
        for (int column = 0; column < n; column++) {
          row[column] = random.nextDouble(-size, size);
        }
      }
      double[][] expected = series(x);
      double[][] got = MatrixExponential.of(x);
      double unit = Math.max(1, norm(x)) * norm(expected) * 0x1p-53;
      for (int row = 0; row < n; row++) {
        for (int column = 0; column < n; column++) {
          assertEquals(
              expected[row][column], got[row][column], 32 * unit, n + " rows of size " + size);
          largest = Math.max(largest, Math.abs(expected[row][column] - got[row][column]) / unit);
        }
      }
    }
    System.out.printf("matrix exponential: largest error %.1f units of 32%n", largest);
  }

  static double[][] series(double[][] x) {
    int n = x.length;
    BigDecimal[][] sum = new BigDecimal[n][n];
    BigDecimal[][] term = new BigDecimal[n][n];
    for (int row = 0; row < n; row++) {
      for (int column = 0; column < n; column++) {
        term[row][column] = row == column ? BigDecimal.ONE : BigDecimal.ZERO;
        sum[row][column] = term[row][column];
      }
    }
    // By then the terms of a norm of up to 60 are below 1e-60.
    for (int k = 1; k < 300; k++) {
      BigDecimal[][] next = new BigDecimal[n][n];
      for (int row = 0; row < n; row++) {
        for (int column = 0; column < n; column++) {
          BigDecimal element = BigDecimal.ZERO;
          for (int i = 0; i < n; i++) {
            element = element.add(term[row][i].multiply(new BigDecimal(x[i][column])), DIGITS);
          }
          next[row][column] = element.divide(BigDecimal.valueOf(k), DIGITS);
          sum[row][column] = sum[row][column].add(next[row][column], DIGITS);
        }
      }
      term = next;
    }
    double[][] rounded = new double[n][n];
    for (int row = 0; row < n; row++) {
      for (int column = 0; column < n; column++) {
        rounded[row][column] = sum[row][column].doubleValue();
      }
    }
    return rounded;
  }

  static double norm(double[][] x) {
    double largest = 0;
    for (int column = 0; column < x.length; column++) {
      double sum = 0;
      for (double[] row : x) {
        sum += Math.abs(row[column]);
      }
      largest = Math.max(largest, sum);
    }
    return largest;
  }
}
