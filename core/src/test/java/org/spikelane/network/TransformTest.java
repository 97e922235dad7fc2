package org.spikelane.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.spikelane.graph.ConvolutionShape;
import org.spikelane.graph.ConvolutionShape.Padding;
import org.spikelane.graph.SparseMatrix;
import org.spikelane.neuron.SpikingRectifiedLinear;
import org.spikelane.sim.Simulator;

/** Connections whose transform is a sparse matrix or a convolution. */
class TransformTest {

  private static final ConvolutionShape.Builder SIX =
      ConvolutionShape.builder(2, 6, 1).kernelSize(3).strides(2).padding(Padding.SAME);

  private static final double[] KERNEL = {0.5, -1, 1, 0.25, -0.5, 2};

  /** The kinds of transforms, of 6 numbers each, and the same as matrices. */
  private static final List<Transform> TRANSFORMS =
      List.of(
          Transform.IDENTITY,
          Transform.scale(-0.5),
          Transform.dense(new double[][] {{1, 2, 3, 4, 5, 6}, {0, 1, 0, 0, 0, -1}}),
          Transform.sparse(
              4,
              6,
              new int[] {3, 0, 3, 3},
              new int[] {5, 1, 0, 5},
              new double[] {0.25, -1, 1, 0.25}),
          Transform.convolution(SIX.build(), KERNEL),
          Transform.convolutionTranspose(SIX.buildTransposed(), KERNEL),
          Transform.convolution(
              ConvolutionShape.builder(2, 1, 2, 3).kernelSize(2, 2).channelsLast(false).build(),
              new double[] {1, 2, 3, 4, 5, 6, 7, 8}));

  private static double[] times(Transform transform, double[] x) {
    double[] matrix = TransformLowering.matrix(transform, x.length);
    double[] y = new double[transform.sizeOut(x.length)];
    for (int i = 0; i < y.length; i++) {
      for (int j = 0; j < x.length; j++) {
        y[i] += matrix[i * x.length + j] * x[j];
      }
    }
    return y;
  }

  @Test
  void fromANode() {
    double[] x = {1, 0.5, -0.25, 0, 2, -1};
    for (Transform transform : TRANSFORMS) {
      Network network = new Network("node");
      Node in = network.constant("in", x);
      double[] expected = times(transform, x);
      Node out = network.junction("out", expected.length);
      network.from(in).transform(transform).noSynapse().to(out);
      Probe probe = network.probe(out);
      try (Simulator simulator = new Simulator(network)) {
        simulator.runTicks(2);
        assertArrayEquals(expected, simulator.data(probe)[0], 1e-15, transform.toString());
        assertArrayEquals(simulator.data(probe)[0], simulator.data(probe)[1]);
      }
    }
  }

  @Test
  void fromAPartOfANodeThroughAFunction() {
    Transform sparse = TRANSFORMS.get(3);
    Network network = new Network("part");
    Node in = network.constant("in", 1, 2, 3);
    Node out = network.junction("out", 5);
    network
        .from(in.at(2, 0))
        .function(x -> new double[] {x[0], x[1], x[0] * x[1], 0, 0, 10 * x[0]})
        .transform(sparse)
        .noSynapse()
        .to(out.at(4, 3, 2, 1));
    Probe probe = network.probe(out);
    try (Simulator simulator = new Simulator(network)) {
      simulator.step();
      assertArrayEquals(new double[] {0, 3 + 0.5 * 30, 0, 0, -1}, simulator.data(probe)[0], 1e-15);
    }
  }

  /** What an ensemble decodes, transformed, is what the transform makes of what it decodes. */
  @Test
  void fromADecodedEnsemble() {
    for (Transform transform : TRANSFORMS) {
      Network network = new Network("decoded").seed(1);
      Node in = network.constant("in", 0.5, -0.25, 0.5, 0, 0.25, -0.5);
      Ensemble ensemble = network.ensemble("a", 120, 6);
      network.from(in).noSynapse().to(ensemble);
      Node plain = network.junction("plain", 6);
      Node mapped = network.junction("mapped", transform.sizeOut(6));
      network.from(ensemble).synapse(0.02).to(plain);
      network.from(ensemble).transform(transform).synapse(0.02).to(mapped);
      Probe before = network.probe(plain);
      Probe after = network.probe(mapped);
      try (Simulator simulator = new Simulator(network)) {
        simulator.runTicks(60);
        double[] decoded = simulator.data(before)[59];
        assertTrue(Math.abs(decoded[0] - 0.5) < 0.3, Arrays.toString(decoded));
        assertArrayEquals(
            times(transform, decoded), simulator.data(after)[59], 1e-12, transform.toString());
      }
    }
  }

