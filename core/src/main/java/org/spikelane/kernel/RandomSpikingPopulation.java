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

  private final long[] stream;
  private final double spikeHeight;

  RandomSpikingPopulation(NeuronType neuron, int neurons, double dt, long seed) {
    super(neuron, neurons, dt);
    stream = new SplittableRandom(seed).longs(neurons).toArray();
    arrays().randomStreams(stream);
    spikeHeight = LifCoefficients.spikeHeight(neuron.amplitude(), dt);
  }

  @Override
  void tick(double[] current, double[] output, int from, int to) {
    boolean stochastic = neuron() instanceof StochasticSpiking;
    for (int i = from; i < to; i++) {
      double mean = Math.max(neuron().rate(current[i]), 0) * dt();
      output[i] = spikeHeight * (stochastic ? rounded(mean, i) : poisson(mean, i));
    }
  }

  private double rounded(double mean, int i) {
    double whole = Math.floor(mean);
    return whole + (uniform(i) < mean - whole ? 1 : 0);
  }

  /** By inversion: the smallest k whose cumulative probability is above a uniform number. */
  private double poisson(double mean, int i) {
    double spikes = 0;
    double rest = mean;
    while (rest > 0) {
      double part = Math.min(rest, MEAN_AT_ONCE);
      double u = uniform(i);
      double probability = StrictMath.exp(-part);
      double cumulative = probability;
      double k = 0;
      while (u >= cumulative && probability > 0) {
        k++;
        probability *= part / k;
        cumulative += probability;
      }
      spikes += k;
      rest -= part;
    }
    return spikes;
  }

  /** The next number of a neuron's stream, uniform on [0, 1). */
  private double uniform(int i) {
    long z = stream[i] += GAMMA;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return ((z ^ (z >>> 31)) >>> 11) * 0x1p-53;
  }
}
