package org.spikelane.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Puts the units of a tick into levels: a unit waits only for some of levels before its own, so
 * that those of a level may run together.
 *
 * <p>A unit may run as soon as all that it waits for has, or later, until others wait for it. Large
 * units are put where many of them meet, as what is large in one level is shared by threads; all
 * others run as soon as they may.
 */
final class Levels {

  /** Levels that are chosen for large units; those of a longer chain run as soon as they may. */
  private static final int CHOSEN = 64;

  private final int[][] followers;
  private final int[] order;
  private final int[] level;

  private Levels(int[][] followers, int[] order) {
    this.followers = followers;
    this.order = order;
    this.level = new int[followers.length];
  }

  /**
   * The level of every unit; empty if some wait for each other.
   *
   * @param followers for each unit those that wait for it
   * @param large which units are large
   */
  static Optional<int[]> of(int[][] followers, boolean[] large) {
    return order(followers).map(order -> new Levels(followers, order).align(large));
  }

  private static Optional<int[]> order(int[][] followers) {
    int[] waiting = new int[followers.length];
    for (int[] each : followers) {
      for (int follower : each) {
        waiting[follower]++;
      }
    }
    int[] sorted = new int[followers.length];
    int end = 0;
    for (int unit = 0; unit < waiting.length; unit++) {
      if (waiting[unit] == 0) {
        sorted[end++] = unit;
      }
    }
    for (int at = 0; at < end; at++) {
      for (int follower : followers[sorted[at]]) {
        if (--waiting[follower] == 0) {
          sorted[end++] = follower;
        }
      }
    }
    return end < sorted.length ? Optional.empty() : Optional.of(sorted);
  }

  private int[] align(boolean[] large) {
    sweep(null, null, 0);
    int[] latest = new int[level.length];
    int last = 0;
    for (int each : level) {
      last = Math.max(last, each);
    }
    Arrays.fill(latest, last);
    for (int k = order.length - 1; k >= 0; k--) {
      for (int follower : followers[order[k]]) {
        latest[order[k]] = Math.min(latest[order[k]], latest[follower] - 1);
      }
    }
    boolean[] open = large.clone();
    for (int round = 0; round < CHOSEN; round++) {
      int chosen = Integer.MAX_VALUE;
      for (int unit = 0; unit < open.length; unit++) {
        if (open[unit]) {
          chosen = Math.min(chosen, latest[unit]);
        }
      }
      if (chosen == Integer.MAX_VALUE) {
        break;
      }
      sweep(open, large, chosen);
    }
    return level;
  }

  /** Every unit as soon as it may, but those that are open and may at {@code chosen}, there. */
  private void sweep(boolean[] open, boolean[] large, int chosen) {
    int[] earliest = new int[level.length];
    for (int unit : order) {
      if (open != null && open[unit] && earliest[unit] <= chosen) {
        open[unit] = false;
        level[unit] = chosen;
      } else if (large == null || !large[unit] || open[unit]) {
        level[unit] = earliest[unit];
      }
      for (int follower : followers[unit]) {
        earliest[follower] = Math.max(earliest[follower], level[unit] + 1);
      }
    }
  }

  /** The units of each level, in their order. */
  static <T> List<List<T>> list(List<T> units, int[] level) {
    List<List<T>> levels = new ArrayList<>();
    for (int unit = 0; unit < level.length; unit++) {
      while (levels.size() <= level[unit]) {
        levels.add(new ArrayList<>());
      }
      levels.get(level[unit]).add(units.get(unit));
    }
    return levels;
  }
}
