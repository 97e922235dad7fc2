package org.spikelane.sim;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.spikelane.graph.BoundNeurons;
import org.spikelane.graph.Context;
import org.spikelane.graph.Graph;
import org.spikelane.graph.Signal;
import org.spikelane.graph.StepNeurons;
import org.spikelane.kernel.KernelChoice;
import org.spikelane.network.Ensemble;
import org.spikelane.network.Node;
import org.spikelane.neuron.Lif;
import org.spikelane.plan.DividedNeurons;
import org.spikelane.plan.Pieces;

/** Large ensembles that are divided, so that threads have a part each, give what whole ones do. */
@Timeout(120)
class DividedTest extends PipelineFixture {

  private static final SplittableRandom RANDOM = new SplittableRandom(11);

  private static double[][] decoders(int neurons, int decoded) {
    double[][] decoders = new double[neurons][decoded];
    for (double[] row : decoders) {
      Arrays.setAll(row, i -> RANDOM.nextDouble(-2e-3, 2e-3));
    }
    return decoders;
  }

  /** One that has much more to do than all else, with two things that are decoded from it. */
  private Ensemble large(int neurons, int dims, int decoded) {
    Ensemble large = network.ensemble("large", neurons, dims).evaluationPoints(60);
    network.from(input.at(0)).to(large.at(0));
    network.from(input.at(1)).synapse(0.02).to(large.at(dims - 1));
    Node passes = network.junction("passes", decoded);
    network.from(large).decoders(decoders(neurons, decoded)).to(passes);
    network.from(large).decoders(decoders(neurons, 2)).to(ensemble(input));
    probes.add(network.probe(passes));
    return large;
  }

  private Pieces pieces(int threads) {
    try (Simulator simulator = simulator(1)) {
      return pieces(simulator, threads);
    }
  }

  private void assertSameBits(Path folder, KernelChoice kernel, int... manyThreads)
      throws Exception {
    try (Simulator expected = simulator(1)) {
      oneByOne(expected, 3 * TICKS);
      expected.save(folder.resolve("expected"));
      for (int threads : manyThreads) {
        String what = threads + " threads, " + kernel;
        SimulatorBuilder builder = Simulator.builder(network).threads(threads).kernel(kernel);
        try (Simulator got = impatient(builder).build()) {
          got.runTicks(TICKS);
          assertTrue(got.isInPieces() || threads > 2, what);
          got.save(folder.resolve("saved"));
          got.runTicks(TICKS);
          oneByOne(got, 2);
          got.runTicks(TICKS - 2);
          assertSameData(expected, got, what);
          got.save(folder.resolve("got"));
          assertEquals(-1, Files.mismatch(folder.resolve("expected"), folder.resolve("got")), what);
          got.restore(folder.resolve("saved"));
          got.runTicks(2 * TICKS);
          got.save(folder.resolve("got"));
          assertEquals(
              -1,
              Files.mismatch(folder.resolve("expected"), folder.resolve("got")),
              what + ", from what was saved");
          got.reset();
          got.runTicks(3 * TICKS);
          assertSameData(expected, got, what + ", again");
        }
      }
    }
  }

  @ParameterizedTest
  @Tag("bits")
  @CsvSource({"1024, 1, 1", "1300, 2, 3"})
  void theBitsAreThoseOfTheWhole(int neurons, int dims, int decoded, @TempDir Path folder)
      throws Exception {
    large(neurons, dims, decoded);
    assertEquals(1, pieces(2).divided().size());
    assertEquals((neurons + 511) / 512, pieces(2).divided().get(0).parts().size());
    assertSameBits(folder, KernelChoice.fromProperty(), 2, 3);
  }

  /** As many inputs and outputs as are multiplied apart from the neurons, and as few. */
  @ParameterizedTest
  @CsvSource({"2000, 3, 6", "2048, 17, 2", "2100, 2, 20"})
  void theBitsAreThoseOfTheWholeInEveryShape(
      int neurons, int dims, int decoded, @TempDir Path folder) throws Exception {
    theBitsAreThoseOfTheWhole(neurons, dims, decoded, folder);
  }

  /** Not where Java compiles little or nothing: vectors take long there. */
  @Test
  void theBitsAreThoseOfOtherKernels(@TempDir Path folder) throws Exception {
    large(1300, 2, 3);
    assertSameBits(folder, KernelChoice.SCALAR, 2);
    if (KernelChoice.fromProperty() != KernelChoice.SCALAR && vectors()) {
      assertSameBits(folder, KernelChoice.VERIFY, 2);
    }
  }

  private static boolean vectors() {
    return ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
  }

  /** For the sake of a cache, with one thread too. */
  @Test
  void whatDoesNotFitACacheIsDividedForOneThreadToo(@TempDir Path folder) throws Exception {
    large(3000, 2, 2);
    cached = 6000;
    assertEquals(1, pieces(1).divided().size());
    assertEquals(1, pieces(1).threads());
    assertTrue(pieces(1).pieces().size() > 2);
    assertSameBits(folder, KernelChoice.fromProperty(), 1, 2, 3);
  }

