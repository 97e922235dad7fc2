package org.spikelane;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** The bytes that a thread allocates: a tick allocates none. */
public final class Allocated {

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** How long the compilers of a busy machine may take. */
  private static final long PATIENCE_NANOS = 120_000_000_000L;

  private Allocated() {}

  /** Bytes that some work allocates on this thread. */
  public static long bytes(Runnable work) {
    long before = THREADS.getCurrentThreadAllocatedBytes();
    work.run();
    return THREADS.getCurrentThreadAllocatedBytes() - before;
  }

  /**
   * Work that allocates nothing, be it compiled or not. The JVM allocates a little of its own now
   * and then, while it loads classes and compiles: so one of some rounds has to be without a byte.
   *
   * @param rounds the fewer there are, the less C2 can find out about objects that are not needed
   */
  public static void nothingIn(int rounds, Runnable work, String what) {
    long bytes = -1;
    for (int round = 0; round < rounds && bytes != 0; round++) {
      bytes = bytes(work);
    }
    assertEquals(0, bytes, "bytes allocated by " + what);
  }

  /**
   * Work with vectors, each of which is an object before C2 has compiled what it is for. When that
   * is, is the JVM's business: a thousand calls later or, if much else is to be compiled, a minute.
   *
   * @param begin what comes before each round, and may allocate
   */
  public static void nothingOnceCompiled(Runnable begin, Runnable work, String what) {
    long until = System.nanoTime() + PATIENCE_NANOS;
    long bytes;
    do {
      begin.run();
      bytes = bytes(work);
    } while (bytes != 0 && System.nanoTime() < until);
    assertEquals(0, bytes, "bytes allocated by " + what);
  }
}
