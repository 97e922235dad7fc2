package org.spikelane.kernel;

import java.util.Arrays;
import org.spikelane.kernel.DenseProduct.Matrix;
import org.spikelane.kernel.DenseProduct.Vector;

/** {@link DenseProduct}, as its definition says it. */
public final class ScalarProductKernel implements ProductKernel {

  @Override
  public void addColumns(Matrix matrix, int[] columns, double[] factors, int count, Vector y) {
    addColumns(matrix, columns, factors, count, y, 0);
  }

  /** The columns, from a row on. */
  public static void addColumns(
      Matrix matrix, int[] columns, double[] factors, int count, Vector y, int fromRow) {
    double[] a = matrix.array();
    double[] sum = y.array();
    for (int k = 0; k < count; k++) {
      int at = matrix.from() + columns[k] * matrix.columnStride();
      double factor = factors[k];
      for (int i = fromRow; i < matrix.rows(); i++) {
        int yi = y.from() + i * y.stride();
        sum[yi] = Math.fma(a[at + i * matrix.rowStride()], factor, sum[yi]);
      }
    }
  }

  @Override
  public void addRows(Matrix matrix, Vector x, Vector y, double[] parts) {
    for (int row = 0; row < matrix.rows(); row++) {
      double total = 0;
      for (int from = 0; from < matrix.columns(); from += DenseProduct.BLOCK) {
        int to = Math.min(from + DenseProduct.BLOCK, matrix.columns());
        Arrays.fill(parts, 0, DenseProduct.PARTS, 0);
        double sum = sum(matrix, row, x, parts, 0, from, to);
        total = from == 0 ? sum : total + sum;
      }
      y.array()[y.from() + row * y.stride()] += total;
    }
  }

  /**
   * The sum of a row over a block, whose partial sums are known up to a column.
   *
   * @param parts the partial sums, from {@code partsFrom} on
   * @param fromColumn the first column that is not in them, a multiple of {@link
   *     DenseProduct#PARTS}
   * @param toColumn the end of the block, exclusive
   */
  public static double sum(
      Matrix matrix,
      int row,
      Vector x,
      double[] parts,
      int partsFrom,
      int fromColumn,
      int toColumn) {
    double s0 = parts[partsFrom];
    double s1 = parts[partsFrom + 1];
    double s2 = parts[partsFrom + 2];
    double s3 = parts[partsFrom + 3];
    double s4 = parts[partsFrom + 4];
    double s5 = parts[partsFrom + 5];
    double s6 = parts[partsFrom + 6];
    double s7 = parts[partsFrom + 7];
    double[] a = matrix.array();
    double[] v = x.array();
    int as = matrix.columnStride();
    int vs = x.stride();
    int ai = matrix.from() + row * matrix.rowStride() + fromColumn * as;
    int vi = x.from() + fromColumn * vs;
    int j = fromColumn;
    for (; j <= toColumn - DenseProduct.PARTS; j += DenseProduct.PARTS) {
      s0 = Math.fma(a[ai], v[vi], s0);
      s1 = Math.fma(a[ai + as], v[vi + vs], s1);
      s2 = Math.fma(a[ai + 2 * as], v[vi + 2 * vs], s2);
      s3 = Math.fma(a[ai + 3 * as], v[vi + 3 * vs], s3);
      s4 = Math.fma(a[ai + 4 * as], v[vi + 4 * vs], s4);
      s5 = Math.fma(a[ai + 5 * as], v[vi + 5 * vs], s5);
      s6 = Math.fma(a[ai + 6 * as], v[vi + 6 * vs], s6);
      s7 = Math.fma(a[ai + 7 * as], v[vi + 7 * vs], s7);
      ai += DenseProduct.PARTS * as;
      vi += DenseProduct.PARTS * vs;
    }
    for (int k = 0; j + k < toColumn; k++) {
      double factor = a[ai + k * as];
      double term = v[vi + k * vs];
      switch (k) {
        case 0 -> s0 = Math.fma(factor, term, s0);
        case 1 -> s1 = Math.fma(factor, term, s1);
        case 2 -> s2 = Math.fma(factor, term, s2);
        case 3 -> s3 = Math.fma(factor, term, s3);
        case 4 -> s4 = Math.fma(factor, term, s4);
        case 5 -> s5 = Math.fma(factor, term, s5);
        default -> s6 = Math.fma(factor, term, s6);
      }
    }
    return ((s0 + s4) + (s2 + s6)) + ((s1 + s5) + (s3 + s7));
  }
}
