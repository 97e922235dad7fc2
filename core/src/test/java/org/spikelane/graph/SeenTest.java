package org.spikelane.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.spikelane.kernel.KernelChoice;
import org.spikelane.network.Connection;
import org.spikelane.network.Ensemble;
import org.spikelane.network.LearningRule;
import org.spikelane.network.Network;
import org.spikelane.neuron.Lif;
import org.spikelane.sim.Simulator;
import org.spikelane.synapse.Lowpass;

/** What nobody can see is left out of a graph, and nothing else. */
class SeenTest {

  private static final Lowpass LOWPASS = new Lowpass(0.01);
  private static final Signal HALVES =
      Signal.constant("halves", new double[] {0.5, -0.5, 0.5, -0.5}, 4);

  /** An operator of the caller's own, which keeps what it read in every tick. */
  private record Watch(
      String label,
      List<Signal> reads,
      List<Signal> sets,
      List<Signal> updates,
      List<double[]> kept)
      implements Operator {

    Watch(String label, Signal... reads) {
      this(label, List.of(reads), List.of(), List.of(), new ArrayList<>());
    }

    Watch setting(Signal signal) {
      return new Watch(label, reads, List.of(signal), updates, kept);
    }

    Watch updating(Signal signal) {
      return new Watch(label, reads, sets, List.of(signal), kept);
    }

    @Override
    public Step bind(Context context) {
      return () -> {
        for (Signal signal : reads) {
          double[] array = context.array(signal);
          kept.add(Arrays.stream(signal.positions()).mapToDouble(p -> array[p]).toArray());
        }
      };
    }
  }

  private final Signal x = Signal.zeros("x", 4);
  private final Signal y = Signal.zeros("y", 4);
  private final Signal z = Signal.zeros("z", 4);

  private static List<Operator> seen(List<Operator> operators, Signal... outputs) {
    return new Graph(operators).seen(List.of(outputs)).operators();
  }

  @Test
  void whatNobodyReadsDoesNotRun() {
    assertEquals(List.of(), seen(List.of(new Reset(x, 1))));
    assertEquals(List.of(), seen(List.of(new Reset(x, 1), Copy.set(x, y))), "a chain");
    Filter loop = new Filter(LOWPASS, x, x);
    assertEquals(List.of(), seen(List.of(loop)), "a filter of its own output");
    List<Operator> ring =
        List.of(new Filter(LOWPASS, x, y), Copy.set(y, z), new Filter(LOWPASS, z, x));
    assertEquals(List.of(), seen(ring), "a cycle");
    Signal matrix = Signal.constant("m", new double[16], 4, 4);
    List<Operator> readers =
        List.of(
            new Reset(x, 1),
            new Product(matrix, x, y, false),
            new Reset(z, 0),
            new ElementwiseProduct(x, y, z));
    assertEquals(List.of(), seen(readers));
  }

  @Test
  void whatIsLookedAtFromOutsideDoes() {
    Reset reset = new Reset(x, 1);
    Copy copy = Copy.set(x, y);
    Reset other = new Reset(z, 1);
    List<Operator> all = List.of(other, reset, copy);
    assertEquals(List.of(reset), seen(all, x));
    assertEquals(List.of(reset, copy), seen(all, y), "at a remove");
    assertEquals(List.of(reset, copy), seen(all, y.slice(1, 2)), "a view of it");
    assertEquals(List.of(other), seen(all, z));
    assertEquals(List.of(), seen(all, Signal.zeros("none of the graph's", 1)));
    Graph graph = new Graph(all);
    assertSame(graph, graph.seen(List.of(y, z)), "nothing to leave out");
  }

  /** A cycle that is seen anywhere is seen as a whole; one beside it is not. */
  @Test
  void aCycleThatIsSeenDoes() {
    Signal own = Signal.zeros("own", 4);
    Filter there = new Filter(LOWPASS, x, y);
    Copy back = Copy.set(y, x);
    Filter beside = new Filter(LOWPASS, own, own);
    assertEquals(List.of(there, back), seen(List.of(beside, there, back), x));
    // What reads from a cycle does not make it seen unless it is seen itself.
    Copy from = Copy.set(x, z);
    assertEquals(List.of(), seen(List.of(beside, there, back, from)));
    assertEquals(List.of(there, back, from), seen(List.of(beside, there, back, from), z));
  }

