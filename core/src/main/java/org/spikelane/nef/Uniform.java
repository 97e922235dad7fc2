package org.spikelane.nef;

import static org.spikelane.check.Arguments.refused;

/**
 * Every number from low to below high is equally likely.
 *
 * @param low the smallest number, finite
 * @param high the bound, finite and above low; it is not reached itself
 */
public record Uniform(double low, double high) implements UnivariateDistribution {

  /**
   * Checks the bounds.
   *
   * @throws IllegalArgumentException if one is outside its range
   */
  public Uniform {
    if (!Double.isFinite(low)) {
      throw refused("low", low, "a finite number");
    }
    if (!(high > low && high - low < Double.POSITIVE_INFINITY)) {
      throw refused(
          "high",
          high,
          "a finite number above low = " + low + " (for one number only, use Choice.of)");
    }
  }

  @Override
  public double pdf(double x) {
    return x >= low && x < high ? 1 / (high - low) : 0;
  }

  @Override
  public double cdf(double x) {
    return Math.max(0, Math.min(1, (x - low) / (high - low)));
  }

  @Override
  public double quantile(double p) {
    UnivariateDistribution.checkProbability(p);
    // Rounding may reach the bound that is not part of the range.
    return Math.min(low + (high - low) * p, Math.nextDown(high));
  }
}
