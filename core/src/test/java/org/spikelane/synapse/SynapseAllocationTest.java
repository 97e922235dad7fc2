package org.spikelane.synapse;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

/** A step allocates nothing. */
class SynapseAllocationTest {

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  @Test
  void steppingAndResettingAllocateNothing() {
    int channels = 300;
    double[] input = Synapses.signal(8, 1, channels)[0];
    double[] output = new double[2 * channels];
    double[] whole = new double[channels];
    for (Synapse synapse : Synapses.ALL) {
      SynapseStepper stepper = synapse.stepper(0.001, channels);
      bytes(stepper, input, output, whole);
      assertEquals(0, bytes(stepper, input, output, whole), synapse.toString());
    }
  }

  private static long bytes(
      SynapseStepper stepper, double[] input, double[] output, double[] whole) {
    long before = THREADS.getCurrentThreadAllocatedBytes();
    for (int tick = 0; tick < 100; tick++) {
      stepper.step(input, whole);
      stepper.step(input, 0, output, tick);
      stepper.reset(0.5);
    }
    return THREADS.getCurrentThreadAllocatedBytes() - before;
  }
}
