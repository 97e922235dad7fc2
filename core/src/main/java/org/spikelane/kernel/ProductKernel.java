package org.spikelane.kernel;

import org.spikelane.kernel.DenseProduct.Matrix;
import org.spikelane.kernel.DenseProduct.Vector;

/** One implementation of the two ways to multiply that {@link DenseProduct} defines. */
public interface ProductKernel {

  /** So many rows may be summed side by side. */
  int ROWS = 4;

  /** The partial sums of so many rows, and a total of each. */
  int ROOM = ROWS * (DenseProduct.PARTS + 1);

  /**
   * y += the sum of some columns, each times a factor.
   *
   * @param columns which columns, ascending
   * @param factors of each column, none 0
   * @param count how many columns
   */
  void addColumns(Matrix matrix, int[] columns, double[] factors, int count, Vector y);

  /**
   * y += A · x, each row in partial sums.
   *
   * @param parts {@value #ROOM} places to sum in
   */
  void addRows(Matrix matrix, Vector x, Vector y, double[] parts);
}
