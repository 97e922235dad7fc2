package org.spikelane.graph;

import org.spikelane.synapse.SynapseState;
import org.spikelane.synapse.SynapseStepper;

/** What {@link Filter} runs: a stepper between two arrays. The state is that of the stepper. */
public final class BoundFilter implements StatefulStep {

  /** Instead of a position: input and output are all of their arrays. */
  static final int WHOLE = -1;

  private final Filter filter;
  private final SynapseStepper stepper;
  private final double[] input;
  private final int inputFrom;
  private final double[] output;
  private final int outputFrom;
  private Runnable fetch = () -> {};

  BoundFilter(
      Filter filter,
      SynapseStepper stepper,
      double[] input,
      int inputFrom,
      double[] output,
      int outputFrom) {
    this.filter = filter;
    this.stepper = stepper;
    this.input = input;
    this.inputFrom = inputFrom;
    this.output = output;
    this.outputFrom = outputFrom;
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
    this.fetch = fetch;
  }

  @Override
  public void step() {
    try {
      if (inputFrom == WHOLE) {
        stepper.step(input, output);
      } else {
        stepper.step(input, inputFrom, output, outputFrom);
      }
    } catch (IllegalArgumentException e) {
      throw new IllegalStateException(filter.label() + ": " + e.getMessage(), e);
    }
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
}
