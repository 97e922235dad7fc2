package org.spikelane.plan;

import java.util.ArrayList;
import java.util.List;

/**
 * What goes round in circles: nodes of which each reaches each are one component. Tarjan's
 * algorithm, without recursion, backwards: from nodes that nobody reads to what they read. A
 * component is found when all that it reads has been.
 */
final class Circles {

  private final int[][] read;
  private final boolean[] isRead;
  private final int[] number;
  private final int[] lowest;
  private final int[] next;
  private final boolean[] isOpen;
  private final int[] open;
  private final int[] path;
  private final List<List<Integer>> components = new ArrayList<>();
  private int opened;
  private int numbered;

  private Circles(int count, List<Edge> edges) {
    List<List<Integer>> lists = new ArrayList<>();
    for (int node = 0; node < count; node++) {
      lists.add(new ArrayList<>());
    }
    isRead = new boolean[count];
    for (Edge edge : edges) {
      lists.get(edge.to()).add(edge.from());
      isRead[edge.from()] = true;
    }
    read =
        lists.stream()
            .map(list -> list.stream().mapToInt(Integer::intValue).sorted().distinct().toArray())
            .toArray(int[][]::new);
    number = new int[count];
    lowest = new int[count];
    next = new int[count];
    isOpen = new boolean[count];
    open = new int[count];
    path = new int[count];
  }

  /**
   * The components of some nodes, each after those that it reads. What is read by one only is right
   * before it, if possible.
   *
   * @param nodes numbers below {@code count}
   * @param edges between them
   */
  static List<List<Integer>> components(int count, List<Integer> nodes, List<Edge> edges) {
    Circles circles = new Circles(count, edges);
    for (boolean ofRead : new boolean[] {false, true}) {
      for (int node : nodes) {
        if (circles.isRead[node] == ofRead && circles.number[node] == 0) {
          circles.search(node);
        }
      }
    }
    return circles.components;
  }

  private void search(int root) {
    int depth = 0;
    path[depth++] = enter(root);
    while (depth > 0) {
      int node = path[depth - 1];
      if (next[node] < read[node].length) {
        int other = read[node][next[node]++];
        if (number[other] == 0) {
          path[depth++] = enter(other);
        } else if (isOpen[other]) {
          lowest[node] = Math.min(lowest[node], number[other]);
        }
      } else {
        depth--;
        if (depth > 0) {
          lowest[path[depth - 1]] = Math.min(lowest[path[depth - 1]], lowest[node]);
        }
        if (lowest[node] == number[node]) {
          leave(node);
        }
      }
    }
  }

  private int enter(int node) {
    number[node] = lowest[node] = ++numbered;
    open[opened++] = node;
    isOpen[node] = true;
    return node;
  }

  private void leave(int node) {
    List<Integer> component = new ArrayList<>();
    int last;
    do {
      last = open[--opened];
      isOpen[last] = false;
      component.add(last);
    } while (last != node);
    components.add(component);
  }
}
