package org.spikelane.bench;

import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * What two processors of this machine are to each other at a moment. Those of a virtual machine may
 * be moved: they can be two threads of one core, which do hardly more than one, or so far apart
 * that a number takes four times as long from one to the other. No measurement with two threads
 * means much without that.
 *
 * @param together how much two do at a time, of arithmetic alone, of what one does: 2 if each is a
 *     core, 1 if they are one
 * @param roundTripNanos how long a number takes from one to the other and back
 */
record Processors(double together, double roundTripNanos) {

  private static final int DIVISIONS = 100_000;

  /**
   * Most batches of round trips; the median counts, as a thread may be kept waiting in one. Fewer,
   * if that takes long, as it does where others want the processors.
   */
  private static final int BATCHES = 25;

  private static final long LONG_NANOS = 20_000_000;

  /** So long both threads are busy before: the system begins a thread where its parent runs. */
  private static final long SPREAD_NANOS = 20_000_000;

  /** What ends the round trips. */
  private static final long END = -1;

  private static final int ROUND_TRIPS = 100;
  private static final int REPEATS = 3;
  private static final int APART = 16;

  /** So often a thread looks before it yields: the other may have no processor. */
  private static final int SPINS = 5_000;

  /** How they are now: takes some ten milliseconds, the first time more. */
  static Processors now() {
    Warm.up();
    return measured();
  }

  /** Compiles what is measured, once. */
  private static final class Warm {

    static {
      long start = System.nanoTime();
      for (int k = 0; k < 20 && System.nanoTime() - start < 10 * LONG_NANOS; k++) {
        measured();
      }
    }

    static void up() {}
  }

  private static Processors measured() {
    AtomicInteger ready = new AtomicInteger();
    AtomicLongArray ball = new AtomicLongArray(3 * APART);
    double alone = Double.POSITIVE_INFINITY;
    for (int k = 0; k < REPEATS; k++) {
      alone = Math.min(alone, divide());
    }
    Thread other =
        new Thread(
            () -> {
              spread();
              meet(ready);
              divide();
              meet(ready);
              for (long seen = 0; seen != END; ) {
                seen = next(ball, seen);
                ball.setRelease(APART, seen == END ? END : ++seen);
              }
            });
    other.start();
    spread();
    meet(ready);
    long both = System.nanoTime();
    divide();
    meet(ready);
    both = System.nanoTime() - both;
    double[] trips = new double[BATCHES];
    long begin = System.nanoTime();
    long sent = 0;
    int batches = 0;
    while (batches < BATCHES && (batches == 0 || System.nanoTime() - begin < LONG_NANOS)) {
      long start = System.nanoTime();
      for (int k = 0; k < ROUND_TRIPS; k++) {
        ball.setRelease(APART, ++sent);
        sent = next(ball, sent);
      }
      trips[batches++] = (System.nanoTime() - start) / (double) ROUND_TRIPS;
    }
    ball.setRelease(APART, END);
    try {
      other.join();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return new Processors(2 * alone / both, Median.of(Arrays.copyOf(trips, batches)));
  }

  private static void spread() {
    for (long start = System.nanoTime(); System.nanoTime() - start < SPREAD_NANOS; ) {
      divide();
    }
  }

  /** Waits for the other thread. */
  private static void meet(AtomicInteger ready) {
    int all = ready.getAndIncrement() / 2 * 2 + 2;
    for (int k = 0; ready.get() < all; k++) {
      pause(k);
    }
  }

  /** Waits for another number than this one. */
  private static long next(AtomicLongArray ball, long last) {
    long seen = ball.getAcquire(APART);
    for (int k = 0; seen == last; k++) {
      pause(k);
      seen = ball.getAcquire(APART);
    }
    return seen;
  }

  private static void pause(int times) {
    if (times < SPINS) {
      Thread.onSpinWait();
    } else {
      Thread.yield();
    }
  }

  /** Keeps the divider busy, which threads of one core share; how long, in nanoseconds. */
  private static double divide() {
    long start = System.nanoTime();
    double a = 3;
    double b = 5;
    double c = 7;
    double d = 9;
    for (int k = 0; k < DIVISIONS; k++) {
      a = 1 + 2 / a;
      b = 1 + 2 / b;
      c = 1 + 2 / c;
      d = 1 + 2 / d;
    }
    double nanos = System.nanoTime() - start;
    if (a + b + c + d < 0) {
      throw new AssertionError("a sum of positive numbers");
    }
    return nanos;
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT, "two do %.1f times what one does, %.0f ns apart", together, roundTripNanos);
  }
}
