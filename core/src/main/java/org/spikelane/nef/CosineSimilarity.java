package org.spikelane.nef;

import static org.spikelane.check.Arguments.refused;

/**
 * The cosine of the angle between two random vectors; also one coordinate of a random unit vector,
 * and, for dimensions = d + 2, one coordinate of a random point of the d-dimensional unit ball.
 *
 * @param dimensions how many coordinates the vectors have, 2 or more; larger means closer to 0
 */
public record CosineSimilarity(int dimensions) implements UnivariateDistribution {

  /**
   * Checks the parameter.
   *
   * @throws IllegalArgumentException if it is outside its range
   */
  public CosineSimilarity {
    if (dimensions < 2 || dimensions > 1_000_000) {
      throw refused("dimensions", dimensions, "from 2 to 1000000");
    }
  }

  private SqrtBeta magnitude() {
    return new SqrtBeta(dimensions - 1, 1);
  }

  @Override
  public double pdf(double x) {
    return magnitude().pdf(Math.abs(x)) / 2;
  }

  @Override
  public double cdf(double x) {
    double within = magnitude().cdf(Math.abs(x)) / 2;
    return x < 0 ? 0.5 - within : 0.5 + within;
  }

  @Override
  public double quantile(double p) {
    UnivariateDistribution.checkProbability(p);
    return p < 0.5 ? -magnitude().quantile(1 - 2 * p) : magnitude().quantile(2 * p - 1);
  }
}
