package org.spikelane.sim;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.spikelane.graph.NamedGraph;
import org.spikelane.graph.StateWriter;
import org.spikelane.kernel.KernelChoice;
import org.spikelane.network.Ensemble;
import org.spikelane.network.LearningRule;
import org.spikelane.network.Network;
import org.spikelane.network.Node;
import org.spikelane.network.Probe;
import org.spikelane.neuron.PoissonSpiking;
import org.spikelane.process.WhiteNoise;

/** A network over several threads gives the bits of one thread. */
class ThreadsTest {

  private final Network network = new Network("threads");
  private final List<Probe> probes = new ArrayList<>();
  private final Set<Thread> callers = new HashSet<>();
  private Ensemble last;

  ThreadsTest() {
    Node input =
        network.node(
            "input",
            0,
            3,
            (t, x, out) -> {
              callers.add(Thread.currentThread());
              out[0] = Math.sin(20 * t);
              out[1] = Math.cos(31 * t);
              out[2] = t;
            });
    Node noise = network.node("noise", new WhiteNoise(), 3);
    for (int k = 0; k < 9; k++) {
      Ensemble ensemble = network.ensemble("e" + k, 700, 3).evaluationPoints(100);
      if (k % 4 == 3) {
        ensemble.neuronType(PoissonSpiking.DEFAULT);
      }
      network.from(k % 3 == 0 || last == null ? input : last).to(ensemble);
      network.from(noise).transform(0.1).to(ensemble);
      if (k > 0) {
        var learned = network.from(last).learning(new LearningRule.Pes()).to(ensemble);
        network.from(ensemble).to(learned.learning());
      }
      probes.add(network.probe(ensemble).synapse(0.01));
      probes.add(network.probe(ensemble.neurons().slice(0, 50)));
      last = ensemble;
    }
    // One that threads share, with an input that is too large in some ticks to be passed over.
    Ensemble large = network.ensemble("large", 4000, 3).evaluationPoints(100);
    Node rarely =
        network.node("rarely", 0, 3, (t, x, out) -> Arrays.fill(out, t % 0.011 < 0.001 ? 8e96 : t));
    network.from(rarely).noSynapse().to(large);
    network.from(large).to(large);
    probes.add(network.probe(large).synapse(0.01));
  }

  @Test
  @Tag("bits")
  void theBitsAreThoseOfOneThread() {
    List<double[][]> expected = run(1, true);
    for (int threads : new int[] {2, 3, 8}) {
      for (boolean isPatient : new boolean[] {true, false}) {
        List<double[][]> got = run(threads, isPatient);
        for (int k = 0; k < expected.size(); k++) {
          assertArrayEquals(expected.get(k), got.get(k), probes.get(k) + ", threads " + threads);
        }
      }
    }
    assertEquals(Set.of(Thread.currentThread()), callers, "who calls the caller's functions");
  }

  /** Some ticks are shared, and some are not, in any order. */
  @Test
  void ticksThatAreNotSharedHaveTheSameBits() {
    try (Simulator simulator = new Simulator(network)) {
      NamedGraph graph = NamedGraph.of(simulator.graph(), Map.of(), Map.of());
      // Ensembles are passed over from the first tick on, where they can be.
      boolean hasVectors = ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
      KernelChoice kernel = hasVectors ? KernelChoice.VECTOR : KernelChoice.SCALAR;
      Object[] expected = null;
      for (int threads : new int[] {1, 2, 3}) {
        SplittableRandom random = new SplittableRandom(threads);
        AnySharing sharing = new AnySharing(random::nextBoolean);
        Bound bound = new Bound(graph, 0.001, 0, kernel);
        TickRunner runner = new TickRunner(bound, threads, sharing);
        runner.run(300);
        Object[] state = state(bound);
        runner.close();
        assertEquals(threads > 1, sharing.shared > 50 && sharing.alone > 50);
        if (expected == null) {
          expected = state;
        }
        assertArrayEquals(expected, state, "threads " + threads);
      }
    }
  }

  private static Object[] state(Bound bound) {
    List<Object> state = new ArrayList<>();
    bound.save(
        new StateWriter() {
          @Override
          public void doubles(double... values) {
            state.add(values.clone());
          }

          @Override
          public void longs(long... values) {
            state.add(values.clone());
          }
        });
    return state.toArray();
  }

  /** As one thread calls them: they may share something, such as a file. */
  @Test
  void functionsOfALevelAreCalledAsDeclared() {
    List<Integer> order = new ArrayList<>();
    for (int size : new int[] {4000, 6000, 5000}) {
      network.node("n" + size, 0, size, (t, x, out) -> order.add(size));
    }
    for (int threads : new int[] {1, 2}) {
      order.clear();
      try (Simulator simulator = Simulator.builder(network).threads(threads).build()) {
        simulator.step();
      }
      assertEquals(List.of(4000, 6000, 5000), order, "threads " + threads);
    }
  }

  private List<double[][]> run(int threads, boolean isPatient) {
    SimulatorBuilder builder = Simulator.builder(network).threads(threads);
    builder.isPatient = isPatient;
    try (Simulator simulator = builder.build()) {
      simulator.runTicks(40);
      return probes.stream().map(simulator::data).toList();
    }
  }

  @Test
  void thereIsWorkForAllHere() {
    try (Simulator simulator = new Simulator(network)) {
      Bound bound =
          new Bound(
              NamedGraph.of(simulator.graph(), Map.of(), Map.of()),
              0.001,
              0,
              KernelChoice.fromProperty());
      assertTrue(
          bound.plan(8).stages().stream()
              .anyMatch(
                  stage ->
                      stage.isShared()
                          && Arrays.stream(stage.shares()).allMatch(share -> share.length > 0)),
          "a stage with work for all");
    }
  }

  @Test
  void aTickThatFailsIsOverForAllThreads() {
    IllegalStateException failure = new IllegalStateException("no");
    network
        .from(last)
        .to(
            network.node(
                "fails",
                3,
                0,
                (t, x, out) -> {
                  if (t > 0.0095) {
                    throw failure;
                  }
                }));
    try (Simulator simulator = Simulator.builder(network).threads(3).build()) {
      assertSame(
          failure,
          assertThrows(IllegalStateException.class, () -> simulator.runTicks(20)).getCause());
      assertEquals(9, simulator.ticks());
      assertThrows(IllegalStateException.class, simulator::step);
      simulator.reset();
      simulator.runTicks(9);
    }
  }

  @Test
  void theThreadsEndWithTheSimulator() throws InterruptedException {
    Set<Thread> before = ours();
    Simulator simulator = Simulator.builder(network).threads(4).build();
    simulator.runTicks(3);
    Set<Thread> started = ours();
    started.removeAll(before);
    assertEquals(3, started.size());
    simulator.reset();
    simulator.step();
    // Long enough for those that wait to fall asleep, and be woken.
    Thread.sleep(50);
    simulator.step();
    simulator.close();
    for (Thread thread : started) {
      thread.join(10_000);
      assertFalse(thread.isAlive(), thread.getName());
    }
  }

  private static Set<Thread> ours() {
    Set<Thread> threads = new HashSet<>(Thread.getAllStackTraces().keySet());
    threads.removeIf(thread -> !thread.getName().matches("spikelane-\\d+"));
    return threads;
  }

  @Test
  void thereIsAtLeastOneThread() {
    assertEquals(
        "threads must be from 1 to 1024, got 0",
        assertThrows(IllegalArgumentException.class, () -> Simulator.builder(network).threads(0))
            .getMessage());
  }
}
