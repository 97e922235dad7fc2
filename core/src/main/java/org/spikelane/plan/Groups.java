package org.spikelane.plan;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Groups of units, one after the other, each of which needs only those before it, but for what
 * comes back in a circle that is opened. A graph may be cut between any two.
 */
final class Groups {

  /**
   * A circle is opened if what comes back does so over so many pieces, each of which is a tick
   * ahead of the one before it: then each is fetched once in as many ticks.
   */
  static final int SHORTEST = 4;

  /** A part of what has room in a cache that is little. */
  private static final int LITTLE = 16;

  private final DataFlow flow;
  private final List<Unit> units;
  private final long cached;
  private final List<List<Integer>> groups = new ArrayList<>();

  /** Which circle each group is of, if it was opened; if of none, a number below 0. */
  private final List<Integer> circleOf = new ArrayList<>();

  /** The work of all circles that are long enough to be opened. */
  private long inLongCircles;

  /**
   * Of a graph.
   *
   * @param units all of its operators
   * @param cached about how many numbers a piece has, if there are too many for a cache
   * @param shortest what comes back in a circle that is opened spans so many pieces; 0 if none is
   *     opened
   */
  Groups(DataFlow flow, List<Unit> units, long cached, int shortest) {
    this.flow = flow;
    this.units = units;
    this.cached = cached;
    for (List<Integer> group : flow.groups()) {
      add(group, shortest);
    }
    if (opensCircles()) {
      gatherLeaves();
    }
  }

  int size() {
    return groups.size();
  }

  /** The units of a group. */
  List<Integer> get(int group) {
    return groups.get(group);
  }

  /** Which group each unit is in. */
  int[] groupOf() {
    int[] groupOf = new int[units.size()];
    for (int group = 0; group < groups.size(); group++) {
      for (int unit : groups.get(group)) {
        groupOf[unit] = group;
      }
    }
    return groupOf;
  }

  /** Which opened circle a group is of; if of none, a number below 0. */
  int circle(int group) {
    return circleOf.get(group);
  }

  boolean opensCircles() {
    return circleOf.stream().anyMatch(circle -> circle >= 0);
  }

  /** The work of all circles that are long enough to be opened, whether they are or not. */
  long inLongCircles() {
    return inLongCircles;
  }

  /** About how many numbers a tick of a group touches. */
  long work(int group) {
    return work(groups.get(group));
  }

  /** Adds a group, or, if it is a long circle that can be opened, what it is opened into. */
  private void add(List<Integer> group, int shortest) {
    List<Integer> all = flow.units(group);
    long work = work(all);
    // The caller's functions may reach each other beside the network, without delay.
    boolean isLong = group.size() > 1 && work > SHORTEST * cached && !hasHost(all);
    inLongCircles += isLong ? work : 0;
    List<List<Integer>> opened =
        isLong && shortest > 0
            ? new Layers(flow, units, group).groups(shortest, shortest * cached)
            : List.of(group);
    int circle = opened.size() == 1 ? -1 : groups.size();
    opened.forEach(each -> groups.add(flow.units(each)));
    circleOf.addAll(Collections.nCopies(groups.size() - circleOf.size(), circle));
  }

  private long work(List<Integer> group) {
    return group.stream().mapToLong(unit -> units.get(unit).work()).sum();
  }

  private boolean hasHost(List<Integer> group) {
    return group.stream().anyMatch(unit -> units.get(unit).isHost());
  }

  /**
   * Puts what reads one group of a circle only, such as samples and filters for them, right behind
   * it. As it is behind all of the circle, what it reads would go over every cut, and be kept for
   * as many ticks as its writer is ahead.
   */
  private void gatherLeaves() {
    int[] behind = behind();
    List<List<Integer>> leaves = lists();
    for (int group = 0; group < behind.length; group++) {
      if (behind[group] >= 0) {
        leaves.get(behind[group]).add(group);
      }
    }
    List<List<Integer>> all = List.copyOf(groups);
    List<Integer> circles = List.copyOf(circleOf);
    groups.clear();
    circleOf.clear();
    for (int group = 0; group < behind.length; group++) {
      if (behind[group] < 0) {
        add(group, circles.get(group), all, leaves);
      }
    }
  }

  private void add(int group, int circle, List<List<Integer>> all, List<List<Integer>> leaves) {
    groups.add(all.get(group));
    circleOf.add(circle);
    leaves.get(group).forEach(leaf -> add(leaf, circle, all, leaves));
  }

  /** For each group the one that it is put right behind; a number below 0, if it stays. */
  private int[] behind() {
    int[] groupOf = groupOf();
    List<List<Integer>> read = lists();
    for (Edge edge : flow.edges()) {
      if (groupOf[edge.from()] != groupOf[edge.to()]) {
        read.get(groupOf[edge.to()]).add(groupOf[edge.from()]);
      }
    }
    int[] behind = new int[groups.size()];
    boolean[] isNeeded = new boolean[groups.size()];
    long[] work = new long[groups.size()];
    for (int group = groups.size() - 1; group >= 0; group--) {
      work[group] += work(group);
      boolean isLeaf =
          circle(group) < 0
              && !isNeeded[group]
              && read.get(group).stream().distinct().count() == 1
              && work[group] <= cached / LITTLE
              && !hasHost(groups.get(group));
      behind[group] = isLeaf ? read.get(group).get(0) : -1;
      if (!isLeaf) {
        read.get(group).forEach(other -> isNeeded[other] = true);
      } else if (circle(behind[group]) < 0) {
        work[behind[group]] += work[group];
      }
    }
    // Those that are not of a circle, nor behind one that is put behind one of a circle, stay.
    for (int group = 0; group < behind.length; group++) {
      int other = behind[group];
      if (other >= 0 && circle(other) < 0 && behind[other] < 0) {
        behind[group] = -1;
      }
    }
    return behind;
  }

  private List<List<Integer>> lists() {
    List<List<Integer>> lists = new ArrayList<>();
    groups.forEach(group -> lists.add(new ArrayList<>()));
    return lists;
  }
}
