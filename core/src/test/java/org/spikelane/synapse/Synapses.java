package org.spikelane.synapse;

import java.util.List;
import java.util.SplittableRandom;

/** Synapses and signals that several tests use. */
final class Synapses {

  /** One of every kind, pass-through included; orders from 0 to 4, with feedthrough and without. */
  static final List<Synapse> ALL =
      List.of(
          new Lowpass(0.005),
          new Lowpass(0),
          new Alpha(0.01),
          new Alpha(0),
          new Triangle(0.007),
          new Triangle(0),
          LinearFilter.of(new double[] {3}, new double[] {2}),
          LinearFilter.of(new double[] {1}, new double[] {0.1, 1}),
          LinearFilter.of(new double[] {1}, new double[] {1, 0}),
          LinearFilter.of(new double[] {0.02, 1}, new double[] {4e-4, 0.03, 1}),
          LinearFilter.of(new double[] {1, 30, 2}, new double[] {1, 50, 900}),
          LinearFilter.of(new double[] {5e4}, new double[] {1, 90, 2700, 5e4}),
          LinearFilter.ofStateSpace(
              new double[][] {{-20, 3, 0, 1}, {-3, -20, 0, 0}, {0, 5, -70, 0}, {1, 0, 0, -9}},
              new double[] {2, 0, 1, -1},
              new double[] {1, 4, 0, 2},
              0));

  private Synapses() {}

  /** Uniform on [−1, 1), {@code [step][channel]}. */
  static double[][] signal(long seed, int steps, int channels) {
    SplittableRandom random = new SplittableRandom(seed);
    double[][] signal = new double[steps][];
    for (int step = 0; step < steps; step++) {
      signal[step] = random.doubles(channels, -1, 1).toArray();
    }
    return signal;
  }

  /** The same value throughout, one channel. */
  static double[][] constant(double value, int steps) {
    double[][] signal = new double[steps][1];
    for (double[] step : signal) {
      step[0] = value;
    }
    return signal;
  }

  /** 1 in the first step, then 0, one channel. */
  static double[][] impulse(int steps) {
    double[][] signal = new double[steps][1];
    signal[0][0] = 1;
    return signal;
  }
}
