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
import java.util.Set;
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
import org.spikelane.plan.Plan;

/** A graph bound to arrays, with the steps that run: all that changes while a network runs. */
final class Bound {

  final long seed;
  private final Step[] steps;

  /** How many ticks have been run, without one that failed. */
  long ticks;

  private final Graph graph;
  private final Context context;
  private final Map<Operator, Recording> recordings = new IdentityHashMap<>();
  private final Recording[] inOrder;
  private final List<Signal> saved;

  /** What is looked at or written between ticks. */
  private final Collection<Signal> touched;

  /** At time 0; all of the graph runs. */
  Bound(NamedGraph named, double dt, long seed, KernelChoice kernel) {
    this.graph = named.graph();
    this.saved = saved(graph);
    this.touched = new ArrayList<>(named.inputs().values());
    this.touched.addAll(named.outputs().values());
    this.seed = seed;
    context = new Context(graph, dt, seed, kernel);
    List<Operator> ordered = graph.ordered();
    steps = new Step[ordered.size()];
    List<Recording> inOrder = new ArrayList<>();
    for (int i = 0; i < steps.length; i++) {
      Operator operator = ordered.get(i);
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
    this.inOrder = inOrder.toArray(Recording[]::new);
  }

  /** The array that a signal is in. */
  double[] array(Signal signal) {
    return context.array(signal);
  }

  /** Where in that the signal's first element is. */
  int at(Signal signal) {
    return context.at(signal);
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
    return graph.signals().stream()
        .filter(signal -> !signal.isConstant() && !anew.contains(signal))
        .toList();
  }

  /** What runs in a tick, on so many threads. */
  Plan plan(int threads) {
    Map<Operator, Step> byOperator = new IdentityHashMap<>();
    for (int i = 0; i < steps.length; i++) {
      byOperator.put(graph.ordered().get(i), steps[i]);
    }
    return new Plan(graph, context, byOperator, touched, threads);
  }

  /** Writes the body of a {@link Checkpoint}. */
  void save(StateWriter to) {
    to.longs(ticks, seed);
    for (Signal signal : saved) {
      to.doubles(context.values(signal));
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
   * Reads what {@link #save} wrote.
   *
   * @throws IllegalArgumentException if it does not fit
   */
  static Bound restored(NamedGraph named, double dt, KernelChoice kernel, StateReader from) {
    long[] run = from.longs();
    length("the run's words", run.length, 2);
    Bound bound = new Bound(named, dt, run[1], kernel);
    bound.ticks = run[0];
    for (Signal signal : bound.saved) {
      double[] values = from.doubles();
      length("saved numbers of " + signal.name(), values.length, signal.size());
      bound.context.set(signal, values);
    }
    for (int i = 0; i < bound.steps.length; i++) {
      if (bound.steps[i] instanceof StatefulStep stateful) {
        expect(from, i);
        try {
          stateful.restore(from);
        } catch (IllegalArgumentException e) {
          throw new IllegalArgumentException(
              bound.graph.ordered().get(i).label() + ": " + e.getMessage(), e);
        }
      }
    }
    expect(from, -1);
    return bound;
  }

  private static void expect(StateReader from, long step) {
    long[] got = from.longs();
    if (got.length != 1 || got[0] != step) {
      throw refused("number of the step", Arrays.toString(got), Long.toString(step));
    }
  }
}
