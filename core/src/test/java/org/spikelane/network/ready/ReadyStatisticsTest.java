package org.spikelane.network.ready;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.spikelane.network.Ensemble;
import org.spikelane.network.Network;
import org.spikelane.network.Node;
import org.spikelane.network.Probe;
import org.spikelane.sim.Simulator;

/**
 * How well networks do what they are for, over many seeds. Seeds are fixed, so that figures are the
 * same in every run; the bounds leave room for other seeds.
 */
@Tag("slow")
class ReadyStatisticsTest {

  private static final int SEEDS = 20;

  /**
   * Mean squared error of a channel: decoded spikes, filtered, while a value is held. Values that
   * move would add a lag of about half a millisecond, however many neurons there are.
   */
  private static double channelError(int neurons, long seed) {
    Network network = new Network("channel").seed(seed);
    double[] values = new SplittableRandom(seed).doubles(6, -0.95, 0.95).toArray();
    Node input = network.node("input", t -> values[Math.min(5, (int) (t / 0.3))]);
    Ensemble ensemble = network.ensemble("a", neurons, 1).evaluationPoints(1000);
    network.from(input).noSynapse().to(ensemble);
    Probe decoded = network.probe(ensemble).synapse(0.02);
    try (Simulator simulator = new Simulator(network)) {
      simulator.run(1.8);
      double[][] got = simulator.data(decoded);
      double sum = 0;
      int count = 0;
      for (int k = 0; k < got.length; k++) {
        if (k % 300 >= 200) {
          sum += Math.pow(got[k][0] - values[k / 300], 2);
          count++;
        }
      }
      return sum / count;
    }
  }

  /**
   * Noise of independent neurons adds in squares: over N neurons with decoders of order 1/N it is
   * of variance 1/N, the root of the mean squared error of order N^−1/2. The distortion, which is
   * left without spikes, falls faster, with 1/N for decoders without noise, so that it matters less
   * the more there are. Source: Eliasmith and Anderson, <i>Neural Engineering</i>, MIT Press 2003,
   * sections 2.2 and 4.3.
   */
  @Test
  void theErrorOfAChannelFallsWithTheRootOfTheNumberOfNeurons() {
    int[] neurons = {50, 160, 500, 1600, 5000};
    int[] seeds = {20, 20, 10, 6, 4};
    double[] x = new double[neurons.length];
    double[] y = new double[neurons.length];
    for (int i = 0; i < neurons.length; i++) {
      double sum = 0;
      for (int seed = 1; seed <= seeds[i]; seed++) {
        sum += channelError(neurons[i], seed);
      }
      x[i] = Math.log(neurons[i]);
      y[i] = 0.5 * Math.log(sum / seeds[i]);
      System.out.printf(
          "channel of %d neurons: RMSE %.5f, times root of neurons %.3f%n",
          neurons[i], Math.exp(y[i]), Math.exp(y[i]) * Math.sqrt(neurons[i]));
    }
    double exponent = slope(x, y);
    System.out.printf("RMSE falls with neurons to the power %.3f%n", exponent);
    assertEquals(-0.5, exponent, 0.1);
  }

  private static double slope(double[] x, double[] y) {
    double meanX = Arrays.stream(x).average().getAsDouble();
    double meanY = Arrays.stream(y).average().getAsDouble();
    double xy = 0;
    double xx = 0;
    for (int i = 0; i < x.length; i++) {
      xy += (x[i] - meanX) * (y[i] - meanY);
      xx += (x[i] - meanX) * (x[i] - meanX);
    }
    return xy / xx;
  }

