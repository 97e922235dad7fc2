package org.spikelane.neuron;

/**
 * Spikes at the rate of another type, as regular as they can be: the rate adds up from tick to
 * tick, and each whole unit is a spike. There may be several in a tick.
 *
 * <p>The rate is the output of the other type, amplitude · a(J), and a spike has the area 1: its
 * output is 1/dt. Where the rate is negative, so are the spikes.
 *
 * @param base the type whose output is the rate, such as {@link LifRate}: one that does not spike
 *     itself
 */
public record RegularSpiking(NeuronType base) implements OverRate {

  /** Over {@link LifRate#DEFAULT}. */
  public static final RegularSpiking DEFAULT = new RegularSpiking(LifRate.DEFAULT);

  /**
   * Checks the type.
   *
   * @throws IllegalArgumentException if the base spikes itself, or is {@link Direct}
   */
  public RegularSpiking {
    OverRate.checked(base);
  }
}
