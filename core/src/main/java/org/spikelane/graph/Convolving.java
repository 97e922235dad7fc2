package org.spikelane.graph;

import static org.spikelane.check.Arguments.refused;

import org.spikelane.graph.ConvolutionShape.Axis;
import org.spikelane.graph.ConvolutionShape.Layout;

/** What the convolution and the transposed convolution have in common. */
final class Convolving {

  private Convolving() {}

  static void check(
      ConvolutionShape shape, boolean transposed, Signal kernel, Signal from, Signal to) {
    if (shape.transposed() != transposed) {
      throw refused("shape", shape, transposed ? "transposed" : "not transposed");
    }
    if (kernel.size() != shape.kernelElements() || !kernel.isContiguous()) {
      throw refused(
          "kernel",
          kernel,
          shape.kernelElements() + " elements in a row, those of " + shape.kernelShape());
    }
    Vectors.check("from", from, shape.inputSize(), "input of the", shape);
    Vectors.check("to", to, shape.outputSize(), "output of the", shape);
    if (to.base() == from.base() || to.base() == kernel.base()) {
      throw refused("to", to, "a signal of another base than the factors");
    }
  }

  /**
   * Adds the weights of all filters, each times a factor, to their sums. C2 makes SIMD of it
   * because all indices are the same: of arrays with an offset each, it has to assume that a store
   * reaches a later load.
   */
  static void add(double[] weights, double factor, double[] sums) {
    for (int f = 0; f < sums.length; f++) {
      sums[f] = Math.fma(weights[f], factor, sums[f]);
    }
  }

  /** A convolution in a run: what both directions take from their shape and signals. */
  abstract static class Bound implements Step {

    final Axis down;
    final Axis across;
    final Layout in;
    final int channels;
    final Kernel kernel;
    final double[] x;
    final int xFrom;
    final int xStride;
    final Result result;

    Bound(ConvolutionShape shape, LinearMap of, Context context) {
      down = shape.axis(0);
      across = shape.axis(1);
      in = shape.layout(shape.inputShape());
      channels = shape.channels();
      kernel = new Kernel(shape, of.weights(), context);
      x = context.array(of.from());
      xFrom = of.from().offset();
      xStride = of.from().stride(0);
      result = new Result(shape, of.to(), of.increment(), context);
    }
  }

  /** The kernel as an array for each element and channel, {@code [tap · channel][filter]}. */
  static final class Kernel {

    final double[][] weights;
    private final double[] values;
    private final int from;
    private final boolean constant;

    Kernel(ConvolutionShape shape, Signal kernel, Context context) {
      this.weights = new double[shape.kernelElements() / shape.filters()][shape.filters()];
      this.values = context.array(kernel);
      this.from = kernel.offset();
      this.constant = kernel.isConstant();
      copy();
    }

    /** Takes over what has changed since the last tick. */
    void refresh() {
      if (!constant) {
        copy();
      }
    }

    private void copy() {
      int at = from;
      for (double[] row : weights) {
        System.arraycopy(values, at, row, 0, row.length);
        at += row.length;
      }
    }
  }

  /** Where the sums of a position go. */
  static final class Result {

    private final double[] y;
    private final int from;
    private final int row;
    private final int column;
    private final int filter;
    private final boolean increment;

    Result(ConvolutionShape shape, Signal to, boolean increment, Context context) {
      Layout out = shape.layout(shape.outputShape());
      this.y = context.array(to);
      this.from = to.offset();
      this.row = out.row() * to.stride(0);
      this.column = out.column() * to.stride(0);
      this.filter = out.channel() * to.stride(0);
      this.increment = increment;
    }

    void put(int atRow, int atColumn, double[] sums) {
      int at = from + atRow * row + atColumn * column;
      for (int f = 0; f < sums.length; f++) {
        int i = at + f * filter;
        y[i] = (increment ? y[i] : 0) + sums[f];
      }
    }
  }
}
