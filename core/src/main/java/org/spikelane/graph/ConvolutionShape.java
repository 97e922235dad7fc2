package org.spikelane.graph;

import static org.spikelane.check.Arguments.length;
import static org.spikelane.check.Arguments.refused;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * What a convolution in one or two dimensions does to which shape, without its kernel.
 *
 * <p>Every filter is moved over the input in strides; at each position it gives one number, the sum
 * of what it covers, each times an element of the kernel. The kernel is not turned round, as usual
 * with neural networks (elsewhere this is called cross-correlation). Along an axis of n inputs, a
 * kernel of size k and strides of s:
 *
 * <ul>
 *   <li>{@link Padding#VALID}: the kernel stays inside; (n − k) / s + 1 positions, rounded down.
 *   <li>{@link Padding#SAME}: n / s positions, rounded up. It reaches over the edges by p = max((n
 *       / s, rounded up, − 1) · s + k − n, 0) in all, p / 2, rounded down, of that before the first
 *       input; what is outside counts as 0.
 * </ul>
 *
 * <p>Transposed, inputs and outputs change places: every input puts itself, times the kernel, where
 * a convolution from the output's shape to the input's would have read from. An output's size does
 * not follow from the input's then, if strides are above 1; unless it is given, it is the smallest:
 * (n − 1) · s + k, and with SAME, (n − 1) · s + 1.
 *
 * @param filters how many, 1 or above: the channels of the output
 * @param inputShape one or two sizes and the number of channels
 * @param outputShape the same of the output
 * @param kernelSize one or two sizes
 * @param strides from one position to the next, along each axis
 * @param padding what happens at the edges
 * @param channelsLast whether the number of channels is the last of a shape's sizes, and channels
 *     of one position lie beside each other; otherwise the first, and the positions of a channel do
 * @param transposed whether inputs and outputs have changed places
 */
