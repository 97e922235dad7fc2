package org.spikelane.neuron;

/**
 * Spikes at the rate of another type, as a Poisson process: the number of spikes in a tick has the
 * Poisson distribution with mean a(J) · dt.
 *
 * @param base the type whose curve is the rate, and whose amplitude is the area of a spike
 */
public record PoissonSpiking(NeuronType base) implements NeuronType {

  /** Over {@link LifRate#DEFAULT}. */
  public static final PoissonSpiking DEFAULT = new PoissonSpiking(LifRate.DEFAULT);

  @Override
  public double rate(double current) {
    return base.rate(current);
  }

  @Override
  public double amplitude() {
    return base.amplitude();
  }

  @Override
  public double highestRate() {
    return base.highestRate();
  }

  @Override
  public double thresholdCurrent() {
    return base.thresholdCurrent();
  }

  @Override
  public double current(double rate) {
    return base.current(rate);
  }
}
