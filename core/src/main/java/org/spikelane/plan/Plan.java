package org.spikelane.plan;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.spikelane.graph.BoundCopy;
import org.spikelane.graph.BoundFilter;
import org.spikelane.graph.BoundReset;
import org.spikelane.graph.Context;
import org.spikelane.graph.Graph;
import org.spikelane.graph.Operator;
import org.spikelane.graph.Signal;
import org.spikelane.graph.Step;
import org.spikelane.kernel.EnsembleKernel;
import org.spikelane.kernel.EnsembleShape;
import org.spikelane.kernel.KernelProvider;
import org.spikelane.kernel.LearningKernel;
import org.spikelane.kernel.LearningShape;

/**
 * What runs in a tick, in which order and on which thread. The operators of an ensemble become one
 * unit, if there is a kernel for that; units are put into {@link Levels}, and levels into stages,
 * whose work is split over threads: always the same split, and whatever it is, the same bits. What
 * waits for nobody but one thread's share of a stage is added to it ({@link Following}).
 *
 * <p>The caller's functions are called by the caller's thread, in the graph's order. Levels with
 * little work are left to it as well.
 */
public final class Plan {

  /** As many threads as pay, and there are processors. */
  public static final int AUTOMATIC = 0;

  private final Context context;
  private final Map<Operator, Step> steps;
  private final Function<EnsembleShape, EnsembleKernel> kernels;
  private final Map<Unit, FusedEnsemble> ensembles = new IdentityHashMap<>();

  /** What steps a filter, with others: their state is there. */
  private final Map<BoundFilter, Step> joined = new IdentityHashMap<>();

  private final Map<Unit, EnsemblePass> split = new IdentityHashMap<>();
  private final int threads;
  private final List<Stage> stages = new ArrayList<>();
  private final List<Step> alone = new ArrayList<>();

  /** What one thread runs: in the place of shares, steps that do what all of these do. */
  private final List<Step> inARow = new ArrayList<>();

  /**
   * Plans the ticks of a graph.
   *
   * @param graph what is run
   * @param context that it is bound to
   * @param steps of its operators, bound to it
   * @param outputs signals that are looked at or written between ticks
   * @param threads how many threads there are, 1 or more; or {@link #AUTOMATIC}
   */
  public Plan(
      Graph graph,
      Context context,
      Map<Operator, Step> steps,
      Collection<Signal> outputs,
      int threads) {
    Set<Signal> seen = bases(outputs);
    this.context = context;
    this.steps = new IdentityHashMap<>(steps);
    Optional<Function<EnsembleShape, EnsembleKernel>> fuses =
        KernelProvider.ensemble(context.kernel());
    this.kernels = fuses.orElse(null);
    Optional<Function<LearningShape, LearningKernel>> learns =
        KernelProvider.learning(context.kernel());
    Units units = Units.of(graph, context, seen, fuses.isPresent(), learns.isPresent());
    for (List<Unit> level : units.levels()) {
      for (Unit unit : level) {
        if (unit.learning() != null) {
          Step fused = new FusedLearning(unit.learning(), context, steps, learns.get());
          this.steps.put(unit.operator(), fused);
        }
      }
    }
    this.threads =
        threads == AUTOMATIC
            ? Shares.best(units.levels(), Runtime.getRuntime().availableProcessors())
            : threads;
    List<List<Unit>> levels = new ArrayList<>(units.levels());
    Set<Unit> done = Collections.newSetFromMap(new IdentityHashMap<>());
    for (int k = 0; k < levels.size(); k++) {
      List<Unit> level = levels.get(k);
      if (Shares.pays(level, this.threads)) {
        List<Unit> first = Shares.ahead(level);
        addAlone(first);
        done.addAll(first);
        level = level.stream().filter(unit -> !done.contains(unit)).toList();
        List<List<Unit>> left = new ArrayList<>(levels);
        Shares shares = Shares.of(level, this.threads, false);
        List<Following> following = Following.of(shares, left, k + 1, units.before(), done);
        if (!Shares.areEqual(Following.work(shares, following))) {
          left = new ArrayList<>(levels);
          shares = Shares.of(level, this.threads, true);
          following = Following.of(shares, left, k + 1, units.before(), done);
        }
        levels = left;
        addShared(level, shares, following);
        following.forEach(after -> after.units().forEach(done::addAll));
      } else {
        addAlone(level);
      }
      done.addAll(level);
    }
    flush();
  }

