package org.spikelane.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.spikelane.Allocated;
import org.spikelane.ChildJvm;
import org.spikelane.kernel.KernelChoice;
import org.spikelane.nef.Uniform;
import org.spikelane.network.Connectable;
import org.spikelane.network.Ensemble;
import org.spikelane.network.Network;
import org.spikelane.network.Node;
import org.spikelane.network.Probe;
import org.spikelane.network.ready.Product;
import org.spikelane.neuron.AdaptiveLif;
import org.spikelane.neuron.Direct;
import org.spikelane.neuron.PoissonSpiking;
import org.spikelane.neuron.SpikingRectifiedLinear;
import org.spikelane.synapse.Alpha;
import org.spikelane.synapse.Triangle;

/** A tick of a network allocates nothing, once it is compiled; nor do live inputs and outputs. */
class SimulatorAllocationTest {

  private static final int TICKS = 200;

  private static Network network(boolean hostFunctions) {
    Network network = new Network("allocation");
    Node in = network.input("in", 2);
    Node out = network.output("out", 1);
    Ensemble a = network.ensemble("a", 50, 2);
    Ensemble b = network.ensemble("b", 30, 1).neuronType(AdaptiveLif.DEFAULT);
    Ensemble c = network.ensemble("c", 30, 1).neuronType(SpikingRectifiedLinear.DEFAULT);
    Ensemble d = network.ensemble("d", 20, 1).neuronType(PoissonSpiking.DEFAULT);
    network.from(in).noSynapse().to(a);
    network.from(in.at(1, 0)).synapse(new Triangle(0.01)).to(a.at(0, 0));
    network.from(a).function(x -> new double[] {x[0] * x[1]}).synapse(new Alpha(0.01)).to(b);
    network.from(a.at(1)).solveWeights().to(c);
    network.from(c).to(d);
    network.from(b.neurons().slice(3, 7)).transform(0.001).to(d.neurons().at(1, 0, 5, 5));
    network.from(d).to(out);
    Product product = Product.in(network, "p", 20, 2);
    network.from(in).to(product.a());
    network.from(a).to(product.b());
    if (hostFunctions) {
      Node f =
          network.node(
              "f",
              2,
              1,
              (t, x, y) -> {
                y[0] = Math.sin(t) + x[0] * x[1];
              });
      network.from(a).to(f);
      network.from(f).to(b);
      network.from(network.node("g", t -> 0.1 * t)).to(c);
      Ensemble direct = network.ensemble("direct", 1, 1).neuronType(Direct.DEFAULT);
      network.from(f).to(direct);
      network.from(direct).to(out);
    }
    network.probe(product.output()).synapse(0.01);
    network.probe(out);
    network.probe(a).synapse(0.01);
    network.probe(a.neurons());
    network.probe(b.neurons(), "voltage").sampleEvery(0.004);
    network.probe(b.neurons().at(2, 1), Probe.INPUT);
    return network;
  }

  @ParameterizedTest
  @EnumSource(names = {"SCALAR", "AUTO"})
  void withoutHostFunctions(KernelChoice kernel) {
    allocatesNothing(network(false), kernel);
  }

  @ParameterizedTest
  @EnumSource(names = {"SCALAR", "AUTO"})
  void withHostFunctionsThatWriteIntoTheirArray(KernelChoice kernel) {
    allocatesNothing(network(true), kernel);
  }

  private static void allocatesNothing(Network network, KernelChoice kernel) {
    try (Simulator simulator = Simulator.builder(network).kernel(kernel).build()) {
      LiveInput input = simulator.input("in");
      LiveOutput output = simulator.output("out");
      double[] values = new double[2];
      double[] got = new double[1];
      allocatesNothing(
          simulator,
          () -> {
            values[0] = 10 * simulator.ticks() * simulator.dt() - 1;
            values[1] = 0.5;
            input.set(values);
            simulator.step();
            output.get(got);
          });
    }
  }

  /** Of a simulator, {@value #TICKS} ticks from its beginning, until they allocate nothing. */
  static void allocatesNothing(Simulator simulator, Runnable tick) {
    // Room for what probes record is made before the first tick of a run.
    Runnable begin =
        () -> {
          simulator.reset();
          simulator.reserve(TICKS);
        };
    Runnable ticks =
        () -> {
          for (int k = 0; k < TICKS; k++) {
            tick.run();
          }
        };
    Allocated.nothingOnceCompiled(begin, ticks, TICKS + " ticks");
  }

