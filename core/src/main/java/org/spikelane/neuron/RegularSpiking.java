package org.spikelane.neuron;

/**
 * Spikes at the rate of another type, as regular as they can be: a(J) · dt adds up from tick to
 * tick, and each whole unit is a spike. There may be several in a tick.
 *
 * @param base the type whose curve is the rate, and whose amplitude is the area of a spike
 */
public record RegularSpiking(NeuronType base) implements OverRate {

  /** Over {@link LifRate#DEFAULT}. */
  public static final RegularSpiking DEFAULT = new RegularSpiking(LifRate.DEFAULT);
}
