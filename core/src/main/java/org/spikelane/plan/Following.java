package org.spikelane.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What each thread can run of a level right after its share of an earlier one, as it waits for
 * nobody else: such as the filters of what it has decoded. So threads wait for each other once, not
 * level by level.
 *
 * @param units of each thread, in their order
 */
record Following(List<List<Unit>> units) {

  /**
   * Of levels one after the other, as long as there is something.
   *
   * @param shares what the threads run before
   * @param levels all levels; what is taken is taken out of them
   * @param first of the levels that come after
   * @param before what each unit waits for
   * @param done units, by identity, that have run before the stage
   */
  static List<Following> of(
      Shares shares,
      List<List<Unit>> levels,
      int first,
      Map<Unit, List<Unit>> before,
      Set<Unit> done) {
    int threads = shares.pieces().size();
    Map<Unit, Integer> threadOf = new IdentityHashMap<>();
    long[] work = shares.work();
    for (int thread = 0; thread < threads; thread++) {
      for (Shares.Piece piece : shares.pieces().get(thread)) {
        if (piece.parts() == 1) {
          threadOf.put(piece.unit(), thread);
        }
      }
    }
    List<Following> all = new ArrayList<>();
    for (int k = first; k < levels.size(); k++) {
      List<List<Unit>> units = new ArrayList<>();
      for (int thread = 0; thread < threads; thread++) {
        units.add(new ArrayList<>());
      }
      List<Unit> left = new ArrayList<>();
      long[] longer = work.clone();
      for (Unit unit : levels.get(k)) {
        int thread = unit.isHost() ? -1 : threadOf(before.get(unit), threadOf, done);
        if (thread < 0) {
          left.add(unit);
        } else {
          units.get(thread).add(unit);
          longer[thread] += unit.work();
        }
      }
      if (left.size() == levels.get(k).size() || !pays(work, longer)) {
        break;
      }
      for (int thread = 0; thread < threads; thread++) {
        for (Unit unit : units.get(thread)) {
          threadOf.put(unit, thread);
        }
      }
      work = longer;
      levels.set(k, left);
      all.add(new Following(units));
    }
    return all;
  }

  /** The only thread that a unit waits for; below 0 if there are several, none, or others. */
  private static int threadOf(List<Unit> before, Map<Unit, Integer> threadOf, Set<Unit> done) {
    int only = -1;
    for (Unit unit : before == null ? List.<Unit>of() : before) {
      if (!done.contains(unit)) {
        // What is split is of no thread, and what is in a later level neither.
        int thread = threadOf.getOrDefault(unit, -1);
        if (thread < 0 || only >= 0 && only != thread) {
          return -1;
        }
        only = thread;
      }
    }
    return only;
  }

  /** Whether nobody has to wait longer, or at least all threads have about the same. */
  private static boolean pays(long[] work, long[] longer) {
    return Arrays.stream(longer).max().orElseThrow() <= Arrays.stream(work).max().orElseThrow()
        || Shares.areEqual(longer);
  }

  /** What each thread has to do in a stage. */
  static long[] work(Shares shares, List<Following> following) {
    long[] work = shares.work();
    for (int thread = 0; thread < work.length; thread++) {
      for (Following level : following) {
        work[thread] += level.units.get(thread).stream().mapToLong(Unit::work).sum();
      }
    }
    return work;
  }
}
