package org.spikelane.kernel;

import org.spikelane.neuron.NeuronType;

/** Any type that has a curve and no state: the output is amplitude · a(J). */
final class RatePopulation extends ArrayPopulation {

  RatePopulation(NeuronType neuron, int neurons, double dt) {
    super(neuron, neurons, dt);
  }

  @Override
  void tick(double[] current, double[] output, int from, int to) {
    NeuronType neuron = neuron();
    double amplitude = neuron.amplitude();
    for (int i = from; i < to; i++) {
      output[i] = amplitude * neuron.rate(current[i]);
    }
  }
}
