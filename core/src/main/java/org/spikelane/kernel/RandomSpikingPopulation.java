package org.spikelane.kernel;

import java.util.SplittableRandom;
import org.spikelane.neuron.NeuronType;
import org.spikelane.neuron.StochasticSpiking;

/**
 * Types that spike at random: {@link StochasticSpiking} and {@link
 * org.spikelane.neuron.PoissonSpiking}.
 *
 * <p>Every neuron has a random stream of its own, SplitMix64 (Steele, Lea and Flood, OOPSLA 2014)
 * from a state drawn from the seed, so that its spikes do not depend on who else is stepped, or
 * where.
 */
final class RandomSpikingPopulation extends ArrayPopulation {

  private static final long GAMMA = 0x9e3779b97f4a7c15L;

  /** The largest mean whose exp(−mean) is far from underflow; more is the sum of several. */
  private static final double MEAN_AT_ONCE = 500;

  /**
   * Above this mean, Poisson's distribution is taken to be Gauss's: its skewness is below 0.4 %.
   */
  private static final double GAUSSIAN_MEAN = 1 << 16;

  private final ArrayPopulation rates;
  private final long[] stream;
  private final double spikeHeight;

  /**
   * A population over another.
   *
   * @param rates what puts out the rates; its state becomes a part of this one's
   */
  RandomSpikingPopulation(NeuronType neuron, ArrayPopulation rates, long seed) {
    super(neuron, rates.neurons(), rates.dt());
    this.rates = rates;
    spikeHeight = LifCoefficients.spikeHeight(1, dt());
    stream = new SplittableRandom(seed).longs(neurons()).toArray();
    arrays().randomStreams(stream);
    arrays().addAll(rates.arrays());
  }

  @Override
  void tick(double[] current, double[] output, int from, int to) {
    rates.tick(current, output, from, to);
    boolean stochastic = neuron() instanceof StochasticSpiking;
    for (int i = from; i < to; i++) {
      double mean = output[i] * dt();
      output[i] = spikeHeight * (stochastic ? rounded(mean, i) : poisson(mean, i));
    }
  }

  private double rounded(double mean, int i) {
    double whole = Math.floor(mean);
    return whole + (uniform(i) < mean - whole ? 1 : 0);
  }

  /** A number with the sign of the mean. */
  private double poisson(double mean, int i) {
    double size = Math.abs(mean);
    double spikes = size > GAUSSIAN_MEAN ? gaussian(size, i) : sumOfPoissons(size, i);
    return mean < 0 ? 0 - spikes : spikes;
  }

  private double sumOfPoissons(double mean, int i) {
    double spikes = 0;
    for (double rest = mean; rest > 0; rest -= MEAN_AT_ONCE) {
      spikes += poissonAtOnce(Math.min(rest, MEAN_AT_ONCE), i);
    }
    return spikes;
  }

  /** By inversion: the smallest k whose cumulative probability is above a uniform number. */
  private double poissonAtOnce(double mean, int i) {
    double u = uniform(i);
    double probability = StrictMath.exp(-mean);
    double cumulative = probability;
    double k = 0;
    while (u >= cumulative && probability > 0) {
      k++;
      probability *= mean / k;
      cumulative += probability;
    }
    return k;
  }

  /** A whole number of Gauss's distribution whose variance is its mean, by Box and Muller. */
  private double gaussian(double mean, int i) {
    double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - uniform(i)));
    double angle = 2 * Math.PI * uniform(i);
    return Math.rint(mean + StrictMath.sqrt(mean) * radius * StrictMath.cos(angle));
  }

  /** The next number of a neuron's stream, uniform on [0, 1). */
  private double uniform(int i) {
    long z = stream[i] += GAMMA;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return ((z ^ (z >>> 31)) >>> 11) * 0x1p-53;
  }
}
