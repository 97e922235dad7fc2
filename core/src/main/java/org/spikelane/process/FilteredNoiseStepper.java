package org.spikelane.process;

import java.util.Arrays;
import org.spikelane.synapse.SynapseState;
import org.spikelane.synapse.SynapseStepper;

/** Steps {@link FilteredNoise}. The state is the filter's, row after row, and the stream's. */
final class FilteredNoiseStepper extends CheckedStepper {

  private final NoiseStepper noise;
  private final SynapseStepper filter;

  FilteredNoiseStepper(FilteredNoise process, int dims, double dt, long seed) {
    super(dims, dt);
    noise = new NoiseStepper(new WhiteNoise(process.dist(), process.scale()), dims, dt, seed);
    filter = process.synapse().stepper(dt, dims);
  }

  @Override
  void advance(double time, double[] out) {
    noise.advance(time, out);
    filter.step(out, out);
  }

  @Override
  public ProcessState save() {
    double[] numbers =
        Arrays.stream(filter.save().values()).flatMapToDouble(Arrays::stream).toArray();
    return ProcessState.of(numbers, noise.word());
  }

  @Override
  public void restore(ProcessState saved) {
    saved.requireSize(filter.states() * dims, 1);
    double[] numbers = saved.numbers();
    double[][] rows = new double[filter.states()][];
    Arrays.setAll(rows, s -> Arrays.copyOfRange(numbers, s * dims, (s + 1) * dims));
    filter.restore(SynapseState.of(filter.synapse(), dt, dims, rows));
    noise.restore(saved.word(0));
  }
}
