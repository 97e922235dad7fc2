package org.spikelane.process;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

/** A step allocates nothing. */
class ProcessAllocationTest {

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  @Test
  void steppingAllocatesNothing() {
    for (Process process : Processes.ALL) {
      ProcessStepper stepper = process.stepper(Processes.DIMS, Processes.DT, 1);
      double[] out = new double[Processes.DIMS];
      bytes(stepper, out);
      assertEquals(0, bytes(stepper, out), process.toString());
    }
  }

  private static long bytes(ProcessStepper stepper, double[] out) {
    long before = THREADS.getCurrentThreadAllocatedBytes();
    for (int tick = 1; tick <= 200; tick++) {
      stepper.step(tick * Processes.DT, out);
    }
    return THREADS.getCurrentThreadAllocatedBytes() - before;
  }
}