  /** They find room in a cache one by one: each is a piece. */
  @Test
  void thoseThatAreALittleLargerThanAPieceAreNotDivided() {
    Ensemble last = large(1300, 2, 2);
    for (int k = 0; k < 3; k++) {
      Ensemble next = network.ensemble("next " + k, 1300, 2).evaluationPoints(60);
      network.from(last).to(next);
      last = next;
    }
    probes.add(network.probe(last));
    cached = 9_000;
    assertEquals(0, pieces(1).divided().size());
    assertTrue(pieces(1).pieces().size() >= 4);
    cached = 5_000;
    assertEquals(4, pieces(1).divided().size());
  }

  /** Neurons that rest at a voltage, which only one that was told to can do. */
  @Test
  void whatItBeginsWithIsKept(@TempDir Path folder) throws Exception {
    Ensemble large = large(1300, 2, 3);
    double[] voltage = new double[1300];
    double[] refractoryTime = new double[1300];
    Arrays.setAll(voltage, i -> RANDOM.nextDouble());
    Arrays.setAll(refractoryTime, i -> i % 3 == 0 ? 0.0025 : 0);
    large.initial("voltage", voltage).initial("refractoryTime", refractoryTime);
    assertEquals(1, pieces(2).divided().size());
    assertSameBits(folder, KernelChoice.fromProperty(), 2);
  }

  /** Products of a block with more inputs or outputs than neurons would have another order. */
  @ParameterizedTest
  @CsvSource({"1025, 1, 1, true", "1026, 3, 1, true", "1026, 2, 2, true", "1026, 2, 1, false"})
  void oneIsWholeIfItsLastBlockIsSmall(int neurons, int dims, int decoded, boolean isWhole) {
    Ensemble large = network.ensemble("large", neurons, dims).evaluationPoints(60);
    network.from(input.at(0)).to(large.at(0));
    Node passes = network.junction("passes", decoded);
    network.from(large).decoders(decoders(neurons, decoded)).to(passes);
    network.probe(passes);
    assertEquals(isWhole, isWhole());
  }

  private boolean isWhole() {
    try (Simulator simulator = simulator(1)) {
      return bound(simulator).cut(2, cached).stream()
          .allMatch(pieces -> pieces.divided().isEmpty());
    }
  }

  @Test
  void oneIsWholeIfItsNeuronsAreSeen() {
    Ensemble large = large(1300, 2, 3);
    assertFalse(isWhole());
    network.probe(large.neurons());
    assertTrue(isWhole());
  }

  @Test
  void aCircleIsNotDivided() {
    Ensemble large = large(1300, 2, 3);
    network.from(large).to(large);
    assertTrue(isWhole());
    Ensemble next = network.ensemble("next", 3000, 2).evaluationPoints(60);
    network.from(large).to(next);
    probes.add(network.probe(next));
    List<DividedNeurons> divided = pieces(2).divided();
    assertEquals(1, divided.size());
    assertEquals("next", divided.get(0).whole().name());
  }

  @Test
  void aCurrentThatCannotBeUsedEndsTheRunWhereItWouldHave() {
    Ensemble large = large(1300, 2, 3);
    refuses(large);
    assertFalse(isWhole());
    try (Simulator expected = simulator(1);
        Simulator got = simulator(2)) {
      assertThrows(IllegalStateException.class, () -> oneByOne(expected, TICKS));
      IllegalStateException e =
          assertThrows(IllegalStateException.class, () -> got.runTicks(TICKS));
      assertTrue(e.getMessage().startsWith("neurons large from "), e.getMessage());
      assertTrue(e.getMessage().contains(" on: current["), e.getMessage());
      assertTrue(got.isInPieces());
      assertSameData(expected, got, "failed after 60");
      assertEquals(60, got.ticks());
    }
  }

  /** As it may be for a while where there is little memory, when a checkpoint is saved. */
  @Test
  void theStateIsNotLostIfItCannotBeGivenBack() {
    BoundNeurons whole = neurons(1024);
    List<BoundNeurons> parts = List.of(neurons(512), neurons(512));
    DividedState divided = new DividedState(whole, parts);
    divided.take();
    double[] all = new double[1024];
    Arrays.setAll(all, i -> i / 1024.0);
    parts.get(0).population().write("voltage", Arrays.copyOf(all, 512));
    parts.get(1).population().write("voltage", Arrays.copyOfRange(all, 512, 1024));
    OutOfMemoryError none = new OutOfMemoryError();
    parts
        .get(1)
        .stateMayBeElsewhere(
            () -> {
              throw none;
            });
    assertSame(none, assertThrows(OutOfMemoryError.class, () -> whole.save(new Handover())));
    parts.get(1).stateMayBeElsewhere(() -> {});
    divided.take();
    whole.save(new Handover());
    assertArrayEquals(all, whole.population().read("voltage", new double[1024]));
  }

  private static BoundNeurons neurons(int count) {
    StepNeurons neurons =
        new StepNeurons(
            "neurons",
            Lif.DEFAULT,
            Signal.zeros("current", count),
            Signal.zeros("output", count),
            0,
            Map.of(),
            Map.of());
    Graph graph = new Graph(List.of(neurons));
    return (BoundNeurons) neurons.bind(new Context(graph, 0.001, 0, KernelChoice.SCALAR));
  }
}
