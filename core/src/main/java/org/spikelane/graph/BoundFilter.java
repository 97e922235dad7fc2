package org.spikelane.graph;

import static org.spikelane.check.Arguments.finite;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.spikelane.synapse.SynapseState;
import org.spikelane.synapse.SynapseStepper;

/**
 * What {@link Filter} runs: a stepper between two arrays, or between parts of them.
 *
 * <p>Filters of one synapse whose channels lie side by side can be run as one, whose stepper then
 * has the state of all. It is brought back before it is needed here.
 */
public final class BoundFilter implements StatefulStep {

  private final Filter filter;
  private final SynapseStepper stepper;
  private final double[] input;
  private final int inputFrom;
  private final double[] output;
  private final int outputFrom;
  private final boolean isWhole;
  private Runnable fetch = () -> {};

  BoundFilter(Filter filter, Context context) {
    this.filter = filter;
    this.stepper = filter.synapse().stepper(context.dt(), filter.from().size());
    this.input = context.array(filter.from());
    this.inputFrom = context.at(filter.from());
    this.output = context.array(filter.to());
    this.outputFrom = context.at(filter.to());
    this.isWhole = input.length == stepper.channels() && output.length == stepper.channels();
  }

  /** What steps the channels. */
  public SynapseStepper stepper() {
    return stepper;
  }

  /**
   * Says that the stepper's state may be kept by somebody else, as the channels are stepped by
   * other means.
   *
   * @param fetch writes it back into the stepper, if it is not there
   */
  public void stateMayBeElsewhere(Runnable fetch) {
    this.fetch.run();
    this.fetch = fetch;
  }

  @Override
  public void step() {
    fetch.run();
    try {
      if (isWhole) {
        stepper.step(input, output);
      } else {
        stepper.step(input, inputFrom, output, outputFrom);
      }
    } catch (IllegalArgumentException e) {
      throw failure(e);
    }
  }

  /** What was refused, by the filter's channel, as the array may be that of many signals. */
  private IllegalStateException failure(IllegalArgumentException e) {
    IllegalArgumentException why = e;
    try {
      finite("input", Arrays.copyOfRange(input, inputFrom, inputFrom + stepper.channels()));
    } catch (IllegalArgumentException ofChannel) {
      why = ofChannel;
    }
    return new IllegalStateException(filter.label() + ": " + why.getMessage(), why);
  }

  @Override
  public void save(StateWriter out) {
    fetch.run();
    for (double[] row : stepper.save().values()) {
      out.doubles(row);
    }
  }

  @Override
  public void restore(StateReader in) {
    fetch.run();
    double[][] values = new double[stepper.states()][];
    for (int s = 0; s < values.length; s++) {
      values[s] = in.doubles();
    }
    stepper.restore(
        SynapseState.exact(stepper.synapse(), stepper.dt(), stepper.channels(), values));
  }

  /** What many do, in their order, in one loop; those whose channels go on as one. */
  public static Step all(List<BoundFilter> filters) {
    List<Joined> joined = new ArrayList<>();
    List<BoundFilter> alone = new ArrayList<>();
    for (int from = 0, to; from < filters.size(); from = to) {
      to = from + 1;
      while (to < filters.size() && filters.get(to - 1).endsWhereBegins(filters.get(to))) {
        to++;
      }
      if (to > from + 1) {
        joined.add(new Joined(filters.subList(from, to)));
      } else {
        alone.add(filters.get(from));
      }
    }
    Joined[] several = joined.toArray(new Joined[0]);
    BoundFilter[] others = alone.toArray(new BoundFilter[0]);
    return () -> {
      for (Joined each : several) {
        each.step();
      }
      for (BoundFilter other : others) {
        other.step();
      }
    };
  }

  private boolean endsWhereBegins(BoundFilter next) {
    return input == next.input
        && output == next.output
        && inputFrom + stepper.channels() == next.inputFrom
        && outputFrom + stepper.channels() == next.outputFrom
        && stepper.synapse().equals(next.stepper.synapse());
  }

  /** Filters whose channels lie side by side, as one. */
  private static final class Joined {

    private final BoundFilter[] filters;
    private final BoundFilter first;
    private final SynapseStepper stepper;
    private boolean holdsState;

    Joined(List<BoundFilter> filters) {
      this.filters = filters.toArray(new BoundFilter[0]);
      this.first = this.filters[0];
      int channels = filters.stream().mapToInt(filter -> filter.stepper.channels()).sum();
      this.stepper = first.stepper.synapse().stepper(first.stepper.dt(), channels);
      filters.forEach(filter -> filter.stateMayBeElsewhere(this::giveBack));
    }

    void step() {
      if (!holdsState) {
        take();
      }
      try {
        stepper.step(first.input, first.inputFrom, first.output, first.outputFrom);
      } catch (IllegalArgumentException e) {
        // None has moved: each by itself says which it is, and those before it do move.
        for (BoundFilter filter : filters) {
          filter.step();
        }
      }
    }

    private void take() {
      int at = 0;
      for (BoundFilter filter : filters) {
        filter.stepper.copyState(0, filter.stepper.channels(), stepper, at);
        at += filter.stepper.channels();
      }
      holdsState = true;
    }

    private void giveBack() {
      if (!holdsState) {
        return;
      }
      int at = 0;
      for (BoundFilter filter : filters) {
        stepper.copyState(at, filter.stepper.channels(), filter.stepper, 0);
        at += filter.stepper.channels();
      }
      holdsState = false;
    }
  }
}
