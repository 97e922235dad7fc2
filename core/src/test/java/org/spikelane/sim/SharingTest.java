package org.spikelane.sim;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** That ticks are run the way that is faster, by a clock that stands still between them. */
class SharingTest {

  private long now = 1_000;
  private int looks;
  private final Sharing sharing =
      new Sharing(
          () -> {
            looks++;
            return now;
          });
  private long shared;
  private long alone;

  /** Runs ticks that take as long; every 13th takes much longer, as if something came between. */
  private void run(int ticks, long whenShared, long whenAlone) {
    for (int tick = 0; tick < ticks; tick++) {
      boolean shares = sharing.begin();
      now += tick % 13 == 5 ? 1_000_000 : shares ? whenShared : whenAlone;
      sharing.end();
      shared += shares ? 1 : 0;
      alone += shares ? 0 : 1;
      // The caller's own time, of which nothing depends.
      now += 777_777;
    }
  }

  @Test
  void theFasterWayIsTaken() {
    run(1_000_000, 1_000, 1_500);
    assertTrue(shared > 0.97 * 1_000_000, "shared: " + shared);
    assertTrue(alone >= Sharing.MOST_MEASURED, "tried: " + alone);
    shared = alone = 0;
    run(1_000_000, 1_500, 1_000);
    assertTrue(alone > 0.75 * 1_000_000, "alone: " + alone);
    shared = alone = 0;
    run(1_000_000, 1_500, 1_000);
    assertTrue(alone > 0.97 * 1_000_000, "alone: " + alone);
    assertTrue(shared >= Sharing.MOST_MEASURED, "tried: " + shared);
  }

  @Test
  void longTicksAreTriedRarelyToo() {
    run(2_000, 20_000_000, 10_000_000);
    assertTrue(shared < 0.15 * 2_000, "shared: " + shared);
    assertTrue(shared >= Sharing.LEAST_MEASURED, "tried: " + shared);
  }

  /** Whoever runs the first ticks has nothing in its cache, and the others sleep. */
  @Test
  void theFirstTicksAreNotMeasured() {
    run(2, 90_000, 1);
    for (int tick = 0; tick < Sharing.MOST_MEASURED; tick++) {
      assertTrue(sharing.begin(), "tick " + tick);
      now += 5_000;
      sharing.end();
    }
    run(2, 1, 200_000);
    for (int tick = 0; tick < Sharing.MOST_MEASURED; tick++) {
      assertFalse(sharing.begin(), "tick " + tick);
      now += 5_334;
      sharing.end();
    }
    assertTrue(sharing.begin(), "5,000 is a sixteenth less than 5,334");
  }

  /** As shared ticks take much longer now and then, which few measured ones do not show. */
  @Test
  void aLittleLessIsNotWorthIt() {
    run(1_000_000, 4_800, 5_000);
    assertTrue(alone > 0.97 * 1_000_000, "alone: " + alone);
  }

  /** Shared ticks take so long in turn when they are looked at; how many until both are tried. */
  private int ticksUntilTried(long... nanos) {
    int looked = 0;
    int last = 0;
    for (int tick = 1; ; tick++) {
      int before = looks;
      assertTrue(sharing.begin());
      boolean looksAtIt = looks > before;
      now += looksAtIt ? nanos[Math.min(looked++, nanos.length - 1)] : 1_000;
      sharing.end();
      if (looksAtIt && last == tick - 1) {
        return tick;
      }
      last = looksAtIt ? tick : last;
    }
  }

  /** Both ways, as they are being tried; and the first tick after that. */
  private void tryBoth() {
    boolean triedAlone = false;
    for (boolean isOver = false; !isOver; ) {
      boolean shares = sharing.begin();
      isOver = triedAlone && shares;
      triedAlone |= !shares;
      now += shares ? 1_000 : 1_500;
      sharing.end();
    }
  }

  /** As when something else ran on the processor. */
  @Test
  void whatIsSlowNowAndThenIsNot() {
    run(1_000_000, 1_000, 1_500);
    // Within a run of 200 ms: as one takes 1,200 at times, but not 1,500.
    long[] nanos = new long[3_000];
    for (int k = 0; k < nanos.length; k++) {
      nanos[k] = k % (Sharing.MOST_SLOW + 1) == 0 ? 1_200 : 1_501;
    }
    ticksUntilTried(1_000);
    tryBoth();
    int ticks = ticksUntilTried(nanos);
    assertTrue(ticks > 150_000, "tried after " + ticks);
  }

  @Test
  void whatIsSlowSeveralTimesInARowIsTriedAndMayGoOn() {
    run(1_000_000, 1_000, 1_500);
    ticksUntilTried(1_000);
    tryBoth();
    int looked = Sharing.LOOK_EVERY * (Sharing.MOST_SLOW + 1);
    int ticks = ticksUntilTried(1_501);
    assertTrue(ticks > looked - Sharing.LOOK_EVERY && ticks <= looked + 2, "tried after " + ticks);
    tryBoth();
    ticks = ticksUntilTried(1_501, 1_000);
    assertTrue(ticks > 10 * looked, "one more in a row: tried after " + ticks);
  }

  @Test
  void fewSharedTicksAreLookedAtAndNoOthers() {
    run(1_000_000, 1_000, 1_500);
    looks = 0;
    run(1_000_000, 1_000, 1_500);
    assertTrue(looks < 0.05 * 1_000_000, "looks: " + looks);
    run(1_000_000, 1_500, 1_000);
    looks = 0;
    run(1_000_000, 1_500, 1_000);
    assertTrue(looks < 0.03 * 1_000_000, "looks at ticks that are not shared: " + looks);
  }

  /** The processors may be moved apart while it is being done. */
  @Test
  void whatHasBecomeSlowerIsFoundOutSoon() {
    run(1_000_000, 1_000, 1_500);
    assertTrue(shared > 0.97 * 1_000_000, "shared: " + shared);
    shared = 0;
    while (sharing.begin()) {
      now += 3_000;
      sharing.end();
      shared++;
    }
    // Looked at until it is sure, and tried once more.
    int looks = Sharing.LOOK_EVERY * (Sharing.MOST_SLOW + 1);
    long tried = Sharing.UNMEASURED_NANOS / 3_000 + Sharing.MOST_MEASURED + 1;
    assertTrue(shared <= looks + tried, "shared: " + shared);
  }

  @Test
  void whereItMakesNoDifferenceOneThreadIsEnough() {
    for (int tick = 0; tick < 1_000_000; tick++) {
      // By a clock that is too coarse to see a tick.
      alone += sharing.begin() ? 0 : 1;
      sharing.end();
      now += 60_000;
    }
    assertTrue(alone > 0.97 * 1_000_000, "alone: " + alone);
  }
}
