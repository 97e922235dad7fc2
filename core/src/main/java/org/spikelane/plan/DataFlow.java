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
  private final List<List<Integer>> groups;

  /** For each unit those that it stands for, itself among them: all that are joined with it. */
  private final List<List<Integer>> members = new ArrayList<>();

  /**
   * The groups of a graph.
   *
   * @param units all of its operators
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
    List<Integer> nodes = new ArrayList<>();
    for (int unit = 0; unit < units.size(); unit++) {
      members.add(new ArrayList<>());
      if (first(unit) == unit) {
        nodes.add(unit);
      }
    }
    for (int unit = 0; unit < units.size(); unit++) {
      members.get(first(unit)).add(unit);
    }
    groups = Circles.components(units.size(), nodes, edges);
  }

  /** The use of a base signal, or of that of a view. */
  Use use(Signal signal) {
    return uses.computeIfAbsent(signal.base(), base -> new Use());
  }

  /**
   * Groups, each after those that it needs, of units that stand for others. What is needed by one
   * only is right before it, if possible.
   */
  List<List<Integer>> groups() {
    return groups;
  }

  /** All units that some stand for. */
  List<Integer> units(List<Integer> group) {
    return group.stream().flatMap(unit -> members.get(unit).stream()).sorted().toList();
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

  /** What goes from one unit to another, both of which stand for others. */
  List<Edge> edges() {
    return edges;
  }

  private int first(int unit) {
    return joined.first(unit);
  }
}
