package org.spikelane.plan;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.spikelane.graph.Graph;
import org.spikelane.graph.Operator;
import org.spikelane.graph.Signal;

/**
 * Which units need what others write, in the same tick or in a later one: unlike the order of a
 * tick, in which nobody waits for an update, it may go round in circles.
 *
 * <p>Units are put into groups: those of a circle, those that write to one signal, and all that
 * call the caller's functions, as these may share something. So groups form no circle.
 */
final class DataFlow {

  /** Who writes and who reads a base signal, by units. */
  static final class Use {

    private final List<Integer> writers = new ArrayList<>();
    private final List<Integer> readers = new ArrayList<>();
    private boolean isSet;
    private boolean isUpdated;

    /** Units that write to it, which are all of one group; none, if nobody does. */
    List<Integer> writers() {
      return writers;
    }

    /** Units that read it. */
    List<Integer> readers() {
      return readers;
    }

    /** Whether it is updated: then a tick sees what it was after the tick before. */
    boolean isLate() {
      return isUpdated;
    }
  }

  private final Map<Signal, Use> uses = new IdentityHashMap<>();
  private final Joined joined;
  private final List<Edge> edges = new ArrayList<>();
  private final List<List<Integer>> groups = new ArrayList<>();

  /**
   * The groups of a graph.
   *
   * @param units all of its operators, in the order of declaration
   */
  DataFlow(Graph graph, List<Unit> units) {
    joined = new Joined(units.size());
    List<Integer> hosts = new ArrayList<>();
    for (int unit = 0; unit < units.size(); unit++) {
      if (units.get(unit).isHost()) {
        hosts.add(unit);
      }
      for (Operator operator : units.get(unit).operators()) {
        for (Signal signal : operator.reads()) {
          use(signal).readers.add(unit);
        }
        for (List<Signal> set : List.of(operator.sets(), operator.increments())) {
          for (Signal signal : set) {
            use(signal).writers.add(unit);
            use(signal).isSet = true;
          }
        }
        for (Signal signal : operator.updates()) {
          use(signal).writers.add(unit);
          use(signal).isUpdated = true;
        }
      }
    }
    joined.join(hosts);
    for (Signal base : graph.signals()) {
      Use use = use(base);
      joined.join(use.writers);
      if (use.isSet && use.isUpdated) {
        // Some of it is of this tick, some of the last.
        List<Integer> all = new ArrayList<>(use.writers);
        all.addAll(use.readers);
        joined.join(all);
      }
    }
    for (Signal base : graph.signals()) {
      addEdges(base);
    }
    new Circles(units.size()).find();
  }

  /** The use of a base signal, or of that of a view. */
  Use use(Signal signal) {
    return uses.computeIfAbsent(signal.base(), base -> new Use());
  }

  /**
   * Groups of units, each after those that it needs. What is needed by one only is right before it,
   * if possible.
   */
  List<List<Integer>> groups() {
    return groups;
  }

  private void addEdges(Signal base) {
    Use use = use(base);
    if (base.isConstant() || use.writers.isEmpty()) {
      return;
    }
    int writer = first(use.writers.get(0));
    for (int reader : use.readers) {
      if (first(reader) != writer) {
        edges.add(new Edge(writer, first(reader), use.isLate() ? 1 : 0));
      }
    }
  }

  /** What goes from one unit to another, each standing for all that are joined with it. */
  List<Edge> edges() {
    return edges;
  }

  /** The unit that stands for all that are joined with one, whatever goes from one to another. */
  int first(int unit) {
    return joined.first(unit);
  }

  /**
   * Tarjan's algorithm, without recursion, backwards: from units that nobody needs to what they
   * need. A circle is found when all that it needs has been.
   */
  private final class Circles {

    private final int[][] needed;
    private final boolean[] isNeeded;
    private final List<List<Integer>> members = new ArrayList<>();
    private final int[] number;
    private final int[] lowest;
    private final int[] next;
    private final boolean[] isOpen;
    private final int[] open;
    private final int[] path;
    private int opened;
    private int numbered;

    Circles(int units) {
      List<List<Integer>> lists = new ArrayList<>();
      for (int unit = 0; unit < units; unit++) {
        members.add(new ArrayList<>());
        lists.add(new ArrayList<>());
      }
      for (int unit = 0; unit < units; unit++) {
        members.get(first(unit)).add(unit);
      }
      isNeeded = new boolean[units];
      for (Edge edge : edges) {
        lists.get(edge.to()).add(edge.from());
        isNeeded[edge.from()] = true;
      }
      needed =
          lists.stream()
              .map(list -> list.stream().mapToInt(Integer::intValue).sorted().distinct().toArray())
              .toArray(int[][]::new);
      number = new int[units];
      lowest = new int[units];
      next = new int[units];
      isOpen = new boolean[units];
      open = new int[units];
      path = new int[units];
    }

    void find() {
      for (boolean ofNeeded : new boolean[] {false, true}) {
        for (int unit = 0; unit < number.length; unit++) {
          if (first(unit) == unit && isNeeded[unit] == ofNeeded && number[unit] == 0) {
            search(unit);
          }
        }
      }
    }

    private void search(int root) {
      int depth = 0;
      path[depth++] = enter(root);
      while (depth > 0) {
        int unit = path[depth - 1];
        if (next[unit] < needed[unit].length) {
          int other = needed[unit][next[unit]++];
          if (number[other] == 0) {
            path[depth++] = enter(other);
          } else if (isOpen[other]) {
            lowest[unit] = Math.min(lowest[unit], number[other]);
          }
        } else {
          depth--;
          if (depth > 0) {
            lowest[path[depth - 1]] = Math.min(lowest[path[depth - 1]], lowest[unit]);
          }
          if (lowest[unit] == number[unit]) {
            leave(unit);
          }
        }
      }
    }

    private int enter(int unit) {
      number[unit] = lowest[unit] = ++numbered;
      open[opened++] = unit;
      isOpen[unit] = true;
      return unit;
    }

    private void leave(int unit) {
      List<Integer> group = new ArrayList<>();
      int last;
      do {
        last = open[--opened];
        isOpen[last] = false;
        group.addAll(members.get(last));
      } while (last != unit);
      groups.add(group.stream().sorted().toList());
    }
  }
}
