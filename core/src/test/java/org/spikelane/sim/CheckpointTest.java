package org.spikelane.sim;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.spikelane.kernel.KernelChoice;
import org.spikelane.network.Network;
import org.spikelane.network.Probe;
import org.spikelane.synapse.LinearFilter;

/** A simulation that was saved goes on as if it had not been. */
@Tag("bits")
class CheckpointTest {

  private static final int END = 400;

  @TempDir private Path folder;

  @Test
  void goesOnWithTheSameBitsFromFiftyTicks() throws IOException {
    long[] ticks = new SplittableRandom(5).longs(50, 0, END).sorted().distinct().toArray();
    StateZoo zoo = new StateZoo();
    double[][][] data = new double[zoo.probes.size()][][];
    Path end = folder.resolve("end");
    try (Simulator uninterrupted = zoo.simulator()) {
      StateZoo.runTo(uninterrupted, END);
      uninterrupted.save(end);
      for (int p = 0; p < data.length; p++) {
        data[p] = uninterrupted.data(zoo.probes.get(p));
      }
    }
    try (Simulator saved = zoo.simulator()) {
      for (long tick : ticks) {
        StateZoo.runTo(saved, tick);
        saved.save(folder.resolve("at" + tick));
      }
    }
    // Of an equally built network, with another kernel and seed, from which nothing may remain.
    StateZoo other = new StateZoo();
    try (Simulator resumed = other.simulator(KernelChoice.SCALAR, 99)) {
      resumed.runTicks(17);
      for (long tick : ticks) {
        resumed.restore(folder.resolve("at" + tick));
        assertEquals(tick, resumed.ticks());
        StateZoo.runTo(resumed, END);
        Path again = folder.resolve("again");
        resumed.save(again);
        assertEquals(-1, Files.mismatch(end, again), "state after going on from tick " + tick);
        for (int p = 0; p < data.length; p++) {
          assertTail(data[p], resumed.data(other.probes.get(p)), "from " + tick + ", probe " + p);
        }
      }
    }
  }

  private static void assertTail(double[][] all, double[][] tail, String where) {
    assertTrue(tail.length <= all.length, where);
    int missing = all.length - tail.length;
    for (int i = 0; i < tail.length; i++) {
      assertArrayEquals(bits(all[missing + i]), bits(tail[i]), where + ", sample " + i);
    }
  }

  private static long[] bits(double[] values) {
    return Arrays.stream(values).mapToLong(Double::doubleToRawLongBits).toArray();
  }

  @Test
  void samplesGoOnWhereTheyWere() {
    Network network = new Network("rare");
    Probe probe = network.probe(network.node("t", t -> t)).sampleEvery(0.0025);
    double[] whole;
    try (Simulator simulator = new Simulator(network)) {
      simulator.runTicks(4);
      simulator.save(folder.resolve("rare"));
      simulator.runTicks(40);
      whole = simulator.times(probe);
    }
    try (Simulator simulator = new Simulator(network)) {
      simulator.restore(folder.resolve("rare"));
      simulator.runTicks(40);
      double[] rest = simulator.times(probe);
      assertEquals(whole.length - 1, rest.length);
      assertArrayEquals(Arrays.copyOfRange(whole, 1, whole.length), rest);
      assertEquals(0.044, simulator.time());
    }
  }

  @Test
  void aFilterThatHasOverflowedToo() throws IOException {
    Network network = new Network("unstable");
    LinearFilter unstable = LinearFilter.of(new double[] {1}, new double[] {1, -1000});
    network.probe(network.constant("one", 1)).synapse(unstable);
    Path file = folder.resolve("overflowed");
    try (Simulator simulator = new Simulator(network)) {
      simulator.runTicks(900);
      simulator.save(file);
      simulator.reset();
      simulator.restore(file);
      simulator.save(folder.resolve("again"));
    }
    assertEquals(-1, Files.mismatch(file, folder.resolve("again")));
  }

  @Test
  void aFailedTickIsOvercome() {
    boolean[] fails = {false};
    Network network = new Network("fails");
    network.node(
        "f",
        t -> {
          if (fails[0]) {
            throw new IllegalStateException("no");
          }
          return t;
        });
    try (Simulator simulator = new Simulator(network)) {
      simulator.runTicks(3);
      Path file = folder.resolve("three");
      simulator.save(file);
      fails[0] = true;
      assertThrows(IllegalStateException.class, simulator::step);
      assertThrows(
          IllegalStateException.class, () -> simulator.save(folder.resolve("between ticks")));
      fails[0] = false;
      simulator.restore(file);
      simulator.step();
      assertEquals(4, simulator.ticks());
    }
    assertTrue(Files.notExists(folder.resolve("between ticks")));
  }

  @Test
  void aResetAfterwardsKeepsTheSeedOfTheRun() {
    StateZoo zoo = new StateZoo();
    try (Simulator one = zoo.simulator(KernelChoice.SCALAR, 3);
        Simulator two = zoo.simulator(KernelChoice.SCALAR, 4)) {
      one.save(folder.resolve("seed"));
      two.restore(folder.resolve("seed"));
      two.reset();
      StateZoo.runTo(one, 50);
      StateZoo.runTo(two, 50);
      assertTail(one.data(zoo.poisson), two.data(zoo.poisson), "after reset");
    }
  }
}
