package org.spikelane.graph;

import java.util.Arrays;

/**
 * A convolution, set or added: to = kernel ∗ from, or +=.
 *
 * <p>Each element of the result is a sum that begins with 0 and takes by fma what the kernel covers
 * there, row after row, in a row ascending by column, in a position ascending by channel. Inputs
 * that are outside or 0 are left out. Then it is added to the element. Setting is adding to 0.
 *
 * @param shape not transposed
 * @param kernel as many elements as {@link ConvolutionShape#kernelElements}, contiguous, the last
 *     of {@link ConvolutionShape#kernelShape} fastest
 * @param from {@code [input]}: a vector, in the order of the input's shape
 * @param to set or incremented, {@code [output]}; of another base than the others
 * @param increment whether to add
 */
public record Convolution(
    ConvolutionShape shape, Signal kernel, Signal from, Signal to, boolean increment)
    implements LinearMap {

  /**
   * Checks the shapes.
   *
   * @throws IllegalArgumentException if they don't fit each other, or the result is a factor too
   */
  public Convolution {
    Convolving.check(shape, false, kernel, from, to);
  }

  @Override
  public Signal weights() {
    return kernel;
  }

  @Override
  public String symbol() {
    return "∗";
  }

  @Override
  public Step bind(Context context) {
    return new Bound(this, context);
  }

  private static final class Bound extends Convolving.Bound {

    private final double[] sums;

    Bound(Convolution of, Context context) {
      super(of.shape, of, context);
      sums = new double[of.shape.filters()];
    }

    @Override
    public void step() {
      kernel.refresh();
      for (int p = 0; p < down.small(); p++) {
        for (int q = 0; q < across.small(); q++) {
          Arrays.fill(sums, 0);
          sum(p * down.stride() - down.before(), q * across.stride() - across.before());
          result.put(p, q, sums);
        }
      }
    }

    private void sum(int firstRow, int firstColumn) {
      for (int k = 0; k < down.kernel(); k++) {
        for (int l = 0; l < across.kernel(); l++) {
          int row = firstRow + k;
          int column = firstColumn + l;
          if (!down.has(row) || !across.has(column)) {
            continue;
          }
          int at = xFrom + (row * in.row() + column * in.column()) * xStride;
          int tap = (k * across.kernel() + l) * channels;
          for (int c = 0; c < channels; c++) {
            double value = x[at + c * in.channel() * xStride];
            if (value != 0) {
              Convolving.add(kernel.weights[tap + c], value, sums);
            }
          }
        }
      }
    }
  }
}
