package org.spikelane.graph;

import java.util.Arrays;

/**
 * A transposed convolution, set or added: every input is spread over the positions that the kernel
 * has there.
 *
 * <p>Each element of the result is a sum that begins with 0 and takes by fma what reaches it: from
 * the inputs row after row, in a row ascending by column, in a position ascending by channel.
 * Inputs that are 0 are left out. Then it is added to the element. Setting is adding to 0.
 *
 * @param shape transposed
 * @param kernel as many elements as {@link ConvolutionShape#kernelElements}, contiguous, the last
 *     of {@link ConvolutionShape#kernelShape} fastest
 * @param from {@code [input]}: a vector, in the order of the input's shape
 * @param to set or incremented, {@code [output]}; of another base than the others
 * @param increment whether to add
 */
public record ConvolutionTranspose(
    ConvolutionShape shape, Signal kernel, Signal from, Signal to, boolean increment)
    implements LinearMap {

  /**
   * Checks the shapes.
   *
   * @throws IllegalArgumentException if they don't fit each other, or the result is a factor too
   */
  public ConvolutionTranspose {
    Convolving.check(shape, true, kernel, from, to);
  }

  @Override
  public Signal weights() {
    return kernel;
  }

  @Override
  public String symbol() {
    return "∗ᵀ";
  }

  @Override
  public Step bind(Context context) {
    return new Bound(this, context);
  }

  private static final class Bound extends Convolving.Bound {

    /** {@code [row · column][filter]}, whatever the order of the output. */
    private final double[][] sums;

    Bound(ConvolutionTranspose of, Context context) {
      super(of.shape, of, context);
      sums = new double[down.large() * across.large()][of.shape.filters()];
    }

    @Override
    public void step() {
      kernel.refresh();
      for (double[] position : sums) {
        Arrays.fill(position, 0);
      }
      for (int p = 0; p < down.small(); p++) {
        for (int q = 0; q < across.small(); q++) {
          int at = xFrom + (p * in.row() + q * in.column()) * xStride;
          for (int c = 0; c < channels; c++) {
            double value = x[at + c * in.channel() * xStride];
            if (value != 0) {
              spread(
                  value,
                  p * down.stride() - down.before(),
                  q * across.stride() - across.before(),
                  c);
            }
          }
        }
      }
      for (int row = 0; row < down.large(); row++) {
        for (int column = 0; column < across.large(); column++) {
          result.put(row, column, sums[row * across.large() + column]);
        }
      }
    }

    private void spread(double value, int firstRow, int firstColumn, int channel) {
      for (int k = 0; k < down.kernel(); k++) {
        for (int l = 0; l < across.kernel(); l++) {
          int row = firstRow + k;
          int column = firstColumn + l;
          if (down.has(row) && across.has(column)) {
            double[] weights = kernel.weights[(k * across.kernel() + l) * channels + channel];
            Convolving.add(weights, value, sums[row * across.large() + column]);
          }
        }
      }
    }
  }
}
