package org.spikelane.sim;

import org.junit.jupiter.api.Test;
import org.spikelane.Allocated;
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
      Runnable ticks =
          () -> {
            for (int tick = 0; tick < 100; tick++) {
              in.set(x);
              simulator.step();
              out.get(x);
            }
          };
      Allocated.nothingIn(20, ticks, "100 ticks");
    }
  }
}
