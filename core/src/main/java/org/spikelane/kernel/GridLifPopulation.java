package org.spikelane.kernel;

import static org.spikelane.check.Arguments.refused;

import org.spikelane.neuron.GridLif;

/**
 * {@link GridLif} neurons. The refractory period is counted in ticks, as a double, so that the
 * whole tick is arithmetic: {@code active} and {@code spiked} below are exactly 0 or 1.
 */
final class GridLifPopulation extends ArrayPopulation {

  private final double[] voltage;
  private final double[] refractoryTicks;
  private final double step;
  private final double restTicks;
  private final double minVoltage;
  private final double spikeHeight;

  GridLifPopulation(GridLif neuron, int neurons, double dt, long seed) {
    super(neuron, neurons, dt);
    if (!(dt < neuron.tauRc())) {
      throw refused("dt", dt, "below tauRc = " + neuron.tauRc() + " s, or Euler's steps overshoot");
    }
    voltage = uniformQuantity("voltage", seed);
    refractoryTicks = quantity("refractoryTicks");
    step = dt / neuron.tauRc();
    restTicks = Math.rint(neuron.tauRef() / dt);
    minVoltage = neuron.minVoltage();
    spikeHeight = neuron.amplitude() / dt;
  }

  @Override
  void tick(double[] current, double[] output, int from, int to) {
    for (int i = from; i < to; i++) {
      double active = 1 - Math.min(refractoryTicks[i], 1);
      double v = Math.fma(current[i] - voltage[i], step, voltage[i]);
      v = Math.max(v, minVoltage) * active;
      double spiked = Math.min(Math.max(Math.ceil(v - 1), 0), 1);
      double quiet = 1 - spiked;
      voltage[i] = v * quiet;
      refractoryTicks[i] = Math.max(refractoryTicks[i] - 1, 0) * quiet + restTicks * spiked;
      output[i] = spikeHeight * spiked;
    }
  }
}
