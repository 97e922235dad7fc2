package org.spikelane.kernel;

import java.util.Arrays;
import java.util.List;
import org.spikelane.neuron.SteppedNeuron;

/** A type that states its step, one neuron at a time: for types written by users. */
final class SteppedPopulation extends ArrayPopulation {

  private final SteppedNeuron neuron;
  private final double[][] state;

  SteppedPopulation(SteppedNeuron neuron, int neurons, double dt) {
    super(neuron, neurons, dt);
    this.neuron = neuron;
    List<String> names = neuron.stateNames();
    state = new double[names.size()][];
    double[] initial = neuron.initialState();
    for (int k = 0; k < state.length; k++) {
      state[k] = quantity(names.get(k));
      Arrays.fill(state[k], initial[k]);
    }
  }

  @Override
  void tick(double[] current, double[] output, int from, int to) {
    // One small array a call: the type's step may run in several threads, each for its range.
    double[] one = new double[state.length];
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
