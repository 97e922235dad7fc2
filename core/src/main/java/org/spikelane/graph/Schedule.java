package org.spikelane.graph;

import static org.spikelane.check.Arguments.refused;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * The order of operators in a tick: a topological sort of who must come before whom, ties in the
 * order of declaration, so that it is always the same.
 */
final class Schedule {

  private final List<Operator> operators;
  private final List<List<Integer>> after = new ArrayList<>();
  private final int[] before;
  private final List<Operator> ordered;

  Schedule(List<Operator> operators) {
    this.operators = operators;
    this.before = new int[operators.size()];
    Map<Signal, List<Access>> byBase = new IdentityHashMap<>();
    List<List<Access>> bases = new ArrayList<>();
    for (int index = 0; index < operators.size(); index++) {
      after.add(new ArrayList<>());
      List<Access> own = Access.of(operators.get(index), index);
      checkItself(own);
      for (Access access : own) {
        if (access.signal().size() > 0 && !access.signal().isConstant()) {
          byBase
              .computeIfAbsent(
                  access.signal().base(),
                  base -> {
                    List<Access> accesses = new ArrayList<>();
                    bases.add(accesses);
                    return accesses;
                  })
              .add(access);
        }
      }
    }
    bases.forEach(this::relate);
    ordered = sort();
  }

  /** The operators in their order. */
  List<Operator> ordered() {
    return ordered;
  }

  /** For each operator, as it was given, those that have to run after it. */
  int[][] followers() {
    return after.stream()
        .map(list -> list.stream().mapToInt(Integer::intValue).toArray())
        .toArray(int[][]::new);
  }

  /** The elements that an access is to, as far as it does not matter by which view. */
  private record Region(int offset, List<Integer> shape, List<Integer> strides) {
    static Region of(Signal signal) {
      List<Integer> shape = new ArrayList<>();
      List<Integer> strides = new ArrayList<>();
      for (int axis = 0; axis < signal.shape().length; axis++) {
        if (signal.size(axis) > 1) {
          shape.add(signal.size(axis));
          strides.add(signal.stride(axis));
        }
      }
      return new Region(signal.offset(), shape, strides);
    }
  }

  /**
   * Finds who must come before whom among those that touch one base. Many may touch the very same
   * elements, such as the time: among these a chain says it. Between overlapping parts, which a
   * sweep over the array finds, it is said of every two.
   */
  private void relate(List<Access> accesses) {
    Map<Region, List<Access>> byRegion = new LinkedHashMap<>();
    for (Access access : accesses) {
      byRegion.computeIfAbsent(Region.of(access.signal()), r -> new ArrayList<>()).add(access);
    }
    byRegion.values().forEach(this::chain);
    List<List<Access>> sorted = new ArrayList<>(byRegion.values());
    sorted.sort(Comparator.comparingInt(same -> same.get(0).signal().lowest()));
    List<List<Access>> active = new ArrayList<>();
    for (List<Access> same : sorted) {
      Signal signal = same.get(0).signal();
      active.removeIf(other -> other.get(0).signal().highest() < signal.lowest());
      for (List<Access> other : active) {
        if (other.get(0).signal().overlaps(signal)) {
          for (Access a : other) {
            for (Access b : same) {
              if (a.index() != b.index()) {
                relate(a, b);
              }
            }
          }
        }
      }
      active.add(same);
    }
  }

  /**
   * Orders accesses to the same elements, given in the order of declaration: set, every increment
   * after the one before, all reads, update.
   */
  private void chain(List<Access> same) {
    Access writer = null;
    Access last = null;
    List<Access> reads = new ArrayList<>();
    List<Access> sorted = new ArrayList<>(same);
    sorted.sort(Comparator.comparing(Access::role));
    for (Access access : sorted) {
      switch (access.role()) {
        case SET, UPDATE -> {
          if (writer != null && writer.index() != access.index()) {
            throw twice(writer, access);
          }
          writer = access;
          if (access.role() == Role.UPDATE) {
            edge(last, access);
            reads.forEach(read -> edge(read, access));
          } else {
            last = access;
          }
        }
        case INCREMENT -> {
          edge(last, access);
          last = access;
        }
        case READ -> {
          edge(last, access);
          reads.add(access);
        }
      }
    }
  }