  /** What is stored at 1 s is there 1 s later, but for a drift to fixed points nearby. */
  @Test
  void integratorsDrift() {
    double[] drift = new double[SEEDS];
    double[] stored = new double[SEEDS];
    for (int seed = 0; seed < SEEDS; seed++) {
      Network network = new Network("integrator").seed(seed);
      Integrator integrator = Integrator.in(network, "memory", 0.1, 300, 1);
      Node input = network.node("input", t -> t < 0.5 ? 1 : 0);
      network.from(input).noSynapse().to(integrator.input());
      Probe probe = network.probe(integrator.ensemble()).synapse(0.05);
      try (Simulator simulator = new Simulator(network)) {
        simulator.run(2);
        double[][] data = simulator.data(probe);
        stored[seed] = mean(data, 900, 1000, 0);
        drift[seed] = mean(data, 1900, 2000, 0) - stored[seed];
      }
    }
    System.out.printf(
        "integrator of 300 neurons, 0.5 s of 1: stored %.3f ± %.3f; drift in 1 s %.3f rms, at most"
            + " %.3f%n",
        mean(stored), deviation(stored), rms(drift), largest(drift));
    assertEquals(0.5, mean(stored), 0.03);
    assertTrue(rms(drift) < 0.025, "drift " + rms(drift));
    assertTrue(largest(drift) < 0.06, "drift " + largest(drift));
  }

  @Test
  void oscillatorsTurn() {
    double wanted = 6;
    double[] frequency = new double[SEEDS];
    double[] amplitude = new double[SEEDS];
    for (int seed = 0; seed < SEEDS; seed++) {
      Network network = new Network("oscillator").seed(seed);
      Oscillator oscillator = Oscillator.in(network, "o", 0.1, wanted, 400);
      Node kick = network.node("kick", 0, 2, (t, x, out) -> out[0] = t < 0.1 ? 10 : 0);
      network.from(kick).noSynapse().to(oscillator.input());
      Probe probe = network.probe(oscillator.ensemble()).synapse(0.03);
      try (Simulator simulator = new Simulator(network)) {
        simulator.run(4);
        double[][] data = simulator.data(probe);
        double turned = 0;
        double squares = 0;
        for (int k = 1000; k < 4000; k++) {
          double[] p = data[k - 1];
          double[] q = data[k];
          turned += Math.atan2(p[0] * q[1] - p[1] * q[0], p[0] * q[0] + p[1] * q[1]);
          squares += q[0] * q[0] + q[1] * q[1];
        }
        frequency[seed] = turned / 3;
        amplitude[seed] = Math.sqrt(squares / 3000);
      }
    }
    System.out.printf(
        "oscillator of 400 neurons, 6 rad/s: %.3f ± %.3f rad/s, from %.3f to %.3f; amplitude %.3f ±"
            + " %.3f%n",
        mean(frequency),
        deviation(frequency),
        Arrays.stream(frequency).min().getAsDouble(),
        Arrays.stream(frequency).max().getAsDouble(),
        mean(amplitude),
        deviation(amplitude));
    assertEquals(wanted, mean(frequency), 0.03);
    assertTrue(deviation(frequency) < 0.02);
    // Where the decoded radius falls below the represented one, a little inside the unit circle.
    assertEquals(0.9, mean(amplitude), 0.1);
    assertTrue(deviation(amplitude) < 0.03);
  }

  @Test
  void circularConvolutionBinds() {
    for (int dims : new int[] {16, 50}) {
      int pairs = 6;
      double[] similarity = new double[pairs];
      for (int pair = 0; pair < pairs; pair++) {
        SplittableRandom random = new SplittableRandom(1000 + pair);
        double[] a = unit(dims, random);
        double[] b = unit(dims, random);
        Network network = new Network("binding").seed(pair);
        CircularConvolution convolution = CircularConvolution.in(network, "bind", 200, dims);
        network.from(network.constant("a", a)).noSynapse().to(convolution.a());
        network.from(network.constant("b", b)).noSynapse().to(convolution.b());
        Probe probe = network.probe(convolution.output()).synapse(0.03);
        double[] want = new double[dims];
        for (int n = 0; n < dims; n++) {
          for (int k = 0; k < dims; k++) {
            want[n] += a[k] * b[Math.floorMod(n - k, dims)];
          }
        }
        try (Simulator simulator = new Simulator(network)) {
          simulator.run(0.3);
          double[][] data = simulator.data(probe);
          similarity[pair] = cosine(data[data.length - 1], want);
        }
      }
      System.out.printf(
          "circular convolution, %d-D, 200 neurons a product: cosine %.4f on average, at least"
              + " %.4f%n",
          dims, mean(similarity), Arrays.stream(similarity).min().getAsDouble());
      // The reference implementation reaches 0.9967 and 0.9967 on average with as many neurons.
      assertTrue(mean(similarity) > 0.99);
      assertTrue(Arrays.stream(similarity).min().getAsDouble() > 0.985);
    }
  }

