package org.spikelane.neuron;

/**
 * Spikes at the rate of another type, at random: a tick has the whole part of rate · dt spikes, and
 * one more with the probability of the fractional part.
 *
 * <p>The rate is the output of the other type, amplitude · a(J), and a spike has the area 1: its
 * output is 1/dt. Where the rate is negative, so are the spikes.
 *
 * @param base the type whose output is the rate, such as {@link LifRate}: one that does not spike
 *     itself
 */
public record StochasticSpiking(NeuronType base) implements OverRate {

  /** Over {@link LifRate#DEFAULT}. */
  public static final StochasticSpiking DEFAULT = new StochasticSpiking(LifRate.DEFAULT);

  /**
   * Checks the type.
   *
   * @throws IllegalArgumentException if the base spikes itself, or is {@link Direct}
   */
  public StochasticSpiking {
    OverRate.checked(base);
  }
}
