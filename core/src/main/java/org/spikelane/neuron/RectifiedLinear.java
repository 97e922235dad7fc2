package org.spikelane.neuron;

import static org.spikelane.check.Arguments.positive;

/**
 * The rectified linear unit: a(J) = max(J, 0), in hertz, at once and without spikes.
 *
 * @param amplitude factor from rate to output, finite and above 0
 */
public record RectifiedLinear(double amplitude) implements Rectified {

  /** Amplitude 1. */
  public static final RectifiedLinear DEFAULT = new RectifiedLinear(1);

  /**
   * Checks the parameter.
   *
   * @throws IllegalArgumentException if it is outside its range
   */
  public RectifiedLinear {
    positive("amplitude", amplitude);
  }
}
