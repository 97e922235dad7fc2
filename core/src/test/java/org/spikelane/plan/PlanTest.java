package org.spikelane.plan;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.spikelane.graph.BoundFilter;
import org.spikelane.graph.Context;
import org.spikelane.graph.Copy;
import org.spikelane.graph.ElementwiseProduct;
import org.spikelane.graph.Filter;
import org.spikelane.graph.Graph;
import org.spikelane.graph.NamedGraph;
import org.spikelane.graph.Operator;
import org.spikelane.graph.Product;
import org.spikelane.graph.Reset;
import org.spikelane.graph.Signal;
import org.spikelane.graph.Step;
import org.spikelane.graph.StepNeurons;
import org.spikelane.kernel.KernelChoice;
import org.spikelane.kernel.KernelProvider;
import org.spikelane.network.Connection;
import org.spikelane.network.Ensemble;
import org.spikelane.network.LearningRule;
import org.spikelane.network.Network;
import org.spikelane.network.Node;
import org.spikelane.network.Probe;
import org.spikelane.neuron.GridLif;
import org.spikelane.neuron.Lif;
import org.spikelane.sim.Simulator;
import org.spikelane.synapse.Lowpass;

/** Which ensembles are fused, and that it makes no difference to any bit. */
class PlanTest {

  private final Network network = new Network("plan").seed(5);
  private final List<Probe> probes = new ArrayList<>();

  private Ensemble ensemble(String name, int neurons, int dims) {
    return network.ensemble(name, neurons, dims).evaluationPoints(60);
  }

  private List<EnsembleOperators> found() {
    try (Simulator simulator = new Simulator(network)) {
      Graph graph = simulator.graph();
      return EnsembleOperators.of(
          graph, new Context(graph, 0.001, 0, KernelChoice.SCALAR), Set.of(), true);
    }
  }

  @Test
  void anEnsembleIsFoundWithItsInputsAndDecoders() {
    Ensemble a = ensemble("a", 30, 2);
    Ensemble b = ensemble("b", 20, 1);
    network.from(a.at(0)).to(b);
    network.from(a).function(x -> new double[] {x[0] * x[1]}).to(b);
    network.probe(b);
    List<EnsembleOperators> found = found();
    assertEquals(2, found.size());
    assertEquals(2, found.get(0).decode().size());
    assertEquals(1, found.get(0).inputs().size(), "a reset");
    assertEquals(3, found.get(1).inputs().size(), "a reset and two copies");
    assertEquals(1, found.get(1).decode().size());
    assertEquals(false, found.get(0).showsOutput());
  }

  @Test
  void whoReadsSpikesIsShownThem() {
    Ensemble a = ensemble("a", 30, 2);
    network.probe(a.neurons());
    assertTrue(found().get(0).showsOutput());
  }

  @Test
  void decodersThatLearnAreNotAmongThem() {
    Ensemble a = ensemble("a", 30, 1);
    Ensemble b = ensemble("b", 30, 1);
    Connection learned = network.from(a).learning(new LearningRule.Pes()).to(b);
    network.from(b).to(learned.learning());
    network.from(a).to(b);
    EnsembleOperators first = found().get(0);
    assertEquals(1, first.decode().size());
    assertTrue(first.showsOutput());
  }

  @Test
  void othersAreLeftAsTheyAre() {
    assertNone(a -> a.neuronType(GridLif.DEFAULT));
    assertNone(
        a -> {
          network.probe(a.neurons(), "voltage");
          return a;
        });
    assertNone(
        a -> {
          network.probe(a.neurons(), Probe.INPUT);
          return a;
        });
    assertNone(
        a -> {
          Node u = network.constant("u", 1);
          network.from(u).transform(new double[30][1]).to(a.neurons());
          return a;
        });
    assertNone(
        a -> {
          Ensemble b = ensemble("b", 30, 2).neuronType(GridLif.DEFAULT);
          network.from(b).learning(new LearningRule.Voja()).to(a);
          return a;
        });
  }

  private int made;

  private void assertNone(UnaryOperator<Ensemble> change) {
    int before = found().size();
    change.apply(ensemble("ensemble " + made++, 30, 2));
    assertEquals(before, found().size());
  }

