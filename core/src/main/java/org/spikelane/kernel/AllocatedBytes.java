package org.spikelane.kernel;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** How many bytes a thread has allocated, as far as that can be known. */
final class AllocatedBytes {

  /** Null on a VM without the means to ask. */
  private static final ThreadMXBean THREADS = threads();

  private AllocatedBytes() {}

  private static ThreadMXBean threads() {
    try {
      ThreadMXBean threads = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);
      return threads != null
              && threads.isThreadAllocatedMemorySupported()
              && threads.isThreadAllocatedMemoryEnabled()
          ? threads
          : null;
    } catch (IllegalArgumentException | LinkageError e) {
      return null;
    }
  }

  /** Of the thread that asks, since it began; the same at any time if it cannot be known. */
  static long ofThisThread() {
    return THREADS == null ? 0 : THREADS.getCurrentThreadAllocatedBytes();
  }
}
