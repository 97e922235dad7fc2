package org.spikelane.bench;

import org.spikelane.kernel.LifPopulation;
import org.spikelane.neuron.Lif;

/**
 * The naive baseline: LIF as the textbook writes it, an exponential per neuron and tick and a
 * logarithm per spike, with the same input, output and state as a {@link LifPopulation}.
 */
final class TextbookLif {

  private final Lif neuron;
  private final double dt;
  private final double[] voltage;
  private final double[] refractoryTime;

  TextbookLif(LifPopulation like) {
    neuron = like.neuron();
    dt = like.dt();
    voltage = new double[like.neurons()];
    refractoryTime = new double[like.neurons()];
    takeStateOf(like);
  }

  void takeStateOf(LifPopulation population) {
    population.voltage(voltage);
    population.refractoryTime(refractoryTime);
  }

  void step(double[] current, double[] spikes) {
    double spikeHeight = neuron.amplitude() / dt;
    for (int i = 0; i < voltage.length; i++) {
      spikes[i] = step(i, current[i]) ? spikeHeight : 0;
    }
  }

  int stepIndices(double[] current, int[] indices) {
    int count = 0;
    for (int i = 0; i < voltage.length; i++) {
      if (step(i, current[i])) {
        indices[count++] = i;
      }
    }
    return count;
  }

  void stepBits(double[] current, long[] bits) {
    for (int word = 0; word < bits.length; word++) {
      long spiked = 0;
      int from = word * Long.SIZE;
      int to = Math.min(from + Long.SIZE, voltage.length);
      for (int i = from; i < to; i++) {
        if (step(i, current[i])) {
          spiked |= 1L << i;
        }
      }
      bits[word] = spiked;
    }
  }

  private boolean step(int i, double current) {
    double r = refractoryTime[i] - dt;
    double d = Math.min(Math.max(dt - r, 0), dt);
    double v = voltage[i] - (current - voltage[i]) * Math.expm1(-d / neuron.tauRc());
    if (v > 1) {
      double t = dt + neuron.tauRc() * Math.log1p(-(v - 1) / (current - 1));
      refractoryTime[i] = neuron.tauRef() + t;
      voltage[i] = 0;
      return true;
    }
    refractoryTime[i] = r;
    voltage[i] = Math.max(v, neuron.minVoltage());
    return false;
  }
}
