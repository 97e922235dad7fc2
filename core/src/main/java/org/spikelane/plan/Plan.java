package org.spikelane.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
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
import org.spikelane.graph.Step;
import org.spikelane.kernel.EnsembleKernel;
import org.spikelane.kernel.KernelProvider;

/**
 * What runs in a tick, in which order and on which thread. The operators of an ensemble become one
 * unit, if there is a kernel for that; units are put into levels, and levels into stages, whose
 * work is split over threads: always the same split, and whatever it is, the same bits.
 *
 * <p>The caller's functions are called by the caller's thread, in the order in which they were
 * declared as far as nothing else is said by what they read. Levels with little work are left to it
 * as well, as threads that wait for each other cost about a microsecond.
 */
public final class Plan {

  /** So many numbers have to be touched in a level for it to be shared. */
  private static final long WORTH_SHARING = 8_000;

  /** What runs as one: an ensemble, or the step of an operator. */
  private record Unit(FusedEnsemble ensemble, Step step, boolean isHost, long work) {}

  private final int threads;
  private final List<Stage> stages = new ArrayList<>();
  private final List<Step> alone = new ArrayList<>();

  private Plan(int threads) {
    this.threads = threads;
  }

  /**
   * The stages of a tick.
   *
   * @param graph what is run
   * @param context that it is bound to
   * @param steps of its operators, bound to it
   * @param threads how many threads there are, 1 or more
   */
  public static List<Stage> of(
      Graph graph, Context context, Map<Operator, Step> steps, int threads) {
    Plan plan = new Plan(threads);
    plan.add(graph, context, steps);
    return plan.stages;
  }

  private void add(Graph graph, Context context, Map<Operator, Step> steps) {
    Map<Operator, Integer> unitOf = new IdentityHashMap<>();
    List<Unit> units = new ArrayList<>();
    Optional<EnsembleKernel> kernel = KernelProvider.ensemble(context.kernel());
    if (kernel.isPresent()) {
      for (EnsembleOperators operators : EnsembleOperators.of(graph, context)) {
        FusedEnsemble ensemble = new FusedEnsemble(operators, context, steps, kernel.get());
        operators.all().forEach(operator -> unitOf.put(operator, units.size()));
        units.add(new Unit(ensemble, null, false, ensemble.work()));
      }
    }
    for (Operator operator : graph.operators()) {
      if (!unitOf.containsKey(operator)) {
        unitOf.put(operator, units.size());
        boolean isHost = operator instanceof HostFunction;
        units.add(new Unit(null, steps.get(operator), isHost, work(operator)));
      }
    }
    boolean[] large = new boolean[units.size()];
    for (int unit = 0; unit < large.length; unit++) {
      large[unit] = units.get(unit).ensemble() != null;
    }
    int[] level = Levels.of(followers(graph, unitOf, units.size()), large);
    for (List<Integer> indices : Levels.list(level)) {
      add(indices.stream().map(units::get).toList());
    }
    flush();
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
    return followers.stream()
        .map(set -> set.stream().mapToInt(Integer::intValue).toArray())
        .toArray(int[][]::new);
  }

  /** About how many numbers an operator touches. */
  private static long work(Operator operator) {
    return Stream.of(operator.sets(), operator.increments(), operator.reads(), operator.updates())
        .flatMap(List::stream)
        .mapToLong(Signal::size)
        .sum();
  }

  private void add(List<Unit> level) {
    long work = level.stream().mapToLong(Unit::work).sum();
    if (threads == 1 || work < WORTH_SHARING) {
      addAlone(level);
    } else {
      addShared(level, work);
    }
  }

  private void addAlone(List<Unit> level) {
    List<FusedEnsemble> ensembles = new ArrayList<>();
    for (Unit unit : level) {
      if (unit.ensemble() == null) {
        alone.add(unit.step());
      } else {
        ensembles.add(unit.ensemble());
      }
    }
    if (!ensembles.isEmpty()) {
      alone.add(FusedEnsemble.whole(ensembles));
    }
  }

  /**
   * Splits a level: ensembles that are large for a thread's share into parts, all others as they
   * are, the largest first, to the thread with the least work so far.
   */
  private void addShared(List<Unit> level, long work) {
    List<List<Step>> shares = new ArrayList<>();
    List<List<FusedEnsemble>> ensembles = new ArrayList<>();
    for (int thread = 0; thread < threads; thread++) {
      shares.add(new ArrayList<>());
      ensembles.add(new ArrayList<>());
    }
    long[] done = new long[threads];
    List<FusedEnsemble> split = new ArrayList<>();
    List<Unit> whole = new ArrayList<>();
    for (Unit unit : level) {
      FusedEnsemble ensemble = unit.ensemble();
      if (unit.isHost()) {
        shares.get(0).add(unit.step());
      } else if (ensemble != null && ensemble.blocks() > 1 && unit.work() > work / threads / 4) {
        ensemble.split(threads);
        split.add(ensemble);
        for (int k = 0; k < ensemble.parts(); k++) {
          int thread = least(done);
          done[thread] += unit.work() / ensemble.parts();
          shares.get(thread).add(ensemble.part(k));
        }
      } else {
        whole.add(unit);
      }
    }
    whole.sort(Comparator.comparingLong(unit -> -unit.work()));
    for (Unit unit : whole) {
      int thread = least(done);
      done[thread] += unit.work();
      if (unit.ensemble() == null) {
        shares.get(thread).add(unit.step());
      } else {
        ensembles.get(thread).add(unit.ensemble());
      }
    }
    for (int thread = 0; thread < threads; thread++) {
      if (!ensembles.get(thread).isEmpty()) {
        shares.get(thread).add(FusedEnsemble.whole(ensembles.get(thread)));
      }
    }
    split.forEach(ensemble -> alone.add(ensemble::begin));
    flush();
    stages.add(
        new Stage(shares.stream().map(each -> each.toArray(Step[]::new)).toArray(Step[][]::new)));
    split.forEach(ensemble -> alone.add(ensemble::end));
  }

  private static int least(long[] done) {
    int least = 0;
    for (int thread = 1; thread < done.length; thread++) {
      if (done[thread] < done[least]) {
        least = thread;
      }
    }
    return least;
  }

  private void flush() {
    if (!alone.isEmpty()) {
      stages.add(new Stage(new Step[][] {alone.toArray(Step[]::new)}));
      alone.clear();
    }
  }

  /** All steps of stages that one thread runs. */
  public static Step[] sequence(List<Stage> stages) {
    return stages.stream().flatMap(stage -> Arrays.stream(stage.shares()[0])).toArray(Step[]::new);
  }
}
