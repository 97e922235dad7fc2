package org.spikelane.sim;

import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Threads that have nothing to do, until they are woken. To look for any costs a read. */
final class Sleepers {

  private final Thread[] sleepers;
  private volatile int sleeping;

  /** So many threads at most. */
  Sleepers(int threads) {
    sleepers = new Thread[threads];
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
