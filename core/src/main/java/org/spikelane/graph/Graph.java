package org.spikelane.graph;

import static org.spikelane.check.Arguments.refused;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Signals and the operators on them: what every model becomes before it runs. Immutable.
 *
 * <p>It knows the order in which operators run ({@link Schedule}), and can be read as text or drawn
 * ({@link #toDot}).
 */
public final class Graph {

  private final List<Operator> operators;
  private final List<Signal> signals;
  private final Schedule schedule;

  /**
   * A graph of operators.
   *
   * @param operators their order matters where several increment one element: the sum has their
   *     order
   * @throws IllegalArgumentException if an operator is there twice or writes to a constant, two set
   *     or update the same element, one sets what another updates, or they form a cycle without an
   *     update; the message names the operators
   */
  public Graph(List<? extends Operator> operators) {
    this.operators = List.copyOf(operators);
    Set<Signal> bases = Collections.newSetFromMap(new IdentityHashMap<>());
    List<Signal> inOrder = new ArrayList<>();
    Set<Operator> known = Collections.newSetFromMap(new IdentityHashMap<>());
    for (Operator operator : this.operators) {
      if (!known.add(operator)) {
        throw refused("operators", "twice " + operator.label(), "different objects");
      }
      for (Access access : Access.of(operator, 0)) {
        if (access.signal().isConstant() && access.role() != Role.READ) {
          throw refused(
              operator.label(),
              "a write to " + access.signal(),
              "an operator that leaves constant signals as they are");
        }
        if (bases.add(access.signal().base())) {
          inOrder.add(access.signal().base());
        }
      }
    }
    this.signals = List.copyOf(inOrder);
    this.schedule = new Schedule(this.operators);
  }

  /**
   * The operators of this graph in parts, each by itself, in the order that they have here. What
   * parts share is for whoever runs them to pass on.
   *
   * @param partOf of each operator which part it is in, from 0
   * @param count how many parts
   */
  public List<Graph> parts(Map<Operator, Integer> partOf, int count) {
    List<List<Operator>> declared = lists(count);
    List<List<Operator>> inOrder = lists(count);
    operators.forEach(operator -> declared.get(partOf.get(operator)).add(operator));
    ordered().forEach(operator -> inOrder.get(partOf.get(operator)).add(operator));
    List<Graph> parts = new ArrayList<>();
    for (int part = 0; part < count; part++) {
      parts.add(ordered(declared.get(part), inOrder.get(part)));
    }
    return parts;
  }

  /**
   * This graph with others in the place of some operators, in the order of their declaration and in
   * that of a tick.
   *
   * @param others for each operator that is replaced, by identity; may be empty. In a tick, they
   *     run where it did
   */
  public Graph replaced(Map<Operator, List<Operator>> others) {
    return ordered(replaced(operators, others), replaced(ordered(), others));
  }

  private static List<Operator> replaced(
      List<Operator> operators, Map<Operator, List<Operator>> others) {
    List<Operator> replaced = new ArrayList<>();
    for (Operator operator : operators) {
      replaced.addAll(others.getOrDefault(operator, List.of(operator)));
    }
    return replaced;
  }

  private static Graph ordered(List<Operator> operators, List<Operator> ordered) {
    Set<Signal> known = Collections.newSetFromMap(new IdentityHashMap<>());
    List<Signal> bases = new ArrayList<>();
    for (Operator operator : operators) {
      for (Access access : Access.of(operator, 0)) {
        if (known.add(access.signal().base())) {
          bases.add(access.signal().base());
        }
      }
    }
    return new Graph(operators, bases, new Schedule(operators, ordered));
  }

  private static List<List<Operator>> lists(int count) {
    List<List<Operator>> lists = new ArrayList<>();
    for (int k = 0; k < count; k++) {
      lists.add(new ArrayList<>());
    }
    return lists;
  }

  private Graph(List<Operator> operators, List<Signal> signals, Schedule schedule) {
    this.operators = operators;
    this.signals = signals;
    this.schedule = schedule;
  }

  /**
   * What of this graph has to run: it without operators that only write what nobody can see, such
   * as the sum of an ensemble array's outputs, if no connection and no probe is from there. The
   * others remain in their order, and all signals are there. What is left out refuses nothing
   * either: a filter that nobody can see does not end a run if its input is not finite, nor is it
   * asked whether it can run at this dt.
   *
   * @param outputs signals that are looked at from outside
   */
  public Graph seen(Collection<Signal> outputs) {
    Set<Operator> seen = Unseen.not(operators, outputs);
    if (seen.size() == operators.size()) {
      return this;
    }
    List<Operator> left = operators.stream().filter(seen::contains).toList();
    List<Operator> ordered = ordered().stream().filter(seen::contains).toList();
    return new Graph(left, signals, new Schedule(left, ordered));
  }

  /** The operators as they were given. */
  public List<Operator> operators() {
    return operators;
  }

  /** The operators in the order in which they run. */
  public List<Operator> ordered() {
    return schedule.ordered();
  }

  /**
   * What waits for what: for each operator, by its place in {@link #operators}, the places of those
   * that have to run after it, directly; made anew by each call.
   */
  public int[][] followers() {
    return schedule.followers();
  }

  /** The base signals, in the order in which operators name them. */
  public List<Signal> signals() {
    return signals;
  }

  /** The operators in the order in which they run, one a line, each with what it does to what. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (Operator operator : ordered()) {
      text.append(operator.label());
      for (Role role : Role.values()) {
        List<Signal> of = role.of(operator);
        if (!of.isEmpty()) {
          text.append(" | ").append(role.verb()).append(' ');
          text.append(String.join(", ", of.stream().map(Signal::toString).toList()));
        }
      }
      text.append('\n');
    }
    return text.toString();
  }

  /** The graph as GraphViz draws it: {@code dot -Tsvg}. Boxes are operators, ellipses signals. */
  public String toDot() {
    return Dot.of(this);
  }
}
