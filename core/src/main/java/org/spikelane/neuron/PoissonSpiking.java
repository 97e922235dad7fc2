package org.spikelane.neuron;

/**
 * Spikes at the rate of another type, as a Poisson process: the number of spikes in a tick has the
 * Poisson distribution with mean a(J) · dt.
 *
 * @param base the type whose curve is the rate, and whose amplitude is the area of a spike
 */
public record PoissonSpiking(NeuronType base) implements OverRate {

  /** Over {@link LifRate#DEFAULT}. */
  public static final PoissonSpiking DEFAULT = new PoissonSpiking(LifRate.DEFAULT);
}
