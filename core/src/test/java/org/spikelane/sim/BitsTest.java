package org.spikelane.sim;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.spikelane.ChildJvm;
import org.spikelane.kernel.KernelChoice;
import org.spikelane.network.Ensemble;
import org.spikelane.network.Network;
import org.spikelane.network.Node;
import org.spikelane.network.Probe;
import org.spikelane.network.ready.Integrator;
import org.spikelane.network.ready.Product;
import org.spikelane.neuron.AdaptiveLif;
import org.spikelane.neuron.Direct;
import org.spikelane.neuron.PoissonSpiking;
import org.spikelane.neuron.RectifiedLinear;
import org.spikelane.neuron.SpikingRectifiedLinear;
import org.spikelane.synapse.Alpha;

/** The same network and seed give the same bits, whatever else there is. */
@Tag("bits")
class BitsTest {

  /** A network with something of everything, and what is recorded of it, by name. */
  private static final class Zoo {

    final Network network = new Network("zoo").seed(7);
    final Map<String, Probe> probes = new TreeMap<>();

    Zoo() {
      Node u =
          network.node(
              "u",
              0,
              2,
              (t, x, out) -> {
                // Arithmetic only, so that the node has the same bits everywhere.
                double phase = 8 * t - Math.floor(8 * t);
                out[0] = 2 * phase - 1;
                out[1] = phase * (1 - phase) * 4;
              });
      Node live = network.input("live", 1);
      Ensemble a = network.ensemble("a", 61, 2);
      Ensemble b = network.ensemble("b", 33, 1).neuronType(AdaptiveLif.DEFAULT).radius(1.5);
      Ensemble c =
          network.ensemble("c", 29, 1).neuronType(new PoissonSpiking(RectifiedLinear.DEFAULT));
      Ensemble d = network.ensemble("d", 1, 2).neuronType(Direct.DEFAULT);
      network.from(u).noSynapse().to(a);
      network.from(a).function(x -> new double[] {x[0] * x[1]}).to(b);
      network.from(b).transform(0.5).synapse(new Alpha(0.02)).to(a.at(1));
      network.from(a.at(0)).synapse(0.01).to(c);
      network.from(a.neurons().slice(0, 29)).transform(0.0005).to(c.neurons());
      network.from(c).solveWeights().elementwise(x -> x * x).to(b);
      network.from(u).noSynapse().to(d);
      network.from(d).function(x -> new double[] {x[0] - x[1]}).to(b);
      network.from(live).to(c);
      Integrator integrator = Integrator.in(network, "memory", 0.1, 40, 1);
      network.from(u.at(0)).to(integrator.input());
      Product product = Product.in(network, "product", 40, 2);
      network.from(u).to(product.a());
      network.from(a).to(product.b());
      Ensemble e = network.ensemble("e", 17, 1).neuronType(SpikingRectifiedLinear.DEFAULT);
      network.from(integrator.ensemble()).to(e);
      for (Ensemble ensemble : List.of(a, b, c, e, integrator.ensemble())) {
        probe(ensemble.label(), network.probe(ensemble).synapse(0.01));
        probe(ensemble.label() + ".spikes", network.probe(ensemble.neurons()));
      }
      probe("a.voltage", network.probe(a.neurons(), "voltage").sampleEvery(0.003));
      probe("b.input", network.probe(b.neurons(), Probe.INPUT));
      probe("product", network.probe(product.output()).synapse(0.02));
      probe("d", network.probe(d));
    }

    private void probe(String name, Probe probe) {
      probes.put(name, probe);
    }

    Simulator simulator(KernelChoice kernel) {
      return simulator(Simulator.builder(network).kernel(kernel));
    }

    /** In pieces as soon as there is a long run, with so many threads. */
    Simulator inPieces(KernelChoice kernel, int threads) {
      SimulatorBuilder builder = Simulator.builder(network).kernel(kernel).threads(threads);
      builder.isPatient = false;
      return simulator(builder);
    }

    private Simulator simulator(SimulatorBuilder builder) {
      Simulator simulator = builder.build();
      simulator.input("live").set(0.25);
      return simulator;
    }

    long hash(Simulator simulator) {
      long hash = 1;
      for (Probe probe : probes.values()) {
        for (double[] row : simulator.data(probe)) {
          hash = 31 * hash + hash(row);
        }
        hash = 31 * hash + hash(simulator.times(probe));
      }
      return hash;
    }

    private static long hash(double[] row) {
      long hash = 1;
      for (double x : row) {
        hash = hash * 0x9e3779b97f4a7c15L + Double.doubleToRawLongBits(x);
        hash ^= hash >>> 29;
      }
      return hash;
    }
  }

