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
    int i = 0;
    // A sum is a chain of dependent operations: four at once keep the processor busy.
    for (; i <= rows - 4 * LANES; i += 4 * LANES) {
      DoubleVector s0 = DoubleVector.fromArray(SPECIES, sum, yFrom + i);
      DoubleVector s1 = DoubleVector.fromArray(SPECIES, sum, yFrom + i + LANES);
      DoubleVector s2 = DoubleVector.fromArray(SPECIES, sum, yFrom + i + 2 * LANES);
      DoubleVector s3 = DoubleVector.fromArray(SPECIES, sum, yFrom + i + 3 * LANES);
      for (int k = 0; k < count; k++) {
        int at = from + columns[k] * stride + i;
        DoubleVector factor = DoubleVector.broadcast(SPECIES, factors[k]);
        s0 = factor.fma(DoubleVector.fromArray(SPECIES, a, at), s0);
        s1 = factor.fma(DoubleVector.fromArray(SPECIES, a, at + LANES), s1);
        s2 = factor.fma(DoubleVector.fromArray(SPECIES, a, at + 2 * LANES), s2);
        s3 = factor.fma(DoubleVector.fromArray(SPECIES, a, at + 3 * LANES), s3);
      }
      s0.intoArray(sum, yFrom + i);
      s1.intoArray(sum, yFrom + i + LANES);
      s2.intoArray(sum, yFrom + i + 2 * LANES);
      s3.intoArray(sum, yFrom + i + 3 * LANES);
    }
    for (; i <= rows - LANES; i += LANES) {
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

  /** One column: a loop without one within it, which is unrolled; up to which row. */
  private static int addColumn(Matrix matrix, int column, double factor, Vector y) {
    double[] a = matrix.array();
    double[] sum = y.array();
    int at = matrix.from() + column * matrix.columnStride();
    int yFrom = y.from();
    int end = matrix.rows() - LANES;
    DoubleVector f = DoubleVector.broadcast(SPECIES, factor);
    int i = 0;
    for (; i <= end; i += LANES) {
      DoubleVector.fromArray(SPECIES, a, at + i)
          .fma(f, DoubleVector.fromArray(SPECIES, sum, yFrom + i))
          .intoArray(sum, yFrom + i);
    }
    return i;
  }

  @Override
  public void addRows(Matrix matrix, Vector x, Vector y, double[] parts) {
    int row = 0;
    if (LANES == 8) {
      // A sum is a chain of dependent operations: four at once keep the processor busy.
      for (; row <= matrix.rows() - 4; row += 4) {
        double t0 = 0;
        double t1 = 0;
        double t2 = 0;
        double t3 = 0;
        for (int from = 0; from < matrix.columns(); from += DenseProduct.BLOCK) {
          int to = Math.min(from + DenseProduct.BLOCK, matrix.columns());
          int filled = eight(matrix, row, x, parts, from, to);
          double s0 = ScalarProductKernel.sum(matrix, row, x, parts, 0, filled, to);
          double s1 = ScalarProductKernel.sum(matrix, row + 1, x, parts, 8, filled, to);
          double s2 = ScalarProductKernel.sum(matrix, row + 2, x, parts, 16, filled, to);
          double s3 = ScalarProductKernel.sum(matrix, row + 3, x, parts, 24, filled, to);
          t0 = from == 0 ? s0 : t0 + s0;
          t1 = from == 0 ? s1 : t1 + s1;
          t2 = from == 0 ? s2 : t2 + s2;
          t3 = from == 0 ? s3 : t3 + s3;
        }
        int at = y.from() + row * y.stride();
        y.array()[at] += t0;
        y.array()[at + y.stride()] += t1;
        y.array()[at + 2 * y.stride()] += t2;
        y.array()[at + 3 * y.stride()] += t3;
      }
    }
    if (LANES == 8 && row <= matrix.rows() - 2) {
      double t0 = 0;
      double t1 = 0;
      for (int from = 0; from < matrix.columns(); from += DenseProduct.BLOCK) {
        int to = Math.min(from + DenseProduct.BLOCK, matrix.columns());
        int filled = two(matrix, row, x, parts, from, to);
        double s0 = ScalarProductKernel.sum(matrix, row, x, parts, 0, filled, to);
        double s1 = ScalarProductKernel.sum(matrix, row + 1, x, parts, 8, filled, to);
        t0 = from == 0 ? s0 : t0 + s0;
        t1 = from == 0 ? s1 : t1 + s1;
      }
      int at = y.from() + row * y.stride();
      y.array()[at] += t0;
      y.array()[at + y.stride()] += t1;
      row += 2;
    }
    for (; row < matrix.rows(); row++) {
      double total = 0;
      for (int from = 0; from < matrix.columns(); from += DenseProduct.BLOCK) {
        int to = Math.min(from + DenseProduct.BLOCK, matrix.columns());
        Arrays.fill(parts, 0, DenseProduct.PARTS, 0);
        int filled =
            switch (LANES) {
              case 8 -> one(matrix, row, x, parts, from, to);
              case 4 -> four(matrix, row, x, parts, from, to);
              default -> from;
            };
        double sum = ScalarProductKernel.sum(matrix, row, x, parts, 0, filled, to);
        total = from == 0 ? sum : total + sum;
      }
      y.array()[y.from() + row * y.stride()] += total;
    }
  }

  /** The partial sums of four rows, each one vector of eight lanes; up to which column. */
  private static int eight(Matrix matrix, int row, Vector x, double[] parts, int from, int to) {
    double[] a = matrix.array();
    double[] v = x.array();
    int a0 = matrix.from() + row * matrix.rowStride();
    int a1 = a0 + matrix.rowStride();
    int a2 = a1 + matrix.rowStride();
    int a3 = a2 + matrix.rowStride();
    int xFrom = x.from();
    int end = to - 8;
    DoubleVector s0 = DoubleVector.zero(SPECIES);
    DoubleVector s1 = DoubleVector.zero(SPECIES);
    DoubleVector s2 = DoubleVector.zero(SPECIES);
    DoubleVector s3 = DoubleVector.zero(SPECIES);
    int j = from;
    for (; j <= end; j += 8) {
      DoubleVector terms = DoubleVector.fromArray(SPECIES, v, xFrom + j);
      s0 = DoubleVector.fromArray(SPECIES, a, a0 + j).fma(terms, s0);
      s1 = DoubleVector.fromArray(SPECIES, a, a1 + j).fma(terms, s1);
      s2 = DoubleVector.fromArray(SPECIES, a, a2 + j).fma(terms, s2);
      s3 = DoubleVector.fromArray(SPECIES, a, a3 + j).fma(terms, s3);
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
    int end = to - 8;
    DoubleVector s0 = DoubleVector.zero(SPECIES);
    DoubleVector s1 = DoubleVector.zero(SPECIES);
    int j = from;
    for (; j <= end; j += 8) {
      DoubleVector terms = DoubleVector.fromArray(SPECIES, v, xFrom + j);
      s0 = DoubleVector.fromArray(SPECIES, a, a0 + j).fma(terms, s0);
      s1 = DoubleVector.fromArray(SPECIES, a, a1 + j).fma(terms, s1);
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
    int end = to - 8;
    DoubleVector sums = DoubleVector.zero(SPECIES);
    int j = from;
    for (; j <= end; j += 8) {
      sums =
          DoubleVector.fromArray(SPECIES, a, at + j)
              .fma(DoubleVector.fromArray(SPECIES, v, xFrom + j), sums);
    }
    sums.intoArray(parts, 0);
    return j;
  }

  /** The partial sums of a row as two vectors of four lanes. */
  private static int four(Matrix matrix, int row, Vector x, double[] parts, int from, int to) {
    double[] a = matrix.array();
    double[] v = x.array();
    int at = matrix.from() + row * matrix.rowStride();
    int xFrom = x.from();
    int end = to - 8;
    DoubleVector low = DoubleVector.zero(SPECIES);
    DoubleVector high = DoubleVector.zero(SPECIES);
    int j = from;
    for (; j <= end; j += 8) {
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
