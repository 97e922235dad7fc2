package org.spikelane.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A circle of units in the order in which they were declared, as most people declare what comes
 * first first. What is read within a tick is with what writes it. So where a unit is read by
 * several that are further on, none of these need be as near to it as in {@link Layers}.
 */
final class Declared {

  private Declared() {}

  /**
   * Groups of units, each of which reads only those before it, but for what goes back over so much
   * work; none, if all would be in one.
   *
   * @param circle units of which each needs each, directly or by way of others
   * @param least how much work there is between the ends of what goes back
   */
  static List<List<Integer>> groups(
      DataFlow flow, List<Unit> units, List<Integer> circle, long least) {
    Joined joined = new Joined(units.size());
    boolean[] isMember = new boolean[units.size()];
    for (int unit : circle) {
      isMember[unit] = true;
      joined.join(flow.first(unit), unit);
    }
    List<Edge> edges =
        flow.edges().stream().filter(edge -> isMember[edge.from()] && isMember[edge.to()]).toList();
    edges.stream()
        .filter(edge -> edge.ticks() == 0)
        .forEach(edge -> joined.join(edge.from(), edge.to()));
    List<List<Integer>> nodes = new ArrayList<>();
    int[] nodeOf = new int[units.size()];
    Arrays.fill(nodeOf, -1);
    for (int unit : circle) {
      int first = joined.first(unit);
      if (nodeOf[first] < 0) {
        nodeOf[first] = nodes.size();
        nodes.add(new ArrayList<>());
      }
      nodeOf[unit] = nodeOf[first];
      nodes.get(nodeOf[unit]).add(unit);
    }
    long[] before = new long[nodes.size() + 1];
    for (int node = 0; node < nodes.size(); node++) {
      long work = nodes.get(node).stream().mapToLong(unit -> units.get(unit).work()).sum();
      before[node + 1] = before[node] + work;
    }
    // How many that go back not far enough would go over a cut before each node.
    int[] over = new int[nodes.size() + 1];
    for (Edge edge : edges) {
      int from = nodeOf[edge.from()];
      int to = nodeOf[edge.to()];
      if (from > to && before[from] - before[to] < least) {
        over[to + 1]++;
        over[from + 1]--;
      }
    }
    List<List<Integer>> groups = new ArrayList<>();
    for (int node = 0, sum = 0; node < nodes.size(); node++) {
      sum += over[node];
      if (sum == 0) {
        groups.add(new ArrayList<>());
      }
      groups.get(groups.size() - 1).addAll(nodes.get(node));
    }
    return groups.size() == 1 ? List.of() : groups;
  }
}
