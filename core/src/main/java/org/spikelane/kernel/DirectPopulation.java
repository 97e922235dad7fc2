package org.spikelane.kernel;

import org.spikelane.neuron.Direct;

/** No neurons: the output is the input. */
final class DirectPopulation extends ArrayPopulation {

  DirectPopulation(int neurons, double dt) {
    super(Direct.DEFAULT, neurons, dt);
  }

  @Override
  void tick(double[] current, double[] output, int from, int to) {
    System.arraycopy(current, from, output, from, to - from);
  }
}