  /**
   * An input so large that a pass over ensembles leaves them to their operators, tick after tick:
   * that allocates nothing either, and no object that C2 has to find out not to be needed.
   */
  @Test
  @Tag("vector")
  void ensemblesThatAreSteppedByTheirOperators() throws Exception {
    ChildJvm.run(Large.class, List.of("-XX:-DoEscapeAnalysis"));
  }

  private static final class Large {

    public static void main(String[] args) {
      Network network = new Network("large");
      Node large = network.node("large", 0, 1, (t, x, out) -> out[0] = 0.9 * 0x1p332 / 6.2);
      for (int k = 0; k < 3; k++) {
        Ensemble ensemble = network.ensemble("e" + k, 50, 1).intercepts(new Uniform(-0.01, 0));
        ensemble.maxRates(new Uniform(199, 200));
        network.from(large).noSynapse().to(ensemble);
        network.probe(ensemble);
      }
      try (Simulator simulator = Simulator.builder(network).kernel(KernelChoice.VECTOR).build()) {
        allocatesNothing(simulator, simulator::step);
      }
    }
  }

  /**
   * What runs in pieces, on one thread or two, allocates as much for many ticks as for few, also if
   * threads take turns; and next to nothing for a tick by itself, be it compiled or not.
   */
  @ParameterizedTest
  @CsvSource({"1, 65536", "2, 65536", "2, 20000"})
  void runsInPieces(int threads, long cached) throws InterruptedException {
    Network network = new Network("pieces");
    double[][] decoders = new double[200][1];
    Arrays.setAll(decoders, i -> new double[] {1e-4});
    Connectable last = network.node("input", 0, 1, (t, x, out) -> out[0] = 0.1 * t);
    for (int k = 0; k < 150; k++) {
      Ensemble ensemble = network.ensemble("e" + k, 200, 1).evaluationPoints(10);
      if (last instanceof Ensemble) {
        network.from(last).decoders(decoders).to(ensemble);
      } else {
        network.from(last).to(ensemble);
      }
      last = ensemble;
    }
    network.probe(((Ensemble) last).neurons());
    SimulatorBuilder builder = Simulator.builder(network).threads(threads);
    builder.isPatient = false;
    builder.cached = cached;
    try (Simulator simulator = builder.build()) {
      simulator.runTicks(Runners.LONG);
      assertTrue(simulator.isInPieces());
      simulator.reserve(300);
      Runnable steps =
          () -> {
            for (int k = 0; k < 300; k++) {
              simulator.step();
            }
          };
      long perStep = Allocated.bytes(steps) / 300;
      assertTrue(perStep < 16, perStep + " bytes a step, less than an object");
      long[] bytes = {-1, 0};
      for (int round = 0; round < 200 && bytes[0] != bytes[1]; round++) {
        Thread.sleep(round); // Time for C2, if need be.
        for (int k = 0; k < 2; k++) {
          int ticks = k == 0 ? 40 : 240;
          simulator.reserve(ticks);
          bytes[k] = Allocated.bytes(() -> simulator.runTicks(ticks));
        }
      }
      assertEquals(bytes[0], bytes[1], "bytes in 240 ticks as in 40");
      assertTrue(bytes[0] < 1000, bytes[0] + " bytes");
    }
  }

  /** What a run allocates does not depend on how long it is, but for what probes keep. */
  @Test
  void runs() {
    Network network = network(true);
    long samplesOfATick = 4 + 1 + 2 + 50 + 30 + 2 + 6 * 32;
    try (Simulator simulator = Simulator.builder(network).kernel(KernelChoice.SCALAR).build()) {
      simulator.runTicks(3000);
      long perTick = Allocated.bytes(() -> simulator.runTicks(500)) / 500;
      System.out.println("a run with 6 probes allocates " + perTick + " bytes a tick for samples");
      // Rows once, and the lists of all rows again.
      assertTrue(perTick < 8 * samplesOfATick, perTick + " bytes");
    }
  }
}
