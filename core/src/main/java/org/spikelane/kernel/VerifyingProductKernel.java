package org.spikelane.kernel;

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
    Vector copy = copy(y);
    reference.addColumns(matrix, columns, factors, count, y);
    tested.addColumns(matrix, columns, factors, count, copy);
    compare(matrix, y, copy);
  }

  @Override
  public void addRows(Matrix matrix, Vector x, Vector y, double[] parts) {
    Vector copy = copy(y);
    reference.addRows(matrix, x, y, parts);
    tested.addRows(matrix, x, copy, parts);
    compare(matrix, y, copy);
  }

  private static Vector copy(Vector y) {
    return new Vector(y.array().clone(), y.from(), y.stride());
  }

  private void compare(Matrix matrix, Vector expected, Vector got) {
    calls++;
    for (int row = 0; row < matrix.rows(); row++) {
      int at = expected.from() + row * expected.stride();
      double want = expected.array()[at];
      double have = got.array()[at];
      // NaN is NaN: of infinities that cancel, processor and interpreter make it of different bits.
      if (Double.doubleToLongBits(want) != Double.doubleToLongBits(have)) {
        throw new KernelMismatchException(calls, row, "product", "scalar", want, "vector", have);
      }
    }
  }
}
