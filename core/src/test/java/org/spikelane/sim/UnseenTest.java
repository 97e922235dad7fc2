package org.spikelane.sim;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.spikelane.file.ModelFile;
import org.spikelane.graph.Context;
import org.spikelane.graph.ElementwiseProduct;
import org.spikelane.graph.Filter;
import org.spikelane.graph.Graph;
import org.spikelane.graph.HostFunction;
import org.spikelane.graph.NamedGraph;
import org.spikelane.graph.Operator;
import org.spikelane.graph.Signal;
import org.spikelane.graph.Step;
import org.spikelane.kernel.KernelChoice;
import org.spikelane.network.Ensemble;
import org.spikelane.network.Network;
import org.spikelane.network.Node;
import org.spikelane.process.WhiteSignal;
import org.spikelane.synapse.Lowpass;

/** What nobody can see does not run, and those that are looked at do not notice. */
@Tag("bits")
class UnseenTest {

  @TempDir private Path folder;

  /** A network of which a good part is not seen: sums, filters, loops, and decoders. */
  private static NamedGraph partlySeen() {
    Network network = new Network("partly seen").seed(4);
    Node u = network.node("u", new WhiteSignal(0.5, 20, 0.6), 2);
    Node live = network.input("live", 1);
    Ensemble a = network.ensemble("a", 40, 2).evaluationPoints(60);
    Ensemble b = network.ensemble("b", 600, 1).evaluationPoints(60);
    Node unseen = network.junction("unseen", 2);
    network.from(u).synapse(0.003).to(a);
    network.from(live).noSynapse().to(a.at(1));
    network.from(a).to(unseen);
    network.from(unseen).synapse(0.05).to(unseen);
    network.from(a).function(x -> new double[] {x[0] * x[1]}).to(b);
    network.from(a).function(x -> new double[] {x[1], x[0] * x[0]}).to(unseen);
    network.from(b).to(unseen.at(0));
    network.from(unseen.at(0)).to(network.junction("behind it", 1));
    network.from(b).to(network.output("b", 1));
    network.probe(b).synapse(0.01);
    network.probe(a).synapse(0.02);
    network.probe(a.neurons());
    try (Simulator simulator = new Simulator(network)) {
      return simulator.named();
    }
  }

  /** The same where everything is looked at. */
  private static NamedGraph allSeen(NamedGraph named) {
    Map<String, Signal> outputs = new LinkedHashMap<>(named.outputs());
    for (Signal signal : named.graph().signals()) {
      outputs.put("all: " + outputs.size(), signal);
    }
    return NamedGraph.of(named.graph(), named.inputs(), outputs);
  }

  private static boolean isInterpreted() {
    return System.getProperty("java.vm.info").contains("interpreted");
  }

  private static final int HALF = isInterpreted() ? 3 : 40;

  private static void half(Simulator simulator) {
    simulator.input("live").set(0.3 + 0.1 * simulator.ticks() / HALF);
    simulator.runTicks(HALF);
  }

  private static List<long[]> samples(Simulator simulator, int last) {
    List<long[]> bits = new ArrayList<>();
    for (String probe : simulator.named().probes().keySet()) {
      double[][] data = simulator.data(probe);
      for (int k = data.length - last; k < data.length; k++) {
        bits.add(DoubleStream.of(data[k]).mapToLong(Double::doubleToRawLongBits).toArray());
      }
    }
    double[] b = simulator.output("b").get(new double[1]);
    bits.add(new long[] {Double.doubleToRawLongBits(b[0])});
    return bits;
  }

  private static void assertSame(List<long[]> expected, List<long[]> got, String what) {
    assertEquals(expected.size(), got.size(), what);
    for (int k = 0; k < got.size(); k++) {
      assertArrayEquals(expected.get(k), got.get(k), what + ", sample " + k);
    }
  }

  @Test
  @Tag("vector")
  void probesHaveTheSameBits() throws IOException {
    NamedGraph named = partlySeen();
    int all = named.graph().operators().size();
    int seen = named.graph().seen(named.outputs().values()).operators().size();
    assertTrue(seen <= all - 8, seen + " of " + all + " are seen");
    NamedGraph allSeen = allSeen(named);
    assertEquals(all, allSeen.graph().seen(allSeen.outputs().values()).operators().size());
    List<long[]> expected;
    List<long[]> expectedEnd;
    try (Simulator simulator = Simulator.builder(allSeen).kernel(KernelChoice.SCALAR).build()) {
      half(simulator);
      half(simulator);
      expected = samples(simulator, 2 * HALF);
      expectedEnd = samples(simulator, HALF);
    }
    Path file = folder.resolve("model");
    ModelFile.write(named, file);
    NamedGraph fromFile = ModelFile.read(file);
    for (KernelChoice kernel :
        List.of(KernelChoice.SCALAR, KernelChoice.VECTOR, KernelChoice.VERIFY)) {
      for (int threads : new int[] {1, 2}) {
        String what = kernel + ", " + threads + " threads";
        Path checkpoint = folder.resolve(what);
        try (Simulator simulator =
            Simulator.builder(named).kernel(kernel).threads(threads).build()) {
          half(simulator);
          simulator.save(checkpoint);
          half(simulator);
          assertSame(expected, samples(simulator, 2 * HALF), what);
        }
        // Which was read from a file and has run somewhere else before.
        try (Simulator simulator =
            Simulator.builder(fromFile).kernel(kernel).threads(threads).build()) {
          half(simulator);
          simulator.runTicks(5);
          simulator.restore(checkpoint);
          half(simulator);
          assertSame(expectedEnd, samples(simulator, HALF), what + ", restored");
          Path again = folder.resolve("again");
          simulator.reset();
          half(simulator);
          simulator.save(again);
          assertEquals(-1, Files.mismatch(checkpoint, again), what + ", saved again");
        }
      }
    }
  }

