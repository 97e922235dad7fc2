package org.spikelane.synapse;

import org.junit.jupiter.api.Test;
import org.spikelane.Allocated;

/** A step allocates nothing. */
class SynapseAllocationTest {

  @Test
  void steppingAndResettingAllocateNothing() {
    int channels = 300;
    double[] input = Synapses.signal(8, 1, channels)[0];
    double[] output = new double[2 * channels];
    double[] whole = new double[channels];
    for (Synapse synapse : Synapses.ALL) {
      SynapseStepper stepper = synapse.stepper(0.001, channels);
      Runnable steps =
          () -> {
            for (int tick = 0; tick < 100; tick++) {
              stepper.step(input, whole);
              stepper.step(input, 0, output, tick);
              stepper.reset(0.5);
            }
          };
      Allocated.nothingIn(5, steps, synapse.toString());
    }
  }
}
