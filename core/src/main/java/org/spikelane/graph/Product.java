package org.spikelane.graph;

import static org.spikelane.check.Arguments.refused;

import org.spikelane.kernel.DenseProduct;

/**
 * A matrix times a vector, set or added: to = matrix · from, or +=. The order of its sums is that
 * of {@link DenseProduct}; setting is adding to 0.
 *
 * @param matrix {@code [rows][columns]}
 * @param from {@code [columns]}
 * @param to set or incremented, {@code [rows]}; of another base than the others
 * @param increment whether to add
 */
public record Product(Signal matrix, Signal from, Signal to, boolean increment)
    implements LinearMap {

  /**
   * Checks the shapes.
   *
   * @throws IllegalArgumentException if they don't fit each other, or the result is a factor too
   */
  public Product {
    if (matrix.shape().length != 2) {
      throw refused("matrix", matrix, "a matrix");
    }
    Vectors.check("from", from, matrix.size(1), "columns of", matrix);
    Vectors.check("to", to, matrix.size(0), "rows of", matrix);
    if (to.base() == from.base() || to.base() == matrix.base()) {
      throw refused("to", to, "a signal of another base than the factors");
    }
  }

  @Override
  public Signal weights() {
    return matrix;
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
    DenseProduct product =
        DenseProduct.of(
            context.kernel(),
            matrix(context),
            new DenseProduct.Vector(context.array(from), context.at(from), from.stride(0)),
            new DenseProduct.Vector(context.array(to), context.at(to), to.stride(0)));
    if (increment) {
      return product::add;
    }
    Step reset = new Reset(to, 0).bind(context);
    return () -> {
      reset.step();
      product.add();
    };
  }

  /** The matrix as it is; or, if it never changes, as it is read fastest. */
  private DenseProduct.Matrix matrix(Context context) {
    DenseProduct.Matrix asItIs =
        new DenseProduct.Matrix(
            context.array(matrix),
            context.at(matrix),
            matrix.size(0),
            matrix.size(1),
            matrix.stride(0),
            matrix.stride(1));
    return matrix.isConstant() ? asItIs.inReadingOrder() : asItIs;
  }
}
