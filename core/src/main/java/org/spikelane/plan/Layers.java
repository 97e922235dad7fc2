package org.spikelane.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.PriorityQueue;

/**
 * A circle in layers, by how many ticks it takes at least to get there from its first unit; it is
 * opened where something goes back over many of them. What still goes in circles, such as an
 * ensemble and another that it inhibits and is inhibited by, is one group.
 */
final class Layers {

  private final DataFlow flow;
  private final List<Unit> units;
  private final List<Integer> circle;
  private final List<Edge> edges;

  /** For each unit of the circle, which layer it is in. */
  private final int[] layerOf;

  /** The work of all layers before each, and of all. */
  private final long[] before;

  /**
   * Of a circle.
   *
   * @param circle units that stand for others, each of which needs each, directly or not
   */
  Layers(DataFlow flow, List<Unit> units, List<Integer> circle) {
    this.flow = flow;
    this.units = units;
    this.circle = circle;
    boolean[] isMember = new boolean[units.size()];
    circle.forEach(unit -> isMember[unit] = true);
    this.edges =
        flow.edges().stream().filter(edge -> isMember[edge.from()] && isMember[edge.to()]).toList();
    this.layerOf = new int[units.size()];
    Arrays.fill(layerOf, -1);
    this.before = new long[find() + 1];
    for (int unit : circle) {
      before[layerOf[unit] + 1] += work(unit);
    }
    for (int layer = 1; layer < before.length; layer++) {
      before[layer] += before[layer - 1];
    }
  }

  private long work(int unit) {
    return flow.units(List.of(unit)).stream().mapToLong(each -> units.get(each).work()).sum();
  }

  /** Finds the layers, one after the other; how many there are. */
  private int find() {
    List<List<Edge>> from = from(edges, units.size());
    List<Integer> layer = new ArrayList<>();
    // Ensembles are declared first: little goes from others to them, and it is seen a tick later.
    reach(Collections.min(circle), 0, layer);
    int count = 0;
    for (; !layer.isEmpty(); count++) {
      List<Edge> later = new ArrayList<>();
      // It grows on the way.
      for (int k = 0; k < layer.size(); k++) {
        for (Edge edge : from.get(layer.get(k))) {
          if (edge.ticks() == 0) {
            reach(edge.to(), count, layer);
          } else {
            later.add(edge);
          }
        }
      }
      layer = new ArrayList<>();
      for (Edge edge : later) {
        reach(edge.to(), count + 1, layer);
      }
    }
    return count;
  }

  private void reach(int unit, int number, List<Integer> layer) {
    if (layerOf[unit] < 0) {
      layerOf[unit] = number;
      layer.add(unit);
    }
  }

  /**
   * Groups, each after those that it needs, but for what goes back far enough; from the first layer
   * to the last.
   *
   * @param fewest over at least so many layers, with that where it begins and that where it ends
   * @param least and over so much work
   */
  List<List<Integer>> groups(int fewest, long least) {
    List<Edge> onwards =
        edges.stream()
            .filter(
                edge -> {
                  int begin = layerOf[edge.from()];
                  int end = layerOf[edge.to()];
                  return begin - end + 1 < fewest || before[begin] - before[end] < least;
                })
            .toList();
    return inLayers(Circles.components(units.size(), circle, onwards), onwards);
  }

  /** Groups in the order of their layers, as far as none is before one that it needs. */
  private List<List<Integer>> inLayers(List<List<Integer>> groups, List<Edge> onwards) {
    int[] groupOf = new int[units.size()];
    int[] layers = new int[groups.size()];
    for (int group = 0; group < layers.length; group++) {
      layers[group] = Integer.MAX_VALUE;
      for (int unit : groups.get(group)) {
        groupOf[unit] = group;
        layers[group] = Math.min(layers[group], layerOf[unit]);
      }
    }
    List<Edge> between = new ArrayList<>();
    int[] missing = new int[groups.size()];
    for (Edge edge : onwards) {
      int from = groupOf[edge.from()];
      int to = groupOf[edge.to()];
      if (from != to) {
        between.add(new Edge(from, to, edge.ticks()));
        missing[to]++;
      }
    }
    // In one layer, first what was waited for last: a filter is right behind what it filters.
    PriorityQueue<long[]> next =
        new PriorityQueue<>(
            (a, b) -> a[0] != b[0] ? Long.compare(a[0], b[0]) : Long.compare(b[1], a[1]));
    long waited = 0;
    for (int group = 0; group < missing.length; group++) {
      if (missing[group] == 0) {
        next.add(new long[] {layers[group], waited++, group});
      }
    }
    List<List<Edge>> from = from(between, groups.size());
    List<List<Integer>> ordered = new ArrayList<>();
    while (!next.isEmpty()) {
      int group = (int) next.remove()[2];
      ordered.add(groups.get(group));
      for (Edge edge : from.get(group)) {
        if (--missing[edge.to()] == 0) {
          next.add(new long[] {layers[edge.to()], waited++, edge.to()});
        }
      }
    }
    return ordered;
  }

  private static List<List<Edge>> from(List<Edge> edges, int count) {
    List<List<Edge>> from = new ArrayList<>();
    for (int k = 0; k < count; k++) {
      from.add(new ArrayList<>());
    }
    edges.forEach(edge -> from.get(edge.from()).add(edge));
    return from;
  }
}
