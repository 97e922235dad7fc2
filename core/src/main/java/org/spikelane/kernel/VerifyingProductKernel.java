package org.spikelane.kernel;

import java.util.Arrays;
import org.spikelane.kernel.DenseProduct.Matrix;
import org.spikelane.kernel.DenseProduct.Vector;

/**
 * Multiplies with two kernels at once and compares their bits: the reference on the caller's array,
 * the tested kernel on a copy made before.
 */
final class VerifyingProductKernel implements ProductKernel {

  private final ProductKernel reference;
  private final ProductKernel tested;
  private long calls;

  VerifyingProductKernel(ProductKernel reference, ProductKernel tested) {
    this.reference = reference;
    this.tested = tested;
  }

  @Override
  public void addColumns(Matrix matrix, int[] columns, double[] factors, int count, Vector y) {
    Vector copy = copy(matrix, y);
    reference.addColumns(matrix, columns, factors, count, y);
    tested.addColumns(matrix, columns, factors, count, copy);
    compare(matrix, y, copy);
  }

  @Override
  public void addRows(Matrix matrix, Vector x, Vector y, double[] parts) {
    Vector copy = copy(matrix, y);
    reference.addRows(matrix, x, y, parts);
    tested.addRows(matrix, x, copy, parts);
    compare(matrix, y, copy);
  }

  /** Of the result alone: it may be a small part of an array that many share. */
  private static Vector copy(Matrix matrix, Vector y) {
    int last = y.from() + Math.max(0, matrix.rows() - 1) * y.stride();
    int lowest = Math.min(y.from(), last);
    double[] part =
        Arrays.copyOfRange(
            y.array(), lowest, Math.max(y.from(), last) + (matrix.rows() > 0 ? 1 : 0));
    return new Vector(part, y.from() - lowest, y.stride());
  }

  private void compare(Matrix matrix, Vector expected, Vector got) {
    calls++;
    for (int row = 0; row < matrix.rows(); row++) {
      double want = expected.array()[expected.from() + row * expected.stride()];
      double have = got.array()[got.from() + row * got.stride()];
      // NaN is NaN: of infinities that cancel, processor and interpreter make it of different bits.
      if (Double.doubleToLongBits(want) != Double.doubleToLongBits(have)) {
        throw new KernelMismatchException(calls, row, "product", "scalar", want, "vector", have);
      }
    }
  }
}
