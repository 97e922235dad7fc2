package org.spikelane.sim;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.spikelane.network.Refusals.failed;
import static org.spikelane.network.Refusals.refused;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.spikelane.kernel.KernelChoice;
import org.spikelane.nef.Uniform;
import org.spikelane.network.Connection;
import org.spikelane.network.Ensemble;
import org.spikelane.network.LearningRule;
import org.spikelane.network.Network;
import org.spikelane.network.Node;
import org.spikelane.network.Probe;
import org.spikelane.neuron.Direct;
import org.spikelane.neuron.LifRate;
import org.spikelane.neuron.RectifiedLinear;
import org.spikelane.synapse.Lowpass;

/** Which signals the rules of a network learn from, and that each learns what it is for. */
class LearningRulesInNetworksTest {

  private static final double DT = 0.001;

  private static double[][] filtered(double[][] signal, double tau) {
    return new Lowpass(tau).filt(signal, DT);
  }

  /** An input, and two ensembles that follow it. */
  private static final class Pair {
    final Network network;
    final Node input;
    final Ensemble a;
    final Ensemble b;

    Pair(long seed) {
      network = new Network("pair").seed(seed);
      input = network.node("input", t -> Math.sin(20 * t));
      a = network.ensemble("a", 11, 1);
      b = network.ensemble("b", 7, 1).radius(2);
      network.from(input).to(a);
      network.from(input).to(b);
    }

    double[][] matrix() {
      double[] values = new SplittableRandom(3).doubles(77, -1e-3, 1e-3).toArray();
      double[][] matrix = new double[7][];
      Arrays.setAll(matrix, j -> Arrays.copyOfRange(values, 11 * j, 11 * j + 11));
      return matrix;
    }
  }

  @Test
  void bcmOfWeightsBetweenNeurons() {
    Pair pair = new Pair(1);
    Connection connection =
        pair.network
            .from(pair.a.neurons())
            .transform(pair.matrix())
            .learning(new LearningRule.Bcm(1e-7))
            .to(pair.b.neurons());
    bcm(pair, connection, 1e-7);
  }

  @Test
  void bcmOfWeightsThatWereSolvedFor() {
    Pair pair = new Pair(2);
    Connection connection =
        pair.network.from(pair.a).solveWeights().learning(new LearningRule.Bcm(1e-7)).to(pair.b);
    bcm(pair, connection, 1e-7);
  }

  private static void bcm(Pair pair, Connection connection, double rate) {
    Probe weights = pair.network.probe(connection, Probe.WEIGHTS);
    Probe pre = pair.network.probe(pair.a.neurons());
    Probe post = pair.network.probe(pair.b.neurons());
    try (Simulator simulator = new Simulator(pair.network)) {
      simulator.run(1);
      double[][] x = filtered(simulator.data(pre), 0.005);
      double[][] y = filtered(simulator.data(post), 0.005);
      double[][] theta = filtered(y, 1);
      double[][] got = simulator.data(weights);
      double[] want = got[0].clone();
      for (int k = 0; k < 1000; k++) {
        assertArrayEquals(want, got[k], 1e-12, "tick " + k);
        for (int j = 0; j < 7; j++) {
          for (int i = 0; i < 11; i++) {
            want[11 * j + i] += rate * DT * y[k][j] * (y[k][j] - theta[k][j]) * x[k][i];
          }
        }
      }
    }
  }

  /** From a part of the neurons to a part of others. */
  @Test
  void ojaBetweenParts() {
    Pair pair = new Pair(3);
    double[][] matrix = {{1e-3, 2e-3, 0}, {0, -1e-3, 1e-3}};
    Connection connection =
        pair.network
            .from(pair.a.neurons().at(9, 2, 3))
            .transform(matrix)
            .learning(new LearningRule.Oja(1e-5))
            .to(pair.b.neurons().at(4, 1));
    Probe weights = pair.network.probe(connection, Probe.WEIGHTS);
    Probe pre = pair.network.probe(pair.a.neurons().at(9, 2, 3));
    Probe post = pair.network.probe(pair.b.neurons().at(4, 1));
    try (Simulator simulator = new Simulator(pair.network)) {
      simulator.run(1);
      double[][] x = filtered(simulator.data(pre), 0.005);
      double[][] y = filtered(simulator.data(post), 0.005);
      double[][] got = simulator.data(weights);
      double[] want = {1e-3, 2e-3, 0, 0, -1e-3, 1e-3};
      for (int k = 0; k < 1000; k++) {
        assertArrayEquals(want, got[k], 1e-12, "tick " + k);
        for (int j = 0; j < 2; j++) {
          for (int i = 0; i < 3; i++) {
            double w = want[3 * j + i];
            want[3 * j + i] += 1e-5 * DT * (y[k][j] * x[k][i] - y[k][j] * y[k][j] * w);
          }
        }
      }
    }
  }

