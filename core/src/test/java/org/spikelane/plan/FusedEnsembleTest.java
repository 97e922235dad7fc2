package org.spikelane.plan;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.spikelane.graph.Context;
import org.spikelane.graph.Graph;
import org.spikelane.graph.Operator;
import org.spikelane.graph.Step;
import org.spikelane.kernel.EnsembleShape;
import org.spikelane.kernel.KernelChoice;
import org.spikelane.nef.Uniform;
import org.spikelane.network.Connectable;
import org.spikelane.network.Connection;
import org.spikelane.network.Ensemble;
import org.spikelane.network.Function;
import org.spikelane.network.LearningRule;
import org.spikelane.network.Network;
import org.spikelane.network.Node;
import org.spikelane.network.Probe;
import org.spikelane.neuron.Lif;
import org.spikelane.process.WhiteSignal;
import org.spikelane.sim.Simulator;
import org.spikelane.synapse.Alpha;
import org.spikelane.synapse.Lowpass;
import org.spikelane.synapse.Synapse;

/** Ensembles that are passed over at once, in networks: whatever they share or are beside. */
@Tag("bits")
@Tag("vector")
class FusedEnsembleTest {

  private static final List<KernelChoice> FUSED =
      isInterpreted()
          ? List.of(KernelChoice.VECTOR, KernelChoice.VERIFY)
          : List.of(KernelChoice.VECTOR, KernelChoice.VERIFY, KernelChoice.AUTO);

  @TempDir private Path folder;

  private final Network network = new Network("fused").seed(8);
  private final List<Probe> probes = new ArrayList<>();
  private final Node input = network.node("u", new WhiteSignal(0.5, 20, 0.6), 2);

  private Ensemble ensemble(String name, int neurons, int dims) {
    return network.ensemble(name, neurons, dims).evaluationPoints(60);
  }

  private static boolean isInterpreted() {
    return System.getProperty("java.vm.info").contains("interpreted");
  }

  /** What rules learn by: filtered in one pass with the rest, not filtered, filtered before it. */
  private static final List<Synapse> LEARNED_BY =
      Arrays.asList(new Lowpass(0.004), null, new Alpha(0.01), Lowpass.DEFAULT);

  private static final int TICKS = isInterpreted() ? 4 : 80;

  private Simulator simulator(KernelChoice kernel, int threads) {
    return Simulator.builder(network).kernel(kernel).threads(threads).build();
  }

  private List<long[]> samples(Simulator simulator, int last) {
    List<long[]> bits = new ArrayList<>();
    for (Probe probe : probes) {
      double[][] data = simulator.data(probe);
      for (int k = data.length - last; k < data.length; k++) {
        bits.add(DoubleStream.of(data[k]).mapToLong(Double::doubleToRawLongBits).toArray());
      }
    }
    return bits;
  }

  private List<long[]> run(KernelChoice kernel, int threads) {
    try (Simulator simulator = simulator(kernel, threads)) {
      simulator.runTicks(TICKS);
      return samples(simulator, TICKS);
    }
  }

  private static void assertSame(List<long[]> expected, List<long[]> got, String what) {
    assertEquals(expected.size(), got.size(), what);
    for (int k = 0; k < got.size(); k++) {
      assertArrayEquals(expected.get(k), got.get(k), what + ", sample " + k);
    }
  }

  private void assertSameBits() {
    List<long[]> expected = run(KernelChoice.SCALAR, 1);
    assertTrue(
        expected.stream().flatMapToLong(Arrays::stream).distinct().count() > TICKS,
        "something happens");
    for (KernelChoice kernel : FUSED) {
      for (int threads : new int[] {1, 2, 3}) {
        assertSame(expected, run(kernel, threads), kernel + ", " + threads + " threads");
      }
    }
  }

  private static double[][] decoders(long seed, int rows, int neurons) {
    SplittableRandom random = new SplittableRandom(seed);
    double[][] decoders = new double[rows][neurons];
    for (double[] row : decoders) {
      Arrays.setAll(row, i -> 1e-2 * (random.nextDouble() - 0.5));
    }
    return decoders;
  }

