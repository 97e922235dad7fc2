package org.spikelane.graph;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.spikelane.Golden;
import org.spikelane.graph.ConvolutionShape.Padding;

/** Convolutions and transposed ones. */
@Tag("bits")
class ConvolutionTest {

  /** Of one and two dimensions, every padding, order of channels and direction. */
  private static List<ConvolutionShape> shapes() {
    List<ConvolutionShape> shapes = new ArrayList<>();
    int[][][] sizes = {
      {{1}, {1}, {1}},
      {{7}, {3}, {1}},
      {{8}, {4}, {3}},
      {{9}, {2}, {5}},
      {{3, 3}, {3, 3}, {1, 1}},
      {{5, 6}, {2, 3}, {2, 1}},
      {{4, 7}, {4, 1}, {3, 2}},
      {{6, 5}, {3, 2}, {1, 4}},
    };
    for (int[][] size : sizes) {
      for (int channels : new int[] {1, 3}) {
        for (int filters : new int[] {1, 11}) {
          for (Padding padding : Padding.values()) {
            for (boolean last : new boolean[] {true, false}) {
              int[] input = shape(size[0], channels, last);
              ConvolutionShape.Builder builder =
                  ConvolutionShape.builder(filters, input)
                      .kernelSize(size[1])
                      .strides(size[2])
                      .padding(padding)
                      .channelsLast(last);
              shapes.add(builder.build());
              ConvolutionShape transposed = builder.buildTransposed();
              shapes.add(transposed);
              if (Arrays.stream(size[2]).allMatch(stride -> stride > 1)) {
                int[] larger =
                    transposed.outputShape().stream().mapToInt(Integer::intValue).toArray();
                larger[last ? 0 : 1]++;
                shapes.add(builder.outputShape(larger).buildTransposed());
              }
            }
          }
        }
      }
    }
    return shapes;
  }

  private static int[] shape(int[] positions, int channels, boolean last) {
    int[] shape = new int[positions.length + 1];
    System.arraycopy(positions, 0, shape, last ? 0 : 1, positions.length);
    shape[last ? positions.length : 0] = channels;
    return shape;
  }

  private static Operator operator(
      ConvolutionShape shape, Signal kernel, Signal from, Signal to, boolean increment) {
    return shape.transposed()
        ? new ConvolutionTranspose(shape, kernel, from, to, increment)
        : new Convolution(shape, kernel, from, to, increment);
  }

  /**
   * The definition, read element by element: every output asks every input in turn whether a
   * kernel's element connects them.
   */
  private static double[] defined(ConvolutionShape shape, double[] kernel, double[] x) {
    int[] in = rowsAndColumns(shape.inputShape(), shape.channelsLast());
    int[] out = rowsAndColumns(shape.outputShape(), shape.channelsLast());
    int[] small = shape.transposed() ? in : out;
    int[] large = shape.transposed() ? out : in;
    int axes = shape.kernelSize().size();
    int[] k = axes == 1 ? new int[] {1, shape.kernelSize().get(0)} : ints(shape.kernelSize());
    int[] s = axes == 1 ? new int[] {1, shape.strides().get(0)} : ints(shape.strides());
    int[] before = new int[2];
    for (int axis = 0; axis < 2; axis++) {
      if (shape.padding() == Padding.SAME) {
        int positions = (large[axis] + s[axis] - 1) / s[axis];
        before[axis] = Math.max((positions - 1) * s[axis] + k[axis] - large[axis], 0) / 2;
      }
    }
    double[] y = new double[shape.outputSize()];
    for (int r = 0; r < out[0]; r++) {
      for (int c = 0; c < out[1]; c++) {
        for (int f = 0; f < shape.filters(); f++) {
          double sum = 0;
          for (int i = 0; i < in[0]; i++) {
            for (int j = 0; j < in[1]; j++) {
              int down = shape.transposed() ? r - i * s[0] + before[0] : i - r * s[0] + before[0];
              int right = shape.transposed() ? c - j * s[1] + before[1] : j - c * s[1] + before[1];
              if (down < 0 || down >= k[0] || right < 0 || right >= k[1]) {
                continue;
              }
              for (int channel = 0; channel < shape.channels(); channel++) {
                double value = x[at(i, j, channel, in, shape.channels(), shape.channelsLast())];
                int tap = (down * k[1] + right) * shape.channels() + channel;
                if (value != 0) {
                  sum = Math.fma(kernel[tap * shape.filters() + f], value, sum);
                }
              }
            }
          }
          y[at(r, c, f, out, shape.filters(), shape.channelsLast())] = sum;
        }
      }
    }
    return y;
  }