  /** An edge, unless there is nobody to wait for, or an operator would wait for itself. */
  private void edge(Access from, Access to) {
    if (from != null && from.index() != to.index()) {
      edge(from.index(), to.index());
    }
  }

  private void relate(Access a, Access b) {
    if (a.role() == b.role()) {
      switch (a.role()) {
        case SET, UPDATE -> throw twice(a, b);
        case INCREMENT -> edge(Math.min(a.index(), b.index()), Math.max(a.index(), b.index()));
        case READ -> {}
      }
    } else if (a.role() == Role.SET && b.role() == Role.UPDATE
        || a.role() == Role.UPDATE && b.role() == Role.SET) {
      throw twice(a, b);
    } else if (a.role().compareTo(b.role()) < 0) {
      edge(a.index(), b.index());
    } else {
      edge(b.index(), a.index());
    }
  }

  private void checkItself(List<Access> own) {
    for (int i = 0; i < own.size(); i++) {
      for (int j = 0; j < i; j++) {
        if (own.get(i).signal().overlaps(own.get(j).signal())) {
          relateToItself(own.get(j), own.get(i));
        }
      }
    }
  }

  /**
   * One operator may read what it updates, or add to what it sets. To read what it has to set or
   * add to before is a cycle of one.
   */
  private void relateToItself(Access a, Access b) {
    Role first = a.role().compareTo(b.role()) < 0 ? a.role() : b.role();
    Role last = first == a.role() ? b.role() : a.role();
    if (first != Role.READ && last == Role.READ) {
      edge(a.index(), a.index());
    } else if ((first == Role.SET || first == Role.UPDATE) && last != Role.INCREMENT) {
      throw twice(a, b);
    }
  }

  private IllegalArgumentException twice(Access a, Access b) {
    Access first = a.index() < b.index() ? a : b;
    Access second = a.index() < b.index() ? b : a;
    return refused(
        second.signal().toString(),
        name(first) + " and " + name(second),
        a.index() == b.index() ? "set or updated once" : "set or updated by one operator");
  }

  private String name(Access access) {
    return access.role().verb() + " by " + operators.get(access.index()).label();
  }

  private void edge(int from, int to) {
    after.get(from).add(to);
    before[to]++;
  }

  private List<Operator> sort() {
    int[] waiting = before.clone();
    PriorityQueue<Integer> ready = new PriorityQueue<>();
    for (int i = 0; i < waiting.length; i++) {
      if (waiting[i] == 0) {
        ready.add(i);
      }
    }
    List<Operator> sorted = new ArrayList<>();
    while (!ready.isEmpty()) {
      int next = ready.remove();
      sorted.add(operators.get(next));
      for (int follower : after.get(next)) {
        if (--waiting[follower] == 0) {
          ready.add(follower);
        }
      }
    }
    if (sorted.size() < operators.size()) {
      throw refused(
          "graph", "a cycle " + cycle(waiting), "free of cycles without an update (a synapse)");
    }
    return List.copyOf(sorted);
  }

  /** One cycle among the operators that still wait, as its labels. */
  private String cycle(int[] waiting) {
    // Backwards from any that waits to one that it waits for, until one comes again.
    int[] awaited = new int[waiting.length];
    Arrays.fill(awaited, -1);
    for (int i = 0; i < waiting.length; i++) {
      if (waiting[i] > 0) {
        for (int follower : after.get(i)) {
          awaited[follower] = i;
        }
      }
    }
    int at = 0;
    while (waiting[at] == 0) {
      at++;
    }
    List<Integer> path = new ArrayList<>();
    boolean[] passed = new boolean[waiting.length];
    while (!passed[at]) {
      passed[at] = true;
      path.add(at);
      at = awaited[at];
    }
    List<String> labels = new ArrayList<>();
    labels.add(operators.get(at).label());
    for (int k = path.size() - 1; k >= path.indexOf(at); k--) {
      labels.add(operators.get(path.get(k)).label());
    }
    return String.join(" -> ", labels);
  }
}
