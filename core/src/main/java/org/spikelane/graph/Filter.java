package org.spikelane.graph;

import static org.spikelane.check.Arguments.length;
import static org.spikelane.check.Arguments.refused;

import java.util.List;
import org.spikelane.synapse.Synapse;
import org.spikelane.synapse.SynapseState;
import org.spikelane.synapse.SynapseStepper;

/**
 * A synapse: filters a signal. Its output is an update, so that others see it one tick later; or it
 * is set, so that they see it within the tick.
 *
 * @param synapse the filter
 * @param from input, {@code [channel]}
 * @param to updated or set, {@code [channel]}; contiguous, as the input
 * @param update whether it is an update, as between populations
 */
public record Filter(Synapse synapse, Signal from, Signal to, boolean update) implements Operator {

  /**
   * Checks the shapes.
   *
   * @throws IllegalArgumentException if sizes differ, or elements do not lie one after the other
   */
  public Filter {
    length(to.toString(), to.size(), from.size());
    if (!from.isContiguous() || !to.isContiguous()) {
      throw refused("filtered signals", from + " and " + to, "contiguous");
    }
  }

  /** A synapse whose output is an update. */
  public Filter(Synapse synapse, Signal from, Signal to) {
    this(synapse, from, to, true);
  }

  @Override
  public String label() {
    return synapse + " from " + from.name() + " to " + to.name();
  }

  @Override
  public List<Signal> reads() {
    return List.of(from);
  }

  @Override
  public List<Signal> sets() {
    return update ? List.of() : List.of(to);
  }

  @Override
  public List<Signal> updates() {
    return update ? List.of(to) : List.of();
  }

  @Override
  public Step bind(Context context) {
    SynapseStepper stepper = synapse.stepper(context.dt(), from.size());
    double[] input = context.array(from);
    double[] output = context.array(to);
    if (from.isWhole() && to.isWhole()) {
      return new Bound(stepper) {
        @Override
        public void step() {
          try {
            stepper.step(input, output);
          } catch (IllegalArgumentException e) {
            throw failed(e);
          }
        }
      };
    }
    int inputFrom = from.offset();
    int outputFrom = to.offset();
    return new Bound(stepper) {
      @Override
      public void step() {
        try {
          stepper.step(input, inputFrom, output, outputFrom);
        } catch (IllegalArgumentException e) {
          throw failed(e);
        }
      }
    };
  }

  /** The state is that of the stepper. */
  private abstract static class Bound implements StatefulStep {

    private final SynapseStepper stepper;

    Bound(SynapseStepper stepper) {
      this.stepper = stepper;
    }

    @Override
    public void save(StateWriter out) {
      for (double[] row : stepper.save().values()) {
        out.doubles(row);
      }
    }

    @Override
    public void restore(StateReader in) {
      double[][] values = new double[stepper.states()][];
      for (int s = 0; s < values.length; s++) {
        values[s] = in.doubles();
      }
      stepper.restore(
          SynapseState.exact(stepper.synapse(), stepper.dt(), stepper.channels(), values));
    }
  }

  private IllegalStateException failed(IllegalArgumentException e) {
    return new IllegalStateException(label() + ": " + e.getMessage(), e);
  }
}
