package org.spikelane.sim;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.spikelane.graph.Graph;
import org.spikelane.graph.HostFunction;
import org.spikelane.graph.Operator;
import org.spikelane.graph.Signal;
import org.spikelane.graph.Step;

/**
 * Splits a tick over threads: the levels of a graph become stages, of which each operator is given
 * to the thread with the least work so far, the largest first. Always the same split.
 *
 * <p>The caller's functions are called by the caller's thread. Levels with little work are left to
 * it as well, as threads that wait for each other cost about a microsecond.
 */
final class Stages {

  /** So many numbers have to be touched in a level for it to be shared. */
  private static final long WORTH_SHARING = 8_000;

  private Stages() {}

  static List<Crew.Stage> of(Graph graph, Map<Operator, Step> steps, int threads) {
    List<Crew.Stage> stages = new ArrayList<>();
    List<Step> alone = new ArrayList<>();
    for (List<Operator> level : graph.levels()) {
      if (level.size() == 1 || level.stream().mapToLong(Stages::cost).sum() < WORTH_SHARING) {
        level.forEach(operator -> alone.add(steps.get(operator)));
      } else {
        flush(alone, stages);
        stages.add(share(level, steps, threads));
      }
    }
    flush(alone, stages);
    return stages;
  }

  private static void flush(List<Step> alone, List<Crew.Stage> stages) {
    if (!alone.isEmpty()) {
      stages.add(new Crew.Stage(new Step[][] {alone.toArray(Step[]::new)}));
      alone.clear();
    }
  }

  private static Crew.Stage share(List<Operator> level, Map<Operator, Step> steps, int threads) {
    List<List<Step>> shares = new ArrayList<>();
    long[] work = new long[threads];
    for (int thread = 0; thread < threads; thread++) {
      shares.add(new ArrayList<>());
    }
    List<Operator> largestFirst = new ArrayList<>(level);
    // The caller's functions before all, and as declared: they may share something, such as a file.
    largestFirst.sort(
        Comparator.comparingLong(
            operator -> operator instanceof HostFunction ? Long.MIN_VALUE : -cost(operator)));
    for (Operator operator : largestFirst) {
      int least = 0;
      for (int thread = 1; thread < threads; thread++) {
        if (work[thread] < work[least] && !(operator instanceof HostFunction)) {
          least = thread;
        }
      }
      work[least] += cost(operator);
      shares.get(least).add(steps.get(operator));
    }
    return new Crew.Stage(
        shares.stream().map(share -> share.toArray(Step[]::new)).toArray(Step[][]::new));
  }

  /** How many numbers an operator touches. */
  private static long cost(Operator operator) {
    return Stream.of(operator.sets(), operator.increments(), operator.reads(), operator.updates())
        .flatMap(List::stream)
        .mapToLong(Signal::size)
        .sum();
  }
}
