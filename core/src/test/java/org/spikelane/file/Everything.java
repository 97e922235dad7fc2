package org.spikelane.file;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.spikelane.graph.Bcm;
import org.spikelane.graph.Clock;
import org.spikelane.graph.Convolution;
import org.spikelane.graph.ConvolutionShape;
import org.spikelane.graph.ConvolutionTranspose;
import org.spikelane.graph.Copy;
import org.spikelane.graph.ElementwiseProduct;
import org.spikelane.graph.Filter;
import org.spikelane.graph.Generate;
import org.spikelane.graph.Graph;
import org.spikelane.graph.HostFunction;
import org.spikelane.graph.NamedGraph;
import org.spikelane.graph.Oja;
import org.spikelane.graph.Operator;
import org.spikelane.graph.Pes;
import org.spikelane.graph.Product;
import org.spikelane.graph.Reset;
import org.spikelane.graph.Rls;
import org.spikelane.graph.Sample;
import org.spikelane.graph.Signal;
import org.spikelane.graph.SparseMatrix;
import org.spikelane.graph.SparseProduct;
import org.spikelane.graph.StepNeurons;
import org.spikelane.graph.Switched;
import org.spikelane.graph.Voja;
import org.spikelane.kernel.Population;
import org.spikelane.nef.Choice;
import org.spikelane.nef.CosineSimilarity;
import org.spikelane.nef.Distribution;
import org.spikelane.nef.Exponential;
import org.spikelane.nef.Gaussian;
import org.spikelane.nef.ScatteredHypersphere;
import org.spikelane.nef.SqrtBeta;
import org.spikelane.nef.SubvectorLength;
import org.spikelane.nef.Uniform;
import org.spikelane.nef.UniformHypersphere;
import org.spikelane.neuron.AdaptiveLif;
import org.spikelane.neuron.AdaptiveLifRate;
import org.spikelane.neuron.Direct;
import org.spikelane.neuron.GridLif;
import org.spikelane.neuron.Izhikevich;
import org.spikelane.neuron.Lif;
import org.spikelane.neuron.LifRate;
import org.spikelane.neuron.NeuronType;
import org.spikelane.neuron.PoissonSpiking;
import org.spikelane.neuron.RectifiedLinear;
import org.spikelane.neuron.RegularSpiking;
import org.spikelane.neuron.Sigmoid;
import org.spikelane.neuron.SpikingRectifiedLinear;
import org.spikelane.neuron.StochasticSpiking;
import org.spikelane.neuron.Tanh;
import org.spikelane.process.FilteredNoise;
import org.spikelane.process.Interpolation;
import org.spikelane.process.Piecewise;
import org.spikelane.process.PresentInput;
import org.spikelane.process.Process;
import org.spikelane.process.WhiteNoise;
import org.spikelane.process.WhiteSignal;
import org.spikelane.synapse.Alpha;
import org.spikelane.synapse.LinearFilter;
import org.spikelane.synapse.Lowpass;
import org.spikelane.synapse.Synapse;
import org.spikelane.synapse.Triangle;

/** A graph with one of everything that a file can hold. */
final class Everything {

  static final Map<String, HostFunction.Body> FUNCTIONS =
      Map.of(
          "saw", (t, x, out) -> out[0] = 8 * t - Math.floor(8 * t),
          "saw (2)", (t, x, out) -> out[0] = x[0] * x[0] - x[1]);

  private final List<Operator> operators = new ArrayList<>();
  private final Signal tick = Signal.zeros("tick");
  private final Signal time = Signal.zeros("time");

  /** {@code [12]}: what everything else is made from. */
  private final Signal source = Signal.zeros("source", 12);

  private Everything() {}

  static NamedGraph graph() {
    return new Everything().build();
  }

  private Signal zeros(String name, int... shape) {
    Signal signal = Signal.zeros(name, shape);
    operators.add(new Reset(signal, 0.25));
    return signal;
  }

  private void probe(String name, Signal signal) {
    operators.add(new Sample(name, signal, tick, 0));
  }

  private NamedGraph build() {
    operators.add(new Clock(tick, time));
    operators.add(new HostFunction("saw", FUNCTIONS.get("saw"), time, null, source.slice(0, 1)));
    operators.add(
        new HostFunction(
            "saw", FUNCTIONS.get("saw (2)"), time, source.slice(10, 12), source.slice(1, 2)));
    operators.add(new Generate("base", new WhiteSignal(1, 30, 1), 3, time, source.slice(2, 10)));
    Signal live = Signal.of("live", new double[] {0.5, -0.0}, 2);
    operators.add(Copy.set(live, source.slice(10, 12)));
    probe("source", source);
    copies();
    products();
    convolutions();
    neurons();
    synapses();
    processes();
    learning();
    operators.add(new Sample("source", source.slice(3, 5), tick, 0.007));
    Map<String, Signal> inputs = new LinkedHashMap<>();
    inputs.put("live", live);
    inputs.put("live second", live.slice(1, 2));
    return NamedGraph.of(new Graph(operators), inputs, Map.of("source", source));
  }

