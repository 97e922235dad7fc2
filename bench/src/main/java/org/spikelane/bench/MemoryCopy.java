package org.spikelane.bench;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How fast this machine copies memory, with so many threads: what a network that has to be read
 * from memory in every tick can be compared with. Each thread copies its part of one large array to
 * its part of another, over and over.
 */
final class MemoryCopy {

  /** Of both arrays: far more than caches have room for, also those that are shared. */
  private static final int NUMBERS = 320 * 1_000_000 / Double.BYTES;

  private final double[] from = new double[NUMBERS / 2];
  private final double[] to = new double[NUMBERS / 2];
  private final int threads;

  MemoryCopy(int threads) {
    this.threads = threads;
    // So that every page is there, and not one page of zeros for all.
    Arrays.setAll(from, i -> i);
    gigabytesPerSecond(0);
  }

  /** Copies for so long at least; gigabytes that were read or written, per second. */
  double gigabytesPerSecond(double seconds) {
    AtomicLong numbers = new AtomicLong();
    long start = System.nanoTime();
    Thread[] workers = new Thread[threads - 1];
    for (int k = 0; k < workers.length; k++) {
      int thread = k + 1;
      workers[k] = new Thread(() -> numbers.addAndGet(copy(thread, start, seconds)));
      workers[k].start();
    }
    numbers.addAndGet(copy(0, start, seconds));
    for (Thread worker : workers) {
      try {
        worker.join();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
    return 2 * Double.BYTES * numbers.get() / (double) (System.nanoTime() - start);
  }

  /** How many numbers a thread has copied. */
  private long copy(int thread, long start, double seconds) {
    int at = (int) ((long) from.length * thread / threads);
    int count = (int) ((long) from.length * (thread + 1) / threads) - at;
    long copied = 0;
    do {
      System.arraycopy(from, at, to, at, count);
      copied += count;
    } while (System.nanoTime() - start < 1e9 * seconds);
    return copied;
  }
}
