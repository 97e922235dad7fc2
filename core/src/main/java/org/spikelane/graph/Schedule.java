package org.spikelane.graph;

import static org.spikelane.check.Arguments.refused;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.IdentityHashMap;
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

  Schedule(List<Operator> operators) {
    this.operators = operators;
    this.before = new int[operators.size()];
    Map<Signal, List<Access>> byBase = new IdentityHashMap<>();
    List<List<Access>> bases = new ArrayList<>();
    for (int index = 0; index < operators.size(); index++) {
      after.add(new ArrayList<>());
      for (Access access : Access.of(operators.get(index), index)) {
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
  }

  /** Finds who must come before whom among those that touch one base, by a sweep over its array. */
  private void relate(List<Access> accesses) {
    accesses.sort(Comparator.comparingInt(access -> access.signal().lowest()));
    List<Access> active = new ArrayList<>();
    for (Access access : accesses) {
      active.removeIf(other -> other.signal().highest() < access.signal().lowest());
      for (Access other : active) {
        if (other.signal().overlaps(access.signal())) {
          relate(other, access);
        }
      }
      active.add(access);
    }
  }

  private void relate(Access a, Access b) {
    if (a.index() == b.index()) {
      relateToItself(a, b);
    } else if (a.role() == b.role()) {
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

  List<Operator> order() {
    int[] waiting = before.clone();
    PriorityQueue<Integer> ready = new PriorityQueue<>();
    for (int i = 0; i < waiting.length; i++) {
      if (waiting[i] == 0) {
        ready.add(i);
      }
    }
    List<Operator> ordered = new ArrayList<>();
    while (!ready.isEmpty()) {
      int next = ready.remove();
      ordered.add(operators.get(next));
      for (int follower : after.get(next)) {
        if (--waiting[follower] == 0) {
          ready.add(follower);
        }
      }
    }
    if (ordered.size() < operators.size()) {
      throw refused(
          "graph", "a cycle " + cycle(waiting), "free of cycles without an update (a synapse)");
    }
    return List.copyOf(ordered);
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
    while (!path.contains(at)) {
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
