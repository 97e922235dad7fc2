package org.spikelane.nef;

import static org.spikelane.check.Arguments.refused;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * A distribution of single numbers. Points of several dimensions have independent coordinates, each
 * from this distribution.
 */
public interface UnivariateDistribution extends Distribution {

  /**
   * The probability density.
   *
   * @param x any number
   * @return density, 0 or above; 0 outside the support
   */
  double pdf(double x);

  /**
   * The distribution function: the probability of a number at or below x.
   *
   * @param x any number
   * @return probability, from 0 to 1
   */
  double cdf(double x);

  /**
   * The inverse of the distribution function: the smallest x at which it reaches p.
   *
   * @param p probability, from 0 to 1
   * @throws IllegalArgumentException if p is outside its range
   */
  double quantile(double p);

  /** {@inheritDoc} By inversion: the quantiles of numbers that are uniform between 0 and 1. */
  @Override
  default double[][] sample(int n, int dims, SplittableRandom random) {
    double[][] points = Rows.zeros(n, dims);
    for (double[] point : points) {
      sample(random, point);
    }
    return points;
  }

  /** {@inheritDoc} Allocates what {@link #quantile} does, which is usually nothing. */
  @Override
  default void sample(RandomGenerator random, double[] into) {
    Rows.dims(into);
    for (int k = 0; k < into.length; k++) {
      into[k] = quantile(RandomNumbers.between0And1(random));
    }
  }

  /** Checks that a number is a probability. */
  static void checkProbability(double p) {
    if (!(p >= 0 && p <= 1)) {
      throw refused("p", p, "a probability from 0 to 1");
    }
  }
}
