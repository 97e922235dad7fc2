package org.spikelane.kernel;

import org.spikelane.kernel.DenseProduct.Matrix;
import org.spikelane.kernel.DenseProduct.Vector;

/** The vector kernel, once it is compiled; until then the scalar one, whose bits are the same. */
final class AutoProductKernel implements ProductKernel {

  private final ProductKernel scalar;
  private final ProductKernel vector;
  private final WarmUp warmUp;

  AutoProductKernel(ProductKernel scalar, ProductKernel vector, WarmUp warmUp) {
    this.scalar = scalar;
    this.vector = vector;
    this.warmUp = warmUp;
  }

  private ProductKernel now() {
    return warmUp.isDone() ? vector : scalar;
  }

  @Override
  public void addColumns(Matrix matrix, int[] columns, double[] factors, int count, Vector y) {
    now().addColumns(matrix, columns, factors, count, y);
  }

  @Override
  public void addRows(Matrix matrix, Vector x, Vector y, double[] parts) {
    now().addRows(matrix, x, y, parts);
  }
}
