package org.spikelane.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;
import org.spikelane.kernel.KernelChoice;
import org.spikelane.network.Ensemble;
import org.spikelane.network.Network;

/** A closed loop allocates nothing: give an input its values, run a tick, read an output. */
class LiveAllocationTest {

  @Test
  void aClosedLoopDoesNotAllocate() {
    Network network = new Network("loop");
    Ensemble a = network.ensemble("a", 50, 2);
    network.from(network.input("in", 2)).to(a);
    network.from(a).to(network.output("out", 2));
    try (Simulator simulator = Simulator.builder(network).kernel(KernelChoice.SCALAR).build()) {
      LiveInput in = simulator.input("in");
      LiveOutput out = simulator.output("out");
      double[] x = new double[2];
      long bytes = -1;
      for (int round = 0; round < 20 && bytes != 0; round++) {
        bytes = bytes(simulator, in, out, x);
      }
      assertEquals(0, bytes);
    }
  }

  private static long bytes(Simulator simulator, LiveInput in, LiveOutput out, double[] x) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    for (int tick = 0; tick < 100; tick++) {
      in.set(x);
      simulator.step();
      out.get(x);
    }
    return threads.getCurrentThreadAllocatedBytes() - before;
  }
}
