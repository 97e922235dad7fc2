package org.spikelane.kernel;

import java.util.SplittableRandom;
import org.spikelane.neuron.NeuronType;

/**
 * Types that add up a rate and spike at each whole unit: {@link
 * org.spikelane.neuron.SpikingRectifiedLinear} and {@link org.spikelane.neuron.RegularSpiking}.
 */
final class RegularSpikingPopulation extends ArrayPopulation {

  private final ArrayPopulation rates;
  private final double[] voltage;
  private final double spikeHeight;

  /**
   * A population over another.
   *
   * @param rates what puts out the rates; its state becomes a part of this one's
   * @param area of a spike
   */
  RegularSpikingPopulation(NeuronType neuron, ArrayPopulation rates, double area, long seed) {
    super(neuron, rates.neurons(), rates.dt());
    this.rates = rates;
    spikeHeight = LifCoefficients.spikeHeight(area, dt());
    voltage = variable("voltage", v -> v >= 0 && v <= 1, "from 0 to 1");
    write("voltage", new SplittableRandom(seed).doubles(neurons()).toArray());
    arrays().addAll(rates.arrays());
  }

  @Override
  void tick(double[] current, double[] output, int from, int to) {
    rates.tick(current, output, from, to);
    double dt = dt();
    for (int i = from; i < to; i++) {
      double v = voltage[i] + output[i] * dt;
      double spikes = Math.floor(v);
      voltage[i] = v - spikes;
      output[i] = spikeHeight * spikes;
    }
  }
}