  private void copies() {
    Signal to = zeros("copied", 4, 3);
    operators.add(Copy.increment(source.reshaped(4, 3), to));
    operators.add(Copy.increment(source.reshaped(3, 4).transposed(), to));
    operators.add(Copy.increment(source, new int[] {0, 5, 5}, to, new int[] {11, 2, 2}));
    operators.add(Copy.increment(source.slice(11, -1, -2), to.slice(3, 1, -1).slice(0, 2)));
    Signal set = Signal.zeros("set", 3);
    operators.add(Copy.set(source, new int[] {7, 1, 4}, set, new int[] {2, 0, 1}));
    probe("copied", to);
    probe("set", set);
  }

  private void products() {
    double[] numbers = new double[36];
    Arrays.setAll(numbers, i -> Math.sqrt(i) - 3);
    Signal matrix = Signal.constant("matrix", numbers, 12, 3);
    Signal to = Signal.zeros("product", 3);
    operators.add(new Product(matrix.transposed(), source, to, false));
    operators.add(new Product(matrix.slice(0, 3), to.base().slice(0, 3), zeros("more", 3), true));
    probe("product", to);
    Signal grid = zeros("elementwise", 3, 4);
    operators.add(new ElementwiseProduct(source.reshaped(3, 4), source.slice(0, 1), grid));
    probe("elementwise", grid);
    SparseMatrix sparse =
        SparseMatrix.of(
            5, 12, new int[] {4, 0, 4, 2}, new int[] {1, 11, 0, 5}, new double[] {1, -2, 3, 0.1});
    Signal sums = zeros("sparse", 5);
    operators.add(new SparseProduct(sparse, sparse.signal("entries"), source, sums, true));
    probe("sparse", sums);
  }

  private void convolutions() {
    ConvolutionShape shape =
        ConvolutionShape.builder(2, 2, 3, 2)
            .kernelSize(2, 2)
            .padding(ConvolutionShape.Padding.SAME)
            .build();
    double[] kernel = new double[shape.kernelElements()];
    Arrays.setAll(kernel, i -> 0.1 * i - 0.7);
    Signal weights = Signal.constant("kernel", kernel, kernel.length);
    Signal to = Signal.zeros("convolved", shape.outputSize());
    operators.add(new Convolution(shape, weights, source, to, false));
    probe("convolved", to);
    ConvolutionShape back =
        ConvolutionShape.builder(2, 2, 3, 2)
            .kernelSize(2, 2)
            .strides(1, 2)
            .channelsLast(true)
            .buildTransposed();
    Signal spread = zeros("spread", back.outputSize());
    operators.add(new ConvolutionTranspose(back, weights, source, spread, true));
    probe("spread", spread);
  }

  private static final List<NeuronType> NEURONS =
      List.of(
          new Lif(0.03, 0.001, Double.NEGATIVE_INFINITY, 0.5),
          GridLif.DEFAULT,
          LifRate.DEFAULT,
          new AdaptiveLif(0.02, 0.002, -0.5, 1, 0.1, 0.1),
          AdaptiveLifRate.DEFAULT,
          RectifiedLinear.DEFAULT,
          new SpikingRectifiedLinear(2),
          Sigmoid.DEFAULT,
          new Tanh(0.001),
          Izhikevich.DEFAULT,
          new RegularSpiking(LifRate.DEFAULT),
          StochasticSpiking.DEFAULT,
          new PoissonSpiking(new RectifiedLinear(3)),
          Direct.DEFAULT);