  /** Few enough for an interpreter. */
  private static final int TICKS = 120;

  private static long run(Zoo zoo, KernelChoice kernel) {
    try (Simulator simulator = zoo.simulator(kernel)) {
      simulator.runTicks(TICKS);
      return zoo.hash(simulator);
    }
  }

  /** On every JDK, processor and JIT tier: a change of this number is a change of results. */
  @Test
  void pinned() {
    assertEquals(PINNED, run(new Zoo(), KernelChoice.AUTO), "the hash of what is recorded");
  }

  private static final long PINNED = 8261368130013382046L;

  @Test
  void scalarAndVectorKernels() {
    assertEquals(run(new Zoo(), KernelChoice.SCALAR), run(new Zoo(), KernelChoice.AUTO));
    if (ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent()) {
      assertEquals(run(new Zoo(), KernelChoice.SCALAR), run(new Zoo(), KernelChoice.VECTOR));
    }
  }

  @Test
  void piecesThatRunAheadOfEachOther() {
    boolean hasVectors = ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
    for (KernelChoice kernel : KernelChoice.values()) {
      if (hasVectors || kernel == KernelChoice.SCALAR || kernel == KernelChoice.AUTO) {
        for (int threads = 2; threads <= 4; threads++) {
          Zoo zoo = new Zoo();
          try (Simulator simulator = zoo.inPieces(kernel, threads)) {
            simulator.runTicks(TICKS);
            assertTrue(simulator.isInPieces());
            assertEquals(PINNED, zoo.hash(simulator), kernel + ", threads " + threads);
          }
        }
      }
    }
  }

  @Test
  void runsAddUp() {
    Zoo zoo = new Zoo();
    long whole = run(zoo, KernelChoice.AUTO);
    try (Simulator simulator = zoo.simulator(KernelChoice.AUTO)) {
      simulator.run(0.03);
      simulator.run(0);
      simulator.step();
      simulator.runTicks(TICKS - 71);
      zoo.hash(simulator);
      simulator.run(0.04);
      assertEquals(TICKS, simulator.ticks());
      assertEquals(whole, zoo.hash(simulator));
    }
  }

  @Test
  void aResetIsANewSimulator() {
    Zoo zoo = new Zoo();
    long fresh = run(zoo, KernelChoice.AUTO);
    try (Simulator simulator = zoo.simulator(KernelChoice.AUTO)) {
      simulator.runTicks(77);
      simulator.input("live").set(-1);
      simulator.reset();
      assertEquals(0, simulator.ticks());
      simulator.input("live").set(0.25);
      simulator.runTicks(TICKS);
      assertEquals(fresh, zoo.hash(simulator));
    }
  }

  /** Prints the hash of a run, in a JVM with another number of threads for builds. */
  public static final class Main {
    public static void main(String[] args) {
      System.out.println("hash " + run(new Zoo(), KernelChoice.AUTO));
    }
  }

  @Test
  @Tag("slow")
  void theNumberOfThreadsThatBuild() throws Exception {
    String expected = "hash " + run(new Zoo(), KernelChoice.AUTO);
    for (int threads : new int[] {1, 4}) {
      String flag = "-Djava.util.concurrent.ForkJoinPool.common.parallelism=" + threads;
      String printed = ChildJvm.run(Main.class, List.of(flag));
      assertEquals(
          expected, printed.lines().filter(line -> line.startsWith("hash")).findFirst().get());
    }
  }

  /**
   * The seed of a run is for what is random in ticks: here spikes of Poisson, and what they reach.
   */
  @Test
  void aSeedOfARunChangesWhatIsRandomInIt() {
    Network network = new Network("two");
    Ensemble fixed = network.ensemble("fixed", 30, 1);
    Ensemble random = network.ensemble("random", 30, 1).neuronType(PoissonSpiking.DEFAULT);
    Probe fixedSpikes = network.probe(fixed.neurons());
    Probe fixedVoltage = network.probe(fixed.neurons(), "voltage");
    Probe randomSpikes = network.probe(random.neurons());
    try (Simulator simulator = new Simulator(network);
        Simulator other = Simulator.builder(network).seed(5).build()) {
      simulator.runTicks(50);
      double[][] spikes = simulator.data(fixedSpikes);
      double[][] voltage = simulator.data(fixedVoltage);
      double[][] random0 = simulator.data(randomSpikes);
      double[][] decoders = {simulator.built(random).gain()};
      simulator.reset(5);
      simulator.runTicks(50);
      assertArrayEquals(spikes, simulator.data(fixedSpikes));
      assertArrayEquals(voltage, simulator.data(fixedVoltage));
      assertFalse(Arrays.deepEquals(random0, simulator.data(randomSpikes)));
      assertArrayEquals(decoders[0], simulator.built(random).gain());
      // A simulator with this seed from the start, and a reset that keeps it.
      other.runTicks(50);
      assertArrayEquals(other.data(randomSpikes), simulator.data(randomSpikes));
      simulator.reset();
      simulator.runTicks(50);
      assertArrayEquals(other.data(randomSpikes), simulator.data(randomSpikes));
      simulator.reset(0);
      simulator.runTicks(50);
      assertArrayEquals(random0, simulator.data(randomSpikes));
    }
  }

