package org.spikelane.sim;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.spikelane.network.Network;
import org.spikelane.network.Node;
import org.spikelane.network.Probe;
import org.spikelane.process.PresentInput;
import org.spikelane.process.WhiteNoise;

/** Nodes whose values a process generates. */
class ProcessNodeTest {

  @Test
  void valuesAreThoseOfTheProcess() {
    Network network = new Network("network");
    PresentInput inputs = new PresentInput(new double[][] {{1, 2}, {3, 4}}, 0.002);
    Node node = network.node("inputs", inputs, 2);
    Probe whole = network.probe(node);
    Probe second = network.probe(node.at(1));
    try (Simulator simulator = new Simulator(network)) {
      simulator.runTicks(5);
      assertArrayEquals(inputs.run(0.005, 2, 0.001, 0), simulator.data(whole));
      double[] column = Arrays.stream(simulator.data(second)).mapToDouble(r -> r[0]).toArray();
      assertArrayEquals(
          Arrays.stream(simulator.data(whole)).mapToDouble(r -> r[1]).toArray(), column);
    }
  }

  @Test
  @Tag("bits")
  void noiseFollowsFromTheSeeds() {
    double[][] first = noise(1, 0, 0);
    assertArrayEquals(first, noise(1, 0, 0));
    assertFalse(Arrays.deepEquals(first, noise(2, 0, 0)), "another node's seed");
    assertFalse(Arrays.deepEquals(first, noise(1, 1, 0)), "another run's seed");
    assertArrayEquals(noise(1, 7, 0), noise(1, 0, 7), "a run's seed, given later");
  }

  private static double[][] noise(long nodeSeed, long runSeed, long resetSeed) {
    Network network = new Network("network");
    Probe probe = network.probe(network.node("noise", new WhiteNoise(), 3).seed(nodeSeed));
    try (Simulator simulator = Simulator.builder(network).seed(runSeed).build()) {
      if (resetSeed != 0) {
        simulator.runTicks(3);
        simulator.reset(resetSeed);
      }
      simulator.runTicks(20);
      return simulator.data(probe);
    }
  }

  @Test
  void nodesWithoutASeedDiffer() {
    Network network = new Network("network");
    Probe a = network.probe(network.node("a", new WhiteNoise(), 1));
    Probe b = network.probe(network.node("b", new WhiteNoise(), 1));
    try (Simulator simulator = new Simulator(network)) {
      simulator.runTicks(20);
      assertFalse(Arrays.deepEquals(simulator.data(a), simulator.data(b)));
    }
  }

  @Test
  void aProcessOfAnotherSizeIsRefusedByTheNodesName() {
    Network network = new Network("network");
    network.node("inputs", new PresentInput(new double[][] {{1, 2}}, 0.1), 3);
    assertEquals(
        "process inputs: dims must be 2, the length of an input, got 3",
        assertThrows(IllegalArgumentException.class, () -> new Simulator(network)).getMessage());
  }
}
