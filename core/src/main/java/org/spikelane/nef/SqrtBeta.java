package org.spikelane.nef;

import static org.spikelane.check.Arguments.refused;

/**
 * The square root of a Beta(m/2, n/2) variable: of a random unit vector with n + m coordinates, the
 * length of the part that m of them make.
 *
 * @param n how many coordinates are left out, finite and above 0; larger means shorter
 * @param m how many coordinates are measured, finite and above 0; larger means longer
 */
public record SqrtBeta(double n, double m) implements UnivariateDistribution {

  private static final double MOST = 1e6;

  /**
   * Checks the parameters.
   *
   * @throws IllegalArgumentException if one is outside its range
   */
  public SqrtBeta {
    if (!(n > 0 && n <= MOST)) {
      throw refused("n", n, "above 0 and at most " + MOST);
    }
    if (!(m > 0 && m <= MOST)) {
      throw refused("m", m, "above 0 and at most " + MOST);
    }
  }

  /** Of one measured coordinate. */
  public SqrtBeta(double n) {
    this(n, 1);
  }

  @Override
  public double pdf(double x) {
    if (!(x >= 0 && x <= 1)) {
      return 0;
    }
    // At the ends, 0 · ∞ would be no number where an exponent is 0.
    double logLeft = m == 1 ? 0 : (m - 1) * StrictMath.log(x);
    double logRight = n == 2 ? 0 : (n / 2 - 1) * StrictMath.log((1 - x) * (1 + x));
    return 2 * StrictMath.exp(logLeft + logRight - SpecialFunctions.logBeta(m / 2, n / 2));
  }

  @Override
  public double cdf(double x) {
    return x <= 0
        ? 0
        : SpecialFunctions.incompleteBeta(m / 2, n / 2, x * x, x >= 1 ? 0 : (1 - x) * (1 + x));
  }

  @Override
  public double quantile(double p) {
    UnivariateDistribution.checkProbability(p);
    if (p == 0 || p == 1) {
      return p;
    }
    return SpecialFunctions.inverse(this::cdf, this::pdf, p, 0, 1, Math.sqrt(m / (m + n)));
  }
}