  private static int[] rowsAndColumns(List<Integer> shape, boolean last) {
    int[] all = ints(shape);
    int from = last ? 0 : 1;
    return shape.size() == 2 ? new int[] {1, all[from]} : new int[] {all[from], all[from + 1]};
  }

  private static int[] ints(List<Integer> list) {
    return list.stream().mapToInt(Integer::intValue).toArray();
  }

  private static int at(int row, int column, int channel, int[] size, int channels, boolean last) {
    return last
        ? (row * size[1] + column) * channels + channel
        : (channel * size[0] + row) * size[1] + column;
  }

  @Test
  void theBitsOfTheDefinition() {
    for (ConvolutionShape shape : shapes()) {
      double[] kernel = Ticks.random(1, shape.kernelElements());
      double[] x = Ticks.random(2, shape.inputSize());
      double[] before = Ticks.random(3, shape.outputSize());
      double[] sums = defined(shape, kernel, x);
      double[] set = Arrays.stream(sums).map(sum -> 0 + sum).toArray();
      double[] added = before.clone();
      Arrays.setAll(added, i -> added[i] + sums[i]);
      Signal weights = Signal.constant("K", kernel, kernel.length);
      Signal from = Signal.of("x", x, x.length);
      Signal to = Signal.of("y", before, before.length);
      String where = shape + (shape.channelsLast() ? "" : ", channels first");
      Operator setting = operator(shape, weights, from, to, false);
      Operator adding = operator(shape, weights, from, to, true);
      Ticks.assertBits(set, Ticks.of(setting).run(2).read(to), where);
      Ticks.assertBits(added, Ticks.of(adding).run(1).read(to), where);
    }
  }

  @Test
  void throughEveryKindOfView() {
    for (ConvolutionShape shape : shapes()) {
      if (shape.filters() == 1 || shape.channels() == 1) {
        continue;
      }
      double[] kernel = Ticks.random(1, shape.kernelElements());
      double[] x = Ticks.random(2, shape.inputSize());
      double[] before = Ticks.random(3, shape.outputSize());
      double[] sums = defined(shape, kernel, x);
      double[] added = before.clone();
      Arrays.setAll(added, i -> added[i] + sums[i]);
      for (Signal weights : Ticks.views("K", kernel).subList(0, 2)) {
        for (Signal from : Ticks.views("x", x)) {
          for (Signal to : Ticks.views("y", before)) {
            double[] others = to.base().begin();
            Ticks ticks = Ticks.of(operator(shape, weights, from, to, true)).run(1);
            Ticks.assertBits(added, ticks.read(to), shape + " " + from + " " + to);
            int[] positions = to.positions();
            for (int i = 0; i < positions.length; i++) {
              others[positions[i]] = added[i];
            }
            Ticks.assertBits(others, ticks.array(to), shape + " " + from + " " + to);
          }
        }
      }
    }
  }

  @Test
  void theSparseMatrixHasTheSameEffect() {
    for (ConvolutionShape shape : shapes()) {
      double[] kernel = Ticks.random(1, shape.kernelElements());
      double[] x = Ticks.random(2, shape.inputSize());
      SparseMatrix matrix = shape.toSparse(kernel);
      Signal to = Signal.zeros("y", shape.outputSize());
      Operator product =
          new SparseProduct(matrix, matrix.signal("A"), Signal.of("x", x, x.length), to, false);
      assertArrayEquals(
          defined(shape, kernel, x), Ticks.of(product).run(1).read(to), 1e-13, shape.toString());
    }
  }

