package org.spikelane.nef;

import static org.spikelane.check.Arguments.refused;

/**
 * The length of a part of a random unit vector: {@link SqrtBeta} of dimensions − subdimensions and
 * subdimensions.
 *
 * @param dimensions how many coordinates the unit vector has, 2 or more
 * @param subdimensions how many of them make the part, from 1 to dimensions − 1
 */
public record SubvectorLength(int dimensions, int subdimensions) implements UnivariateDistribution {

  /**
   * Checks the parameters.
   *
   * @throws IllegalArgumentException if one is outside its range
   */
  public SubvectorLength {
    if (dimensions < 2 || dimensions > 1_000_000) {
      throw refused("dimensions", dimensions, "from 2 to 1000000");
    }
    if (subdimensions < 1 || subdimensions >= dimensions) {
      throw refused(
          "subdimensions", subdimensions, "from 1 to dimensions - 1 = " + (dimensions - 1));
    }
  }

  private SqrtBeta length() {
    return new SqrtBeta(dimensions - subdimensions, subdimensions);
  }

  @Override
  public double pdf(double x) {
    return length().pdf(x);
  }

  @Override
  public double cdf(double x) {
    return length().cdf(x);
  }

  @Override
  public double quantile(double p) {
    return length().quantile(p);
  }
}
