package org.spikelane.neuron;

import static org.spikelane.check.Arguments.refused;

/**
 * The straight line from represented value to input current: J = gain · x + bias.
 *
 * @param gain current per represented unit, finite and above 0
 * @param bias current at x = 0, finite
 */
public record GainBias(double gain, double bias) {

  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException if one is outside its range
   */
  public GainBias {
    if (!(gain > 0 && gain < Double.POSITIVE_INFINITY)) {
      throw refused("gain", gain, "a finite number above 0");
    }
    if (!Double.isFinite(bias)) {
      throw refused("bias", bias, "a finite number");
    }
  }

  /** The current at a represented value along the encoder. */
  public double current(double x) {
    return gain * x + bias;
  }
}
