package org.spikelane.process;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

/** A step allocates nothing. */
class ProcessAllocationTest {

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /**
   * Now and then the JVM itself allocates a few hundred bytes, once, in a round of ticks. The test
   * therefore waits for a thousand ticks without a byte, and gives up after many more.
   */
  @Test
  void steppingAllocatesNothing() {
    for (Process process : Processes.ALL) {
      ProcessStepper stepper = process.stepper(Processes.DIMS, Processes.DT, 1);
      double[] out = new double[Processes.DIMS];
      long bytes = -1;
      for (int round = 0; round < 20 && bytes != 0; round++) {
        bytes = bytes(stepper, out);
      }
      assertEquals(0, bytes, process.toString());
    }
  }

  private static long bytes(ProcessStepper stepper, double[] out) {
    long before = THREADS.getCurrentThreadAllocatedBytes();
    for (int tick = 1; tick <= 1000; tick++) {
      stepper.step(tick * Processes.DT, out);
    }
    return THREADS.getCurrentThreadAllocatedBytes() - before;
  }
}