  /** Learns from what passed its synapse, as the ensemble sees it. */
  @Test
  void vojaOfEncoders() {
    Pair pair = new Pair(4);
    pair.network.from(pair.input).transform(1.5).learning(new LearningRule.Voja(0.1)).to(pair.b);
    Probe encoders = pair.network.probe(pair.b, Probe.ENCODERS);
    Probe value = pair.network.probe(pair.input);
    Probe post = pair.network.probe(pair.b.neurons());
    try (Simulator simulator = new Simulator(pair.network)) {
      simulator.run(1);
      double[][] x = filtered(simulator.data(value), 0.005);
      double[][] y = filtered(simulator.data(post), 0.005);
      double[][] got = simulator.data(encoders);
      double[] want = new double[7];
      Arrays.setAll(want, i -> simulator.built(pair.b).encoders().get(i, 0));
      for (int k = 0; k < 1000; k++) {
        assertArrayEquals(want, got[k], 1e-12, "tick " + k);
        for (int i = 0; i < 7; i++) {
          double seen = k == 0 ? 0 : 1.5 * x[k - 1][0];
          want[i] += 0.1 * DT * y[k][i] * (seen - want[i]);
        }
      }
    }
  }

  @Test
  void pesAndRlsLearnFromActivitiesOfTheirTick() {
    for (LearningRule rule : new LearningRule[] {new LearningRule.Pes(), new LearningRule.Rls()}) {
      Pair pair = new Pair(5);
      Connection connection = pair.network.from(pair.a).learning(rule).to(pair.b);
      pair.network.from(pair.input).noSynapse().to(connection.learning());
      Probe weights = pair.network.probe(connection, Probe.WEIGHTS);
      Probe pre = pair.network.probe(pair.a.neurons());
      Probe error = pair.network.probe(pair.input);
      try (Simulator simulator = new Simulator(pair.network)) {
        simulator.run(0.2);
        double[][] x = filtered(simulator.data(pre), 0.005);
        double[][] e = simulator.data(error);
        double[][] got = simulator.data(weights);
        double[] want = got[0].clone();
        double[][] p = new double[11][11];
        for (int i = 0; i < 11; i++) {
          p[i][i] = rule.learningRate() * DT / 11;
        }
        for (int k = 0; k < 200; k++) {
          assertArrayEquals(want, got[k], 1e-12, "tick " + k);
          double[] px = new double[11];
          double sum = 1;
          for (int i = 0; i < 11; i++) {
            for (int j = 0; j < 11; j++) {
              px[i] += p[i][j] * x[k][j];
            }
            sum += px[i] * x[k][i];
          }
          if (rule instanceof LearningRule.Pes) {
            sum = 1;
          }
          for (int i = 0; i < 11; i++) {
            want[i] -= e[k][0] * px[i] / sum;
            for (int j = 0; j < 11 && rule instanceof LearningRule.Rls; j++) {
              p[i][j] -= px[i] * px[j] / sum;
            }
          }
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void rlsLearnsAFunctionWithinASecond(long seed) {
    Network network = new Network("square").seed(seed);
    Node input = network.node("input", t -> Math.sin(2 * Math.PI * t));
    Ensemble a = network.ensemble("a", 100, 1);
    network.from(input).noSynapse().to(a);
    Node out = network.junction("out", 1);
    Connection learned =
        network.from(a).elementwise(x -> 0).learning(new LearningRule.Rls(1e-3)).to(out);
    network.from(out).noSynapse().to(learned.learning());
    Node square = network.node("square", t -> -Math.pow(Math.sin(2 * Math.PI * (t - 0.006)), 2));
    network.from(square).noSynapse().to(learned.learning());
    Node on = network.node("on", t -> t <= 2 ? 1 : 0);
    network.from(on).noSynapse().to(learned.learningSwitch());
    Probe error = network.probe(out).synapse(0.01);
    Probe weights = network.probe(learned, Probe.WEIGHTS);
    try (Simulator simulator = new Simulator(network)) {
      simulator.run(3);
      double[][] data = simulator.data(error);
      double sum = 0;
      for (int k = 2000; k < 3000; k++) {
        double want = Math.pow(Math.sin(2 * Math.PI * ((k + 1) * DT - 0.016)), 2);
        sum += Math.pow(data[k][0] - want, 2);
      }
      double rmse = Math.sqrt(sum / 1000);
      System.out.printf("RLS, seed %d: RMSE %.4f%n", seed, rmse);
      assertTrue(rmse < 0.1, "RMSE after learning " + rmse);
      double[][] w = simulator.data(weights);
      assertArrayEquals(w[2000], w[2999], "what is learned stays");
    }
  }

  /** Patterns that come in turns: a neuron learns to answer to one of them and not to the other. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void bcmMakesNeuronsSelective(long seed) {
    Network network = new Network("selective").seed(seed);
    Node patterns =
        network.node(
            "patterns",
            0,
            2,
            (t, x, out) -> {
              int which = (int) (t / 0.1) % 2;
              out[0] = 100 * (1 - which);
              out[1] = 100 * which;
            });
    Ensemble pre = rates(network, "pre", 2);
    Ensemble post =
        network.ensemble("post", 4, 1).intercepts(new Uniform(0, 0.1)).neuronType(LifRate.DEFAULT);
    network.from(patterns).noSynapse().to(pre.neurons());
    SplittableRandom random = new SplittableRandom(seed);
    double[][] matrix = new double[4][2];
    for (int j = 0; j < 4; j++) {
      int preferred = random.nextInt(2);
      matrix[j][preferred] = random.nextDouble(0.006, 0.008);
      matrix[j][1 - preferred] = random.nextDouble(0.003, 0.005);
    }
    network
        .from(pre.neurons())
        .transform(matrix)
        .learning(new LearningRule.Bcm(3e-9))
        .to(post.neurons());
    Probe rates = network.probe(post.neurons()).sampleEvery(0.1);
    try (Simulator simulator = new Simulator(network)) {
      simulator.run(60);
      double[][] data = simulator.data(rates);
      int last = data.length - 1;
      for (int j = 0; j < 4; j++) {
        // Sampled at the ends of the patterns, in turns.
        double a = data[last - 1][j];
        double b = data[last][j];
        double selectivity = Math.abs(a - b) / (a + b);
        System.out.printf("BCM, seed %d: %.1f and %.1f Hz%n", seed, a, b);
        // It chooses what it answered to more from the start.
        assertEquals(matrix[j][0] > matrix[j][1], a > b);
        assertTrue(selectivity > 0.8, "selectivity " + selectivity);
      }
    }
  }

  /** Neurons whose rate in hertz is their input, if above 0. */
  private static Ensemble rates(Network network, String label, int neurons) {
    double[] gain = new double[neurons];
    Arrays.fill(gain, 1);
    return network
        .ensemble(label, neurons, 1)
        .neuronType(RectifiedLinear.DEFAULT)
        .gainBias(gain, new double[neurons]);
  }

  /** Weights become the first principal component, of length 1. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void ojaFindsThePrincipalComponent(long seed) {
    Network network = new Network("principal").seed(seed);
    SplittableRandom random = new SplittableRandom(seed);
    double[] phases = random.doubles(5, 0, 6).toArray();
    double[] sizes = random.doubles(5, 5, 20).toArray();
    Node input =
        network.node(
            "input",
            0,
            5,
            (t, x, out) -> {
              for (int i = 0; i < 5; i++) {
                out[i] = sizes[i] * (1 + Math.sin(2 * Math.PI * (3 + i) * t + phases[i]));
              }
            });
    Ensemble pre = rates(network, "pre", 5);
    Ensemble post = rates(network, "post", 1);
    network.from(input).noSynapse().to(pre.neurons());
    LearningRule rule = new LearningRule.Oja(2e-3, null, null, 1);
    Connection learned =
        network
            .from(pre.neurons())
            .transform(new double[][] {random.doubles(5, 0.1, 0.5).toArray()})
            .noSynapse()
            .learning(rule)
            .to(post.neurons());
    Probe weights = network.probe(learned, Probe.WEIGHTS).sampleEvery(0.5);
    Probe rates = network.probe(pre.neurons());
    try (Simulator simulator = new Simulator(network)) {
      simulator.run(20);
      double[][] x = simulator.data(rates);
      double[] principal = {1, 1, 1, 1, 1};
      for (int round = 0; round < 100; round++) {
        double[] next = new double[5];
        for (int k = 0; k < x.length; k++) {
          double y = dot(x[k], principal);
          for (int i = 0; i < 5; i++) {
            next[i] += y * x[k][i];
          }
        }
        double length = Math.sqrt(dot(next, next));
        Arrays.setAll(principal, i -> next[i] / length);
      }
      double[][] data = simulator.data(weights);
      double[] w = data[data.length - 1];
      double length = Math.sqrt(dot(w, w));
      double cosine = dot(w, principal) / length;
      System.out.printf("Oja, seed %d: length %.3f, cosine %.4f%n", seed, length, cosine);
      assertEquals(1, length, 0.05);
      assertTrue(cosine > 0.98, "cosine " + cosine);
    }
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  /** Encoders of neurons that answer turn to one of the keys. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void vojaTurnsEncodersToKeys(long seed) {
    Network network = new Network("keys").seed(seed);
    double[][] keys = {{1, 0, 0, 0}, {0, 0.6, -0.8, 0}};
    Node key =
        network.node(
            "key", 0, 4, (t, x, out) -> System.arraycopy(keys[(int) (t / 0.25) % 2], 0, out, 0, 4));
    Ensemble memory = network.ensemble("memory", 200, 4).intercepts(new Uniform(0.25, 0.3));
    network.from(key).noSynapse().learning(new LearningRule.Voja(0.05)).to(memory);
    Probe encoders = network.probe(memory, Probe.ENCODERS).sampleEvery(0.5);
    Probe spikes = network.probe(memory.neurons());
    try (Simulator simulator = new Simulator(network)) {
      simulator.run(4);
      double[][] data = simulator.data(encoders);
      double[] last = data[data.length - 1];
      double[][] fired = simulator.data(spikes);
      int active = 0;
      double worst = 1;
      for (int i = 0; i < 200; i++) {
        double[] e = Arrays.copyOfRange(last, 4 * i, 4 * i + 4);
        int neuron = i;
        double rate = Arrays.stream(fired).skip(2000).mapToDouble(row -> row[neuron]).sum() / 2000;
        double nearest = Math.max(dot(e, keys[0]), dot(e, keys[1])) / Math.sqrt(dot(e, e));
        if (rate > 5) {
          active++;
          worst = Math.min(worst, nearest);
        }
      }
      System.out.printf("Voja, seed %d: %d active, worst cosine %.3f%n", seed, active, worst);
      assertTrue(active > 60, active + " neurons answer");
      assertTrue(worst > 0.95, "worst cosine " + worst);
    }
  }

  private static Network everything() {
    Pair pair = new Pair(9);
    Network network = pair.network;
    network
        .from(pair.a.neurons())
        .transform(pair.matrix())
        .learning(new LearningRule.Bcm(1e-7))
        .to(pair.b.neurons());
    network.from(pair.a).solveWeights().learning(new LearningRule.Oja()).to(pair.b);
    network.from(pair.input).learning(new LearningRule.Voja()).to(pair.b);
    for (LearningRule rule : new LearningRule[] {new LearningRule.Pes(), new LearningRule.Rls()}) {
      Connection learned = network.from(pair.a).learning(rule).to(pair.b);
      network.from(pair.b).transform(0.1).to(learned.learning());
      network.from(pair.b).to(learned.learningSwitch());
      network.probe(learned, Probe.WEIGHTS);
    }
    network.probe(pair.b, Probe.ENCODERS);
    network.probe(pair.b).synapse(0.01);
    return network;
  }

  @Test
  @Tag("bits")
  void scalarAndVectorKernels() {
    Network network = everything();
    double[][][] data = new double[2][][];
    for (int which = 0; which < 2; which++) {
      KernelChoice kernel = which == 0 ? KernelChoice.SCALAR : KernelChoice.AUTO;
      try (Simulator simulator = Simulator.builder(network).kernel(kernel).build()) {
        simulator.runTicks(100);
        Probe last = network.probes().get(network.probes().size() - 1);
        data[which] = simulator.data(last);
        simulator.reset();
        simulator.runTicks(100);
        assertArrayEquals(data[which], simulator.data(last), "after a reset");
      }
    }
    assertArrayEquals(data[0], data[1]);
  }

  @Test
  void aTickAllocatesNothing() {
    try (Simulator simulator = new Simulator(everything())) {
      SimulatorAllocationTest.allocatesNothing(simulator, simulator::step);
    }
  }

  @Test
  void refusesWhatCannotLearn() {
    Pair pair = new Pair(1);
    Network network = pair.network;
    LearningRule bcm = new LearningRule.Bcm();
    String bcmText = bcm.toString();
    refused(
        "ends of a->b, which learns by "
            + bcmText
            + " must be neurons, or ensembles between which weights are solved for, got a and b",
        () -> network.from(pair.a).learning(bcm).to(pair.b));
    refused(
        "transform of a.neurons->b.neurons[0,1,2,3,…] must be a matrix, the weights that learn,"
            + " got Scale[factor=1.0]",
        () ->
            network
                .from(pair.a.neurons().slice(0, 7))
                .label("a.neurons->b.neurons[0,1,2,3,…]")
                .learning(bcm)
                .to(pair.b.neurons()));
    LearningRule voja = new LearningRule.Voja();
    refused(
        "to of input->b.neurons[0], which learns by "
            + voja
            + " must be a whole ensemble, got"
            + " b.neurons[0]",
        () -> network.from(pair.input).learning(voja).to(pair.b.neurons().at(0)));
    refused(
        "weights of a->b, which learns by "
            + voja
            + " must be none: encoders take values, got"
            + " solved for",
        () -> network.from(pair.a).solveWeights().learning(voja).to(pair.b));
    refused(
        "from of a connection that learns must be an ensemble, got a.neurons",
        () -> network.from(pair.a.neurons()).learning(new LearningRule.Rls()));
    refused(
        "learning rule of a->b must be none, if weights are solved for, got "
            + new LearningRule.Rls(),
        () -> network.from(pair.a).solveWeights().learning(new LearningRule.Rls()).to(pair.b));
    Ensemble large = network.ensemble("large", 50_000, 1);
    refused(
        "neurons of large, from which large->b learns by "
            + new LearningRule.Rls()
            + " must be at most 46000: it keeps a square matrix, got 50000",
        () -> network.from(large).learning(new LearningRule.Rls()).to(pair.b));
    Ensemble direct = network.ensemble("direct", 1, 1).neuronType(Direct.DEFAULT);
    refused(
        "from of connection direct->b, which learns must be of neurons, got direct of type Direct",
        () -> network.from(direct).learning(new LearningRule.Pes()).to(pair.b));
    refused(
        "to of connection a->direct, which learns must be of neurons, got direct of type Direct",
        () -> network.from(pair.a).learning(voja).to(direct));
    refused(
        "learningRate must be a finite number, got NaN", () -> new LearningRule.Voja(Double.NaN));
    refused(
        "beta must be a finite number, got NaN",
        () -> new LearningRule.Oja(1, null, null, 0 / 0.0));

    Connection plain = network.from(pair.input).to(pair.b);
    failed("connection input->b has no learning rule", plain::learningSwitch);
    refused(
        "connection with weights to record must be one from an ensemble of neurons, or one between"
            + " neurons that learns, got connection input->b",
        () -> network.probe(plain, Probe.WEIGHTS));
    refused(
        "quantity of connection input->b must be weights, got voltage",
        () -> network.probe(plain, "voltage"));
    refused(
        "target of encoders must be a whole ensemble of neurons, got b[0]",
        () -> network.probe(pair.b.at(0), Probe.ENCODERS));
    Connection first = network.from(pair.input).learning(voja).to(pair.b);
    failed("connection input->b learns without an error, by " + voja, first::learning);
    network.from(pair.a).learning(voja).to(pair.b);
    refused(
        "connections that change encoders of b must be one at most, got another, connection a->b",
        () -> new Simulator(network));
  }
}