  @Test
  void partsOfASignalAreSeenTogether() {
    Reset low = new Reset(x.slice(0, 2), 1);
    Reset high = new Reset(x.slice(2, 4), 2);
    Copy added = Copy.increment(y, x);
    Copy scattered = Copy.increment(z, new int[] {0}, x, new int[] {3});
    Reset source = new Reset(z, 5);
    List<Operator> all = List.of(low, high, added, scattered, source);
    assertEquals(all, seen(all, x));
    assertEquals(all, seen(all, x.slice(3, 4)));
    assertEquals(List.of(), seen(all, y));
    // What is added to something that is seen reads what others have set.
    Watch watch = new Watch("watch", x.slice(0, 1));
    List<Operator> watched = new ArrayList<>(all);
    watched.add(watch);
    assertEquals(watched, seen(watched));
  }

  @Test
  void whoDoesMoreThanWriteIsSeenWithAllThatItReads() {
    Signal time = Signal.zeros("time");
    Signal tick = Signal.zeros("tick");
    Signal current = Signal.zeros("current", 4);
    Signal spikes = Signal.zeros("spikes", 4);
    Clock clock = new Clock(tick, time);
    Copy bias = Copy.set(y, current);
    Filter before = new Filter(LOWPASS, x, y);
    Reset first = new Reset(x, 1);
    Copy after = Copy.set(spikes, z);
    for (Operator sees :
        List.of(
            new StepNeurons("n", Lif.DEFAULT, current, spikes, 1, Map.of(), Map.of()),
            new Sample("probe", current, tick, 0),
            new HostFunction("f", (t, in, out) -> {}, time, current, spikes),
            new Watch("own", current.slice(3, 4)).setting(spikes))) {
      List<Operator> all = List.of(after, first, clock, before, bias, sees);
      assertEquals(List.of(first, clock, before, bias, sees), seen(all), sees.label());
    }
    Watch updates = new Watch("own", tick).updating(x);
    Copy ofX = Copy.set(x, y);
    assertEquals(List.of(updates), seen(List.of(updates, ofX)), "it need not be seen to run");
  }

  @Test
  void learningIsSeenWithItsErrorAndItsSwitch() {
    Network network = new Network("learning");
    Ensemble a = network.ensemble("a", 20, 1).evaluationPoints(40);
    Ensemble b = network.ensemble("b", 20, 1).evaluationPoints(40);
    Connection learned = network.from(a).learning(new LearningRule.Pes()).to(b);
    network.from(network.junction("error", 1)).synapse(0.02).to(learned.learning());
    network.from(network.constant("on", 1)).noSynapse().to(learned.learningSwitch());
    network.from(a).to(network.junction("nobody's", 1));
    try (Simulator simulator = new Simulator(network)) {
      Graph graph = simulator.graph();
      List<Operator> seen = graph.seen(List.of()).operators();
      List<String> left =
          graph.operators().stream()
              .filter(operator -> !seen.contains(operator))
              .map(Operator::label)
              .toList();
      assertTrue(!left.isEmpty(), "something is not seen");
      assertTrue(left.stream().allMatch(label -> label.contains("nobody's")), left.toString());
      Operator rule =
          seen.stream()
              .filter(o -> o instanceof Pes || o instanceof Switched)
              .findFirst()
              .orElseThrow();
      for (Operator operator : graph.operators()) {
        if (writes(operator).anyMatch(w -> rule.reads().stream().anyMatch(w::overlaps))) {
          assertTrue(seen.contains(operator), operator.label());
        }
      }
    }
  }

  private static Stream<Signal> writes(Operator operator) {
    return Stream.of(operator.sets(), operator.increments(), operator.updates())
        .flatMap(List::stream);
  }

  /** Who waited for what is left out would come earlier, if they were put in order anew. */
  @Test
  void theOrderIsThatOfTheWholeGraph() {
    Signal w = Signal.zeros("w", 4);
    Watch last = new Watch("last").updating(x);
    Watch other = new Watch("other");
    ElementwiseProduct unseen = new ElementwiseProduct(x, w, z);
    Watch first = new Watch("first").setting(w);
    Graph graph = new Graph(List.of(last, other, unseen, first));
    Graph seen = graph.seen(List.of());
    assertEquals(List.of(last, other, first), seen.operators(), "as they were given");
    assertEquals(List.of(other, first, unseen, last), graph.ordered());
    assertEquals(List.of(other, first, last), seen.ordered());
    assertNotEquals(seen.ordered(), new Graph(seen.operators()).ordered());
    assertEquals(graph.signals(), seen.signals());
    assertEquals(seen.operators().size(), seen.followers().length);
  }