  /** Of two filters of one graph one is seen, in either; the state of one is not the other's. */
  @Test
  void aCheckpointWhereOthersWereSeenIsRefused() {
    Signal x = Signal.constant("x", new double[] {1}, 1);
    Signal a = Signal.zeros("a", 1);
    Signal b = Signal.zeros("b", 1);
    Graph graph =
        new Graph(List.of(new Filter(new Lowpass(0.1), x, a), new Filter(new Lowpass(0.2), x, b)));
    Path file = folder.resolve("checkpoint");
    NamedGraph ofA = NamedGraph.of(graph, Map.of(), Map.of("a", a));
    try (Simulator simulator = new Simulator(ofA)) {
      simulator.runTicks(10);
      simulator.save(file);
      simulator.runTicks(10);
      double expected = simulator.output("a").get(new double[1])[0];
      simulator.restore(file);
      simulator.runTicks(10);
      assertEquals(expected, simulator.output("a").get(new double[1])[0]);
    }
    for (Map<String, Signal> outputs :
        List.of(Map.of("b", b), Map.of("a", a, "b", b), Map.<String, Signal>of())) {
      try (Simulator simulator = new Simulator(NamedGraph.of(graph, Map.of(), outputs))) {
        String message =
            assertThrows(CheckpointException.class, () -> simulator.restore(file)).getMessage();
        assertTrue(
            message.contains("is one of another model, or of this one with another dt"), message);
      }
    }
  }

  @Test
  void anInputThatFeedsNobodyMayBeSet() {
    Network network = new Network("inputs");
    Node live = network.input("live", 2);
    network.from(live).synapse(0.01).to(network.junction("unseen", 2));
    try (Simulator simulator = new Simulator(network)) {
      simulator.input("live").set(0.5, -1);
      simulator.runTicks(3);
      simulator.input("live").set(1, 2);
      Path file = folder.resolve("checkpoint");
      simulator.save(file);
      simulator.step();
      simulator.restore(file);
      assertEquals(3, simulator.ticks());
      assertThrows(
          IllegalArgumentException.class, () -> simulator.input("live").set(0.5, Double.NaN));
    }
  }

  /** A filter refuses what is not finite, if it runs. */
  @Test
  void whatIsNotSeenRefusesNothing() {
    for (boolean isSeen : new boolean[] {true, false}) {
      Network network = new Network("overflow");
      Node huge = network.junction("huge", 1);
      Node behind = network.junction("behind", 1);
      network.from(network.constant("c", 1e300)).transform(1e300).noSynapse().to(huge);
      network.from(huge).synapse(0.01).to(behind);
      if (isSeen) {
        network.probe(behind);
      }
      try (Simulator simulator = new Simulator(network)) {
        if (isSeen) {
          assertThrows(IllegalStateException.class, () -> simulator.runTicks(3));
        } else {
          assertDoesNotThrow(() -> simulator.runTicks(3));
        }
      }
    }
  }

  /** An operator that waits for one that is not seen, and that a function waits for. */
  private record SetsAndUpdates(Signal set, Signal updated) implements Operator {
    @Override
    public String label() {
      return "sets and updates";
    }

    @Override
    public List<Signal> sets() {
      return List.of(set);
    }

    @Override
    public List<Signal> updates() {
      return List.of(updated);
    }

    @Override
    public Step bind(Context context) {
      return () -> {};
    }
  }

  /** Functions may share something, such as a random stream. */
  @Test
  void functionsAreCalledInTheOrderOfTheWholeGraph() {
    List<String> calls = new ArrayList<>();
    Signal time = Signal.zeros("time");
    Signal t = Signal.zeros("t", 1);
    Signal s = Signal.zeros("s", 1);
    Signal w = Signal.zeros("w", 1);
    Signal z = Signal.zeros("z", 1);
    Signal end = Signal.zeros("end", 1);
    ElementwiseProduct unseen = new ElementwiseProduct(s, w, z);
    Graph graph =
        new Graph(
            List.of(
                new SetsAndUpdates(t, s),
                new HostFunction("second", (at, x, out) -> calls.add("second"), time, t, end),
                unseen,
                new HostFunction("first", (at, x, out) -> calls.add("first"), time, null, w)));
    assertFalse(graph.seen(List.of()).operators().contains(unseen));
    for (Map<String, Signal> outputs : List.of(Map.of("z", z), Map.<String, Signal>of())) {
      for (int threads : new int[] {1, 2}) {
        calls.clear();
        NamedGraph named = NamedGraph.of(graph, Map.of(), outputs);
        try (Simulator simulator = Simulator.builder(named).threads(threads).build()) {
          simulator.runTicks(2);
        }
        assertEquals(
            List.of("first", "second", "first", "second"), calls, outputs + ", " + threads);
      }
    }
  }
}