  private void decode(Ensemble from, double[][] rows) {
    Node to = network.junction("decoded " + probes.size(), rows.length);
    double[][] byNeuron = new double[from.neuronCount()][rows.length];
    for (int r = 0; r < rows.length; r++) {
      for (int i = 0; i < byNeuron.length; i++) {
        byNeuron[i][r] = rows[r][i];
      }
    }
    network.from(from).decoders(byNeuron).noSynapse().to(to);
    probes.add(network.probe(to));
  }

  /** Few and many decoded numbers, of an ensemble of one block and of several. */
  @Test
  void aFunctionThatIsDecodedAgain() {
    for (int neurons : new int[] {30, 1100}) {
      Ensemble a = ensemble("a " + neurons, neurons, 2);
      network.from(input).noSynapse().to(a);
      Function squares = x -> new double[] {x[0] * x[0], x[1] * x[1], x[0] * x[1]};
      for (int k = 0; k < 4; k++) {
        Node to = network.junction("to " + k, 3);
        network.from(a).function(squares).synapse(0.005 * (k + 1)).to(to);
        network.from(a).to(to.slice(k % 2, k % 2 + 2));
        probes.add(network.probe(to));
      }
      probes.add(network.probe(a));
      probes.add(network.probe(a).synapse(0.01));
    }
    assertSameBits();
  }

  @Test
  void rowsThatAreAmongOthers() {
    for (int neurons : new int[] {29, 700}) {
      Ensemble a = ensemble("a " + neurons, neurons, 2);
      network.from(input).noSynapse().to(a);
      double[][] d = decoders(neurons, 6, neurons);
      double[][] zeros = {new double[neurons], d[5], new double[neurons]};
      decode(a, new double[][] {d[0], d[1], d[2], d[3]});
      decode(a, new double[][] {d[1], d[2]});
      decode(a, new double[][] {d[3]});
      decode(a, new double[][] {d[2], d[1]});
      decode(a, new double[][] {d[3], d[4]});
      decode(a, new double[][] {d[0], d[0]});
      decode(a, zeros);
      decode(a, new double[][] {zeros[2]});
      if (neurons > 100) {
        decode(a, decoders(1, 11, neurons));
        decode(a, Arrays.copyOfRange(decoders(1, 11, neurons), 3, 9));
      }
    }
    assertSameBits();
  }

  @Test
  void equalRowsAreDecodedOnce() {
    Ensemble a = ensemble("a", 30, 2);
    network.from(input).noSynapse().to(a);
    double[][] d = decoders(3, 3, 30);
    decode(a, d);
    decode(a, new double[][] {d[0]});
    decode(a, new double[][] {d[1], d[2]});
    decode(a, d);
    assertEquals(3, decoded());
    decode(a, new double[][] {d[2], d[1]});
    assertEquals(5, decoded(), "in another order they are others");
  }

  /** How many numbers the only ensemble of the network decodes in a pass. */
  private int decoded() {
    try (Simulator simulator = new Simulator(network)) {
      Graph graph = simulator.graph();
      Context context = new Context(graph, 0.001, 0, KernelChoice.SCALAR);
      Map<Operator, Step> steps = new IdentityHashMap<>();
      graph.operators().forEach(operator -> steps.put(operator, operator.bind(context)));
      List<EnsembleShape> shapes = new ArrayList<>();
      EnsembleOperators only = EnsembleOperators.of(graph, context, Set.of(), true).get(0);
      new FusedEnsemble(
          only,
          context,
          steps,
          shape -> {
            shapes.add(shape);
            return null;
          });
      return shapes.get(0).outputs();
    }
  }

  /** Several kinds of several shapes, of a level and behind one another, some too large for one. */
  private void groups() {
    Lif slow = new Lif(0.05, 0.004, 0, 1);
    for (int k = 0; k < 9; k++) {
      int neurons = k == 4 ? 2300 : 13 + 9 * k;
      Ensemble a = ensemble("a" + k, neurons, 1 + k % 3);
      Ensemble b = ensemble("b" + k, 20 + k, 2);
      if (k % 4 == 1) {
        a.neuronType(slow).maxRates(new Uniform(30, 100));
        b.neuronType(slow).maxRates(new Uniform(30, 100));
      }
      network.from(input.at(k % 2)).noSynapse().to(a.at(0));
      Function function =
          x -> {
            double[] y = new double[k(a)];
            Arrays.setAll(y, i -> x[0] * (i + 1) / y.length);
            return y;
          };
      Node sum = network.junction("sum " + k, k(a));
      network.from(a).function(function).noSynapse().to(sum);
      network.from(sum.at(0)).synapse(0.004).to(b.at(1));
      network.from(b).to(b);
      probes.add(network.probe(sum));
      probes.add(network.probe(b).synapse(0.01));
      if (k % 3 == 0) {
        probes.add(network.probe(b.neurons()));
      }
    }
  }