  /** Of operators at random: whoever looks sees the same, and no more runs than has to. */
  @Test
  void whoLooksSeesTheSame() {
    int left = 0;
    for (int seed = 0; seed < 300; seed++) {
      List<Operator> operators = atRandom(new SplittableRandom(seed));
      Graph graph = new Graph(operators);
      Signal output = graph.signals().get(0);
      Graph seen = graph.seen(List.of(output));
      assertEquals(reference(graph, output), identities(seen.operators()), "seed " + seed);
      left += graph.operators().size() - seen.operators().size();
      List<double[]> expected = watched(graph, output);
      List<double[]> got = watched(seen, output);
      assertEquals(expected.size(), got.size());
      for (int k = 0; k < expected.size(); k++) {
        Ticks.assertBits(expected.get(k), got.get(k), "seed " + seed + ", reading " + k);
      }
    }
    assertTrue(left > 300, "left out: " + left);
  }

  private static List<Operator> atRandom(SplittableRandom random) {
    Signal[] signals = new Signal[8];
    for (int s = 0; s < signals.length; s++) {
      signals[s] = Signal.of("s" + s, Ticks.random(s, 4), 4);
    }
    List<Operator> operators = new ArrayList<>();
    boolean[] filtered = new boolean[signals.length];
    for (int s = 0; s < signals.length; s++) {
      filtered[s] = random.nextInt(3) == 0;
    }
    for (int s = 0; s < signals.length; s++) {
      Signal to = signals[s];
      if (filtered[s]) {
        // Of two filters that read each other's output neither could be the first.
        int from = random.nextInt(signals.length);
        operators.add(new Filter(LOWPASS, signals[filtered[from] ? Math.min(from, s) : from], to));
        continue;
      }
      int cut = 1 + random.nextInt(3);
      operators.add(new Reset(to.slice(0, cut), s));
      operators.add(new Reset(to.slice(cut, 4), -s));
      for (int k = 0; k < s && k < 2; k++) {
        // From before it only, so that there is no cycle within a tick.
        Signal from = signals[random.nextInt(s)];
        operators.add(
            random.nextBoolean()
                ? Copy.increment(from.slice(0, 2), to.slice(cut - 1, cut + 1))
                : new ElementwiseProduct(HALVES, from, to));
      }
    }
    operators.add(new Watch("watch", signals[random.nextInt(signals.length)].slice(1, 3)));
    Collections.shuffle(operators, new Random(random.nextLong()));
    return operators;
  }

  /** By trying until nothing changes. */
  private static Set<Operator> reference(Graph graph, Signal output) {
    Set<Operator> seen = identities(List.of());
    Set<Signal> read = Collections.newSetFromMap(new IdentityHashMap<>());
    read.add(output.base());
    for (boolean more = true; more; ) {
      more = false;
      for (Operator operator : graph.operators()) {
        if (!operator.onlyWrites() || writes(operator).anyMatch(w -> read.contains(w.base()))) {
          more |= seen.add(operator);
          operator.reads().forEach(signal -> read.add(signal.base()));
          writes(operator).forEach(signal -> read.add(signal.base()));
        }
      }
    }
    return seen;
  }

  private static Set<Operator> identities(List<Operator> operators) {
    Set<Operator> set = Collections.newSetFromMap(new IdentityHashMap<>());
    set.addAll(operators);
    return set;
  }

  private static List<double[]> watched(Graph graph, Signal output) {
    Context context = new Context(graph, 0.001, 0, KernelChoice.SCALAR);
    List<Step> steps = graph.ordered().stream().map(o -> o.bind(context)).toList();
    List<double[]> watched = new ArrayList<>();
    for (int tick = 0; tick < 5; tick++) {
      steps.forEach(Step::step);
      watched.add(context.values(output.base()).clone());
    }
    for (Operator operator : graph.operators()) {
      if (operator instanceof Watch watch) {
        watched.addAll(watch.kept());
        watch.kept().clear();
      }
    }
    return watched;
  }
}
