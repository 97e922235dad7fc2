package org.spikelane.nef;

import static org.spikelane.check.Arguments.refused;

/**
 * The exponential distribution, moved by a shift and, if wanted, cut off: numbers at or above high
 * become the largest number below high, so that this one number has a probability of its own. A
 * usual choice for intercepts that should crowd at the left: {@code new Exponential(0.15, -1, 1)}.
 *
 * @param scale mean distance from the shift (without a cut), finite and above 0; larger means a
 *     wider spread
 * @param shift the smallest number, finite
 * @param high the cut, above shift; ∞ for none
 */
public record Exponential(double scale, double shift, double high)
    implements UnivariateDistribution {

  /**
   * Checks the parameters.
   *
   * @throws IllegalArgumentException if one is outside its range
   */
  public Exponential {
    if (!(scale > 0 && scale < Double.POSITIVE_INFINITY)) {
      throw refused("scale", scale, "a finite number above 0");
    }
    if (!Double.isFinite(shift)) {
      throw refused("shift", shift, "a finite number");
    }
    if (!(high > shift)) {
      throw refused("high", high, "above shift = " + shift + " (Infinity for no cut)");
    }
  }

  /** Without a shift and a cut. */
  public Exponential(double scale) {
    this(scale, 0, Double.POSITIVE_INFINITY);
  }

  private double largest() {
    return Math.nextDown(high);
  }

  /** {@inheritDoc} The probability gathered at the cut has no density and is not in it. */
  @Override
  public double pdf(double x) {
    return x >= shift && x < high ? StrictMath.exp(-(x - shift) / scale) / scale : 0;
  }

  @Override
  public double cdf(double x) {
    if (x < shift) {
      return 0;
    }
    return x >= largest() ? 1 : -StrictMath.expm1(-(x - shift) / scale);
  }

  @Override
  public double quantile(double p) {
    UnivariateDistribution.checkProbability(p);
    double x = shift - scale * StrictMath.log1p(-p);
    return high == Double.POSITIVE_INFINITY ? x : Math.min(x, largest());
  }
}