  private void zoo() {
    Node u =
        network.node(
            "u",
            0,
            3,
            (t, x, out) -> {
              double phase = 6 * t - Math.floor(6 * t);
              out[0] = 2 * phase - 1;
              out[1] = phase * (1 - phase) * 4;
              out[2] = phase < 0.5 ? 0 : 1;
            });
    Ensemble narrow = ensemble("narrow", 47, 3);
    Ensemble wide = ensemble("wide", 90, 6);
    Ensemble large = ensemble("large", 2300, 2);
    Ensemble largeAndWide = ensemble("large and wide", 1100, 5);
    network.from(u).to(narrow);
    network.from(narrow).synapse(0.01).to(wide.slice(1, 4));
    network.from(wide).to(wide);
    network.from(wide.slice(0, 2)).to(large);
    network
        .from(large)
        .function(x -> new double[] {x[0] * x[1], x[0], x[1], 1, 0})
        .to(largeAndWide);
    network.from(largeAndWide).noSynapse().to(network.node("end", 5, 0, (t, x, out) -> {}));
    network.from(largeAndWide.slice(0, 3)).to(narrow);
    for (Ensemble e : List.of(narrow, wide, large, largeAndWide)) {
      probes.add(network.probe(e).synapse(0.01));
    }
    probes.add(network.probe(wide.neurons()));
    probes.add(network.probe(large.neurons()));
  }

  private List<long[]> run(KernelChoice kernel, int threads) {
    try (Simulator simulator = Simulator.builder(network).kernel(kernel).threads(threads).build()) {
      simulator.runTicks(isInterpreted() ? 3 : 60);
      List<long[]> bits = new ArrayList<>();
      for (Probe probe : probes) {
        for (double[] row : simulator.data(probe)) {
          bits.add(DoubleStream.of(row).mapToLong(Double::doubleToRawLongBits).toArray());
        }
      }
      return bits;
    }
  }

  private static boolean isInterpreted() {
    return System.getProperty("java.vm.info").contains("interpreted");
  }

  @Test
  @Tag("bits")
  @Tag("vector")
  void fusedOrNotTheBitsAreTheSame() {
    zoo();
    List<long[]> expected = run(KernelChoice.SCALAR, 1);
    for (KernelChoice kernel :
        List.of(KernelChoice.VECTOR, KernelChoice.AUTO, KernelChoice.VERIFY)) {
      for (int threads : new int[] {1, 2, 3}) {
        List<long[]> got = run(kernel, threads);
        for (int row = 0; row < expected.size(); row++) {
          assertArrayEquals(expected.get(row), got.get(row), kernel + ", row " + row);
        }
      }
    }
  }

  /** Also where a kernel is verified: what it does with several in one call is compared too. */
  @Test
  void ensemblesOfAKindArePassedOverTogether() {
    for (String label : List.of("a", "b", "c")) {
      network.probe(ensemble(label, 30, 1));
    }
    try (Simulator simulator = new Simulator(network)) {
      Graph graph = simulator.graph();
      for (KernelChoice kernel : KernelChoice.values()) {
        boolean isScalar = kernel == KernelChoice.SCALAR;
        if (isScalar || !hasVectors() || KernelProvider.ensemble(kernel).isEmpty()) {
          continue;
        }
        assertEquals(1, passes(plan(graph, kernel, 1)), kernel + "");
      }
    }
  }

  private static Plan plan(Graph graph, KernelChoice kernel, int threads) {
    Context context = new Context(graph, 0.001, 0, kernel);
    Map<Operator, Step> steps = new IdentityHashMap<>();
    graph.operators().forEach(operator -> steps.put(operator, operator.bind(context)));
    return new Plan(graph, context, steps, List.of(), threads);
  }

  /** How often the one thread that may run all of a tick passes over ensembles. */
  private static long passes(Plan plan) {
    return Arrays.stream(plan.steps()).filter(EnsemblePass.class::isInstance).count();
  }

