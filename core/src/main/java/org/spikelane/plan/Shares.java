package org.spikelane.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How the units of a level are split over threads: in their order, so many to each thread that all
 * have about the same work; or first ensembles that are large for a thread's share, in parts.
 * Always the same split.
 *
 * <p>Neighbours stay together, as in most networks a filter, what it filters and where that goes
 * are of the same order in their levels: so a thread finds in its own cache what it wrote in
 * another level.
 *
 * <p>The caller's functions are for the caller's thread, the first.
 *
 * @param pieces of each thread
 * @param longest the most work that a thread has
 */
record Shares(List<List<Piece>> pieces, long longest) {

  /**
   * So many numbers are touched while threads wait for each other, before a stage and after it, if
   * they are near each other: about 0.3 microseconds. Where they are not, ticks are not shared if
   * that is slower.
   */
  private static final long WAITING = 4_000;

  /** Numbers that are touched in less time than threads wait for each other. */
  private static final long LITTLE = WAITING / 8;

  /** So much longer may a share be than if all were equal: 1 + 1/8. */
  private static final int UNEQUAL = 8;

  /**
   * A unit or a part of it.
   *
   * @param part which of its parts, from 0
   * @param parts how many it has
   */
  record Piece(Unit unit, int part, int parts) {}

  /**
   * The units of a level over threads.
   *
   * @param splits whether large ensembles are split; if not, each is one thread's, with what it
   *     does before and after
   */
  static Shares of(List<Unit> level, int threads, boolean splits) {
    long all = work(level);
    List<List<Piece>> pieces = new ArrayList<>();
    for (int thread = 0; thread < threads; thread++) {
      pieces.add(new ArrayList<>());
    }
    long[] done = new long[threads];
    List<Unit> whole = new ArrayList<>();
    for (Unit unit : level) {
      int parts = splits ? Math.min(unit.blocks(), threads) : 1;
      if (unit.isHost()) {
        pieces.get(0).add(new Piece(unit, 0, 1));
      } else if (parts > 1 && unit.work() > all / threads / 4) {
        int first = parts < threads ? least(done) : 0;
        for (int part = 0; part < parts; part++) {
          int thread = (first + part) % threads;
          pieces.get(thread).add(new Piece(unit, part, parts));
          done[thread] += unit.work() / parts;
        }
      } else {
        whole.add(unit);
      }
    }
    long rest = work(whole);
    long before = 0;
    for (Unit unit : whole) {
      int thread = (int) ((before + unit.work() / 2) * threads / rest);
      pieces.get(thread).add(new Piece(unit, 0, 1));
      done[thread] += unit.work();
      before += unit.work();
    }
    return new Shares(pieces, Arrays.stream(done).max().orElseThrow());
  }

  private static int least(long[] done) {
    int least = 0;
    for (int thread = 1; thread < done.length; thread++) {
      if (done[thread] < done[least]) {
        least = thread;
      }
    }
    return least;
  }

  private static long work(List<Unit> level) {
    return level.stream().mapToLong(Unit::work).sum();
  }

  /** The most work that a thread has, split or not. */
  private static long longest(List<Unit> level, int threads) {
    return Math.min(of(level, threads, false).longest, of(level, threads, true).longest);
  }

  /**
   * What the caller had better run before a stage, as it is little: on one thread's share it would
   * be what others wait for.
   */
  static List<Unit> ahead(List<Unit> level) {
    List<Unit> little =
        level.stream().filter(unit -> unit.work() <= LITTLE && !unit.isHost()).toList();
    return work(little) <= LITTLE ? little : List.of();
  }

  /** Whether threads gain more by it than they lose by waiting for each other. */
  static boolean pays(List<Unit> level, int threads) {
    return threads > 1 && work(level) - longest(level, threads) > WAITING;
  }

  /** What each thread has to do. */
  long[] work() {
    return pieces.stream()
        .mapToLong(
            thread -> thread.stream().mapToLong(piece -> piece.unit().work() / piece.parts()).sum())
        .toArray();
  }

  /** Whether no thread has much more to do than if all had the same. */
  static boolean areEqual(long[] work) {
    long equal = Arrays.stream(work).sum() / work.length;
    return Arrays.stream(work).max().orElseThrow() - equal <= equal / UNEQUAL;
  }

  /** About how long a tick takes with so many threads, in the time that one number takes. */
  static long time(List<List<Unit>> levels, int threads) {
    long time = 0;
    for (List<Unit> level : levels) {
      time += pays(level, threads) ? longest(level, threads) + WAITING : work(level);
    }
    return time;
  }

  /** The number of threads with which a tick ends first, the least of several. */
  static int best(List<List<Unit>> levels, int most) {
    int best = 1;
    long least = Long.MAX_VALUE;
    for (int threads = 1; threads <= most; threads++) {
      long time = time(levels, threads);
      if (time < least) {
        least = time;
        best = threads;
      }
    }
    return best;
  }
}
