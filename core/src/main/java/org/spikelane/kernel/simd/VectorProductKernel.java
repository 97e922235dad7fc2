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

  private static final VectorSpecies<Double> SPECIES =
      DoubleVector.SPECIES_PREFERRED.length() > DenseProduct.PARTS
          ? DoubleVector.SPECIES_512
          : DoubleVector.SPECIES_PREFERRED;

  private static final int LANES = SPECIES.length();

  @Override
  public void addColumns(Matrix matrix, int[] columns, double[] factors, int count, Vector y) {
    double[] a = matrix.array();
    double[] sum = y.array();
    int from = matrix.from();
    int stride = matrix.columnStride();
    int rows = matrix.rows();
    int yFrom = y.from();
    int i = 0;
    for (; i <= rows - 2 * LANES; i += 2 * LANES) {
      DoubleVector s0 = DoubleVector.fromArray(SPECIES, sum, yFrom + i);
      DoubleVector s1 = DoubleVector.fromArray(SPECIES, sum, yFrom + i + LANES);
      for (int k = 0; k < count; k++) {
        int at = from + columns[k] * stride + i;
        DoubleVector factor = DoubleVector.broadcast(SPECIES, factors[k]);
        s0 = DoubleVector.fromArray(SPECIES, a, at).fma(factor, s0);
        s1 = DoubleVector.fromArray(SPECIES, a, at + LANES).fma(factor, s1);
      }
      s0.intoArray(sum, yFrom + i);
      s1.intoArray(sum, yFrom + i + LANES);
    }
    ScalarProductKernel.addColumns(matrix, columns, factors, count, y, i);
  }

  @Override
  public void addRows(Matrix matrix, Vector x, Vector y, double[] parts) {
    for (int row = 0; row < matrix.rows(); row++) {
      Arrays.fill(parts, 0);
      int filled =
          switch (LANES) {
            case 8 -> eight(matrix, row, x, parts);
            case 4 -> four(matrix, row, x, parts);
            default -> 0;
          };
      ScalarProductKernel.addRow(matrix, row, x, y, parts, filled);
    }
  }

  /** The partial sums of a row as one vector of eight lanes; how many columns it covers. */
  private static int eight(Matrix matrix, int row, Vector x, double[] parts) {
    double[] a = matrix.array();
    double[] v = x.array();
    int at = matrix.from() + row * matrix.rowStride();
    int xFrom = x.from();
    int end = matrix.columns() - 8;
    DoubleVector sums = DoubleVector.zero(SPECIES);
    int j = 0;
    for (; j <= end; j += 8) {
      sums =
          DoubleVector.fromArray(SPECIES, a, at + j)
              .fma(DoubleVector.fromArray(SPECIES, v, xFrom + j), sums);
    }
    sums.intoArray(parts, 0);
    return j;
  }

  /** The same as two vectors of four lanes. */
  private static int four(Matrix matrix, int row, Vector x, double[] parts) {
    double[] a = matrix.array();
    double[] v = x.array();
    int at = matrix.from() + row * matrix.rowStride();
    int xFrom = x.from();
    int end = matrix.columns() - 8;
    DoubleVector low = DoubleVector.zero(SPECIES);
    DoubleVector high = DoubleVector.zero(SPECIES);
    int j = 0;
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
