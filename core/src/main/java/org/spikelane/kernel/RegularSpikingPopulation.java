package org.spikelane.kernel;

import java.util.SplittableRandom;
import org.spikelane.neuron.NeuronType;
import org.spikelane.neuron.SpikingRectifiedLinear;

/**
 * Types that add up their rate and spike at each whole unit: {@link
 * org.spikelane.neuron.SpikingRectifiedLinear} and {@link org.spikelane.neuron.RegularSpiking}.
 */
final class RegularSpikingPopulation extends ArrayPopulation {

  private final double[] voltage;
  private final double spikeHeight;

  RegularSpikingPopulation(NeuronType neuron, int neurons, double dt, long seed) {
    super(neuron, neurons, dt);
    voltage = variable("voltage", v -> v >= 0 && v <= 1, "from 0 to 1");
    write("voltage", new SplittableRandom(seed).doubles(neurons).toArray());
    spikeHeight = LifCoefficients.spikeHeight(neuron.amplitude(), dt);
  }

  @Override
  void tick(double[] current, double[] output, int from, int to) {
    if (neuron() instanceof SpikingRectifiedLinear) {
      for (int i = from; i < to; i++) {
        output[i] = Math.max(current[i], 0);
      }
    } else {
      for (int i = from; i < to; i++) {
        output[i] = neuron().rate(current[i]);
      }
    }
    double dt = dt();
    for (int i = from; i < to; i++) {
      double v = voltage[i] + output[i] * dt;
      double spikes = Math.floor(v);
      voltage[i] = v - spikes;
      output[i] = spikeHeight * spikes;
    }
  }
}