  @Test
  void twoSimulatorsOfOneNetwork() {
    Zoo zoo = new Zoo();
    long alone = run(zoo, KernelChoice.AUTO);
    try (Simulator first = zoo.simulator(KernelChoice.AUTO);
        Simulator second = zoo.simulator(KernelChoice.AUTO)) {
      for (int k = 0; k < TICKS; k++) {
        first.step();
        second.step();
        if (k == TICKS / 2) {
          second.reset();
          second.input("live").set(0.25);
        }
      }
      assertEquals(alone, zoo.hash(first));
      second.runTicks(TICKS / 2 + 1);
      assertEquals(TICKS, second.ticks());
      assertEquals(alone, zoo.hash(second));
    }
  }

  /** What is changed in a network, or in what was asked of a simulator, does not reach it. */
  @Test
  void aBuiltNetworkIsFixed() {
    Zoo zoo = new Zoo();
    long before = run(zoo, KernelChoice.AUTO);
    try (Simulator simulator = zoo.simulator(KernelChoice.AUTO)) {
      Ensemble a = zoo.network.ensembles().get(0);
      double[] intercepts = simulator.built(a).intercepts();
      a.radius(3).seed(99).neuronType(AdaptiveLif.DEFAULT);
      zoo.network.from(a).to(zoo.network.ensemble("later", 10, 2));
      zoo.network.probe(a);
      zoo.network.seed(8);
      Arrays.fill(simulator.built(a).gain(), 0);
      for (double[] row : simulator.data(zoo.probes.get("a"))) {
        Arrays.fill(row, 0);
      }
      simulator.runTicks(TICKS);
      assertEquals(before, zoo.hash(simulator));
      assertArrayEquals(intercepts, simulator.built(a).intercepts());
    }
  }

  /**
   * Given their seeds, it does not matter in which order objects are added that are independent.
   */
  @Test
  void theOrderOfConstruction() {
    double[][][] expected = null;
    for (int[] order : new int[][] {{0, 1, 2}, {2, 1, 0}, {1, 2, 0}}) {
      Network network = new Network("orders");
      Ensemble[] ensembles = new Ensemble[3];
      Node[] nodes = new Node[3];
      for (int i : order) {
        double at = 0.2 * i - 0.3;
        nodes[i] = network.node("n" + i, t -> at);
        ensembles[i] = network.ensemble("e" + i, 20 + i, 1).seed(100 + i);
      }
      Probe[] probes = new Probe[3];
      for (int i : order) {
        probes[i] = network.probe(ensembles[i]).synapse(0.01);
      }
      for (int i : order) {
        network.from(ensembles[i]).elementwise(x -> -x).to(ensembles[(i + 1) % 3]);
        network.from(nodes[i]).noSynapse().to(ensembles[i].neurons().at(i));
      }
      try (Simulator simulator = new Simulator(network)) {
        simulator.runTicks(60);
        double[][][] got = Arrays.stream(probes).map(simulator::data).toArray(double[][][]::new);
        if (expected == null) {
          expected = got;
        }
        for (int i = 0; i < 3; i++) {
          assertArrayEquals(expected[i], got[i], "ensemble " + i);
        }
      }
    }
  }

  /** Nor does what else is in the network: an ensemble without a seed has its own by its place. */
  @Test
  void moreOfAnotherKind() {
    double[][][] data = new double[2][][];
    for (int more = 0; more < 2; more++) {
      Network network = new Network("more").seed(3);
      if (more == 1) {
        network.junction("j", 3);
        network.network("inside").ensemble("i", 50, 2);
      }
      Ensemble a = network.ensemble("a", 20, 1);
      Probe probe = network.probe(a);
      if (more == 1) {
        network.from(a).to(network.ensemble("b", 30, 1));
      }
      try (Simulator simulator = new Simulator(network)) {
        simulator.runTicks(40);
        data[more] = simulator.data(probe);
      }
    }
    assertArrayEquals(data[0], data[1]);
  }
}
