package org.spikelane.network.ready;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.spikelane.network.Refusals.refused;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.spikelane.network.Network;
import org.spikelane.network.Node;
import org.spikelane.network.Probe;
import org.spikelane.process.PresentInput;
import org.spikelane.sim.Simulator;

/** Networks that choose, hold and recognise do so, over several seeds. */
class SelectionTest {

  /** Mean of the last ticks of [from, to) in seconds. */
  private static double[] mean(double[][] data, double from, double to) {
    double[] mean = new double[data[0].length];
    int begin = (int) Math.round(from * 1000);
    int end = (int) Math.round(to * 1000);
    for (int k = begin; k < end; k++) {
      for (int i = 0; i < mean.length; i++) {
        mean[i] += data[k][i] / (end - begin);
      }
    }
    return mean;
  }

  /** The highest utility is let through, also as it changes. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void theHighestUtilityIsSelected(long seed) {
    double[][] utilities = {{0.8, 0.4, 0.5}, {0.5, 0.4, 0.8}, {0.3, 0.6, 0.4}};
    Network network = new Network("selection").seed(seed);
    Node input =
        network.node(
            "utilities",
            0,
            3,
            (t, x, out) -> System.arraycopy(utilities[Math.min(2, (int) (t / 0.4))], 0, out, 0, 3));
    BasalGanglia ganglia = BasalGanglia.in(network, "bg", 100, 3);
    Thalamus thalamus = Thalamus.in(network, "thalamus", 50, 3);
    network.from(input).noSynapse().to(ganglia.input());
    network.from(ganglia.output()).noSynapse().to(thalamus.input());
    Probe inhibition = network.probe(ganglia.output()).synapse(0.02);
    Probe selected = network.probe(thalamus.output()).synapse(0.02);
    try (Simulator simulator = new Simulator(network)) {
      simulator.run(1.2);
      int[] highest = {0, 2, 1};
      for (int part = 0; part < 3; part++) {
        double[] bg = mean(simulator.data(inhibition), 0.4 * part + 0.2, 0.4 * part + 0.4);
        double[] out = mean(simulator.data(selected), 0.4 * part + 0.2, 0.4 * part + 0.4);
        System.out.printf(
            "selection, seed %d: inhibition %s, thalamus %s%n",
            seed, Arrays.toString(bg), Arrays.toString(out));
        for (int i = 0; i < 3; i++) {
          if (i == highest[part]) {
            assertTrue(out[i] > 0.7, "selected: " + out[i]);
            assertTrue(bg[i] > -0.3, "not inhibited: " + bg[i]);
          } else {
            assertTrue(out[i] < 0.15, "not selected: " + out[i]);
            assertTrue(bg[i] < -0.5, "inhibited: " + bg[i]);
          }
        }
      }
    }
  }

  /**
   * The equations of Gurney, Prescott and Redgrave 2001, without neurons, after they have settled.
   */
  private static double[] equations(double[] utilities) {
    int n = utilities.length;
    double[] stn = new double[n];
    double[] gpe = new double[n];
    for (int step = 0; step < 10_000; step++) {
      double all = 0.9 * Arrays.stream(stn).sum();
      for (int i = 0; i < n; i++) {
        double d2 = Math.max(0, 0.8 * utilities[i] - 0.2);
        gpe[i] += 0.01 * (Math.max(0, all - d2 + 0.2) - gpe[i]);
        stn[i] += 0.04 * (Math.max(0, utilities[i] - gpe[i] + 0.25) - stn[i]);
      }
    }
    double all = 0.9 * Arrays.stream(stn).sum();
    double[] output = new double[n];
    for (int i = 0; i < n; i++) {
      double d1 = Math.max(0, 1.2 * utilities[i] - 0.2);
      output[i] = -3 * Math.max(0, all - d1 - 0.3 * gpe[i] + 0.2);
    }
    return output;
  }