  /** A convolution over an image whose pixels are neurons, to neurons, and back. */
  @Test
  void fromNeuronsToNeurons() {
    ConvolutionShape shape =
        ConvolutionShape.builder(4, 5, 5, 1).kernelSize(3, 3).strides(2, 2).build();
    double[][][][] kernel = new double[3][3][1][4];
    SplittableRandom random = new SplittableRandom(3);
    for (double[][][] row : kernel) {
      for (double[][] element : row) {
        Arrays.setAll(element[0], f -> 0.02 * (random.nextDouble() - 0.3));
      }
    }
    ConvolutionShape back =
        ConvolutionShape.builder(1, 2, 2, 4).kernelSize(3, 3).strides(2, 2).buildTransposed();
    double[] backKernel = random.doubles(36).toArray();
    Transform there = Transform.convolution(shape, kernel);
    Transform andBack = Transform.convolutionTranspose(back, backKernel);
    assertEquals(16, there.sizeOut(25));
    assertEquals(25, andBack.sizeOut(16));

    Network network = new Network("image");
    Ensemble pixels = relu(network, "pixels", 25);
    Ensemble features = relu(network, "features", 16);
    Node image = network.node("image", 0, 25, (t, x, out) -> Arrays.setAll(out, i -> 100.0 * i));
    Node again = network.junction("again", 25);
    network.from(image).noSynapse().to(pixels.neurons());
    network.from(pixels.neurons()).transform(there).noSynapse().to(features.neurons());
    network.from(features.neurons()).transform(andBack).noSynapse().to(again);
    Probe pixelSpikes = network.probe(pixels.neurons());
    Probe current = network.probe(features.neurons(), Probe.INPUT);
    Probe featureSpikes = network.probe(features.neurons());
    Probe image2 = network.probe(again);
    try (Simulator simulator = new Simulator(network)) {
      simulator.runTicks(50);
      int spikes = 0;
      for (int k = 0; k < 50; k++) {
        assertArrayEquals(
            times(there, simulator.data(pixelSpikes)[k]), simulator.data(current)[k], 1e-9);
        double[] out = simulator.data(featureSpikes)[k];
        spikes += Arrays.stream(out).filter(spike -> spike > 0).count();
        assertArrayEquals(times(andBack, out), simulator.data(image2)[k], 1e-9);
      }
      assertTrue(spikes > 20, "spikes of features: " + spikes);
    }
  }

  private static Ensemble relu(Network network, String label, int neurons) {
    double[] ones = new double[neurons];
    Arrays.fill(ones, 1);
    return network
        .ensemble(label, neurons, 1)
        .neuronType(new SpikingRectifiedLinear(1))
        .gainBias(ones, new double[neurons]);
  }

  /** Solved for weights, an ensemble gets the same currents as through decoders. */
  @Test
  void solvedForWeights() {
    for (Transform transform : TRANSFORMS) {
      double[][] decoded = currents(transform, false);
      double[][] weights = currents(transform, true);
      for (int k = 0; k < decoded.length; k++) {
        assertArrayEquals(decoded[k], weights[k], 1e-6, transform.toString());
      }
    }
  }

  private static double[][] currents(Transform transform, boolean weights) {
    Network network = new Network("weights").seed(2);
    Node in = network.constant("in", 0.5, -0.25, 0.5, 0, 0.25, -0.5);
    Ensemble pre = network.ensemble("pre", 60, 6);
    Ensemble post = network.ensemble("post", 30, transform.sizeOut(6));
    network.from(in).noSynapse().to(pre);
    Connection.Builder from = network.from(pre).transform(transform);
    (weights ? from.solveWeights() : from).to(post);
    Probe probe = network.probe(post.neurons(), Probe.INPUT);
    try (Simulator simulator = new Simulator(network)) {
      simulator.runTicks(20);
      return simulator.data(probe);
    }
  }

