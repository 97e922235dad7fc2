package org.spikelane.kernel.simd;

import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;
import org.spikelane.kernel.DenseProduct;
import org.spikelane.kernel.DenseProduct.Matrix;
import org.spikelane.kernel.DenseProduct.Vector;
import org.spikelane.kernel.ProductKernel;
import org.spikelane.kernel.ScalarProductKernel;

/**
 * {@link DenseProduct} on SIMD lanes: of operands whose elements lie one after the other along the
 * lanes. What does not fill a vector is left to the scalar kernel.
 */
public final class VectorProductKernel implements ProductKernel {

  private static final VectorSpecies<Double> SPECIES = Lanes.SPECIES;

  private static final int LANES = SPECIES.length();

  /** Where the totals of rows are, behind their partial sums. */
  private static final int TOTALS = ROWS * DenseProduct.PARTS;

  @Override
  public void addColumns(Matrix matrix, int[] columns, double[] factors, int count, Vector y) {
    if (count == 1) {
      int done = addColumn(matrix, columns[0], factors[0], y);
      ScalarProductKernel.addColumns(matrix, columns, factors, count, y, done);
      return;
    }
    double[] a = matrix.array();
    double[] sum = y.array();
    int from = matrix.from();
    int stride = matrix.columnStride();
    int rows = matrix.rows();
    int yFrom = y.from();
    int fours = Lanes.end(0, rows, 4 * LANES);
    int end = Lanes.end(0, rows, LANES);
    int i = 0;
    // A sum is a chain of dependent operations: four at once keep the processor busy.
    for (; i < fours; i += 4 * LANES) {
      addFour(a, from + i, stride, columns, factors, count, sum, yFrom + i);
    }
    for (; i < end; i += LANES) {
      DoubleVector s = DoubleVector.fromArray(SPECIES, sum, yFrom + i);
      for (int k = 0; k < count; k++) {
        int at = from + columns[k] * stride + i;
        DoubleVector factor = DoubleVector.broadcast(SPECIES, factors[k]);
        s = factor.fma(DoubleVector.fromArray(SPECIES, a, at), s);
      }
      s.intoArray(sum, yFrom + i);
    }
    ScalarProductKernel.addColumns(matrix, columns, factors, count, y, i);
  }

  /**
   * Four vectors of rows. Where this was written out in {@link #addColumns}, C2 took the checks of
   * its indices together with those of the loop behind it, which failed at the end of an array.
   * After that, C2 leaves such checks where they are: those of all vectors, as they are one method.
   */
  private static void addFour(
      double[] a,
      int from,
      int stride,
      int[] columns,
      double[] factors,
      int count,
      double[] sum,
      int into) {
    DoubleVector s0 = DoubleVector.fromArray(SPECIES, sum, into);
    DoubleVector s1 = DoubleVector.fromArray(SPECIES, sum, into + LANES);
    DoubleVector s2 = DoubleVector.fromArray(SPECIES, sum, into + 2 * LANES);
    DoubleVector s3 = DoubleVector.fromArray(SPECIES, sum, into + 3 * LANES);
    for (int k = 0; k < count; k++) {
      int at = from + columns[k] * stride;
      DoubleVector factor = DoubleVector.broadcast(SPECIES, factors[k]);
      s0 = factor.fma(DoubleVector.fromArray(SPECIES, a, at), s0);
      s1 = factor.fma(DoubleVector.fromArray(SPECIES, a, at + LANES), s1);
      s2 = factor.fma(DoubleVector.fromArray(SPECIES, a, at + 2 * LANES), s2);
      s3 = factor.fma(DoubleVector.fromArray(SPECIES, a, at + 3 * LANES), s3);
    }
    s0.intoArray(sum, into);
    s1.intoArray(sum, into + LANES);
    s2.intoArray(sum, into + 2 * LANES);
    s3.intoArray(sum, into + 3 * LANES);
  }

  /** One column: a loop without one within it, which is unrolled; up to which row. */
  private static int addColumn(Matrix matrix, int column, double factor, Vector y) {
    double[] a = matrix.array();
    double[] sum = y.array();
    int at = matrix.from() + column * matrix.columnStride();
    int yFrom = y.from();
    int end = Lanes.end(0, matrix.rows(), LANES);
    DoubleVector f = DoubleVector.broadcast(SPECIES, factor);
    int i = 0;
    for (; i < end; i += LANES) {
      DoubleVector.fromArray(SPECIES, a, at + i)
          .fma(f, DoubleVector.fromArray(SPECIES, sum, yFrom + i))
          .intoArray(sum, yFrom + i);
    }
    return i;
  }

  @Override
  public void addRows(Matrix matrix, Vector x, Vector y, double[] parts) {
    int together;
    for (int row = 0; row < matrix.rows(); row += together) {
      together = together(matrix.rows() - row);
      Arrays.fill(parts, TOTALS, TOTALS + together, 0);
      for (int from = 0; from < matrix.columns(); from += DenseProduct.BLOCK) {
        int to = Math.min(from + DenseProduct.BLOCK, matrix.columns());
        int filled = sum(matrix, row, together, x, parts, from, to);
        for (int k = 0; k < together; k++) {
          int at = k * DenseProduct.PARTS;
          double sum = ScalarProductKernel.sum(matrix, row + k, x, parts, at, filled, to);
          parts[TOTALS + k] = from == 0 ? sum : parts[TOTALS + k] + sum;
        }
      }
      for (int k = 0; k < together; k++) {
        y.array()[y.from() + (row + k) * y.stride()] += parts[TOTALS + k];
      }
    }
  }

