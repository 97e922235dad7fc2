package org.spikelane.kernel;

import static org.spikelane.check.Arguments.refused;

import java.util.Arrays;
import org.spikelane.neuron.Izhikevich;

/** {@link Izhikevich} neurons; {@code spiked} below is exactly 0 or 1. */
final class IzhikevichPopulation extends ArrayPopulation {

  private final Izhikevich neuron;
  private final double[] voltage;
  private final double[] recovery;
  private final double spikeHeight;

  IzhikevichPopulation(Izhikevich neuron, int neurons, double dt) {
    super(neuron, neurons, dt);
    this.neuron = neuron;
    if (!(neuron.tauRecovery() * 1000 * dt <= 1)) {
      throw refused(
          "dt",
          dt,
          "at most 1 ms / tauRecovery = "
              + 0.001 / neuron.tauRecovery()
              + " s, or Euler's steps overshoot");
    }
    spikeHeight = LifCoefficients.spikeHeight(neuron.amplitude(), dt);
    voltage = variable("voltage");
    recovery = variable("recovery");
    double[] initial = neuron.initialState();
    Arrays.fill(voltage, initial[0]);
    Arrays.fill(recovery, initial[1]);
  }

  @Override
  void tick(double[] current, double[] output, int from, int to) {
    double dt = dt();
    double resetVoltage = neuron.resetVoltage();
    double resetRecovery = neuron.resetRecovery();
    for (int i = from; i < to; i++) {
      double reached = neuron.voltageReached(dt, current[i], voltage[i], recovery[i]);
      double spiked = Math.min(Math.max(Math.floor(reached - 30) + 1, 0), 1);
      double v = reached * (1 - spiked) + resetVoltage * spiked;
      recovery[i] = neuron.recovery(dt, v, recovery[i]) + resetRecovery * spiked;
      voltage[i] = v;
      output[i] = spikeHeight * spiked;
    }
  }
}
