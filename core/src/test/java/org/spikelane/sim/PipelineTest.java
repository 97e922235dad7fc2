package org.spikelane.sim;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import elsewhere.Theirs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.spikelane.network.Ensemble;
import org.spikelane.network.Network;
import org.spikelane.network.Node;
import org.spikelane.network.Probe;
import org.spikelane.neuron.NeuronType;
import org.spikelane.neuron.PoissonSpiking;
import org.spikelane.neuron.RegularSpiking;
import org.spikelane.neuron.StochasticSpiking;
import org.spikelane.plan.Pieces;
import org.spikelane.process.FilteredNoise;
import org.spikelane.process.Process;
import org.spikelane.process.WhiteNoise;
import org.spikelane.synapse.Lowpass;

/** Pieces that run ahead of each other give what ticks one after the other give. */
@Timeout(120)
class PipelineTest extends PipelineFixture {

  @Test
  @Tag("bits")
  void theBitsAreThoseOfTicksOneByOne(@TempDir Path folder) throws Exception {
    chain();
    try (Simulator simulator = simulator(1)) {
      assertTrue(pieces(simulator, 2).pieces().size() == 2, "it is in pieces");
      assertTrue(pieces(simulator, 4).pieces().size() > 2, "there are more for more threads");
    }
    assertTheBitsAreThoseOfTicksOneByOne(folder, 2, 3, 4, 7);
  }

  @Test
  @Tag("bits")
  void theBitsAreThoseIfThreadsTakeTurns(@TempDir Path folder) throws Exception {
    longChain();
    try (Simulator simulator = simulator(1)) {
      for (int threads : new int[] {1, 2, 3}) {
        assertTrue(pieces(simulator, threads).takeTurns(), threads + " threads");
      }
    }
    assertTheBitsAreThoseOfTicksOneByOne(folder, 1, 2, 3, 5);
  }

  @Test
  @Tag("bits")
  void theBitsAreThoseIfCirclesAreOpened(@TempDir Path folder) throws Exception {
    circles();
    try (Simulator simulator = simulator(1)) {
      for (int threads : new int[] {1, 2, 3}) {
        Pieces pieces = pieces(simulator, threads);
        assertTrue(pieces.round() >= 4, pieces.round() + " ticks");
        int[] leads = pieces.leads();
        assertTrue(Arrays.stream(leads).max().orElseThrow() > 4, Arrays.toString(leads));
      }
    }
    assertTheBitsAreThoseOfTicksOneByOne(folder, 1, 2, 3, 5);
  }

  /** Then a piece may be fewer ticks ahead of those that read it than others of theirs. */
  @Test
  @Tag("bits")
  void theBitsAreThoseIfMuchGoesFromOnePieceToMany(@TempDir Path folder) throws Exception {
    Ensemble last = longChain();
    int width = 600;
    Ensemble wide = network.ensemble("wide", width, 2).evaluationPoints(60);
    network.from(last).to(wide);
    Node passes = network.junction("passes", width);
    network.from(wide.neurons()).to(passes);
    double[][] transform = new double[2][width];
    for (double[] row : transform) {
      Arrays.setAll(row, i -> 1e-4 * Math.sin(i));
    }
    for (int k = 0; k < 8; k++) {
      last = ensemble(last);
      network.from(passes).transform(transform).noSynapse().to(last);
    }
    cached = 3_000;
    try (Simulator simulator = simulator(1)) {
      assertTrue(pieces(simulator, 1).takeTurns());
      int[] kept =
          BoundPiece.of(inPieces(simulator, 1), 256, 1 << 16).stream()
              .mapToInt(BoundPiece::kept)
              .sorted()
              .toArray();
      assertTrue(kept[0] < TICKS && kept[kept.length - 1] == 256, Arrays.toString(kept));
    }
    assertTheBitsAreThoseOfTicksOneByOne(folder, 1, 2, 3);
  }