  /**
   * How many of the rows that are left go together: a sum is a chain of dependent operations, and
   * four at once keep the processor busy.
   */
  private static int together(int left) {
    return LANES < 8 || left == 1 ? 1 : left < 4 ? 2 : 4;
  }

  /** The partial sums of rows that go together; up to which column. */
  private static int sum(
      Matrix matrix, int row, int together, Vector x, double[] parts, int from, int to) {
    if (LANES == 8) {
      return together == 4
          ? four(matrix, row, x, parts, from, to)
          : together == 2
              ? two(matrix, row, x, parts, from, to)
              : one(matrix, row, x, parts, from, to);
    }
    if (LANES == 4) {
      return halves(matrix, row, x, parts, from, to);
    }
    Arrays.fill(parts, 0, DenseProduct.PARTS, 0);
    return from;
  }

  /** The partial sums of four rows, each one vector of eight lanes; up to which column. */
  private static int four(Matrix matrix, int row, Vector x, double[] parts, int from, int to) {
    double[] a = matrix.array();
    double[] v = x.array();
    int a0 = matrix.from() + row * matrix.rowStride();
    int a1 = a0 + matrix.rowStride();
    int a2 = a1 + matrix.rowStride();
    int a3 = a2 + matrix.rowStride();
    int xFrom = x.from();
    int end = Lanes.end(from, to, 8);
    DoubleVector s0 = DoubleVector.zero(SPECIES);
    DoubleVector s1 = DoubleVector.zero(SPECIES);
    DoubleVector s2 = DoubleVector.zero(SPECIES);
    DoubleVector s3 = DoubleVector.zero(SPECIES);
    int j = from;
    for (; j < end; j += 8) {
      DoubleVector terms = DoubleVector.fromArray(SPECIES, v, xFrom + j);
      s0 = terms.fma(DoubleVector.fromArray(SPECIES, a, a0 + j), s0);
      s1 = terms.fma(DoubleVector.fromArray(SPECIES, a, a1 + j), s1);
      s2 = terms.fma(DoubleVector.fromArray(SPECIES, a, a2 + j), s2);
      s3 = terms.fma(DoubleVector.fromArray(SPECIES, a, a3 + j), s3);
    }
    s0.intoArray(parts, 0);
    s1.intoArray(parts, 8);
    s2.intoArray(parts, 16);
    s3.intoArray(parts, 24);
    return j;
  }

  /** The partial sums of two rows, each one vector of eight lanes; up to which column. */
  private static int two(Matrix matrix, int row, Vector x, double[] parts, int from, int to) {
    double[] a = matrix.array();
    double[] v = x.array();
    int a0 = matrix.from() + row * matrix.rowStride();
    int a1 = a0 + matrix.rowStride();
    int xFrom = x.from();
    int end = Lanes.end(from, to, 8);
    DoubleVector s0 = DoubleVector.zero(SPECIES);
    DoubleVector s1 = DoubleVector.zero(SPECIES);
    int j = from;
    for (; j < end; j += 8) {
      DoubleVector terms = DoubleVector.fromArray(SPECIES, v, xFrom + j);
      s0 = terms.fma(DoubleVector.fromArray(SPECIES, a, a0 + j), s0);
      s1 = terms.fma(DoubleVector.fromArray(SPECIES, a, a1 + j), s1);
    }
    s0.intoArray(parts, 0);
    s1.intoArray(parts, 8);
    return j;
  }

  /** The partial sums of a row as one vector of eight lanes; up to which column. */
  private static int one(Matrix matrix, int row, Vector x, double[] parts, int from, int to) {
    double[] a = matrix.array();
    double[] v = x.array();
    int at = matrix.from() + row * matrix.rowStride();
    int xFrom = x.from();
    int end = Lanes.end(from, to, 8);
    DoubleVector sums = DoubleVector.zero(SPECIES);
    int j = from;
    for (; j < end; j += 8) {
      sums =
          DoubleVector.fromArray(SPECIES, a, at + j)
              .fma(DoubleVector.fromArray(SPECIES, v, xFrom + j), sums);
    }
    sums.intoArray(parts, 0);
    return j;
  }

  /** The partial sums of a row as two vectors of four lanes; up to which column. */
  private static int halves(Matrix matrix, int row, Vector x, double[] parts, int from, int to) {
    double[] a = matrix.array();
    double[] v = x.array();
    int at = matrix.from() + row * matrix.rowStride();
    int xFrom = x.from();
    int end = Lanes.end(from, to, 8);
    DoubleVector low = DoubleVector.zero(SPECIES);
    DoubleVector high = DoubleVector.zero(SPECIES);
    int j = from;
    for (; j < end; j += 8) {
      low =
          DoubleVector.fromArray(SPECIES, a, at + j)
              .fma(DoubleVector.fromArray(SPECIES, v, xFrom + j), low);
      high =
          DoubleVector.fromArray(SPECIES, a, at + j + 4)
              .fma(DoubleVector.fromArray(SPECIES, v, xFrom + j + 4), high);
    }
    low.intoArray(parts, 0);
    high.intoArray(parts, 4);
    return j;
  }
}