  @Test
  void asNengoHasIt() {
    List<JsonObject> cases =
        Golden.cases("transforms").stream()
            .filter(c -> !c.get("type").getAsString().equals("Sparse"))
            .toList();
    assertTrue(cases.size() >= 92, "cases: " + cases.size());
    for (JsonObject c : cases) {
      boolean transposed = c.get("type").getAsString().equals("ConvolutionTranspose");
      int[] output = ints(c, "output_shape");
      ConvolutionShape.Builder builder =
          ConvolutionShape.builder(c.get("n_filters").getAsInt(), ints(c, "input_shape"))
              .kernelSize(ints(c, "kernel_size"))
              .strides(ints(c, "strides"))
              .padding(c.get("padding").getAsString().equals("same") ? Padding.SAME : Padding.VALID)
              .channelsLast(c.get("channels_last").getAsBoolean());
      if (c.get("output_shape_given").getAsBoolean()) {
        builder.outputShape(output);
      }
      ConvolutionShape shape = transposed ? builder.buildTransposed() : builder.build();
      assertArrayEquals(output, ints(shape.outputShape()), shape.toString());
      double[] kernel = Golden.vector(c.get("kernel"));
      double[] x = Golden.vector(c.get("x"));
      Signal to = Signal.zeros("y", shape.outputSize());
      Operator operator =
          operator(
              shape,
              Signal.constant("K", kernel, kernel.length),
              Signal.of("x", x, x.length),
              to,
              false);
      assertArrayEquals(
          Golden.vector(c.get("y")), Ticks.of(operator).run(1).read(to), 1e-13, shape.toString());
    }
  }

  private static int[] ints(JsonObject c, String name) {
    return Arrays.stream(Golden.vector(c.get(name))).mapToInt(v -> (int) v).toArray();
  }

  @Test
  void aKernelThatChangesIsSeenInTheSameTick() {
    ConvolutionShape shape = ConvolutionShape.builder(1, 4, 1).kernelSize(2).build();
    ConvolutionShape back = ConvolutionShape.builder(1, 3, 1).kernelSize(2).buildTransposed();
    Signal kernel = Signal.of("K", new double[] {1, 10}, 2, 1);
    Signal x = Signal.constant("x", new double[] {1, 2, 3, 4}, 4);
    Signal y = Signal.zeros("y", 3);
    Signal z = Signal.zeros("z", 4);
    Ticks ticks =
        Ticks.of(
            Copy.increment(Signal.constant("one", new double[] {1, 1}, 2), kernel),
            new Convolution(shape, kernel, x, y, false),
            new ConvolutionTranspose(back, kernel, y, z, false));
    ticks.run(1);
    assertArrayEquals(new double[] {2 + 22, 4 + 33, 6 + 44}, ticks.read(y));
    assertArrayEquals(
        new double[] {24 * 2, 24 * 11 + 37 * 2, 37 * 11 + 50 * 2, 50 * 11}, ticks.read(z));
    ticks.run(1);
    assertArrayEquals(new double[] {3 + 24, 6 + 36, 9 + 48}, ticks.read(y));
  }

  @Test
  void everyJvmGivesTheseBits() {
    int hash = 0;
    for (ConvolutionShape shape : shapes()) {
      double[] kernel = Ticks.random(1, shape.kernelElements());
      double[] x = Ticks.random(2, shape.inputSize());
      Signal to = Signal.zeros("y", shape.outputSize());
      Operator operator =
          operator(
              shape,
              Signal.constant("K", kernel, kernel.length),
              Signal.of("x", x, x.length),
              to,
              true);
      hash = 31 * hash + Arrays.hashCode(Ticks.bits(Ticks.of(operator).run(3).read(to)));
    }
    assertEquals("44a34250", Integer.toHexString(hash));
  }