  /** An input beyond what neurons take is refused as it is without fusion, and not before. */
  @Test
  void aHugeInputIsRefusedByTheNeurons() {
    double[] value = {0};
    Node u = network.node("u", 0, 1, (t, x, out) -> out[0] = value[0]);
    network.from(u).noSynapse().to(ensemble("a", 30, 1));
    for (KernelChoice kernel : KernelChoice.values()) {
      if (kernel != KernelChoice.SCALAR && kernel != KernelChoice.AUTO && !hasVectors()) {
        continue;
      }
      try (Simulator simulator = Simulator.builder(network).kernel(kernel).build()) {
        value[0] = 1e90;
        simulator.runTicks(2);
        value[0] = 1e150;
        String message =
            assertThrows(IllegalStateException.class, simulator::step, kernel.toString())
                .getMessage();
        assertTrue(
            message.startsWith("neurons a: current[")
                && message.contains("must be finite and below 2^332 (8.7e99) in magnitude, got"),
            message);
      }
    }
  }

  private static boolean hasVectors() {
    return ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
  }

  @Test
  void largeEnsemblesAreSplit() {
    zoo();
    try (Simulator simulator = new Simulator(network)) {
      Graph graph = simulator.graph();
      Plan two = plan(graph, KernelChoice.AUTO, 2);
      assertEquals(2, two.threads());
      assertTrue(two.stages().stream().anyMatch(Stage::isShared));
      Plan one = plan(graph, KernelChoice.AUTO, 1);
      assertFalse(one.stages().stream().anyMatch(Stage::isShared));
      assertEquals(passes(one), passes(two), "a tick that is not shared");
      int cores = Runtime.getRuntime().availableProcessors();
      int automatic = plan(graph, KernelChoice.AUTO, Plan.AUTOMATIC).threads();
      assertTrue(automatic >= 1 && automatic <= cores, "threads: " + automatic);
    }
  }

  /**
   * For a tick that is not shared: ensembles are passed over at once, but filters are stepped by
   * those that step them in the shares, as two that both have their state could take it at once.
   */
  @Test
  void oneThreadPassesOverTheEnsemblesOfAllShares() {
    assumeTrue(hasVectors() && KernelProvider.ensemble(KernelChoice.VECTOR).isPresent());
    for (int k = 0; k < 60; k++) {
      network.probe(ensemble("e" + k, 100, 1)).synapse(0.01);
    }
    try (Simulator simulator = new Simulator(network)) {
      Plan plan = plan(simulator.graph(), KernelChoice.VECTOR, 2);
      assertEquals(1, passes(plan));
      Stream<Step> shared =
          plan.stages().stream()
              .filter(Stage::isShared)
              .flatMap(stage -> Arrays.stream(stage.shares()))
              .flatMap(Arrays::stream);
      assertEquals(2, shared.filter(EnsemblePass.class::isInstance).count());
      Stream<Step> all =
          plan.stages().stream()
              .flatMap(stage -> Arrays.stream(stage.shares()))
              .flatMap(Arrays::stream);
      Set<Step> filters = filters(all);
      assertEquals(filters, filters(Arrays.stream(plan.steps())));
      assertTrue(filters.size() >= 2, "of shares, and what is left: " + filters);
    }
  }

  private static Set<Step> filters(Stream<Step> steps) {
    return steps
        .filter(step -> step.getClass().getName().startsWith(BoundFilter.class.getName()))
        .collect(Collectors.toSet());
  }

  /** A graph by hand: an ensemble whose input is x; without a reset x sums over ticks. */
  private static List<Operator> byHand(Signal x, String name, Signal output, Signal... decoded) {
    int n = 24;
    double[] numbers = new double[n];
    Arrays.setAll(numbers, i -> 1 + 0.1 * i);
    Signal current = Signal.zeros(name + ".current", n);
    List<Operator> operators = new ArrayList<>();
    operators.add(Copy.set(Signal.constant("bias", numbers, n), current));
    Signal encoders = Signal.constant("encoders", numbers, 1, n).transposed();
    operators.add(new Product(encoders, x, current, true));
    operators.add(new StepNeurons(name, Lif.DEFAULT, current, output, 1, Map.of(), Map.of()));
    for (Signal y : decoded) {
      Signal decoders = Signal.constant("decoders", numbers, 1, n);
      operators.add(new Product(decoders, output, y, false));
    }
    return operators;
  }

