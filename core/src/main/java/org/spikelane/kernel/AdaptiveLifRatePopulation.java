package org.spikelane.kernel;

import org.spikelane.neuron.AdaptiveLifRate;

/** {@link AdaptiveLifRate} neurons: the curve of J − n, then the adaptation n. */
final class AdaptiveLifRatePopulation extends ArrayPopulation {

  private final AdaptiveLifRate neuron;
  private final double[] adaptation;
  private final double rate;

  AdaptiveLifRatePopulation(AdaptiveLifRate neuron, int neurons, double dt) {
    super(neuron, neurons, dt);
    this.neuron = neuron;
    adaptation = quantity("adaptation");
    rate = dt / neuron.tauN();
  }

  @Override
  void tick(double[] current, double[] output, int from, int to) {
    for (int i = from; i < to; i++) {
      output[i] = neuron.amplitude() * neuron.rate(current[i] - adaptation[i]);
      adaptation[i] += rate * (neuron.incN() * output[i] - adaptation[i]);
    }
  }
}
