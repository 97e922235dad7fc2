package org.spikelane.kernel;

import org.spikelane.neuron.RectifiedLinear;

/** Rectified linear units: the output is amplitude · max(J, 0). */
final class RectifiedLinearPopulation extends ArrayPopulation {

  private final double amplitude;

  RectifiedLinearPopulation(RectifiedLinear neuron, int neurons, double dt) {
    super(neuron, neurons, dt);
    amplitude = neuron.amplitude();
  }

  @Override
  void tick(double[] current, double[] output, int from, int to) {
    for (int i = from; i < to; i++) {
      output[i] = amplitude * Math.max(current[i], 0);
    }
  }
}
