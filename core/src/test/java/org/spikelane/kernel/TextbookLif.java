package org.spikelane.kernel;

import org.spikelane.neuron.Lif;

/**
 * The oracle: the LIF tick as the textbook writes it, with an exponential per neuron and a
 * logarithm per spike, in {@link StrictMath} so that it has the same bits everywhere.
 */
final class TextbookLif {

  private final Lif neuron;
  private final double dt;
  final double[] voltage;
  final double[] refractoryTime;

  /** Voltage at the end of the last tick, before a reset. */
  final double[] reached;

  TextbookLif(Lif neuron, double dt, double[] voltage) {
    this.neuron = neuron;
    this.dt = dt;
    this.voltage = voltage.clone();
    this.refractoryTime = new double[voltage.length];
    this.reached = new double[voltage.length];
  }

  /** The refractory time of a neuron if it rests on after the tick, else 0. */
  double resting(int i) {
    return refractoryTime[i] > dt ? refractoryTime[i] : 0;
  }

  void step(double[] current, double[] spikes) {
    for (int i = 0; i < voltage.length; i++) {
      double j = current[i];
      double r = refractoryTime[i] - dt;
      double d = Math.min(Math.max(dt - r, 0), dt);
      double v = voltage[i] - (j - voltage[i]) * StrictMath.expm1(-d / neuron.tauRc());
      boolean spiked = v > 1;
      reached[i] = v;
      if (spiked) {
        double t = dt + neuron.tauRc() * StrictMath.log1p(-(v - 1) / (j - 1));
        refractoryTime[i] = neuron.tauRef() + t;
        voltage[i] = 0;
      } else {
        refractoryTime[i] = r;
        voltage[i] = Math.max(v, neuron.minVoltage());
      }
      spikes[i] = spiked ? neuron.amplitude() / dt : 0;
    }
  }
}
