package org.spikelane.graph;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.PriorityQueue;
import java.util.stream.IntStream;

/**
 * Who must come before whom: edges between operators, by their indices, and events. An event stands
 * between many that come before it and many that come after it: with it there are as many edges as
 * there are operators, without it as many as there are pairs.
 */
final class Precedence {

  private final int operators;
  private int nodes;
  private int edges;
  private int[] from = new int[64];
  private int[] to = new int[64];

  /** Where the followers of each node begin; made when sorting, as all that follows. */
  private int[] start;

  private int[] follower;
  private int[] waiting;

  Precedence(int operators) {
    this.operators = operators;
    this.nodes = operators;
  }

  /** A new event. */
  int event() {
    return nodes++;
  }

  /** One node comes before another; before itself is a cycle. */
  void edge(int before, int after) {
    if (edges == from.length) {
      from = Arrays.copyOf(from, 2 * edges);
      to = Arrays.copyOf(to, 2 * edges);
    }
    from[edges] = before;
    to[edges++] = after;
  }

  /** How many edges there are. */
  int edges() {
    return edges;
  }

  /** How many edges there would be without events, no event being next to another. */
  long pairs() {
    long[] in = new long[nodes];
    long[] out = new long[nodes];
    for (int k = 0; k < edges; k++) {
      in[to[k]]++;
      out[from[k]]++;
    }
    long pairs = edges;
    for (int event = operators; event < nodes; event++) {
      pairs += in[event] * out[event] - in[event] - out[event];
    }
    return pairs;
  }

  /** For each operator those that come after it, with no other between them; after sorting. */
  int[][] followers() {
    int[][] followers = new int[operators][];
    for (int node = 0; node < operators; node++) {
      IntStream.Builder after = IntStream.builder();
      for (int k = start[node]; k < start[node + 1]; k++) {
        if (follower[k] < operators) {
          after.add(follower[k]);
        } else {
          Arrays.stream(follower, start[follower[k]], start[follower[k] + 1]).forEach(after);
        }
      }
      followers[node] = after.build().toArray();
    }
    return followers;
  }

  /**
   * Sorts: whoever waits for nobody is next, of several the first declared.
   *
   * @return indices of operators; not all of them if there is a {@link #cycle}
   */
  int[] sort() {
    index();
    PriorityQueue<Integer> ready = new PriorityQueue<>();
    for (int i = 0; i < operators; i++) {
      if (waiting[i] == 0) {
        ready.add(i);
      }
    }
    int[] sorted = new int[operators];
    int count = 0;
    Deque<Integer> passed = new ArrayDeque<>();
    while (!ready.isEmpty()) {
      int next = ready.remove();
      sorted[count++] = next;
      // The events that it was the last to come before pass at once.
      for (passed.push(next); !passed.isEmpty(); ) {
        int node = passed.pop();
        for (int k = start[node]; k < start[node + 1]; k++) {
          int after = follower[k];
          if (--waiting[after] == 0) {
            (after < operators ? ready : passed).add(after);
          }
        }
      }
    }
    return Arrays.copyOf(sorted, count);
  }

  /** Sorts the edges by where they begin, and counts how many end at each node. */
  private void index() {
    start = new int[nodes + 1];
    follower = new int[edges];
    waiting = new int[nodes];
    for (int k = 0; k < edges; k++) {
      start[from[k] + 1]++;
      waiting[to[k]]++;
    }
    for (int node = 0; node < nodes; node++) {
      start[node + 1] += start[node];
    }
    int[] free = start.clone();
    for (int k = 0; k < edges; k++) {
      follower[free[from[k]]++] = to[k];
    }
  }

  /** One cycle among the operators that were not sorted: each comes before the next. */
  List<Integer> cycle() {
    // Backwards from any that waits to one that it waits for, until one comes again.
    int[] awaited = new int[nodes];
    for (int node = 0; node < nodes; node++) {
      for (int k = start[node]; waiting[node] > 0 && k < start[node + 1]; k++) {
        awaited[follower[k]] = node;
      }
    }
    int at = 0;
    while (waiting[at] == 0) {
      at++;
    }
    boolean[] passed = new boolean[nodes];
    while (!passed[at]) {
      passed[at] = true;
      at = awaited[at];
    }
    while (at >= operators) {
      at = awaited[at];
    }
    List<Integer> cycle = new ArrayList<>();
    int first = at;
    do {
      if (at < operators) {
        cycle.add(0, at);
      }
      at = awaited[at];
    } while (at != first);
    cycle.add(0, first);
    return cycle;
  }
}
