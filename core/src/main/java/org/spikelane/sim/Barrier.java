package org.spikelane.sim;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Where threads wait for each other, again and again: for waits of microseconds, in which a thread
 * had better not sleep.
 *
 * <p>A thread that waits spins, then yields a few times, and where ticks are rare, as in a control
 * loop, sleeps in the end. It sleeps soon, because a thread that waits takes the processor from the
 * one it waits for, where there are fewer processors than threads that run. It allocates nothing.
 */
final class Barrier {

  private static final int SPINS = 2_000;
  private static final int YIELDS = 10;

  private final int parties;
  private final AtomicInteger arrived = new AtomicInteger();
  private final Thread[] sleepers;
  private volatile int generation;

  /** For so many threads. */
  Barrier(int parties) {
    this.parties = parties;
    this.sleepers = new Thread[parties];
  }

  /**
   * Waits until all have come.
   *
   * @param party which of the threads, from 0
   */
  void await(int party) {
    int before = generation;
    if (arrive(1)) {
      return;
    }
    for (int k = 0; generation == before; k++) {
      if (k < SPINS) {
        Thread.onSpinWait();
      } else if (k < SPINS + YIELDS) {
        Thread.yield();
      } else {
        sleep(party, before);
      }
    }
  }

  /**
   * Comes for some, who do not wait.
   *
   * @param count how many
   * @return whether all have come
   */
  boolean arrive(int count) {
    if (arrived.addAndGet(count) < parties) {
      return false;
    }
    arrived.set(0);
    generation = generation + 1;
    wake();
    return true;
  }

  private void sleep(int party, int before) {
    synchronized (sleepers) {
      sleepers[party] = Thread.currentThread();
    }
    // Looked at again after it was written down: who comes last either sees it, or was seen.
    while (generation == before) {
      LockSupport.park(this);
    }
    synchronized (sleepers) {
      sleepers[party] = null;
    }
  }

  private void wake() {
    synchronized (sleepers) {
      for (Thread sleeper : sleepers) {
        if (sleeper != null) {
          LockSupport.unpark(sleeper);
        }
      }
    }
  }
}
