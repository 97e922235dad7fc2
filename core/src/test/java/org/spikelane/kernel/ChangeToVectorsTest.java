package org.spikelane.kernel;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.spikelane.Allocated;
import org.spikelane.ChildJvm;
import org.spikelane.network.Connection;
import org.spikelane.network.Ensemble;
import org.spikelane.network.LearningRule;
import org.spikelane.network.Network;
import org.spikelane.network.Node;
import org.spikelane.sim.Simulator;

/**
 * When vector kernels take over, they are compiled, for all that there may be to do: nobody meets
 * code in which a vector is an object.
 */
@Tag("vector")
class ChangeToVectorsTest {

  /**
   * Of some networks from the first ticks on; a tick of the largest with objects makes 20,000
   * alone.
   */
  private static final long MOST_BYTES = 20_000;

  @Test
  void comesWithoutGarbage() throws Exception {
    assumeTrue(Jvm.prefersVector(), "AUTO is the scalar kernel here, as JvmLegTest asserts");
    String printed = ChildJvm.run(Ticks.class, List.of());
    long bytes = Long.parseLong(printed.substring(printed.lastIndexOf(' ') + 1).strip());
    assertTrue(bytes < MOST_BYTES, printed);
  }

  private static final class Ticks {

    /** Neurons and dimensions. */
    private static final int[][] SHAPES = {{8, 1}, {27, 2}, {60, 20}, {1000, 2}, {1003, 1}};

    private static final int BEFORE = 20;
    private static final int AFTER = 3000;
    private static volatile boolean isWarm;

    public static void main(String[] args) throws InterruptedException {
      List<Simulator> simulators = new ArrayList<>();
      for (int[] shape : SHAPES) {
        simulators.add(new Simulator(network(shape[0], shape[1])));
      }
      Simulator[] all = simulators.toArray(new Simulator[0]);
      Runnable tick =
          () -> {
            for (Simulator simulator : all) {
              simulator.step();
            }
          };
      for (int k = 0; k < BEFORE; k++) {
        tick.run();
      }
      assertTrue(isWarmingUp());
      new Thread(Ticks::awaitWarmUp).start();
      long bytes = 0;
      for (int left = AFTER; left > 0; left -= isWarm ? 1 : 0) {
        bytes += Allocated.bytes(tick);
        Thread.sleep(0, 100_000);
      }
      assertTrue(areVectorKernelsInUse(), "vector kernels have not taken over");
      System.out.println("bytes allocated: " + bytes);
    }

    private static boolean areVectorKernelsInUse() {
      LifKernel lif = ((AutoLifKernel) KernelProvider.lif(KernelChoice.AUTO, 1)).now();
      boolean all = lif.getClass() != ScalarLifKernel.class;
      for (int[] shape : SHAPES) {
        // What learns is decoded by itself, from spikes.
        all &= isReady(EnsembleShape.of(shape[0], shape[1], shape[1], true, 0));
        all &= isReady(EnsembleShape.of(shape[0] + 5, shape[1], 1, false, 0));
      }
      return all;
    }

    /** Ready if nothing is passed over, too: before JDK 21. */
    private static boolean isReady(EnsembleShape shape) {
      return KernelProvider.ensemble(KernelChoice.AUTO)
          .map(kernels -> kernels.apply(shape).isReady())
          .orElse(true);
    }

    private static boolean isWarmingUp() {
      return Thread.getAllStackTraces().keySet().stream()
          .anyMatch(thread -> thread.getName().equals("spikelane-warm-up"));
    }

    /** One thread warms up the kernels that others wait for, and perhaps another one the others. */
    private static void awaitWarmUp() {
      try {
        for (int absent = 0; absent < 5; absent = isWarmingUp() ? 0 : absent + 1) {
          Thread.sleep(50);
        }
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      isWarm = true;
    }

    private static Network network(int neurons, int dims) {
      Network network = new Network("of " + neurons).seed(3);
      Node input =
          network.node(
              "input",
              0,
              dims,
              (t, x, out) -> {
                for (int d = 0; d < dims; d++) {
                  out[d] = Math.sin(7 * t + d);
                }
              });
      Ensemble a = network.ensemble("a", neurons, dims);
      Ensemble b = network.ensemble("b", neurons + 5, dims);
      Ensemble asLargeAsB = network.ensemble("c", neurons + 5, dims);
      network.from(input).to(a);
      network.from(a).to(b);
      for (Ensemble each : List.of(b, asLargeAsB)) {
        network.from(each).function(x -> new double[] {x[0] * x[0]}).to(a.at(0));
      }
      network.from(a).to(asLargeAsB);
      Connection learned = network.from(a).learning(new LearningRule.Pes()).to(b);
      network.from(input).transform(0.1).to(learned.learning());
      return network;
    }
  }
}
