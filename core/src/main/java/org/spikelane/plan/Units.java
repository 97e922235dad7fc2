package org.spikelane.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.spikelane.graph.Context;
import org.spikelane.graph.Graph;
import org.spikelane.graph.HostFunction;
import org.spikelane.graph.Operator;
import org.spikelane.graph.Signal;

/**
 * The units of a graph, and what waits for what.
 *
 * @param levels a unit waits only for some of levels before its own; each level in the order of
 *     declaration, ensembles first
 * @param before for each unit, by identity, those that it waits for directly; none, if it waits for
 *     nobody
 */
record Units(List<List<Unit>> levels, Map<Unit, List<Unit>> before) {

  /**
   * The units of a graph.
   *
   * @param seen base signals that are looked at or written between ticks
   * @param fuses whether ensembles are to be units
   * @param learns whether decodings that learn are to be units
   */
  static Units of(Graph graph, Context context, Set<Signal> seen, boolean fuses, boolean learns) {
    List<LearningOperators> learning =
        learns ? LearningOperators.of(graph, context.dt(), seen) : List.of();
    // Operators of another make may see to it that something waits for a part of a sum only.
    for (boolean withInputs : fuses ? new boolean[] {true, false} : new boolean[0]) {
      List<EnsembleOperators> ensembles = EnsembleOperators.of(graph, context, seen, withInputs);
      Optional<Units> units = of(graph, ensembles, learning);
      // Two may wait for each other though none waits for itself.
      if (units.isEmpty() && !learning.isEmpty()) {
        units = of(graph, ensembles, List.of());
      }
      if (units.isPresent()) {
        return units.get();
      }
    }
    return of(graph, List.of(), learning).or(() -> of(graph, List.of(), List.of())).orElseThrow();
  }

  /** Empty if a unit would wait for itself by way of others. */
  private static Optional<Units> of(
      Graph graph, List<EnsembleOperators> ensembles, List<LearningOperators> learning) {
    Map<Operator, Integer> unitOf = new IdentityHashMap<>();
    List<Unit> units = new ArrayList<>();
    for (EnsembleOperators ensemble : ensembles) {
      for (Operator operator : ensemble.all()) {
        if (unitOf.put(operator, units.size()) != null) {
          throw new AssertionError(operator.label() + " is of two ensembles");
        }
      }
      units.add(Unit.of(ensemble));
    }
    for (LearningOperators each : learning) {
      each.all().forEach(operator -> unitOf.put(operator, units.size()));
      units.add(Unit.of(each));
    }
    for (Operator operator : graph.operators()) {
      if (unitOf.putIfAbsent(operator, units.size()) == null) {
        units.add(Unit.of(operator));
      }
    }
    boolean[] large = new boolean[units.size()];
    Arrays.fill(large, 0, ensembles.size(), true);
    int[][] followers = followers(graph, unitOf, units.size());
    return Levels.of(followers, large)
        .map(level -> new Units(Levels.list(units, level), before(units, followers)));
  }

  private static Map<Unit, List<Unit>> before(List<Unit> units, int[][] followers) {
    Map<Unit, List<Unit>> before = new IdentityHashMap<>();
    for (int k = 0; k < followers.length; k++) {
      for (int follower : followers[k]) {
        before.computeIfAbsent(units.get(follower), unit -> new ArrayList<>()).add(units.get(k));
      }
    }
    return before;
  }

  private static int[][] followers(Graph graph, Map<Operator, Integer> unitOf, int units) {
    List<Set<Integer>> followers = new ArrayList<>();
    for (int unit = 0; unit < units; unit++) {
      followers.add(new LinkedHashSet<>());
    }
    int[][] after = graph.followers();
    for (int k = 0; k < after.length; k++) {
      int unit = unitOf.get(graph.operators().get(k));
      for (int follower : after[k]) {
        int other = unitOf.get(graph.operators().get(follower));
        if (other != unit) {
          followers.get(unit).add(other);
        }
      }
    }
    // The caller's functions may share something: their order is that of the graph, whatever runs.
    Operator before = null;
    for (Operator operator : graph.ordered()) {
      if (operator instanceof HostFunction) {
        if (before != null) {
          followers.get(unitOf.get(before)).add(unitOf.get(operator));
        }
        before = operator;
      }
    }
    int[][] array = new int[units][];
    for (int unit = 0; unit < units; unit++) {
      array[unit] = new int[followers.get(unit).size()];
      int at = 0;
      for (int follower : followers.get(unit)) {
        array[unit][at++] = follower;
      }
    }
    return array;
  }
}
