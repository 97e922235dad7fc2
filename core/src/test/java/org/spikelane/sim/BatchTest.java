package org.spikelane.sim;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.spikelane.nef.DecoderCache;
import org.spikelane.nef.DecoderProblem;
import org.spikelane.nef.Decoders;
import org.spikelane.nef.Solver;
import org.spikelane.network.Ensemble;
import org.spikelane.network.LearningRule;
import org.spikelane.network.Network;
import org.spikelane.network.Probe;
import org.spikelane.network.Progress;
import org.spikelane.process.WhiteNoise;

/** Many simulations at once are each what it is alone. */
class BatchTest {

  private final Network network = new Network("batch");
  private final Ensemble a = network.ensemble("a", 40, 1);
  private final Ensemble b = network.ensemble("b", 40, 1);
  private final Probe probe;

  BatchTest() {
    network.from(network.input("u", 1)).to(a);
    network.from(network.node("noise", new WhiteNoise(), 1)).synapse(0.01).to(a);
    var learned = network.from(a).learning(new LearningRule.Pes()).to(b);
    network.from(b).to(learned.learning());
    probe = network.probe(b).synapse(0.01);
  }

  @Test
  @Tag("bits")
  void eachHasTheBitsThatItHasAlone() {
    int count = 12;
    Batch batch = Batch.of(network).seed(5);
    List<double[][]> together = batch.run(count, (index, simulator) -> run(index, simulator));
    assertEquals(count, together.size());
    try (Simulator alone = new Simulator(network)) {
      for (int index = 0; index < count; index++) {
        alone.reset(batch.seedOf(index));
        assertArrayEquals(run(index, alone), together.get(index), "simulation " + index);
      }
    }
    assertFalse(Arrays.deepEquals(together.get(0), together.get(1)), "all the same");
  }

  private double[][] run(int index, Simulator simulator) {
    simulator.input("u").set(0.1 * index);
    simulator.runTicks(150);
    return simulator.data(probe);
  }

  @Test
  void resultsComeInOrderAndProgressIsTold() {
    List<Long> told = new ArrayList<>();
    List<Integer> results =
        Batch.of(network)
            .progress((what, done, total) -> told.add(done))
            .run(5, (index, simulator) -> index * index);
    assertEquals(List.of(0, 1, 4, 9, 16), results);
    assertEquals(List.of(0L, 1L, 2L, 3L, 4L, 5L), told);
    assertEquals(List.of(), Batch.of(network).run(0, (index, simulator) -> index));
  }

  @Test
  void theFirstFailureInOrderIsThrown() {
    IllegalStateException failure =
        assertThrows(
            IllegalStateException.class,
            () ->
                Batch.of(network)
                    .run(
                        8,
                        (index, simulator) -> {
                          if (index >= 3) {
                            throw new IllegalStateException("simulation " + index);
                          }
                          return index;
                        }));
    assertEquals("simulation 3", failure.getMessage());
    assertEquals(
        "count must be 0 or above, got -1",
        assertThrows(
                IllegalArgumentException.class,
                () -> Batch.of(network).run(-1, (index, simulator) -> index))
            .getMessage());
  }

  /** Networks that differ in parameters, seeds and dt; some have decoders in common. */
  private static SimulatorBuilder different(int index) {
    Network network = new Network("different").seed(index / 4);
    Ensemble a = network.ensemble("a", 30 + index % 2, 2);
    network.from(network.node("u", t -> index - t)).to(a.at(0));
    network.from(network.node("noise", new WhiteNoise(), 2)).synapse(0.01).to(a);
    network.from(a).function(x -> new double[] {x[0] * x[1]}).to(network.ensemble("b", 20, 1));
    network.probe(a).synapse(0.01).label("a");
    return Simulator.builder(network).seed(7L * index).dt(index % 3 == 0 ? 0.001 : 0.002);
  }

  private static double[][] run(Simulator simulator) {
    simulator.runTicks(80);
    return simulator.data("a");
  }