  private void assertTheBitsAreThoseOfTicksOneByOne(Path folder, int... manyThreads)
      throws Exception {
    try (Simulator expected = simulator(1)) {
      oneByOne(expected, 10);
      expected.input("live").set(0.3, -0.2);
      oneByOne(expected, TICKS);
      expected.input("live").set(-0.1, 0.5);
      oneByOne(expected, TICKS);
      expected.save(folder.resolve("expected"));
      for (int threads : manyThreads) {
        calls.clear();
        try (Simulator got = simulator(threads)) {
          got.runTicks(5);
          oneByOne(got, 5);
          got.input("live").set(0.3, -0.2);
          got.runTicks(TICKS);
          got.input("live").set(-0.1, 0.5);
          got.runTicks(Runners.LONG);
          oneByOne(got, 3);
          got.runTicks(TICKS - Runners.LONG - 3);
          String what = "threads " + threads;
          assertTrue(got.isInPieces(), what);
          assertSameData(expected, got, what);
          assertArrayEquals(
              expected.output("out").get(new double[2]), got.output("out").get(new double[2]));
          got.save(folder.resolve("got"));
          assertEquals(-1, Files.mismatch(folder.resolve("expected"), folder.resolve("got")), what);
        }
        assertSameCalls(inOrder("input"), "each called once a tick");
      }
    }
    assertEquals(Set.of(Thread.currentThread()), callers);
  }

  private void assertSameCalls(List<String> expected, String what) {
    for (int k = 0; k < Math.min(expected.size(), calls.size()); k++) {
      assertEquals(expected.get(k), calls.get(k), what + ", call " + k);
    }
    assertEquals(expected.size(), calls.size(), what);
  }

  private static List<String> inOrder(String... functions) {
    return IntStream.rangeClosed(1, 10 + 2 * TICKS)
        .boxed()
        .flatMap(tick -> Arrays.stream(functions).map(function -> function + " " + tick))
        .toList();
  }

  @Test
  void whatWasSavedGoesOnInPieces(@TempDir Path folder) {
    chain();
    try (Simulator expected = simulator(1);
        Simulator got = simulator(2)) {
      expected.runTicks(TICKS);
      got.runTicks(TICKS);
      got.save(folder.resolve("saved"));
      got.runTicks(50);
      got.restore(folder.resolve("saved"));
      oneByOne(expected, TICKS);
      got.runTicks(TICKS);
      double[][] all = expected.data(probes.get(0));
      assertArrayEquals(
          Arrays.copyOfRange(all, TICKS, 2 * TICKS), got.data(probes.get(0)), "after restoring");
      got.reset();
      got.runTicks(2 * TICKS);
      assertSameData(expected, got, "from the beginning");
      got.reset(7);
      expected.reset(7);
      got.runTicks(TICKS);
      oneByOne(expected, TICKS);
      assertSameData(expected, got, "with another seed");
    }
  }

  /** What one function does may reach another beside the network, too. */
  @Test
  void theCallersFunctionsAreOfOneTickAtATime() {
    double[] beside = {0};
    Node begins = network.node("begins", 0, 2, (t, x, out) -> called("begins", t));
    Node plant =
        network.node(
            "plant",
            0,
            2,
            (t, x, out) -> {
              called("plant", t);
              out[0] = beside[0];
            });
    Ensemble before = ensemble(plant);
    ensemble(begins);
    Ensemble control = ensemble(before);
    Node acts =
        network.node(
            "acts",
            2,
            0,
            (t, x, out) -> {
              called("acts", t);
              beside[0] = 0.9 * beside[0] + 0.1 * x[0] + 0.01;
            });
    network.from(control).to(acts);
    ensemble(ensemble(ensemble(control)));
    try (Simulator expected = simulator(1);
        Simulator got = simulator(2)) {
      assertEquals(2, pieces(got, 2).pieces().size());
      oneByOne(expected, 10 + 2 * TICKS);
      List<String> inOrder = List.copyOf(calls);
      calls.clear();
      beside[0] = 0;
      got.runTicks(10 + 2 * TICKS);
      assertSameCalls(inOrder, "one tick after the other");
      assertSameData(expected, got, "a circle through a variable");
    }
    assertEquals(Set.of(Thread.currentThread()), callers);
  }

  @Test
  void aFunctionSeesTheTicksThatAreOver() {
    chain();
    Simulator[] running = new Simulator[1];
    Node looks =
        network.node(
            "looks",
            0,
            1,
            (t, x, out) -> {
              out[0] = running[0].ticks();
              assertEquals(Math.round(t * 1000) - 1, running[0].ticks());
              assertThrows(IllegalStateException.class, () -> running[0].step());
              assertThrows(IllegalStateException.class, () -> running[0].data(probes.get(0)));
            });
    Probe seen = network.probe(looks);
    running[0] = simulator(2);
    try (Simulator simulator = running[0]) {
      simulator.runTicks(TICKS);
      assertArrayEquals(
          IntStream.range(0, TICKS).asDoubleStream().toArray(), simulator.data(seen, 0));
      assertEquals(TICKS, simulator.ticks());
    }
  }

