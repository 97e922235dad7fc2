package org.spikelane.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.spikelane.network.Connection;
import org.spikelane.network.Ensemble;
import org.spikelane.network.LearningRule;
import org.spikelane.network.Network;
import org.spikelane.network.Node;
import org.spikelane.network.Probe;

/** A connection that knows nothing learns to pass on what it gets. */
class LearningTest {

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void pesLearnsAChannel(long seed) {
    double untaught = rmse(run(seed, 0));
    double taught = rmse(run(seed, 1e-4));
    assertTrue(untaught > 0.65, "without learning: " + untaught);
    assertTrue(taught < 0.15, "with learning: " + taught);
  }

  private static double[][] run(long seed, double learningRate) {
    Network network = new Network("learned channel").seed(seed);
    Node input = network.node("input", t -> Math.sin(2 * Math.PI * t));
    Ensemble pre = network.ensemble("pre", 100, 1);
    Ensemble post = network.ensemble("post", 100, 1);
    Ensemble error = network.ensemble("error", 100, 1);
    network.from(input).to(pre);
    Connection learned =
        network
            .from(pre)
            .elementwise(x -> 0)
            .learning(new LearningRule.Pes(learningRate, null))
            .to(post);
    network.from(post).to(error);
    network.from(pre).transform(-1).to(error);
    network.from(error).to(learned.learning());
    Probe probe = network.probe(post).synapse(0.03);
    try (Simulator simulator = new Simulator(network)) {
      simulator.run(5);
      return simulator.data(probe);
    }
  }

  /** Of the last second, against the input as delays of about 40 ms let it arrive. */
  private static double rmse(double[][] data) {
    int from = data.length - 1000;
    double sum = 0;
    for (int k = from; k < data.length; k++) {
      double error = data[k][0] - Math.sin(2 * Math.PI * ((k + 1) * 0.001 - 0.04));
      sum += error * error;
    }
    return Math.sqrt(sum / 1000);
  }

  @Test
  void onlyEnsemblesLearnAndOnlyLearnersTakeErrors() {
    Network network = new Network("network");
    Node node = network.constant("node", 1);
    Ensemble ensemble = network.ensemble("ensemble", 10, 1);
    assertEquals(
        "from of a connection that learns must be an ensemble, got node",
        assertThrows(
                IllegalArgumentException.class,
                () -> network.from(node).learning(new LearningRule.Pes()))
            .getMessage());
    Connection plain = network.from(node).to(ensemble);
    assertEquals(
        "connection node->ensemble has no learning rule",
        assertThrows(IllegalStateException.class, plain::learning).getMessage());
  }
}
