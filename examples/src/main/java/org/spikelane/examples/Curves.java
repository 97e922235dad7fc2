package org.spikelane.examples;

import org.spikelane.nef.TuningCurves;

/** The two ways to get tuning curves, from which decoders are then found. */
enum Curves {
  /** The type's rate equation: smooth, at once, and as right as the equation. */
  BY_EQUATION("by the equation") {
    @Override
    double[][] of(TuningCurves curves, double[][] points) {
      return curves.byEquation(points);
    }
  },

  /** What the neurons do: they run at each point, and their spikes are counted. */
  BY_COUNTING("by counting") {
    @Override
    double[][] of(TuningCurves curves, double[][] points) {
      return curves.byCounting(points, ClassroomNetwork.DT, SETTLING, WINDOW, 0);
    }
  };

  /** How long neurons run before their spikes count, in seconds. */
  static final double SETTLING = 0.1;

  /** How long spikes are counted, in seconds. */
  static final double WINDOW = 0.5;

  private final String inWords;

  Curves(String inWords) {
    this.inWords = inWords;
  }

  String inWords() {
    return inWords;
  }

  /** Rates in hertz, {@code [point][neuron]}. */
  abstract double[][] of(TuningCurves curves, double[][] points);
}
