package org.spikelane.sim;

import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Threads that have nothing to do, until they are woken. To look for any costs a read. */
final class Sleepers {

  private static final int SPINS = 2_000;

  /** How long a thread sleeps at a time that waits for what another has begun. */
  private static final long NAP_NANOS = 20_000;

  private final Thread[] sleepers;
  private volatile int sleeping;

  /** So many threads at most. */
  Sleepers(int threads) {
    sleepers = new Thread[threads];
  }

  /**
   * Waits a little for what another has begun: spins at first, then yields, then naps.
   *
   * @param times how often it has been waited for that
   * @param yields how often to yield before the first nap, which takes some 70 microseconds
   */
  static void pause(int times, int yields) {
    if (times < SPINS) {
      Thread.onSpinWait();
    } else if (times < SPINS + yields) {
      Thread.yield();
    } else {
      LockSupport.parkNanos(NAP_NANOS);
    }
  }

  /** Whether it has been waited so often that it may take long. */
  static boolean mayTakeLong(int times) {
    return times >= SPINS;
  }

  /**
   * Sleeps.
   *
   * @param thread which it is, from 0
   * @param hasToDo whether there is something to do: looked at again after it was written down that
   *     this thread sleeps, so that who gives it something either sees that, or was seen
   */
  void sleep(int thread, BooleanSupplier hasToDo) {
    synchronized (sleepers) {
      sleepers[thread] = Thread.currentThread();
      sleeping++;
    }
    while (!hasToDo.getAsBoolean()) {
      LockSupport.park(this);
    }
    synchronized (sleepers) {
      sleepers[thread] = null;
      sleeping--;
    }
  }

  /** Wakes all, after there is something to do. */
  void wake() {
    if (sleeping > 0) {
      synchronized (sleepers) {
        for (Thread sleeper : sleepers) {
          if (sleeper != null) {
            LockSupport.unpark(sleeper);
          }
        }
      }
    }
  }
}
