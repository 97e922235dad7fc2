package org.spikelane.sim;

import java.util.Arrays;
import java.util.function.LongSupplier;

/**
 * Finds out by trying both whether ticks end sooner if threads share them: that depends on how far
 * apart the system has put them, on who else wants the processors, and on how often a tick is asked
 * for. It makes no difference to any bit.
 *
 * <p>Some ticks are run each way, the first of them unmeasured, as data have to come from the cache
 * of another processor, and threads that slept have to wake. What took less in the median is done
 * for some time, longer if it was the same before; then both are tried again.
 *
 * <p>A system may move its processors apart at any time. So shared ticks are looked at now and
 * then, and when some in a row take longer than those did that were not shared, both are tried at
 * once: that is after a few hundred ticks at most.
 */
class Sharing {

  /** Most ticks that are measured each way, and least; more than the least end after a while. */
  static final int MOST_MEASURED = 15;

  static final int LEAST_MEASURED = 3;
  static final long MEASURED_NANOS = 2_000_000;

  /** Ticks that are not measured: so many, and until so much time has gone by. */
  static final int UNMEASURED = 2;

  static final long UNMEASURED_NANOS = 500_000;

  /** How long it is done without trying again, at first and at most. */
  static final long FIRST_NANOS = 5_000_000;

  static final long MOST_NANOS = 200_000_000;

  /** Ticks that are run for each that was measured, at least. */
  static final int RUN_PER_MEASURED = 20;

  /** So much less must a shared tick take, 1/16: now and then one takes much longer. */
  static final int LESS = 16;

  /** Of so many shared ticks one is looked at. */
  static final int LOOK_EVERY = 64;

  /** So many of those in a row, at most, take longer than ticks that were not shared. */
  static final int MOST_SLOW = 4;

  private final LongSupplier clock;
  private final long[] nanos = new long[MOST_MEASURED];
  private boolean shares = true;
  private boolean trying = true;
  private boolean best = true;
  private long left;
  private long since;
  private long start;
  private int unmeasured;
  private int measured;
  private long spent;
  private long whenShared;
  private long whenAlone;
  private boolean looking;
  private int slow;
  private long runNanos = FIRST_NANOS;

  Sharing() {
    this(System::nanoTime);
  }

  Sharing(LongSupplier clock) {
    this.clock = clock;
  }

  /** Whether the tick that begins is to be shared. */
  boolean begin() {
    if (!trying) {
      if (left > 0) {
        left--;
        looking = best && left % LOOK_EVERY == 0;
        if (looking) {
          start = clock.getAsLong();
        }
        return best;
      }
      begin(true);
    }
    start = clock.getAsLong();
    if (unmeasured == 0 && measured == 0) {
      since = start;
    }
    return shares;
  }

  private void begin(boolean sharing) {
    trying = true;
    shares = sharing;
    unmeasured = 0;
    measured = 0;
    spent = 0;
  }

  /** Says that the tick has ended. */
  void end() {
    if (!trying) {
      if (looking) {
        look();
      }
      return;
    }
    long now = clock.getAsLong();
    if (measured == 0 && (unmeasured < UNMEASURED || now - since < UNMEASURED_NANOS)) {
      unmeasured++;
      return;
    }
    spent += now - start;
    nanos[measured++] = now - start;
    if (measured == MOST_MEASURED || measured >= LEAST_MEASURED && spent > MEASURED_NANOS) {
      decide();
    }
  }

  private void look() {
    slow = clock.getAsLong() - start > whenAlone ? slow + 1 : 0;
    if (slow > MOST_SLOW) {
      left = 0;
    }
  }

  private void decide() {
    Arrays.sort(nanos, 0, measured);
    long median = nanos[measured / 2];
    if (shares) {
      whenShared = median;
      begin(false);
      return;
    }
    boolean before = best;
    whenAlone = median;
    slow = 0;
    best = whenShared < whenAlone - whenAlone / LESS;
    runNanos = best == before ? Math.min(2 * runNanos, MOST_NANOS) : FIRST_NANOS;
    long ofOne = Math.max(1, Math.min(whenShared, whenAlone));
    left = Math.max(runNanos / ofOne, (long) RUN_PER_MEASURED * measured);
    trying = false;
  }
}
