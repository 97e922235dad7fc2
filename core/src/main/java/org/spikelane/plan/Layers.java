package org.spikelane.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A circle of units in layers, by how many ticks it takes at least to reach them from the first:
 * what a unit writes is read in its own layer, in the next one, if it is seen a tick later, or
 * further back. So each layer may be a tick ahead of the one before it; and by as many ticks as
 * there are layers in between may it be ahead of what comes back.
 *
 * <p>Units in shorter circles, such as an ensemble and another that it inhibits and is inhibited
 * by, are in one layer.
 */
final class Layers {

  /** So often circles that are too short are put into one layer, and all is looked at again. */
  private static final int MOST_LOOKS = 16;

  private final List<Unit> units;
  private final List<Integer> circle;
  private final int fewest;
  private final long least;
  private final Joined joined;
  private final List<Edge> edges = new ArrayList<>();

  /** For each unit the one that stood for it when layers were found. */
  private final int[] nodeOf;

  /** For each of these, which layer it is in. */
  private final int[] layerOf;

  /** And a unit that it was reached from; none for the first. */
  private final int[] reachedFrom;

  /**
   * Of a circle.
   *
   * @param circle units of which each needs each, directly or by way of others
   * @param fewest what goes back does so over so many layers, with its own and that where it ends
   * @param least and so much work
   */
  Layers(DataFlow flow, List<Unit> units, List<Integer> circle, int fewest, long least) {
    this.units = units;
    this.circle = circle;
    this.fewest = fewest;
    this.least = least;
    this.joined = new Joined(units.size());
    this.nodeOf = new int[units.size()];
    this.layerOf = new int[units.size()];
    this.reachedFrom = new int[units.size()];
    boolean[] isMember = new boolean[units.size()];
    for (int unit : circle) {
      isMember[unit] = true;
      joined.join(flow.first(unit), unit);
    }
    for (Edge edge : flow.edges()) {
      if (isMember[edge.from()] && isMember[edge.to()]) {
        edges.add(edge);
      }
    }
  }

  /**
   * Layer after layer, groups of units that have nothing to do with others of their layer; none, if
   * all would be in one.
   */
  List<List<Integer>> groups() {
    for (int look = 0; look < MOST_LOOKS; look++) {
      List<List<Integer>> layers = find();
      if (!joinedShort(layers)) {
        return layers.size() == 1 ? List.of() : apart(layers);
      }
    }
    return List.of();
  }

  private List<List<Integer>> apart(List<List<Integer>> layers) {
    for (Edge edge : edges) {
      if (layerOf[nodeOf[edge.from()]] == layerOf[nodeOf[edge.to()]]) {
        joined.join(edge.from(), edge.to());
      }
    }
    List<List<Integer>> groups = new ArrayList<>();
    for (List<Integer> layer : layers) {
      Map<Integer, List<Integer>> ofLayer = new LinkedHashMap<>();
      for (int unit : layer) {
        ofLayer.computeIfAbsent(joined.first(unit), first -> new ArrayList<>()).add(unit);
      }
      groups.addAll(ofLayer.values());
    }
    return groups;
  }

  /** From the first unit on, layer by layer. */
  private List<List<Integer>> find() {
    List<List<Edge>> edgesOf = lists(units.size());
    for (int unit : circle) {
      nodeOf[unit] = joined.first(unit);
    }
    for (Edge edge : edges) {
      edgesOf.get(nodeOf[edge.from()]).add(edge);
    }
    Arrays.fill(layerOf, -1);
    List<Integer> layer = new ArrayList<>();
    reach(nodeOf[circle.get(0)], -1, 0, layer);
    int count = 0;
    for (; !layer.isEmpty(); count++) {
      List<Edge> later = new ArrayList<>();
      // It grows on the way.
      for (int k = 0; k < layer.size(); k++) {
        for (Edge edge : edgesOf.get(layer.get(k))) {
          if (edge.ticks() == 0) {
            reach(nodeOf[edge.to()], edge.from(), count, layer);
          } else {
            later.add(edge);
          }
        }
      }
      layer = new ArrayList<>();
      for (Edge edge : later) {
        reach(nodeOf[edge.to()], edge.from(), count + 1, layer);
      }
    }
    List<List<Integer>> layers = lists(count);
    for (int unit : circle) {
      layers.get(layerOf[nodeOf[unit]]).add(unit);
    }
    return layers;
  }

  private void reach(int node, int from, int number, List<Integer> layer) {
    if (layerOf[node] < 0) {
      layerOf[node] = number;
      reachedFrom[node] = from;
      layer.add(node);
    }
  }

  /** Joins the units of circles that are too short; whether there were any. */
  private boolean joinedShort(List<List<Integer>> layers) {
    long[] before = new long[layers.size() + 1];
    for (int layer = 0; layer < layers.size(); layer++) {
      before[layer + 1] = before[layer];
      for (int unit : layers.get(layer)) {
        before[layer + 1] += units.get(unit).work();
      }
    }
    boolean any = false;
    for (Edge edge : edges) {
      int end = layerOf[nodeOf[edge.to()]];
      int node = nodeOf[edge.from()];
      int begin = layerOf[node];
      if (begin > end && (begin - end + 1 < fewest || before[begin] - before[end] < least)) {
        any = true;
        // With what is between them, the way that one was reached.
        for (; layerOf[node] > end; node = nodeOf[reachedFrom[node]]) {
          joined.join(edge.to(), node);
        }
      }
    }
    return any;
  }

  private static <T> List<List<T>> lists(int count) {
    List<List<T>> lists = new ArrayList<>();
    for (int k = 0; k < count; k++) {
      lists.add(new ArrayList<>());
    }
    return lists;
  }
}
