package org.spikelane.nef;

import static org.spikelane.check.Arguments.refused;

import java.util.random.RandomGenerator;

/**
 * The normal distribution.
 *
 * @param mean its centre, finite
 * @param std its standard deviation, finite and above 0; larger means a wider spread
 */
public record Gaussian(double mean, double std) implements UnivariateDistribution {

  /**
   * Checks the parameters.
   *
   * @throws IllegalArgumentException if one is outside its range
   */
  public Gaussian {
    if (!Double.isFinite(mean)) {
      throw refused("mean", mean, "a finite number");
    }
    if (!(std > 0 && std < Double.POSITIVE_INFINITY)) {
      throw refused("std", std, "a finite number above 0");
    }
  }

  @Override
  public double pdf(double x) {
    return SpecialFunctions.normalDensity((x - mean) / std) / std;
  }

  @Override
  public double cdf(double x) {
    return SpecialFunctions.normal((x - mean) / std);
  }

  /** {@inheritDoc} −∞ at 0 and ∞ at 1. */
  @Override
  public double quantile(double p) {
    UnivariateDistribution.checkProbability(p);
    if (p == 0 || p == 1) {
      return p == 0 ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    }
    // The lower tail is exact however small, so the upper one is its mirror image.
    double tail = Math.min(p, 1 - p);
    double z =
        SpecialFunctions.inverse(
            SpecialFunctions::normal, SpecialFunctions::normalDensity, tail, -40, 0, -1);
    return mean + std * (p < 0.5 ? z : -z);
  }

  /** {@inheritDoc} By the polar method, which is faster than inversion. */
  @Override
  public void sample(RandomGenerator random, double[] into) {
    Rows.dims(into);
    RandomNumbers.gaussians(random, into);
    for (int k = 0; k < into.length; k++) {
      into[k] = mean + std * into[k];
    }
  }
}
