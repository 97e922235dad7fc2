package org.spikelane.sim;

import static org.spikelane.check.Arguments.length;
import static org.spikelane.check.Arguments.refused;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.spikelane.graph.BoundNeurons;
import org.spikelane.graph.Context;
import org.spikelane.graph.Copy;
import org.spikelane.graph.Graph;
import org.spikelane.graph.NamedGraph;
import org.spikelane.graph.Operator;
import org.spikelane.graph.Recording;
import org.spikelane.graph.Signal;
import org.spikelane.graph.StateReader;
import org.spikelane.graph.StateWriter;
import org.spikelane.graph.StatefulStep;
import org.spikelane.graph.Step;
import org.spikelane.graph.StepNeurons;
import org.spikelane.kernel.KernelChoice;
import org.spikelane.parallel.Apart;
import org.spikelane.plan.DividedNeurons;
import org.spikelane.plan.Piece;
import org.spikelane.plan.Pieces;
import org.spikelane.plan.Plan;

/**
 * A graph bound to arrays, with the steps that run: all that changes while a network runs. If it is
 * in pieces, each has arrays of its own.
 */
final class Bound {

  final long seed;
  private final Step[] steps;

  /** How many ticks have been run, without one that failed; apart, as it changes in each. */
  private final long[] ticks = Apart.longs(1);

  private final Graph graph;

  /** Null if it is in one piece. */
  private final Pieces pieces;

  private final Context[] contexts;

  /** Which piece a base signal is written in; the first, if it is not there. */
  private final Map<Signal, Integer> pieceOf = new IdentityHashMap<>();

  private final Map<Operator, Step> byOperator;

  /** An array, as to go through a list makes an object. */
  private final DividedState[] divided;

  private final Map<Operator, Recording> recordings = new IdentityHashMap<>();
  private final Recording[] inOrder;
  private final List<Signal> saved;

  /** What is looked at or written between ticks. */
  private final Collection<Signal> touched;

  /** At time 0; all of the graph runs. */
  Bound(NamedGraph named, double dt, long seed, KernelChoice kernel) {
    this(named, null, dt, seed, kernel);
  }

  /**
   * At time 0, maybe in pieces.
   *
   * @param pieces of the graph; null for none
   */
  Bound(NamedGraph named, Pieces pieces, double dt, long seed, KernelChoice kernel) {
    this.graph = named.graph();
    this.pieces = pieces;
    this.saved = saved(graph);
    this.touched = new ArrayList<>(named.inputs().values());
    this.touched.addAll(named.outputs().values());
    this.seed = seed;
    Map<Operator, Context> contextOf = new IdentityHashMap<>();
    if (pieces == null) {
      contexts = new Context[] {new Context(graph, dt, seed, kernel)};
    } else {
      contexts = new Context[pieces.pieces().size()];
      for (int piece = 0; piece < contexts.length; piece++) {
        Piece part = pieces.pieces().get(piece);
        contexts[piece] = new Context(part.graph(), dt, seed, kernel);
        for (Operator operator : part.graph().operators()) {
          contextOf.put(operator, contexts[piece]);
        }
        for (Signal base : part.written()) {
          pieceOf.put(base, piece);
        }
      }
    }
    Graph wholes =
        new Graph(
            pieces == null
                ? List.of()
                : pieces.divided().stream().map(DividedNeurons::whole).toList());
    Context apart = new Context(wholes, dt, seed, kernel);
    wholes.operators().forEach(neurons -> contextOf.put(neurons, apart));
    List<Operator> ordered = graph.ordered();
    steps = new Step[ordered.size()];
    List<Recording> inOrder = new ArrayList<>();
    for (int i = 0; i < steps.length; i++) {
      Operator operator = ordered.get(i);
      Context context = contexts.length == 1 ? contexts[0] : contextOf.get(operator);
      if (context == null) {
        // Others are in its place, as in that of the neurons that it is for.
        continue;
      }
      try {
        steps[i] = operator.bind(context);
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(operator.label() + ": " + e.getMessage(), e);
      }
      if (steps[i] instanceof Recording recording) {
        recordings.put(operator, recording);
        inOrder.add(recording);
      }
    }
    this.inOrder = inOrder.toArray(new Recording[0]);
    this.byOperator = byOperator();
    this.divided = pieces == null ? new DividedState[0] : bindOthers();
  }

  private Map<Operator, Step> byOperator() {
    Map<Operator, Step> byOperator = new IdentityHashMap<>();
    for (int i = 0; i < steps.length; i++) {
      byOperator.put(graph.ordered().get(i), steps[i]);
    }
    return byOperator;
  }

  /** Binds what is in the place of divided neurons. */
  private DividedState[] bindOthers() {
    for (int piece = 0; piece < contexts.length; piece++) {
      for (Operator operator : pieces.pieces().get(piece).graph().operators()) {
        if (!byOperator.containsKey(operator)) {
          byOperator.put(operator, operator.bind(contexts[piece]));
        }
      }
    }
    return pieces.divided().stream()
        .map(
            neurons ->
                new DividedState(
                    (BoundNeurons) byOperator.get(neurons.whole()),
                    neurons.parts().stream()
                        .map(part -> (BoundNeurons) byOperator.get(part))
                        .toList()))
        .toArray(DividedState[]::new);
  }

  /** How many ticks have been run, without one that failed. */
  long ticks() {
    return ticks[Apart.BEGIN];
  }

  /** Says that so many ticks have been run in all. */
  void ran(long ticks) {
    this.ticks[Apart.BEGIN] = ticks;
  }