  /** How many numbers are decoded: few of most, many of one. */
  private static int k(Ensemble ensemble) {
    return ensemble.neuronCount() > 50 && ensemble.dims() == 1 ? 12 : ensemble.dims();
  }

  @Test
  void groupsSideBySide() {
    groups();
    assertSameBits();
  }

  @Test
  void groupsThatAreSavedAndRestored() throws IOException {
    groups();
    assertSameWhenSavedAndRestored();
  }

  private void assertSameWhenSavedAndRestored() throws IOException {
    int half = TICKS / 2;
    List<long[]> expected = run(KernelChoice.SCALAR, 1);
    Path scalar = folder.resolve("scalar");
    Path scalarEnd = folder.resolve("scalar end");
    List<long[]> expectedRest;
    try (Simulator simulator = simulator(KernelChoice.SCALAR, 1)) {
      simulator.runTicks(half);
      simulator.save(scalar);
      simulator.runTicks(TICKS - half);
      simulator.save(scalarEnd);
      expectedRest = samples(simulator, TICKS - half);
    }
    for (KernelChoice kernel : FUSED) {
      for (int threads : new int[] {1, 2}) {
        String what = kernel + ", " + threads + " threads";
        Path file = folder.resolve(what);
        try (Simulator simulator = simulator(kernel, threads)) {
          simulator.runTicks(half);
          simulator.save(file);
          assertEquals(-1, Files.mismatch(scalar, file), what);
          simulator.runTicks(TICKS - half);
          assertSame(expected, samples(simulator, TICKS), what + ", gone on with");
          simulator.restore(file);
          simulator.runTicks(TICKS - half);
          assertSame(expectedRest, samples(simulator, TICKS - half), what + ", restored");
          Path end = folder.resolve("end");
          simulator.save(end);
          assertEquals(-1, Files.mismatch(scalarEnd, end), what + ", saved again");
        }
      }
    }
  }

  /** Ensembles by which connections learn: several rules each, of few and many rows. */
  private void learners() {
    Ensemble error = ensemble("error", 40, 2);
    network.from(input).transform(-1).to(error);
    Node wide = network.junction("wide error", 5);
    network.from(input.at(0)).to(wide.slice(1, 2));
    network.from(input.at(1)).to(wide.slice(3, 4));
    Node on = network.node("on", t -> Math.sin(200 * t) + 0.3);
    int number = 0;
    for (int neurons : new int[] {21, 64, 1030}) {
      Ensemble pre = ensemble("pre " + neurons, neurons, 2);
      Ensemble post = ensemble("post " + neurons, 30, 2);
      network.from(input).noSynapse().to(pre);
      network.from(post).synapse(0.003).to(error);
      for (int rows : new int[] {2, 1, 5}) {
        Node to = network.junction("to " + number, rows);
        Connection learned =
            network
                .from(pre)
                .function(x -> new double[rows])
                .learning(new LearningRule.Pes(1e-3, LEARNED_BY.get(number % LEARNED_BY.size())))
                .synapse(0.002)
                .to(to);
        Connectable source = rows == 5 ? wide : rows == 2 ? error : error.at(1);
        network.from(source).to(learned.learning());
        if (number % 2 == 1) {
          network.from(on).noSynapse().to(learned.learningSwitch());
        }
        if (rows == 2) {
          network.from(to).noSynapse().to(post);
        }
        probes.add(network.probe(to));
        probes.add(network.probe(learned, "weights"));
        number++;
      }
      // It learns from what the same tick decoded: its product and its rule are not one.
      Node direct = network.junction("direct " + neurons, 1);
      Connection learned =
          network
              .from(pre)
              .elementwise(x -> 0)
              .transform(new double[][] {{1, 1}})
              .learning(new LearningRule.Pes(1e-3))
              .noSynapse()
              .to(direct);
      if (neurons == 64) {
        network.from(direct).noSynapse().to(learned.learning());
      }
      network.from(input.at(0)).transform(-1).noSynapse().to(learned.learning());
      probes.add(network.probe(direct));
    }
  }