  private static boolean isInPiecesWith(Consumer<Network> with) {
    PipelineTest test = new PipelineTest();
    test.chain();
    with.accept(test.network);
    try (Simulator simulator = test.simulator(1)) {
      return bound(simulator).cut(2, test.cached).isPresent();
    }
  }

  private static boolean isInPieces(Process process) {
    return isInPiecesWith(network -> network.probe(network.node("process", process, 2)));
  }

  private static boolean isInPieces(NeuronType type) {
    return isInPiecesWith(network -> network.ensembles().get(1).neuronType(type));
  }

  /** What is of the user's may remember something, and may share it with functions. */
  @Test
  void whatIsOfTheUsersIsNotInPiecesAlsoWithinWhatIsOfThisLibrary() {
    assertTrue(isInPieces(new FilteredNoise()));
    assertFalse(isInPieces(new WhiteNoise(Theirs.DISTRIBUTION)));
    assertFalse(isInPieces(new FilteredNoise(new Lowpass(0.1), Theirs.DISTRIBUTION, true)));
    assertFalse(isInPieces(new FilteredNoise(Theirs.SYNAPSE)));
    assertTrue(isInPieces(RegularSpiking.DEFAULT));
    assertFalse(isInPieces(new RegularSpiking(Theirs.NEURON_TYPE)));
    assertFalse(isInPieces(new PoissonSpiking(Theirs.NEURON_TYPE)));
    assertFalse(isInPieces(new StochasticSpiking(Theirs.NEURON_TYPE)));
  }

  /** Whoever looks at each tick sees each: sinks are handed ticks one by one. */
  @Test
  void aStreamGetsEveryTickWhenItIsOver() {
    chain();
    try (Simulator expected = simulator(1);
        Simulator got = simulator(2)) {
      got.runTicks(TICKS);
      List<Long> ticks = new ArrayList<>();
      List<double[]> rows = new ArrayList<>();
      ProbeStream stream =
          got.stream(
              probes.get(0),
              new ProbeSink() {
                @Override
                public void row(long tick, double[] values) {
                  assertEquals(tick, got.ticks());
                  ticks.add(tick);
                  rows.add(values.clone());
                }
              });
      got.runTicks(TICKS);
      stream.close();
      got.runTicks(TICKS);
      oneByOne(expected, 3 * TICKS);
      double[][] all = expected.data(probes.get(0));
      assertArrayEquals(
          Arrays.copyOfRange(all, TICKS, 2 * TICKS), rows.toArray(double[][]::new), "streamed");
      double[][] kept = got.data(probes.get(0));
      assertEquals(2 * TICKS, kept.length);
      assertArrayEquals(all[3 * TICKS - 1], kept[2 * TICKS - 1]);
      assertArrayEquals(all[TICKS - 1], kept[TICKS - 1]);
    }
  }

  @Test
  void progressIsToldAsBefore() {
    chain();
    List<String> told = new ArrayList<>();
    try (Simulator expected = simulator(1);
        Simulator got =
            impatient(Simulator.builder(network).threads(2))
                .progress((what, done, all) -> told.add(what + " " + done + " of " + all))
                .build()) {
      told.clear();
      got.runTicks(250);
      assertEquals(
          List.of("ticks 0 of 250", "ticks 100 of 250", "ticks 200 of 250", "ticks 250 of 250"),
          told);
      oneByOne(expected, 250);
      assertSameData(expected, got, "with progress");
    }
  }

  /** Until then it runs tick by tick: to change over takes about as long as to begin. */
  @Test
  void itIsInPiecesWhenRunsHaveTakenAsLongAsToBegin() {
    chain();
    try (Simulator expected = simulator(1);
        Simulator got = Simulator.builder(network).threads(2).build()) {
      int ticks = 0;
      while (!got.isInPieces()) {
        got.runTicks(TICKS);
        ticks += TICKS;
      }
      got.runTicks(TICKS);
      for (int k = 0; k <= Runners.MANY; k++) {
        assertTrue(got.isInPieces(), "short runs before: " + k);
        got.step();
      }
      got.step();
      assertFalse(got.isInPieces());
      oneByOne(expected, ticks + TICKS + Runners.MANY + 2);
      assertSameData(expected, got, "changed over twice");
    }
  }
}