  private static double[] last(List<Operator> operators, Signal seen, KernelChoice kernel) {
    NamedGraph named = NamedGraph.of(new Graph(operators), Map.of(), Map.of("seen", seen));
    try (Simulator simulator = Simulator.builder(named).kernel(kernel).build()) {
      simulator.runTicks(40);
      return simulator.output("seen").get(new double[seen.size()]);
    }
  }

  private static void assertSame(List<Operator> operators, Signal seen) {
    double[] expected = last(operators, seen, KernelChoice.SCALAR);
    assertArrayEquals(expected, last(operators, seen, KernelChoice.AUTO), seen + " with AUTO");
    assertArrayEquals(expected, last(operators, seen, KernelChoice.VECTOR), seen + " with VECTOR");
  }

  @Test
  @Tag("vector")
  void anInputThatIsNeverResetIsNotResetByFusion() {
    Signal x = Signal.zeros("x", 1);
    Signal y = Signal.zeros("y", 1);
    List<Operator> operators = byHand(x, "a", Signal.zeros("a.output", 24), y);
    operators.add(Copy.increment(Signal.constant("u", new double[] {0.01}, 1), x));
    assertSame(operators, x);
    assertSame(operators, y);
  }

  @Test
  @Tag("vector")
  void anInputOfTwoEnsemblesIsSummedOnce() {
    Signal x = Signal.zeros("x", 1);
    Signal filtered = Signal.of("filtered", new double[] {0.2}, 1);
    Signal y = Signal.zeros("y", 1);
    Signal z = Signal.zeros("z", 1);
    List<Operator> operators = new ArrayList<>(List.of(new Reset(x, 0)));
    operators.add(Copy.increment(filtered, x));
    operators.addAll(byHand(x, "a", Signal.zeros("a.output", 24), y));
    operators.addAll(byHand(x, "b", Signal.zeros("b.output", 24), z));
    Signal scaled = Signal.zeros("scaled", 1);
    operators.add(new Reset(scaled, 0));
    operators.add(
        new ElementwiseProduct(Signal.constant("factor", new double[] {1e-4}), y, scaled));
    operators.add(new Filter(new Lowpass(0.005), scaled, filtered));
    for (Signal seen : List.of(x, y, z, filtered)) {
      assertSame(operators, seen);
    }
  }

  @Test
  @Tag("vector")
  void whoLooksBetweenTicksSeesSpikesAndCurrents() {
    Signal x = Signal.constant("x", new double[] {0.5}, 1);
    Signal output = Signal.zeros("a.output", 24);
    List<Operator> operators = byHand(x, "a", output, Signal.zeros("y", 1));
    assertSame(operators, output);
    assertSame(operators, ((Copy) operators.get(0)).to());
  }

  /** They may share something, such as a random stream. */
  @Test
  @Tag("vector")
  void functionsAreCalledInOneOrderWhateverRuns() {
    List<String> calls = new ArrayList<>();
    Ensemble a = ensemble("a", 30, 1);
    Node f = network.node("f", 1, 1, (t, x, out) -> calls.add("f"));
    Node g = network.node("g", 1, 1, (t, x, out) -> calls.add("g"));
    Node first = network.junction("first", 1);
    Node second = network.junction("second", 1);
    network.from(network.constant("u", 0.3)).noSynapse().to(a);
    network.from(a).noSynapse().to(f);
    network.from(network.constant("w", 0.3)).noSynapse().to(first);
    network.from(first).noSynapse().to(second);
    network.from(second).noSynapse().to(g);
    List<List<String>> orders = new ArrayList<>();
    for (KernelChoice kernel : List.of(KernelChoice.SCALAR, KernelChoice.VECTOR)) {
      for (int threads : new int[] {1, 3}) {
        calls.clear();
        try (Simulator simulator =
            Simulator.builder(network).kernel(kernel).threads(threads).build()) {
          simulator.runTicks(2);
        }
        orders.add(List.copyOf(calls));
      }
    }
    assertEquals(1, Set.copyOf(orders).size(), orders.toString());
    assertEquals(4, orders.get(0).size());
  }
}