  @Test
  void learning() {
    learners();
    assertSameBits();
  }

  @Test
  void learningThatIsSavedAndRestored() throws IOException {
    learners();
    assertSameWhenSavedAndRestored();
  }

  /**
   * Ensembles of one size side by side, of which one has an input so large, in some ticks, that it
   * is looked at by itself, in others that its neurons might refuse their currents.
   */
  @Test
  void neighboursOfOneThatMayRefuseItsCurrents() {
    double gain = 6.2; // of a neuron with an intercept of 0 and a highest rate of 200 Hz
    double[] parts = {0, 0.2, 0.3, 0.45, 0.6, 0.9, 1e-99, 0.55, 1e-99};
    for (int k = 0; k < 7; k++) {
      Ensemble a =
          ensemble("a" + k, 20, 1)
              .intercepts(new Uniform(-0.01, 0))
              .maxRates(new Uniform(199, 200));
      int own = k;
      Node large =
          network.node(
              "large " + k,
              t -> {
                int tick = (int) Math.round(t * 1000);
                double part = own == 2 || own == 5 ? parts[(tick + own) % parts.length] : 1e-99;
                return (own % 2 == 0 ? -1 : 1) * part * 0x1p332 / gain;
              });
      network.from(large).noSynapse().to(a);
      network.from(input.at(k % 2)).synapse(0.002).to(a);
      probes.add(network.probe(a).synapse(0.01));
      Node to = network.junction("to " + k, 1);
      network.from(a).noSynapse().to(to);
      probes.add(network.probe(to));
    }
    assertSameBits();
  }

  /** One number of state has no room for a voltage while a neuron rests: until then as it was. */
  @Test
  void neuronsThatBeginWithAVoltageWhileTheyRest() {
    Lif restsLong = new Lif(0.02, 0.012, -1, 1);
    for (int k = 0; k < 3; k++) {
      int neurons = 20 + 5 * k;
      double[] voltage = new double[neurons];
      double[] refractoryTime = new double[neurons];
      for (int i = 0; i < neurons; i++) {
        // Of the second ensemble only one neuron, of the third none rests at a voltage.
        boolean rests = k == 0 ? i % 3 != 0 : i == 7;
        refractoryTime[i] = rests ? 0.013 * (i + 1) / neurons : 0;
        voltage[i] = k == 2 && rests ? 0 : i % 2 == 0 ? 0.9 - 0.02 * i : -0.7 + 0.03 * i;
      }
      Ensemble a =
          ensemble("a" + k, neurons, 2)
              .neuronType(restsLong)
              .maxRates(new Uniform(30, 75))
              .initial("voltage", voltage)
              .initial("refractoryTime", refractoryTime);
      network.from(input).noSynapse().to(a);
      probes.add(network.probe(a));
      probes.add(network.probe(a.neurons()));
      Node to = network.junction("to " + k, 2);
      network.from(a).noSynapse().to(to);
      probes.add(network.probe(to));
    }
    assertSameBits();
    // The state as well, while it cannot be taken and after.
    for (int ticks : isInterpreted() ? new int[] {1, 14} : new int[] {1, 5, 12, 14, 30}) {
      byte[][] saved = new byte[FUSED.size() + 1][];
      for (int k = 0; k < saved.length; k++) {
        KernelChoice kernel = k == 0 ? KernelChoice.SCALAR : FUSED.get(k - 1);
        saved[k] = saved(kernel, ticks);
        assertArrayEquals(saved[0], saved[k], kernel + " after " + ticks + " ticks");
      }
    }
  }

  private byte[] saved(KernelChoice kernel, int ticks) {
    Path file = folder.resolve("state");
    try (Simulator simulator = simulator(kernel, 1)) {
      simulator.runTicks(ticks);
      simulator.save(file);
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
