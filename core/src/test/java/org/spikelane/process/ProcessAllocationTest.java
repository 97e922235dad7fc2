package org.spikelane.process;

import org.junit.jupiter.api.Test;
import org.spikelane.Allocated;

/** A step allocates nothing. */
class ProcessAllocationTest {

  @Test
  void steppingAllocatesNothing() {
    for (Process process : Processes.ALL) {
      ProcessStepper stepper = process.stepper(Processes.DIMS, Processes.DT, 1);
      double[] out = new double[Processes.DIMS];
      Runnable ticks =
          () -> {
            for (int tick = 1; tick <= 1000; tick++) {
              stepper.step(tick * Processes.DT, out);
            }
          };
      Allocated.nothingIn(20, ticks, process.toString());
    }
  }
}
