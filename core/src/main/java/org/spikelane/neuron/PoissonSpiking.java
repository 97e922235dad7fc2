package org.spikelane.neuron;

/**
 * Spikes at the rate of another type, as a Poisson process: the number of spikes in a tick has the
 * Poisson distribution with mean rate · dt; above 65 536, the Gaussian one with that mean and
 * variance.
 *
 * <p>The rate is the output of the other type, amplitude · a(J), and a spike has the area 1: its
 * output is 1/dt. Where the rate is negative, so are the spikes.
 *
 * @param base the type whose output is the rate, such as {@link LifRate}: one that does not spike
 *     itself
 */
public record PoissonSpiking(NeuronType base) implements OverRate {

  /** Over {@link LifRate#DEFAULT}. */
  public static final PoissonSpiking DEFAULT = new PoissonSpiking(LifRate.DEFAULT);

  /**
   * Checks the type.
   *
   * @throws IllegalArgumentException if the base spikes itself, or is {@link Direct}
   */
  public PoissonSpiking {
    OverRate.checked(base);
  }
}
