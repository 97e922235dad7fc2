package org.spikelane.kernel;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * Runs a vector kernel on numbers of no meaning until the compiler has turned it into SIMD.
 *
 * <p>Before that, a vector is an object and an operation on it a call: about a thousand times as
 * slow as after, and with garbage, for as long as it takes the compiler, a second or so. As all
 * kernels give the same bits, callers can be served by the scalar one until then, and never see it.
 * One thread warms up what is asked for, one after the other, and ends when there is nothing left.
 */
final class WarmUp {

  private static final int ROUNDS = 32;

  /** So often in a row the vector kernel has to be the faster one, and to make no object. */
  private static final int TIMES = 3;

  /** After so long it may make objects, as nobody knows whether that will end. */
  private static final long OBJECTS_NANOS = 20_000_000_000L;

  /** After so long without success, callers stay with the scalar kernel. */
  private static final long PATIENCE_NANOS = 30_000_000_000L;

  private static final Queue<WarmUp> waiting = new ArrayDeque<>();

  /** Guarded by the queue. */
  private static boolean running;

  /**
   * What is done to warm up.
   *
   * @param scalar does some work by the scalar kernel, some microseconds of it or more
   * @param vector does the same by the vector kernel
   */
  record Work(Runnable scalar, Runnable vector) {}

  private final Supplier<Work> work;
  private final AtomicBoolean begun = new AtomicBoolean();
  private volatile boolean done;

  /**
   * Something to be warmed up, once it is asked for.
   *
   * @param work makes what is done, then: nobody who builds something has to wait for that
   */
  WarmUp(Supplier<Work> work) {
    this.work = work;
  }

  /**
   * Whether the vector kernel has become the faster one, without objects. The first call begins to
   * warm it up.
   */
  boolean isDone() {
    return done || begun();
  }

  private boolean begun() {
    if (!begun.get() && begun.compareAndSet(false, true)) {
      synchronized (waiting) {
        waiting.add(this);
        if (!running) {
          running = start();
        }
      }
    }
    return false;
  }

  private static boolean start() {
    Thread thread = new Thread(WarmUp::runAll, "spikelane-warm-up");
    thread.setDaemon(true);
    try {
      thread.start();
      return true;
    } catch (OutOfMemoryError e) {
      // The system is out of threads: no reason for a tick to fail, as the scalar kernels remain.
      return false;
    }
  }

  private static void runAll() {
    while (true) {
      WarmUp next;
      synchronized (waiting) {
        next = waiting.poll();
        if (next == null) {
          running = false;
          return;
        }
      }
      try {
        next.run();
      } catch (RuntimeException | Error e) {
        // Such as too little memory: callers stay with the scalar kernel, and the next has its
        // turn.
        System.getLogger(WarmUp.class.getPackageName())
            .log(System.Logger.Level.WARNING, "a kernel could not be warmed up", e);
      }
    }
  }

  private void run() {
    Work made = work.get();
    long begin = System.nanoTime();
    int faster = 0;
    int withoutObjects = 0;
    for (long passed = 0; !done && passed < PATIENCE_NANOS; passed = System.nanoTime() - begin) {
      long reference = time(made.scalar);
      long bytes = AllocatedBytes.ofThisThread();
      faster = time(made.vector) < reference ? faster + 1 : 0;
      withoutObjects = AllocatedBytes.ofThisThread() == bytes ? withoutObjects + 1 : 0;
      done = faster >= TIMES && (withoutObjects >= TIMES || passed > OBJECTS_NANOS);
    }
  }

  private static long time(Runnable work) {
    long begin = System.nanoTime();
    for (int round = 0; round < ROUNDS; round++) {
      work.run();
    }
    return System.nanoTime() - begin;
  }
}
