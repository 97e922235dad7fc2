package org.spikelane.bench;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * What a tick allocates, counted outside of the measured time by the thread's own meter: exact,
 * without JMH's own.
 */
@State(Scope.Thread)
@AuxCounters(AuxCounters.Type.EVENTS)
public class Allocation {

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** Bytes allocated by this thread. */
  public long bytes;

  /** Ticks in which it did. */
  public long ticks;

  /** Runs ticks and counts. */
  void count(Runnable run, long ticks) {
    long before = THREADS.getCurrentThreadAllocatedBytes();
    run.run();
    bytes += THREADS.getCurrentThreadAllocatedBytes() - before;
    this.ticks += ticks;
  }
}
