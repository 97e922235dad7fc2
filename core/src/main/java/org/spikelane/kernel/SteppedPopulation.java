package org.spikelane.kernel;

import static org.spikelane.check.Arguments.length;

import java.util.Arrays;
import java.util.List;
import org.spikelane.neuron.SteppedNeuron;

/** A type that states its step, one neuron at a time: for types written by users. */
final class SteppedPopulation extends ArrayPopulation {

  private final SteppedNeuron neuron;
  private final double[][] state;

  /** The state of the neuron that is being stepped: each thread steps its own range. */
  private final ThreadLocal<double[]> ofOneNeuron;

  SteppedPopulation(SteppedNeuron neuron, int neurons, double dt) {
    super(neuron, neurons, dt);
    this.neuron = neuron;
    List<String> names = neuron.stateNames();
    state = new double[names.size()][];
    ofOneNeuron = ThreadLocal.withInitial(() -> new double[state.length]);
    double[] initial = neuron.initialState();
    length("initialState", initial.length, names.size());
    for (int k = 0; k < state.length; k++) {
      state[k] = variable(names.get(k), v -> true, "any number");
      Arrays.fill(state[k], initial[k]);
    }
  }

  @Override
  void tick(double[] current, double[] output, int from, int to) {
    double[] one = ofOneNeuron.get();
    for (int i = from; i < to; i++) {
      for (int k = 0; k < one.length; k++) {
        one[k] = state[k][i];
      }
      output[i] = neuron.step(dt(), current[i], one);
      for (int k = 0; k < one.length; k++) {
        state[k][i] = one[k];
      }
    }
  }
}