  @Test
  void productsMultiply() {
    double sum = 0;
    double largest = 0;
    for (int seed = 0; seed < SEEDS; seed++) {
      Network network = new Network("product").seed(seed);
      Product product = Product.in(network, "p", 200, 3);
      SplittableRandom random = new SplittableRandom(seed);
      double[] a = random.doubles(3, -1, 1).toArray();
      double[] b = random.doubles(3, -1, 1).toArray();
      network.from(network.constant("a", a)).noSynapse().to(product.a());
      network.from(network.constant("b", b)).noSynapse().to(product.b());
      Probe probe = network.probe(product.output()).synapse(0.03);
      try (Simulator simulator = new Simulator(network)) {
        simulator.run(0.3);
        double[][] data = simulator.data(probe);
        for (int d = 0; d < 3; d++) {
          double error = data[data.length - 1][d] - a[d] * b[d];
          sum += error * error;
          largest = Math.max(largest, Math.abs(error));
        }
      }
    }
    double rmse = Math.sqrt(sum / (3 * SEEDS));
    System.out.printf("product, 200 neurons: RMSE %.4f, at most %.4f%n", rmse, largest);
    assertTrue(rmse < 0.02);
    assertTrue(largest < 0.08);
  }

  @Test
  void arraysRepresentAndCompute() {
    double sum = 0;
    double sumSquares = 0;
    int count = 8;
    for (int seed = 0; seed < SEEDS; seed++) {
      Network network = new Network("array").seed(seed);
      EnsembleArray array = EnsembleArray.in(network, "x", 100, count);
      Node squares = array.addOutput("squares", x -> new double[] {x[0] * x[0]});
      double[] values = new SplittableRandom(seed).doubles(count, -1, 1).toArray();
      network.from(network.constant("v", values)).noSynapse().to(array.input());
      Probe identity = network.probe(array.output()).synapse(0.03);
      Probe square = network.probe(squares).synapse(0.03);
      try (Simulator simulator = new Simulator(network)) {
        simulator.run(0.3);
        for (int i = 0; i < count; i++) {
          sum += Math.pow(simulator.data(identity)[299][i] - values[i], 2);
          sumSquares += Math.pow(simulator.data(square)[299][i] - values[i] * values[i], 2);
        }
      }
    }
    double rmse = Math.sqrt(sum / (count * SEEDS));
    double rmseSquares = Math.sqrt(sumSquares / (count * SEEDS));
    System.out.printf(
        "ensemble array, 100 neurons each: RMSE %.4f, of squares %.4f%n", rmse, rmseSquares);
    assertTrue(rmse < 0.012);
    assertTrue(rmseSquares < 0.022);
  }

  private static double[] unit(int dims, SplittableRandom random) {
    // Gauss's distribution, by the sum of uniform ones: directions are even enough.
    double[] v = new double[dims];
    double squares = 0;
    for (int i = 0; i < dims; i++) {
      v[i] = random.doubles(12).sum() - 6;
      squares += v[i] * v[i];
    }
    for (int i = 0; i < dims; i++) {
      v[i] /= Math.sqrt(squares);
    }
    return v;
  }

  private static double cosine(double[] a, double[] b) {
    double ab = 0;
    double aa = 0;
    double bb = 0;
    for (int i = 0; i < a.length; i++) {
      ab += a[i] * b[i];
      aa += a[i] * a[i];
      bb += b[i] * b[i];
    }
    return ab / Math.sqrt(aa * bb);
  }

  private static double mean(double[][] data, int from, int to, int element) {
    return Arrays.stream(data, from, to).mapToDouble(row -> row[element]).average().getAsDouble();
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).average().getAsDouble();
  }

  private static double rms(double[] values) {
    return Math.sqrt(Arrays.stream(values).map(v -> v * v).average().getAsDouble());
  }

  private static double deviation(double[] values) {
    double mean = mean(values);
    return rms(Arrays.stream(values).map(v -> v - mean).toArray());
  }

  private static double largest(double[] values) {
    return Arrays.stream(values).map(Math::abs).max().getAsDouble();
  }
}