  /**
   * Long enough for the loops to be compiled by C2 while they run, of filters beyond any vector.
   */
  @Test
  void theBitsStayWhileItIsBeingCompiled() {
    ConvolutionShape.Builder builder = ConvolutionShape.builder(67, 3, 3, 2).kernelSize(2, 2);
    for (ConvolutionShape shape : List.of(builder.build(), builder.buildTransposed())) {
      double[] kernel = Ticks.random(1, shape.kernelElements());
      double[] x = Ticks.random(2, shape.inputSize());
      double[] sums = defined(shape, kernel, x);
      double[] set = Arrays.stream(sums).map(sum -> 0 + sum).toArray();
      Signal to = Signal.zeros("y", shape.outputSize());
      Ticks ticks =
          Ticks.of(
              operator(
                  shape,
                  Signal.constant("K", kernel, kernel.length),
                  Signal.of("x", x, x.length),
                  to,
                  false));
      for (int run = 0; run < 100; run++) {
        Ticks.assertBits(set, ticks.run(30).read(to), shape.toString());
      }
    }
  }

  @Test
  void theySayWhatTheyDo() {
    ConvolutionShape.Builder builder = ConvolutionShape.builder(2, 3, 1).kernelSize(2);
    Signal kernel = Signal.zeros("K", 4);
    Signal x = Signal.zeros("x", 3);
    Signal y = Signal.zeros("y", 4);
    Signal z = Signal.zeros("z", 8);
    assertEquals(
        """
        y = K ∗ x | sets y[4] | reads K[4], x[3]
        add K ∗ᵀ x to z | increments z[8] | reads K[4], x[3]
        """,
        new Graph(
                List.of(
                    new Convolution(builder.build(), kernel, x, y, false),
                    new ConvolutionTranspose(builder.buildTransposed(), kernel, x, z, true)))
            .toString());
    assertEquals("add K ∗ x to y", new Convolution(builder.build(), kernel, x, y, true).label());
    assertEquals(
        "z = K ∗ᵀ x",
        new ConvolutionTranspose(builder.buildTransposed(), kernel, x, z, false).label());
  }

  @Test
  void badInput() {
    ConvolutionShape.Builder builder = ConvolutionShape.builder(2, 3, 1).kernelSize(2);
    ConvolutionShape shape = builder.build();
    ConvolutionShape transposed = builder.buildTransposed();
    Signal kernel = Signal.zeros("K", 4);
    Signal x = Signal.zeros("x", 3);
    Signal y = Signal.zeros("y", 4);
    String is = "convolution of [3, 1] to [2, 2] by kernels of [2], strides [1], VALID";
    refused(
        "shape must be not transposed, got " + transposed,
        () -> new Convolution(transposed, kernel, x, y, false));
    refused(
        "shape must be transposed, got " + is,
        () -> new ConvolutionTranspose(shape, kernel, x, y, false));
    refused(
        "kernel must be 4 elements in a row, those of [2, 1, 2], got x[3]",
        () -> new Convolution(shape, x, x, y, false));
    refused(
        "kernel must be 4 elements in a row, those of [2, 1, 2], got K[0:8:2][4]",
        () -> new Convolution(shape, Signal.zeros("K", 8).slice(0, 8, 2), x, y, false));
    refused(
        "from must be a vector of 3 elements, the input of the " + is + ", got y of shape [4]",
        () -> new Convolution(shape, kernel, y, y, false));
    refused(
        "to must be a vector of 4 elements, the output of the " + is + ", got x of shape [3]",
        () -> new Convolution(shape, kernel, x, x, false));
    refused(
        "to must be a vector of 8 elements, the output of the "
            + transposed
            + ", got y of shape [4]",
        () -> new ConvolutionTranspose(transposed, kernel, x, y, false));
    refused(
        "to must be a signal of another base than the factors, got K[4]",
        () -> new Convolution(shape, kernel, x, kernel, false));
    Signal both = Signal.zeros("b", 11);
    refused(
        "to must be a signal of another base than the factors, got b[3:11][8]",
        () ->
            new ConvolutionTranspose(
                transposed, kernel, both.slice(0, 3), both.slice(3, 11), false));
  }

  private static void refused(String message, Runnable code) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, code::run).getMessage());
  }
}