public record ConvolutionShape(
    int filters,
    List<Integer> inputShape,
    List<Integer> outputShape,
    List<Integer> kernelSize,
    List<Integer> strides,
    Padding padding,
    boolean channelsLast,
    boolean transposed) {

  /** What happens at the edges. */
  public enum Padding {
    /** The kernel covers inputs only. */
    VALID,
    /**
     * The kernel reaches over the edges: with strides of 1, the output is as large as the input.
     */
    SAME
  }

  /**
   * Checks the sizes; {@link #builder} finds the output's.
   *
   * @throws IllegalArgumentException if they don't fit each other
   */
  public ConvolutionShape {
    inputShape = List.copyOf(inputShape);
    outputShape = List.copyOf(outputShape);
    kernelSize = List.copyOf(kernelSize);
    strides = List.copyOf(strides);
    check(filters, inputShape, kernelSize, strides);
    sizes("outputShape", outputShape, inputShape.size(), inputShape.size());
    size("outputShape", outputShape);
    size("kernelShape", kernelShape(kernelSize, inputShape, filters, channelsLast));
    int channelsAt = channelsLast ? outputShape.size() - 1 : 0;
    if (outputShape.get(channelsAt) != filters) {
      throw refused("outputShape", outputShape, "of " + filters + " channels, one for each filter");
    }
    List<Integer> small = positions(transposed ? inputShape : outputShape, channelsLast);
    List<Integer> large = positions(transposed ? outputShape : inputShape, channelsLast);
    if (!convolved(large, kernelSize, strides, padding).equals(small)) {
      throw refused(
          "outputShape",
          outputShape,
          transposed
              ? "one that a convolution takes to " + inputShape
              : "what a convolution makes of " + inputShape);
    }
  }

  private static void check(
      int filters, List<Integer> inputShape, List<Integer> kernelSize, List<Integer> strides) {
    if (filters < 1) {
      throw refused("filters", filters, "1 or above");
    }
    sizes("inputShape", inputShape, 2, 3);
    int axes = inputShape.size() - 1;
    sizes("kernelSize", kernelSize, axes, axes);
    sizes("strides", strides, axes, axes);
    size("inputShape", inputShape);
  }

  private static void sizes(String name, List<Integer> sizes, int fewest, int most) {
    if (sizes.size() < fewest || sizes.size() > most) {
      throw refused(
          name, sizes, (fewest == most ? "" + fewest : fewest + " or " + most) + " numbers");
    }
    if (sizes.stream().anyMatch(size -> size < 1)) {
      throw refused(name, sizes, "numbers of 1 or above");
    }
  }

  private static int size(String name, List<Integer> sizes) {
    long product = 1;
    for (int size : sizes) {
      product *= size;
      if (product > Integer.MAX_VALUE - 8) {
        throw refused(name, sizes, "of fewer than 2^31 elements");
      }
    }
    return (int) product;
  }

  private static List<Integer> positions(List<Integer> shape, boolean channelsLast) {
    return channelsLast ? shape.subList(0, shape.size() - 1) : shape.subList(1, shape.size());
  }

  /** The sizes of a convolution's output; 0 where the kernel does not fit in. */
  private static List<Integer> convolved(
      List<Integer> input, List<Integer> kernelSize, List<Integer> strides, Padding padding) {
    List<Integer> output = new ArrayList<>();
    for (int axis = 0; axis < input.size(); axis++) {
      int n = input.get(axis);
      int k = kernelSize.get(axis);
      int s = strides.get(axis);
      output.add(
          switch (padding) {
            case VALID -> n < k ? 0 : (n - k) / s + 1;
            case SAME -> (n - 1) / s + 1;
          });
    }
    return output;
  }

  /**
   * Begins a shape: of kernels of size 3 along each axis, strides of 1, VALID, channels last.
   *
   * @param filters how many
   * @param inputShape one or two sizes, and the number of channels (the last, unless {@link
   *     Builder#channelsLast} says otherwise)
   */
  public static Builder builder(int filters, int... inputShape) {
    return new Builder(filters, list(inputShape));
  }

  private static List<Integer> list(int[] sizes) {
    return Arrays.stream(sizes).boxed().toList();
  }

  /** How many channels the input has. */
  public int channels() {
    return inputShape.get(channelsLast ? inputShape.size() - 1 : 0);
  }

  /** How many numbers the input has. */
  public int inputSize() {
    return size("inputShape", inputShape);
  }

  /** How many numbers the output has. */
  public int outputSize() {
    return size("outputShape", outputShape);
  }

  /**
   * The kernel's shape, transposed or not, channels last or not: the kernel's sizes, channels of
   * the input, filters.
   */
  public List<Integer> kernelShape() {
    return kernelShape(kernelSize, inputShape, filters, channelsLast);
  }

  private static List<Integer> kernelShape(
      List<Integer> kernelSize, List<Integer> inputShape, int filters, boolean channelsLast) {
    List<Integer> shape = new ArrayList<>(kernelSize);
    shape.add(inputShape.get(channelsLast ? inputShape.size() - 1 : 0));
    shape.add(filters);
    return shape;
  }

  /** How many numbers the kernel has. */
  public int kernelElements() {
    return size("kernelShape", kernelShape());
  }

  /**
   * The matrix {@code [output][input]} that has the same effect.
   *
   * @param kernel as many as {@link #kernelElements}, finite; the last of {@link #kernelShape} runs
   *     fastest
   * @throws IllegalArgumentException if there are more or fewer, or one is not finite
   */
  public SparseMatrix toSparse(double[] kernel) {
    length("kernel", kernel.length, kernelElements());
    Axis down = axis(0);
    Axis across = axis(1);
    Layout in = layout(inputShape);
    Layout out = layout(outputShape);
    Layout small = transposed ? in : out;
    Layout large = transposed ? out : in;
    int channels = channels();
    List<int[]> places = new ArrayList<>();
    for (int p = 0; p < down.small(); p++) {
      for (int q = 0; q < across.small(); q++) {
        for (int k = 0; k < down.kernel(); k++) {
          for (int l = 0; l < across.kernel(); l++) {
            int row = p * down.stride() + k - down.before();
            int column = q * across.stride() + l - across.before();
            if (!down.has(row) || !across.has(column)) {
              continue;
            }
            int smallAt = p * small.row() + q * small.column();
            int largeAt = row * large.row() + column * large.column();
            places.add(
                new int[] {
                  transposed ? largeAt : smallAt,
                  transposed ? smallAt : largeAt,
                  (k * across.kernel() + l) * channels * filters
                });
          }
        }
      }
    }
    int entries = Math.multiplyExact(places.size(), Math.multiplyExact(channels, filters));
    int[] rows = new int[entries];
    int[] columns = new int[entries];
    double[] values = new double[entries];
    int at = 0;
    for (int[] place : places) {
      for (int c = 0; c < channels; c++) {
        for (int f = 0; f < filters; f++) {
          rows[at] = place[0] + f * out.channel();
          columns[at] = place[1] + c * in.channel();
          values[at++] = kernel[place[2] + c * filters + f];
        }
      }
    }
    return SparseMatrix.of(outputSize(), inputSize(), rows, columns, values);
  }

  /**
   * An axis: element i of the smaller side belongs, by element k of the kernel, to element i ·
   * stride + k − before of the larger side, if it is there.
   *
   * @param small how many positions of the kernel
   * @param large how many elements it moves over
   * @param before how far the first position reaches over the edge
   */
  record Axis(int small, int large, int kernel, int stride, int before) {
    boolean has(int index) {
      return index >= 0 && index < large;
    }
  }

  /** The first or the second of two axes; what has one axis has another of size 1 before it. */
  Axis axis(int index) {
    int i = index - 2 + kernelSize.size();
    if (i < 0) {
      return new Axis(1, 1, 1, 1, 0);
    }
    int in = positions(inputShape, channelsLast).get(i);
    int out = positions(outputShape, channelsLast).get(i);
    int small = transposed ? in : out;
    int large = transposed ? out : in;
    int k = kernelSize.get(i);
    int s = strides.get(i);
    long over = padding == Padding.VALID ? 0 : (small - 1L) * s + k - large;
    return new Axis(small, large, k, s, (int) Math.max(over, 0) / 2);
  }

  /** How far it is from one row, column, channel of a vector to the next. */
  record Layout(int row, int column, int channel) {}

  Layout layout(List<Integer> shape) {
    List<Integer> positions = positions(shape, channelsLast);
    int columns = positions.get(positions.size() - 1);
    int channels = shape.get(channelsLast ? shape.size() - 1 : 0);
    return channelsLast
        ? new Layout(columns * channels, channels, 1)
        : new Layout(columns, 1, size("shape", positions));
  }

  @Override
  public String toString() {
    return (transposed ? "transposed " : "")
        + "convolution of "
        + inputShape
        + " to "
        + outputShape
        + " by kernels of "
        + kernelSize
        + ", strides "
        + strides
        + ", "
        + padding;
  }

  /** A shape that is being described; what is not set has a default. */
  public static final class Builder {

    private final int filters;
    private final List<Integer> inputShape;
    private List<Integer> outputShape;
    private List<Integer> kernelSize;
    private List<Integer> strides;
    private Padding padding = Padding.VALID;
    private boolean channelsLast = true;

    private Builder(int filters, List<Integer> inputShape) {
      this.filters = filters;
      this.inputShape = inputShape;
      int axes = Math.max(0, inputShape.size() - 1);
      this.kernelSize = Collections.nCopies(axes, 3);
      this.strides = Collections.nCopies(axes, 1);
    }

    /** The kernel's size along each axis; default 3. */
    public Builder kernelSize(int... sizes) {
      this.kernelSize = list(sizes);
      return this;
    }

    /** The strides along each axis; default 1. */
    public Builder strides(int... strides) {
      this.strides = list(strides);
      return this;
    }

    /** What happens at the edges; default VALID. */
    public Builder padding(Padding padding) {
      this.padding = padding;
      return this;
    }

    /**
     * Whether the number of channels is the last of a shape's sizes, or the first; default last.
     */
    public Builder channelsLast(boolean channelsLast) {
      this.channelsLast = channelsLast;
      return this;
    }

    /** The output's shape, where a transposed convolution leaves a choice; default the smallest. */
    public Builder outputShape(int... shape) {
      this.outputShape = list(shape);
      return this;
    }

    /**
     * The shape of a convolution.
     *
     * @throws IllegalArgumentException if sizes don't fit each other; the message names one
     */
    public ConvolutionShape build() {
      check(filters, inputShape, kernelSize, strides);
      List<Integer> input = positions(inputShape, channelsLast);
      List<Integer> output = convolved(input, kernelSize, strides, padding);
      if (output.contains(0)) {
        throw refused(
            "kernelSize", kernelSize, "at most " + input + ", the input's, if padding is VALID");
      }
      return built(output, false);
    }

    /**
     * The shape of a transposed convolution.
     *
     * @throws IllegalArgumentException if sizes don't fit each other; the message names one
     */
    public ConvolutionShape buildTransposed() {
      check(filters, inputShape, kernelSize, strides);
      List<Integer> output = new ArrayList<>();
      List<Integer> input = positions(inputShape, channelsLast);
      for (int axis = 0; axis < input.size(); axis++) {
        int last = padding == Padding.VALID ? kernelSize.get(axis) : 1;
        long size = (input.get(axis) - 1L) * strides.get(axis) + last;
        output.add((int) Math.min(size, Integer.MAX_VALUE));
      }
      return built(output, true);
    }

    private ConvolutionShape built(List<Integer> positions, boolean transposed) {
      List<Integer> output = outputShape;
      if (output == null) {
        output = new ArrayList<>(positions);
        output.add(channelsLast ? output.size() : 0, filters);
      }
      return new ConvolutionShape(
          filters, inputShape, output, kernelSize, strides, padding, channelsLast, transposed);
    }
  }
}