  @Test
  @Tag("bits")
  void differentNetworksHaveTheBitsThatEachHasAlone() {
    int count = 12;
    List<Long> told = new ArrayList<>();
    List<double[][]> together =
        Batch.of(BatchTest::different)
            .progress((what, done, total) -> told.add(done))
            .run(count, (index, simulator) -> run(simulator));
    assertEquals(count, together.size());
    assertEquals(count + 1, told.size());
    for (int index = 0; index < count; index++) {
      try (Simulator alone = different(index).build()) {
        assertArrayEquals(
            Npy.bits(run(alone)), Npy.bits(together.get(index)), "simulation " + index);
      }
      for (int other = 0; other < index; other++) {
        assertFalse(Arrays.deepEquals(together.get(other), together.get(index)));
      }
    }
  }

  /** A solver that counts, and is one of those whose answers may be kept. */
  private record Counted(AtomicInteger asked) implements Solver {
    @Override
    public Decoders solve(DecoderProblem problem) {
      asked.incrementAndGet();
      return Solver.DEFAULT.solve(problem);
    }

    @Override
    public Optional<String> identity() {
      return Optional.of("counted");
    }
  }

  @Test
  void differentNetworksShareDecodersThatAreEqual() {
    Counted solver = new Counted(new AtomicInteger());
    IntFunction<SimulatorBuilder> builders =
        index -> {
          Network equal = new Network("equal").seed(1);
          Ensemble e = equal.ensemble("e", 20, 1);
          equal.from(e).solver(solver).to(equal.junction("j" + index, 1));
          return Simulator.builder(equal);
        };
    int count = 100;
    Batch.of(builders).run(count, (index, simulator) -> index);
    int several = solver.asked().get();
    // At the same time as many may ask as there are threads.
    assertTrue(several <= ForkJoinPool.getCommonPoolParallelism() + 1, several + " times");
    // A cache of the builder's own is the one that is used.
    DecoderCache own = DecoderCache.inMemory(1 << 20);
    builders.apply(0).decoderCache(own).build().close();
    int before = solver.asked().get();
    Batch.of(index -> builders.apply(index).decoderCache(own)).run(5, (index, simulator) -> index);
    assertEquals(before, solver.asked().get());
    Batch.of(index -> builders.apply(index).decoderCache(DecoderCache.NONE))
        .run(5, (index, simulator) -> index);
    assertEquals(before + 5, solver.asked().get());
  }

  @Test
  void theFirstNetworkInOrderThatCannotBeBuiltIsThrown() {
    Batch batch =
        Batch.of(
            index -> {
              if (index >= 2) {
                throw new IllegalStateException("network " + index);
              }
              return different(index);
            });
    assertEquals(
        "network 2",
        assertThrows(IllegalStateException.class, () -> batch.run(6, (i, simulator) -> i))
            .getMessage());
    assertEquals(
        "each builder of this batch has the seed of its simulation",
        assertThrows(IllegalStateException.class, () -> batch.seed(1)).getMessage());
    assertThrows(IllegalStateException.class, () -> batch.seedOf(1));
  }

  /** Many run at the same time: each would tell of its own. */
  @Test
  void anotherOfABuiltNetworkTellsOfNoProgress() {
    List<String> told = new ArrayList<>();
    Progress progress = (what, done, all) -> told.add(what);
    try (Simulator simulator = Simulator.builder(network).progress(progress).build()) {
      assertFalse(told.isEmpty(), "of what is built");
      told.clear();
      try (Simulator another = simulator.another(1)) {
        another.runTicks(150);
      }
      assertEquals(List.of(), told);
    }
  }

  @Test
  void aClosedSimulatorHasNothingToShare() {
    Simulator simulator = new Simulator(network);
    simulator.close();
    assertEquals(
        "the simulator is closed",
        assertThrows(IllegalStateException.class, () -> simulator.another(1)).getMessage());
  }
}
