package org.spikelane.kernel;

import org.spikelane.neuron.AdaptiveLifRate;

/** {@link AdaptiveLifRate} neurons: the curve of J − n, then the adaptation n. */
final class AdaptiveLifRatePopulation extends ArrayPopulation {

  private final AdaptiveLifRate neuron;
  private final Adaptation adaptation;

  AdaptiveLifRatePopulation(AdaptiveLifRate neuron, int neurons, double dt) {
    super(neuron, neurons, dt);
    this.neuron = neuron;
    // Under large currents it may grow beyond what a current may be.
    double[] n = variable("adaptation", Double::isFinite, "a finite number");
    adaptation = new Adaptation(n, dt, neuron.tauN(), neuron.incN());
  }

  @Override
  void tick(double[] current, double[] output, int from, int to) {
    adaptation.take(current, output, from, to);
    for (int i = from; i < to; i++) {
      output[i] = neuron.amplitude() * neuron.rate(output[i]);
    }
    adaptation.follow(output, from, to);
  }
}