  /** Sees to it that all state is where it is needed to run. */
  void takeState() {
    for (DividedState state : divided) {
      state.take();
    }
  }

  /** The array that a signal is in: of the piece that writes it. */
  double[] array(Signal signal) {
    return context(signal).array(signal);
  }

  /** Where in that the signal's first element is. */
  int at(Signal signal) {
    return context(signal).at(signal);
  }

  private Context context(Signal signal) {
    return contexts[pieceOf.getOrDefault(signal.base(), 0)];
  }

  /** The pieces; null if it is in one. */
  Pieces pieces() {
    return pieces;
  }

  /** What a piece is bound to. */
  Context context(int piece) {
    return contexts[piece];
  }

  /** What has been kept of a sample. */
  Recording recording(Operator sample) {
    return recordings.get(sample);
  }

  /** All of them, in the order in which they run: not a copy. */
  Recording[] recordings() {
    return inOrder;
  }

  /**
   * The signals that are saved: those that vary, but not the neurons' currents and outputs, if
   * these are set anew in every tick. Within an ensemble that is passed over at once they lag
   * behind.
   */
  private static List<Signal> saved(Graph graph) {
    Set<Signal> currents = Collections.newSetFromMap(new IdentityHashMap<>());
    Set<Signal> anew = Collections.newSetFromMap(new IdentityHashMap<>());
    for (Operator operator : graph.operators()) {
      if (operator instanceof StepNeurons neurons) {
        currents.add(neurons.current().base());
        anew.add(neurons.output().base());
      }
    }
    for (Operator operator : graph.operators()) {
      if (operator instanceof Copy copy
          && !copy.increment()
          && copy.toIndices() == null
          && copy.to().isWhole()
          && currents.contains(copy.to().base())) {
        anew.add(copy.to().base());
      }
    }
    List<Signal> saved = new ArrayList<>();
    for (Signal signal : graph.signals()) {
      if (!signal.isConstant() && !anew.contains(signal)) {
        saved.add(signal);
      }
    }
    return saved;
  }

  /** What runs in a tick, on so many threads, if it is in one piece. */
  Plan plan(int threads) {
    return new Plan(graph, contexts[0], byOperator, touched, threads);
  }

  /** What runs of each piece in a tick, {@code [piece][]}. */
  Step[][] stepsOfPieces() {
    Set<Signal> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    seen.addAll(touched);
    for (Piece piece : pieces.pieces()) {
      piece.inputs().forEach(input -> seen.add(input.base()));
      seen.addAll(piece.shared());
    }
    Step[][] ofPieces = new Step[contexts.length][];
    for (int piece = 0; piece < contexts.length; piece++) {
      Graph part = pieces.pieces().get(piece).graph();
      ofPieces[piece] = new Plan(part, contexts[piece], byOperator, seen, 1).steps();
    }
    return ofPieces;
  }

  /**
   * How the graph is best cut for so many threads; empty if it had better remain in one piece.
   *
   * @param cached as {@link Pieces#of} has it
   */
  Optional<Pieces> cut(int threads, long cached) {
    return Pieces.of(graph, contexts[0], touched, threads, cached);
  }

  /** Goes on where another of the same graph, dt and seed has ended, but maybe in other pieces. */
  void takeState(Bound other) {
    Handover state = new Handover();
    other.save(state);
    restore(run(state)[0], state);
  }

  /** Goes on with what another has kept, which is not to be used again. */
  void takeRecordings(Bound other) {
    for (int i = 0; i < inOrder.length; i++) {
      inOrder[i].continueFrom(other.inOrder[i]);
    }
  }

  /** Writes the body of a {@link Checkpoint}. */
  void save(StateWriter to) {
    to.longs(ticks(), seed);
    for (Signal signal : saved) {
      to.doubles(context(signal).values(signal));
    }
    for (int i = 0; i < steps.length; i++) {
      if (steps[i] instanceof StatefulStep stateful) {
        to.longs(i);
        stateful.save(to);
      }
    }
    to.longs(-1);
  }

  /**
   * Begins from what {@link #save} wrote.
   *
   * @param pieces null for none, whatever the one had that was saved
   * @throws IllegalArgumentException if it does not fit
   */
  static Bound restored(
      NamedGraph named, Pieces pieces, double dt, KernelChoice kernel, StateReader from) {
    long[] run = run(from);
    Bound bound = new Bound(named, pieces, dt, run[1], kernel);
    bound.restore(run[0], from);
    return bound;
  }

  private static long[] run(StateReader from) {
    long[] run = from.longs();
    length("the run's words", run.length, 2);
    return run;
  }

  private void restore(long ticks, StateReader from) {
    ran(ticks);
    for (Signal signal : saved) {
      double[] values = from.doubles();
      length("saved numbers of " + signal.name(), values.length, signal.size());
      context(signal).set(signal, values);
    }
    for (int i = 0; i < steps.length; i++) {
      if (steps[i] instanceof StatefulStep stateful) {
        expect(from, i);
        try {
          stateful.restore(from);
        } catch (IllegalArgumentException e) {
          throw new IllegalArgumentException(
              graph.ordered().get(i).label() + ": " + e.getMessage(), e);
        }
      }
    }
    expect(from, -1);
  }

  private static void expect(StateReader from, long step) {
    long[] got = from.longs();
    if (got.length != 1 || got[0] != step) {
      throw refused("number of the step", Arrays.toString(got), Long.toString(step));
    }
  }
}