  @Test
  void whatEachBecomesInTheGraph() {
    String[] expected = {
      "a->b.decoded = a->b.weights · a.output",
      "a->b.decoded = a->b.weights · a.output",
      "a->b.decoded = a->b.weights · a.output",
      "a->b.transformed = a->b.transform · a->b.decoded",
      "a->b.transformed = a->b.transform ∗ a->b.decoded",
      "a->b.transformed = a->b.transform ∗ᵀ a->b.decoded",
      "a->b.transformed = a->b.transform ∗ a->b.decoded",
    };
    for (int i = 0; i < expected.length; i++) {
      Network network = new Network("graph");
      Ensemble a = network.ensemble("a", 10, 6);
      Transform transform = TRANSFORMS.get(i);
      Node b = network.junction("b", transform.sizeOut(6));
      network.from(a).transform(transform).noSynapse().to(b);
      List<String> lines = Model.of(network, Progress.NONE).graph().toString().lines().toList();
      long operators = lines.stream().filter(line -> line.startsWith("a->b")).count();
      assertEquals(i < 3 ? 1 : 2, operators, lines.toString());
      String line = expected[i] + " | ";
      assertTrue(lines.stream().anyMatch(l -> l.startsWith(line)), lines.toString());
    }
  }

  @Test
  void theSameBitsAgain() {
    assertArrayEquals(currents(TRANSFORMS.get(4), false), currents(TRANSFORMS.get(4), false));
  }

  @Test
  void nestedKernels() {
    ConvolutionShape line = ConvolutionShape.builder(2, 6, 1).kernelSize(3).build();
    double[][][] nested = {{{0.5, -1}}, {{1, 0.25}}, {{-0.5, 2}}};
    assertArrayEquals(KERNEL, ((Transform.Convolved) Transform.convolution(line, nested)).kernel());
    nested[0][0][0] = 7;
    Transform.Convolved transposed =
        (Transform.Convolved)
            Transform.convolutionTranspose(
                ConvolutionShape.builder(2, 6, 1).kernelSize(3).buildTransposed(), nested);
    assertEquals(7, transposed.kernel()[0]);
    refused(
        "shape of kernel.length must be 3, got 4",
        () -> Transform.convolution(line, new double[3][1][1][2]));
    refused(
        "kernel.length must be 3, got 2", () -> Transform.convolution(line, new double[2][1][2]));
    refused(
        "kernel[0][0].length must be 2, got 1",
        () -> Transform.convolution(line, new double[3][1][1]));
    nested[2] = new double[2][2];
    refused("kernel[2].length must be 1, got 2", () -> Transform.convolution(line, nested));
  }

  @Test
  void badInput() {
    ConvolutionShape shape = SIX.build();
    refused("kernel.length must be 6, got 5", () -> Transform.convolution(shape, new double[5]));
    refused(
        "kernel[1] must be a finite number, got NaN",
        () -> Transform.convolution(shape, new double[] {1, Double.NaN, 1, 1, 1, 1}));
    refused(
        "shape must be transposed, got " + shape,
        () -> Transform.convolutionTranspose(shape, KERNEL));
    refused(
        "shape must be not transposed, got " + SIX.buildTransposed(),
        () -> Transform.convolution(SIX.buildTransposed(), KERNEL));
    refused(
        "rowIndices[0] must be from 0 to 1, got 2",
        () -> Transform.sparse(2, 2, new int[] {2}, new int[] {0}, new double[] {1}));
  }

  @Test
  void sizesAreCheckedWhereTheConnectionIsMade() {
    Network network = new Network("sizes");
    Node in = network.constant("in", 1, 2, 3, 4, 5);
    Node out = network.junction("out", 7);
    SparseMatrix matrix = SparseMatrix.of(7, 6, new int[1], new int[1], new double[1]);
    refused(
        "connection in->out: transform must be a matrix of 5 columns, got 7 × 6 matrix of 1 entry",
        () -> network.from(in).transform(Transform.sparse(matrix)).to(out));
    refused(
        "connection in->out: transform must be one of 5 numbers, not 6, got convolution of [6, 1]"
            + " to [3, 2] by kernels of [3], strides [2], SAME",
        () -> network.from(in).transform(Transform.convolution(SIX.build(), KERNEL)).to(out));
    Ensemble ensemble = network.ensemble("e", 10, 6);
    refused(
        "size of connection e->out must be 7, the input size of out, got 6 after function and"
            + " transform",
        () -> network.from(ensemble).transform(Transform.convolution(SIX.build(), KERNEL)).to(out));
    Node six = network.junction("six", 6);
    refused(
        "transform of e->six must be a factor or a matrix, if it learns, got convolution"
            + " of [6, 1] to [3, 2] by kernels of [3], strides [2], SAME",
        () ->
            network
                .from(ensemble)
                .learning(new LearningRule.Pes())
                .transform(Transform.convolution(SIX.build(), KERNEL))
                .to(six));
    assertEquals(0, network.connections().size());
  }

  private static void refused(String message, Runnable code) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, code::run).getMessage());
  }
}