  /** The base signals that some are views of, a set by identity. */
  static Set<Signal> bases(Collection<Signal> signals) {
    Set<Signal> bases = Collections.newSetFromMap(new IdentityHashMap<>());
    for (Signal signal : signals) {
      bases.add(signal.base());
    }
    return bases;
  }

  /** How many threads it is for. */
  public int threads() {
    return threads;
  }

  /** The stages of a tick. */
  public List<Stage> stages() {
    return List.copyOf(stages);
  }

  /**
   * What one thread runs in a tick, however many it is for. Any tick may be run so, or by its
   * {@link #stages}.
   */
  public Step[] steps() {
    return inARow.toArray(new Step[0]);
  }

  private FusedEnsemble ensemble(Unit unit) {
    return ensembles.computeIfAbsent(
        unit, of -> new FusedEnsemble(of.ensemble(), context, steps, kernels));
  }

  private void addAlone(List<Unit> units) {
    List<Step> steps = together(units);
    alone.addAll(steps);
    inARow.addAll(steps);
  }

  private void addShared(List<Unit> level, Shares shares, List<Following> following) {
    List<Step[]> stage = new ArrayList<>();
    List<Step> behind = new ArrayList<>();
    for (int thread = 0; thread < threads; thread++) {
      List<Shares.Piece> pieces = shares.pieces().get(thread);
      List<Step> share = new ArrayList<>();
      List<Unit> whole = new ArrayList<>();
      for (Shares.Piece piece : pieces) {
        if (piece.parts() == 1) {
          whole.add(piece.unit());
        } else {
          EnsemblePass pass = split.get(piece.unit());
          if (pass == null) {
            pass = EnsemblePass.first(List.of(ensemble(piece.unit())), piece.parts());
            split.put(piece.unit(), pass);
            alone.add(pass::begin);
            behind.add(pass::end);
          }
          share.add(pass.part(piece.part()));
        }
      }
      share.addAll(0, together(whole));
      for (Following after : following) {
        share.addAll(together(after.units().get(thread)));
      }
      stage.add(share.toArray(Step[]::new));
    }
    flush();
    stages.add(new Stage(stage.toArray(Step[][]::new)));
    alone.addAll(behind);
    inARow.addAll(together(level));
    for (Following after : following) {
      inARow.addAll(together(after.units().stream().flatMap(List::stream).toList()));
    }
  }

  /**
   * The steps of units that have nothing to do with each other, many of a kind as one. They may
   * have been asked for before, as those of a thread's share: then an ensemble is in another pass,
   * too, and a filter is stepped with those that it was joined with in the share.
   */
  private List<Step> together(List<Unit> units) {
    List<Step> together = new ArrayList<>();
    Map<FusedEnsemble.Kind, List<FusedEnsemble>> fused = new LinkedHashMap<>();
    Set<Step> joinedBefore = new LinkedHashSet<>();
    List<BoundFilter> filters = new ArrayList<>();
    List<BoundCopy> copies = new ArrayList<>();
    List<BoundReset> resets = new ArrayList<>();
    for (Unit unit : units) {
      Step step = unit.ensemble() == null ? steps.get(unit.operator()) : null;
      if (step == null) {
        FusedEnsemble ensemble = ensemble(unit);
        fused.computeIfAbsent(ensemble.kind(), kind -> new ArrayList<>()).add(ensemble);
      } else if (joined.containsKey(step)) {
        joinedBefore.add(joined.get(step));
      } else if (step instanceof BoundFilter filter) {
        filters.add(filter);
      } else if (step instanceof BoundCopy copy) {
        copies.add(copy);
      } else if (step instanceof BoundReset reset) {
        resets.add(reset);
      } else {
        together.add(step);
      }
    }
    for (List<FusedEnsemble> ofOneKind : fused.values()) {
      boolean isFirst = ofOneKind.get(0).parts() == null;
      together.add(isFirst ? EnsemblePass.first(ofOneKind, 1) : new EnsemblePass(ofOneKind));
    }
    together.addAll(joinedBefore);
    if (!filters.isEmpty()) {
      Step all = BoundFilter.all(filters);
      filters.forEach(filter -> joined.put(filter, all));
      together.add(all);
    }
    if (!copies.isEmpty()) {
      together.add(BoundCopy.all(copies));
    }
    if (!resets.isEmpty()) {
      together.add(BoundReset.all(resets));
    }
    return together;
  }

  private void flush() {
    if (!alone.isEmpty()) {
      stages.add(new Stage(new Step[][] {alone.toArray(new Step[0])}));
      alone.clear();
    }
  }
}
