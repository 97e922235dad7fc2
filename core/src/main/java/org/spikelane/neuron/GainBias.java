package org.spikelane.neuron;

import static org.spikelane.check.Arguments.finite;
import static org.spikelane.check.Arguments.positive;

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
    positive("gain", gain);
    finite("bias", bias);
  }

  /** The current at a represented value along the encoder. */
  public double current(double x) {
    return gain * x + bias;
  }
}
