package org.spikelane.graph;

import static org.spikelane.check.Arguments.refused;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The order of operators in a tick: a topological sort of who must come before whom, ties in the
 * order of declaration, so that it is always the same.
 *
 * <p>Operators that access the very same elements are put in order by a chain, different parts of a
 * base by how they overlap, so that there are few edges where many access one signal. Between parts
 * that overlap in many ways there are more, up to a limit.
 */
final class Schedule {

  private final List<Operator> operators;
  private final Precedence precedence;
  private final List<Operator> ordered;

  /** The limit of {@link #mostRelations}. */
  private final long most;

  private long compared;

  Schedule(List<Operator> operators) {
    this(operators, null);
  }

  /**
   * Of some operators of a schedule.
   *
   * @param ordered the order they have there
   */
  Schedule(List<Operator> operators, List<Operator> ordered) {
    this.operators = operators;
    this.precedence = new Precedence(operators.size());
    Map<Signal, List<Access>> byBase = new IdentityHashMap<>();
    List<List<Access>> bases = new ArrayList<>();
    long accesses = 0;
    for (int index = 0; index < operators.size(); index++) {
      List<Access> own = Access.of(operators.get(index), index);
      checkItself(own);
      accesses += own.size();
      for (Access access : own) {
        if (access.signal().size() > 0 && !access.signal().isConstant()) {
          byBase
              .computeIfAbsent(
                  access.signal().base(),
                  base -> {
                    List<Access> same = new ArrayList<>();
                    bases.add(same);
                    return same;
                  })
              .add(access);
        }
      }
    }
    most = mostRelations(accesses);
    for (List<Access> same : bases) {
      relate(same);
    }
    if (precedence.pairs() > MOST_WAITING * most) {
      throw tooMany("operators", MOST_WAITING * most);
    }
    List<Operator> sorted = sort();
    this.ordered = ordered == null ? sorted : ordered;
  }

  /**
   * So many times as many pairs of operators may have to wait one for the other: 2,000 parts of a
   * signal that 2,000 operators read as a whole are 4 million, and take four bytes each.
   */
  private static final int MOST_WAITING = 16;

  /** How many pairs of different parts of signals may be compared, for a number of accesses. */
  static long mostRelations(long accesses) {
    return (1 << 22) + 16 * accesses;
  }

  /** The operators in their order. */
  List<Operator> ordered() {
    return ordered;
  }

  /** How many edges say who must come before whom. */
  int edges() {
    return precedence.edges();
  }

  /** For each operator, as it was given, those that have to run after it; made anew. */
  int[][] followers() {
    return precedence.followers();
  }

  /** Finds who must come before whom among those that touch one base. */
  private void relate(List<Access> accesses) {
    Signal base = accesses.get(0).signal().base();
    boolean onlyRead = true;
    for (Access access : accesses) {
      onlyRead &= access.role() == Role.READ;
    }
    if (onlyRead) {
      return;
    }
    Map<Elements, Part> byElements = new LinkedHashMap<>();
    for (Access access : accesses) {
      Part part = byElements.computeIfAbsent(Elements.of(access.signal()), Part::new);
      if (access.role() == Role.SET || access.role() == Role.UPDATE) {
        checkOnce(part.writer(), access);
      }
      part.add(access);
    }
    List<Part> parts = new ArrayList<>(byElements.values());
    for (Part part : parts) {
      part.chain(precedence);
    }
    parts.sort(Comparator.comparingInt(part -> part.elements().lowest()));
    // Parts that are only read do not matter to each other.
    List<Part> read = new ArrayList<>();
    List<Part> written = new ArrayList<>();
    for (Part part : parts) {
      relate(part, written, base);
      if (part.isOnlyRead()) {
        read.add(part);
      } else {
        relate(part, read, base);
        written.add(part);
      }
    }
  }

  /** Relates a part to those before it that reach as far as it, and drops those that do not. */
  private void relate(Part part, List<Part> before, Signal base) {
    before.removeIf(other -> other.elements().highest() < part.elements().lowest());
    for (Part other : before) {
      compared += Math.max(other.elements().rows(), part.elements().rows());
      if (other.elements().overlaps(part.elements())) {
        checkOnce(other.writer(), part.writer());
        other.relate(part, precedence);
      }
      if (compared > most || precedence.edges() > most) {
        throw tooMany("operators on " + base, most);
      }
    }
  }

  private IllegalArgumentException tooMany(String name, long most) {
    return refused(
        name,
        "more than " + most + " pairs of views that may overlap",
        "on views of a signal that seldom overlap");
  }

  private void checkOnce(Access first, Access second) {
    if (first != null && second != null && first.index() != second.index()) {
      throw twice(first, second);
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
      precedence.edge(a.index(), a.index());
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

  private List<Operator> sort() {
    int[] sorted = precedence.sort();
    if (sorted.length < operators.size()) {
      List<String> labels =
          precedence.cycle().stream().map(index -> operators.get(index).label()).toList();
      throw refused(
          "graph",
          "a cycle " + String.join(" -> ", labels),
          "free of cycles without an update (a synapse)");
    }
    List<Operator> inOrder = new ArrayList<>();
    for (int index : sorted) {
      inOrder.add(operators.get(index));
    }
    return Collections.unmodifiableList(inOrder);
  }
}
