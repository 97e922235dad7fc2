package org.spikelane.neuron;

/**
 * Spikes at the rate of another type, at random: a tick has the whole part of a(J) · dt spikes, and
 * one more with the probability of the fractional part.
 *
 * @param base the type whose curve is the rate, and whose amplitude is the area of a spike
 */
public record StochasticSpiking(NeuronType base) implements OverRate {

  /** Over {@link LifRate#DEFAULT}. */
  public static final StochasticSpiking DEFAULT = new StochasticSpiking(LifRate.DEFAULT);
}
