package org.spikelane.sim;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.spikelane.network.Ensemble;
import org.spikelane.network.LearningRule;
import org.spikelane.network.Network;
import org.spikelane.network.Probe;
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

  @Test
  void aClosedSimulatorHasNothingToShare() {
    Simulator simulator = new Simulator(network);
    simulator.close();
    assertEquals(
        "the simulator is closed",
        assertThrows(IllegalStateException.class, () -> simulator.another(1)).getMessage());
  }
}
