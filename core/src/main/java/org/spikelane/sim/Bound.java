package org.spikelane.sim;

import static org.spikelane.check.Arguments.length;
import static org.spikelane.check.Arguments.refused;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.spikelane.graph.Context;
import org.spikelane.graph.Graph;
import org.spikelane.graph.Operator;
import org.spikelane.graph.Recording;
import org.spikelane.graph.Signal;
import org.spikelane.graph.StateReader;
import org.spikelane.graph.StateWriter;
import org.spikelane.graph.StatefulStep;
import org.spikelane.graph.Step;
import org.spikelane.kernel.KernelChoice;

/** A graph bound to arrays, with the steps that run: all that changes while a network runs. */
final class Bound {

  final long seed;
  final Step[] steps;

  /** How many ticks have been run, without one that failed. */
  long ticks;

  private final Graph graph;
  private final Context context;
  private final Map<Operator, Recording> recordings = new IdentityHashMap<>();
  private final Recording[] inOrder;

  /** At time 0. */
  Bound(Graph graph, double dt, long seed, KernelChoice kernel) {
    this.graph = graph;
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

  /** The array of a base signal, or of the one that a view is of. */
  double[] array(Signal signal) {
    return context.array(signal);
  }

  /** What has been kept of a sample. */
  Recording recording(Operator sample) {
    return recordings.get(sample);
  }

  /** All of them, in the order in which they run: not a copy. */
  Recording[] recordings() {
    return inOrder;
  }

  /** The step of each operator. */
  Map<Operator, Step> byOperator() {
    Map<Operator, Step> byOperator = new IdentityHashMap<>();
    for (int i = 0; i < steps.length; i++) {
      byOperator.put(graph.ordered().get(i), steps[i]);
    }
    return byOperator;
  }

  /** Writes the body of a {@link Checkpoint}. */
  void save(StateWriter to) {
    to.longs(ticks, seed);
    for (Signal signal : graph.signals()) {
      if (!signal.isConstant()) {
        to.doubles(context.array(signal));
      }
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
  static Bound restored(Graph graph, double dt, KernelChoice kernel, StateReader from) {
    long[] run = from.longs();
    length("the run's words", run.length, 2);
    Bound bound = new Bound(graph, dt, run[1], kernel);
    bound.ticks = run[0];
    for (Signal signal : graph.signals()) {
      if (!signal.isConstant()) {
        from.copyDoubles(bound.context.array(signal));
      }
    }
    for (int i = 0; i < bound.steps.length; i++) {
      if (bound.steps[i] instanceof StatefulStep stateful) {
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
    return bound;
  }

  private static void expect(StateReader from, long step) {
    long[] got = from.longs();
    if (got.length != 1 || got[0] != step) {
      throw refused("number of the step", Arrays.toString(got), Long.toString(step));
    }
  }
}