  private void neurons() {
    int neurons = 37;
    double[] gains = new double[neurons];
    double[] biases = new double[neurons];
    Arrays.setAll(gains, i -> 3 + 0.1 * i);
    Arrays.setAll(biases, i -> 1 + 0.03 * i);
    for (NeuronType type : NEURONS) {
      String name = type.toString();
      Signal current = Signal.zeros(name + ".current", neurons);
      Signal output = Signal.zeros(name + ".output", neurons);
      double factor = Math.max(1, type instanceof RectifiedLinear ? 30 : 1);
      double[] scaled = Arrays.stream(gains).map(gain -> gain * factor).toArray();
      operators.add(Copy.set(Signal.constant("biases", biases, neurons), current));
      operators.add(
          new ElementwiseProduct(
              Signal.constant("gains", scaled, neurons), source.slice(2, 3), current));
      Map<String, double[]> initial = new LinkedHashMap<>();
      Map<String, Signal> shown = new LinkedHashMap<>();
      List<String> quantities = Population.builder(type, 1).build().quantities();
      if (quantities.contains("voltage")) {
        double[] voltages = new double[neurons];
        Arrays.setAll(voltages, i -> 0.01 * i);
        if (type != GridLif.DEFAULT) {
          initial.put("voltage", voltages);
        }
        shown.put("voltage", Signal.zeros(name + ".voltage", neurons));
      }
      operators.add(new StepNeurons(name, type, current, output, -5_000_000_000L, initial, shown));
      probe(name, output);
      shown.forEach((quantity, signal) -> probe(name + quantity, signal));
    }
  }

  private static final List<Synapse> SYNAPSES =
      List.of(
          new Lowpass(0.013),
          new Alpha(0.02),
          new Triangle(0.011),
          LinearFilter.of(new double[] {0, 1, 0.5}, new double[] {0.001, 0.1, 1}),
          LinearFilter.ofStateSpace(
              new double[][] {{-10, 3}, {-3, -10}},
              new double[] {1, 2},
              new double[] {-0.0, 4},
              0.25));

  private void synapses() {
    for (Synapse synapse : SYNAPSES) {
      Signal to = Signal.zeros("filtered", 12);
      operators.add(new Filter(synapse, source, to));
      probe(synapse.toString(), to);
    }
  }

  private static final List<Distribution> DISTRIBUTIONS =
      List.of(
          new Uniform(-1, 2),
          new Gaussian(1, 3),
          new Exponential(0.5),
          Choice.of(new double[][] {{1, 2, 3}, {4, 5, 7}}, new double[] {0.3, 0.6}),
          new UniformHypersphere(false, 0.5),
          new ScatteredHypersphere(true, 0),
          new SqrtBeta(3, 2),
          new SubvectorLength(5, 2),
          new CosineSimilarity(7));

  private void processes() {
    List<Process> processes = new ArrayList<>();
    for (Distribution distribution : DISTRIBUTIONS) {
      if (!(distribution instanceof ScatteredHypersphere)) {
        processes.add(new WhiteNoise(distribution, false));
      }
    }
    processes.add(new FilteredNoise(new Alpha(0.01), new Gaussian(0, 2), true));
    processes.add(new WhiteSignal(0.5, 40, 0.25, OptionalDouble.of(0.1)));
    processes.add(new PresentInput(new double[][] {{1, 2, 3}, {4, 5, 6}}, 0.05));
    double[] times = {-0.1, 0.02, 0.09};
    double[][] values = {{1, 1, 1}, {-1, 0.5, 2}, {0, 3, 1}};
    processes.add(new Piecewise(times, values, Interpolation.LINEAR));
    processes.add(new Piecewise(times, values));
    for (Process process : processes) {
      Signal to = Signal.zeros("generated", 3);
      operators.add(new Generate(process.toString(), process, Long.MIN_VALUE + 7, time, to));
      probe(process.toString(), to);
    }
  }

  private void learning() {
    Signal weights = Signal.of("weights", new double[] {1, 2, 3, 4, 5, 6}, 2, 3);
    operators.add(new Pes("rule", 1e-3, source.slice(2, 5), source.slice(6, 8), weights));
    Signal pre = source.slice(2, 5);
    Signal post = source.slice(6, 8);
    Signal on = Signal.of("on", new double[] {1}, 1);
    learn("rls", w -> new Rls("rls", pre, post, Rls.inverse("inverse", 1e-2, 3), w));
    learn("bcm", w -> new Bcm("bcm", 1e-3, pre, post, source.slice(0, 2), w));
    learn("oja", w -> new Oja("oja", 1e-3, 0.5, pre, post, w));
    learn("voja", w -> new Switched(new Voja("voja", 1e-2, pre, post, source.slice(5, 8), w), on));
    Signal to = Signal.zeros("learned", 2);
    operators.add(new Product(weights, source.slice(2, 5), to, false));
    probe("learned", to);
  }

  private void learn(String name, Function<Signal, Operator> rule) {
    Signal weights = Signal.of(name, new double[] {0.1, 0.2, 0.3, 0.4, 0.5, 0.6}, 2, 3);
    operators.add(rule.apply(weights));
    probe(name, weights.reshaped(6));
  }
}
