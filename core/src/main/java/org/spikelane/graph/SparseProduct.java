package org.spikelane.graph;

import static org.spikelane.check.Arguments.refused;

/**
 * A sparse matrix times a vector, set or added: to = matrix · from, or +=.
 *
 * <p>Each row is a sum that begins with 0 and takes its entries by fma, ascending by column; then
 * it is added to the element of the result. Setting is adding to 0.
 *
 * @param matrix which elements are not 0; its values are not used
 * @param values what they are, {@code [entry]}
 * @param from {@code [columns]}
 * @param to set or incremented, {@code [rows]}; of another base than the others
 * @param increment whether to add
 */
public record SparseProduct(
    SparseMatrix matrix, Signal values, Signal from, Signal to, boolean increment)
    implements LinearMap {

  /**
   * Checks the shapes.
   *
   * @throws IllegalArgumentException if they don't fit each other, or the result is a factor too
   */
  public SparseProduct {
    Vectors.check("values", values, matrix.entries(), "entries of the", matrix);
    Vectors.check("from", from, matrix.columns(), "columns of the", matrix);
    Vectors.check("to", to, matrix.rows(), "rows of the", matrix);
    if (to.base() == from.base() || to.base() == values.base()) {
      throw refused("to", to, "a signal of another base than the factors");
    }
  }

  @Override
  public Signal weights() {
    return values;
  }

  @Override
  public String symbol() {
    return "·";
  }

  @Override
  public boolean sharesArrays() {
    return true;
  }

  @Override
  public Step bind(Context context) {
    double[] a = context.array(values);
    double[] x = context.array(from);
    double[] y = context.array(to);
    int rows = matrix.rows();
    int[] starts = new int[rows + 1];
    for (int row = 0; row <= rows; row++) {
      starts[row] = matrix.rowStart(row);
    }
    int[] read = matrix.columnIndices();
    for (int k = 0; k < read.length; k++) {
      read[k] = context.at(from) + read[k] * from.stride(0);
    }
    int aFrom = context.at(values);
    int aStride = values.stride(0);
    int yFrom = context.at(to);
    int yStride = to.stride(0);
    return () -> {
      for (int row = 0; row < rows; row++) {
        double sum = 0;
        for (int k = starts[row]; k < starts[row + 1]; k++) {
          sum = Math.fma(a[aFrom + k * aStride], x[read[k]], sum);
        }
        int at = yFrom + row * yStride;
        y[at] = (increment ? y[at] : 0) + sum;
      }
    };
  }
}
