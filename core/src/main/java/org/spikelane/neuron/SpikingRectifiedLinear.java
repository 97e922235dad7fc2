package org.spikelane.neuron;

import static org.spikelane.check.Arguments.positive;

/**
 * A rectified linear unit that spikes: its voltage rises by max(J, 0) · dt in a tick, and each
 * whole unit in it is a spike. There may be several in a tick.
 *
 * @param amplitude area of one spike, finite and above 0: the output of a tick is its number of
 *     spikes times amplitude/dt
 */
public record SpikingRectifiedLinear(double amplitude) implements Rectified {

  /** Amplitude 1. */
  public static final SpikingRectifiedLinear DEFAULT = new SpikingRectifiedLinear(1);

  /**
   * Checks the parameter.
   *
   * @throws IllegalArgumentException if it is outside its range
   */
  public SpikingRectifiedLinear {
    positive("amplitude", amplitude);
  }
}
