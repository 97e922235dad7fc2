package org.spikelane.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.spikelane.graph.Context;
import org.spikelane.graph.Graph;
import org.spikelane.graph.HostFunction;
import org.spikelane.graph.Operator;
import org.spikelane.graph.Signal;
import org.spikelane.kernel.DenseProduct;

/**
 * What runs as one: an ensemble, a decoding that learns, or an operator of its own.
 *
 * @param ensemble null, if it is none
 * @param learning null, if it is none
 * @param operator null, if it is an ensemble; of a decoding that learns, the rule
 * @param work about how many numbers a tick touches; one takes less than 0.1 ns
 */
record Unit(EnsembleOperators ensemble, LearningOperators learning, Operator operator, long work) {

  /** What a unit takes besides its numbers: finding them, in so many numbers' time. */
  private static final long BEGIN = 200;

  private static Unit of(EnsembleOperators ensemble) {
    return new Unit(ensemble, null, null, BEGIN + ensemble.work());
  }

  private static Unit of(LearningOperators learning) {
    return new Unit(null, learning, learning.learn(), BEGIN + learning.work());
  }

  private static Unit of(Operator operator) {
    long work =
        Stream.of(operator.sets(), operator.increments(), operator.reads(), operator.updates())
            .flatMap(List::stream)
            .mapToLong(Signal::size)
            .sum();
    return new Unit(null, null, operator, BEGIN + work);
  }

  /** Whether it is a function of the caller's. */
  boolean isHost() {
    return operator instanceof HostFunction;
  }

  /**
   * How many threads could share it: one, if the output of its neurons is read by others, who would
   * have to fetch it from them.
   */
  int blocks() {
    return ensemble == null || ensemble.showsOutput()
        ? 1
        : DenseProduct.blocks(ensemble.neurons().current().size());
  }

  /**
   * The units of a graph in levels, each in the order of declaration, ensembles first.
   *
   * @param seen base signals that are looked at or written between ticks
   * @param fuses whether ensembles are to be units
   * @param learns whether decodings that learn are to be units
   */
  static List<List<Unit>> levels(
      Graph graph, Context context, Set<Signal> seen, boolean fuses, boolean learns) {
    List<LearningOperators> learning =
        learns ? LearningOperators.of(graph, context.dt(), seen) : List.of();
    // Operators of another make may see to it that something waits for a part of a sum only.
    for (boolean withInputs : fuses ? new boolean[] {true, false} : new boolean[0]) {
      List<EnsembleOperators> ensembles = EnsembleOperators.of(graph, context, seen, withInputs);
      Optional<List<List<Unit>>> levels = levels(graph, ensembles, learning);
      // Two may wait for each other though none waits for itself.
      if (levels.isEmpty() && !learning.isEmpty()) {
        levels = levels(graph, ensembles, List.of());
      }
      if (levels.isPresent()) {
        return levels.get();
      }
    }
    return levels(graph, List.of(), learning)
        .or(() -> levels(graph, List.of(), List.of()))
        .orElseThrow();
  }

  /** Empty if a unit would wait for itself by way of others. */
  private static Optional<List<List<Unit>>> levels(
      Graph graph, List<EnsembleOperators> ensembles, List<LearningOperators> learning) {
    Map<Operator, Integer> unitOf = new IdentityHashMap<>();
    List<Unit> units = new ArrayList<>();
    for (EnsembleOperators ensemble : ensembles) {
      for (Operator operator : ensemble.all()) {
        if (unitOf.put(operator, units.size()) != null) {
          throw new AssertionError(operator.label() + " is of two ensembles");
        }
      }
      units.add(of(ensemble));
    }
    for (LearningOperators each : learning) {
      each.all().forEach(operator -> unitOf.put(operator, units.size()));
      units.add(of(each));
    }
    for (Operator operator : graph.operators()) {
      if (unitOf.putIfAbsent(operator, units.size()) == null) {
        units.add(of(operator));
      }
    }
    boolean[] large = new boolean[units.size()];
    Arrays.fill(large, 0, ensembles.size(), true);
    return Levels.of(followers(graph, unitOf, units.size()), large)
        .map(
            level ->
                Levels.list(level).stream()
                    .map(indices -> indices.stream().map(units::get).toList())
                    .toList());
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
    return followers.stream()
        .map(set -> set.stream().mapToInt(Integer::intValue).toArray())
        .toArray(int[][]::new);
  }
}
