package org.spikelane.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.spikelane.kernel.KernelChoice;
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

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

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

  /** Compiled when the JVM thinks fit: waits for rounds without a byte, and gives up after many. */
  private static void allocatesNothing(Network network, KernelChoice kernel) {
    try (Simulator simulator = Simulator.builder(network).kernel(kernel).build()) {
      LiveInput input = simulator.input("in");
      LiveOutput output = simulator.output("out");
      double[] values = new double[2];
      double[] got = new double[1];
      int ticks = 200;
      long bytes = -1;
      for (int round = 0; round < 600 && bytes != 0; round++) {
        // Room for what probes record is made before the first tick of a run.
        simulator.reset();
        simulator.reserve(ticks);
        long before = THREADS.getCurrentThreadAllocatedBytes();
        for (int k = 0; k < ticks; k++) {
          values[0] = 0.01 * k - 1;
          values[1] = 0.5;
          input.set(values);
          simulator.step();
          output.get(got);
        }
        bytes = THREADS.getCurrentThreadAllocatedBytes() - before;
      }
      assertEquals(0, bytes, "bytes in " + ticks + " ticks");
    }
  }

  /**
   * What runs in pieces, on one thread or two, allocates as much for many ticks as for few, also if
   * threads take turns; and next to nothing for a tick by itself, be it compiled or not.
   */
  @ParameterizedTest
  @CsvSource({"1, 65536", "2, 65536", "2, 20000"})
  void runsInPieces(int threads, long cached) {
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
      long before = THREADS.getCurrentThreadAllocatedBytes();
      for (int k = 0; k < 300; k++) {
        simulator.step();
      }
      long perStep = (THREADS.getCurrentThreadAllocatedBytes() - before) / 300;
      assertTrue(perStep < 16, perStep + " bytes a step, less than an object");
      long[] bytes = {-1, 0};
      for (int round = 0; round < 200 && bytes[0] != bytes[1]; round++) {
        for (int k = 0; k < 2; k++) {
          int ticks = k == 0 ? 40 : 240;
          simulator.reserve(ticks);
          long start = THREADS.getCurrentThreadAllocatedBytes();
          simulator.runTicks(ticks);
          bytes[k] = THREADS.getCurrentThreadAllocatedBytes() - start;
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
      long before = THREADS.getCurrentThreadAllocatedBytes();
      simulator.runTicks(500);
      long perTick = (THREADS.getCurrentThreadAllocatedBytes() - before) / 500;
      System.out.println("a run with 6 probes allocates " + perTick + " bytes a tick for samples");
      // Rows once, and the lists of all rows again.
      assertTrue(perTick < 8 * samplesOfATick, perTick + " bytes");
    }
  }
}
