package org.spikelane.neuron;

/**
 * Spikes at the rate of another type, at random: a tick has the whole part of a(J) · dt spikes, and
 * one more with the probability of the fractional part.
 *
 * @param base the type whose curve is the rate, and whose amplitude is the area of a spike
 */
public record StochasticSpiking(NeuronType base) implements NeuronType {

  /** Over {@link LifRate#DEFAULT}. */
  public static final StochasticSpiking DEFAULT = new StochasticSpiking(LifRate.DEFAULT);

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