  /** The more neurons, the closer: noise of few of them smooths the corners of the ramps. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void manyNeuronsSettleWhereTheEquationsDo(long seed) {
    double[][] utilities = {{0.8, 0.4, 0.5}, {0.3, 0.6, 0.4}, {0.9, 0.85, 0.2}};
    Network network = new Network("selection").seed(seed);
    BasalGanglia ganglia = BasalGanglia.in(network, "bg", 500, 3);
    network
        .from(network.node("utilities", new PresentInput(utilities, 0.5), 3))
        .noSynapse()
        .to(ganglia.input());
    Probe output = network.probe(ganglia.output());
    try (Simulator simulator = new Simulator(network)) {
      simulator.run(1.5);
      for (int part = 0; part < 3; part++) {
        double[] settled = mean(simulator.data(output), 0.5 * part + 0.2, 0.5 * part + 0.5);
        String what = Arrays.toString(utilities[part]);
        assertArrayEquals(equations(utilities[part]), settled, 0.08, what);
      }
    }
  }

  /** Takes a value while open, holds it against another input, and forgets it when told to. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void aGatedMemoryHolds(long seed) {
    Network network = new Network("memory").seed(seed);
    Node input =
        network.node(
            "input",
            0,
            2,
            (t, x, out) -> {
              out[0] = t < 0.7 ? 0.6 : -0.7;
              out[1] = t < 0.7 ? -0.4 : 0.9;
            });
    Node gate = network.node("gate", t -> t < 0.6 ? 0 : 1);
    Node reset = network.node("reset", t -> t < 1.7 ? 0 : 1);
    InputGatedMemory memory = InputGatedMemory.in(network, "memory", 100, 2);
    network.from(input).noSynapse().to(memory.input());
    network.from(gate).noSynapse().to(memory.gate());
    network.from(reset).noSynapse().to(memory.reset());
    Probe probe = network.probe(memory.output()).synapse(0.02);
    try (Simulator simulator = new Simulator(network)) {
      simulator.run(2.2);
      double[] taken = mean(simulator.data(probe), 0.5, 0.6);
      double[] held = mean(simulator.data(probe), 1.5, 1.7);
      double[] empty = mean(simulator.data(probe), 2, 2.2);
      System.out.printf(
          "gated memory, seed %d: %s, held %s, %s%n",
          seed, Arrays.toString(taken), Arrays.toString(held), Arrays.toString(empty));
      assertEquals(0.6, taken[0], 0.12);
      assertEquals(-0.4, taken[1], 0.12);
      assertEquals(0.6, held[0], 0.2);
      assertEquals(-0.4, held[1], 0.2);
      assertEquals(0, empty[0], 0.01);
      assertEquals(0, empty[1], 0.01);
    }
  }

  private static double[][] unitVectors(int count, int dims, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[][] vectors = new double[count][dims];
    for (double[] v : vectors) {
      double sum = 0;
      for (int d = 0; d < dims; d++) {
        v[d] = random.nextDouble(-1, 1) + random.nextDouble(-1, 1) + random.nextDouble(-1, 1);
        sum += v[d] * v[d];
      }
      double length = Math.sqrt(sum);
      Arrays.setAll(v, d -> v[d] / length);
    }
    return vectors;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  /** What is noisy is cleaned up, and a key's value found. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void aNoisyKeyFindsItsValue(long seed) {
    double[][] keys = unitVectors(6, 128, seed);
    double[][] values = unitVectors(6, 16, seed + 100);
    double[] noise = unitVectors(1, 128, seed + 200)[0];
    double[] noisy = new double[128];
    Arrays.setAll(noisy, d -> 0.8 * keys[2][d] + 0.3 * noise[d]);
    double[] recall = recall(seed, noisy, keys, values, false);
    double cosine = dot(recall, values[2]) / Math.sqrt(dot(recall, recall));
    System.out.printf("associative memory, seed %d: cosine %.3f%n", seed, cosine);
    assertTrue(cosine > 0.95, "cosine " + cosine);
  }

  /** Two keys at once: the sum of both values, or the one that is more similar. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void theWinnerTakesAll(long seed) {
    double[][] keys = new double[3][3];
    for (int i = 0; i < 3; i++) {
      keys[i][i] = 1;
    }
    double[] both = {0.7, 0.9, 0};
    double[] plain = recall(seed, both, keys, keys, false);
    double[] winner = recall(seed, both, keys, keys, true);
    System.out.printf(
        "winner take all, seed %d: %s, %s%n",
        seed, Arrays.toString(plain), Arrays.toString(winner));
    assertTrue(plain[0] > 0.7 && plain[1] > 0.7, "both: " + Arrays.toString(plain));
    assertTrue(winner[1] > 0.7, "winner: " + winner[1]);
    assertEquals(0, winner[0], 0.1);
    assertEquals(0, winner[2], 0.1);
  }

  private static double[] recall(
      long seed, double[] input, double[][] keys, double[][] values, boolean winnerTakeAll) {
    Network network = new Network("recall").seed(seed);
    AssociativeMemory memory =
        AssociativeMemory.in(network, "am", 50, keys, values, 0.3, winnerTakeAll);
    network.from(network.constant("in", input)).noSynapse().to(memory.input());
    Probe probe = network.probe(memory.output()).synapse(0.02);
    try (Simulator simulator = new Simulator(network)) {
      simulator.run(0.5);
      return mean(simulator.data(probe), 0.3, 0.5);
    }
  }

  @Test
  @Tag("bits")
  void badInputAddsNothing() {
    Network network = new Network("n");
    double[][] keys = {{1, 0}};
    refused(
        "actions of bg must be 2 or above, got 1", () -> BasalGanglia.in(network, "bg", 100, 1));
    refused(
        "neurons for each action of bg must be 2 or above, got 1",
        () -> BasalGanglia.in(network, "bg", 1, 2));
    refused(
        "neurons for each action of t must be 1 or above, got 0",
        () -> Thalamus.in(network, "t", 0, 2));
    refused(
        "dimensions of m must be 1 or above, got 0",
        () -> InputGatedMemory.in(network, "m", 10, 0));
    refused(
        "differenceGain of m must be a finite number above 0, got -1.0",
        () -> InputGatedMemory.in(network, "m", 10, 1, -1, 0.1));
    refused(
        "recurrentTau of m must be a finite number of seconds above 0, got NaN",
        () -> InputGatedMemory.in(network, "m", 10, 1, 1, Double.NaN));
    refused(
        "keys of am must be 1 vector or more, of 1 number or more, got a matrix without elements",
        () -> AssociativeMemory.in(network, "am", 10, new double[0][]));
    refused(
        "values of am.length must be 1, got 2",
        () -> AssociativeMemory.in(network, "am", 10, keys, new double[][] {{1}, {2}}, 0.3, false));
    refused(
        "keys of am[1].length must be 2, got 1",
        () -> AssociativeMemory.in(network, "am", 10, new double[][] {{1, 2}, {1}}));
    refused(
        "threshold of am must be from 0 to below 1, got 1.0",
        () -> AssociativeMemory.in(network, "am", 10, keys, keys, 1, false));
    assertEquals(0, network.networks().size());
  }
}
