package org.spikelane.nef;

import java.util.function.DoubleUnaryOperator;

/** The special functions behind distributions, in {@link StrictMath}: the same bits everywhere. */
final class SpecialFunctions {

  private static final double HALF_LOG_TWO_PI = 0.91893853320467274178;

  private SpecialFunctions() {}

  /**
   * ln Γ(x) for x above 0, within 1e-14 relative or absolute.
   *
   * <p>Stirling's series (DLMF 5.11.1) from 15 on, where its sixth term is below 1e-15; smaller
   * arguments are raised there by Γ(x + 1) = x Γ(x).
   */
  static double logGamma(double x) {
    double factor = 1;
    double z = x;
    while (z < 15) {
      factor *= z;
      z += 1;
    }
    double s = 1 / (z * z);
    double series =
        (1.0 / 12 - s * (1.0 / 360 - s * (1.0 / 1260 - s * (1.0 / 1680 - s * (1.0 / 1188))))) / z;
    return (z - 0.5) * StrictMath.log(z) - z + HALF_LOG_TWO_PI + series - StrictMath.log(factor);
  }

  /** ln B(a, b), the logarithm of the beta function. */
  static double logBeta(double a, double b) {
    return logGamma(a) + logGamma(b) - logGamma(a + b);
  }

  /**
   * The regularised incomplete beta function I_x(a, b): the probability that a Beta(a, b) variable
   * is at most x.
   *
   * <p>The continued fraction DLMF 8.17.22, evaluated by the modified Lentz method (Thompson and
   * Barnett, <i>Journal of Computational Physics</i> 64, 1986) on the side of the mean where it
   * converges fast; on the other side I_x(a, b) = 1 − I_(1−x)(b, a).
   *
   * @param x from 0 to 1
   * @param complement 1 − x, which the caller may know more exactly
   */
  static double incompleteBeta(double a, double b, double x, double complement) {
    if (x <= 0) {
      return 0;
    }
    if (complement <= 0) {
      return 1;
    }
    return x < (a + 1) / (a + b + 2)
        ? lowerBeta(a, b, x, complement)
        : 1 - lowerBeta(b, a, complement, x);
  }

  private static double lowerBeta(double a, double b, double x, double complement) {
    double front =
        StrictMath.exp(a * StrictMath.log(x) + b * StrictMath.log(complement) - logBeta(a, b)) / a;
    double tiny = 0x1p-1000;
    double fraction = 1;
    double c = 1;
    double d = 0;
    for (int j = 1; j < 100_000; j++) {
      int k = j / 2;
      double numerator =
          j % 2 == 0
              ? k * (b - k) * x / ((a + 2 * k - 1) * (a + 2 * k))
              : -(a + k) * (a + b + k) * x / ((a + 2 * k) * (a + 2 * k + 1));
      d = 1 + numerator * d;
      d = 1 / (Math.abs(d) < tiny ? tiny : d);
      c = 1 + numerator / c;
      c = Math.abs(c) < tiny ? tiny : c;
      fraction *= c * d;
      if (Math.abs(c * d - 1) < 0x1p-52) {
        break;
      }
    }
    return front / fraction;
  }

  /** Density of the standard normal distribution. */
  static double normalDensity(double z) {
    return StrictMath.exp(-0.5 * z * z - HALF_LOG_TWO_PI);
  }

  /**
   * The standard normal distribution function, within 1e-15 absolute and 1e-12 relative.
   *
   * <p>Up to 3 from the middle the series of DLMF 7.6.2, whose terms are all positive; farther out
   * the continued fraction of DLMF 7.9.2, which keeps small tails exact.
   */
  static double normal(double z) {
    double distance = Math.abs(z);
    if (distance < 3) {
      double term = z;
      double sum = z;
      for (int k = 3; Math.abs(term) > Math.abs(sum) * 0x1p-54; k += 2) {
        term *= z * z / k;
        sum += term;
      }
      return 0.5 + normalDensity(z) * sum;
    }
    double fraction = distance;
    for (int k = 100; k > 0; k--) {
      fraction = distance + k / fraction;
    }
    double tail = normalDensity(z) / fraction;
    return z < 0 ? tail : 1 - tail;
  }

  /**
   * The x between low and high at which an increasing function reaches p: Newton's method, replaced
   * by bisection where it would leave the interval known to hold the answer.
   */
  static double inverse(
      DoubleUnaryOperator function,
      DoubleUnaryOperator derivative,
      double p,
      double low,
      double high,
      double start) {
    double from = low;
    double to = high;
    double x = start;
    for (int i = 0; i < 200; i++) {
      double miss = function.applyAsDouble(x) - p;
      if (miss == 0) {
        return x;
      }
      if (miss > 0) {
        to = x;
      } else {
        from = x;
      }
      double next = x - miss / derivative.applyAsDouble(x);
      // Every tenth step halves the interval: a Newton sequence that creeps still ends.
      if (!(next > from && next < to) || i % 10 == 9) {
        next = from + (to - from) / 2;
      }
      if (Math.abs(next - x) <= 0x1p-53 * Math.abs(x)) {
        return next;
      }
      x = next;
    }
    return x;
  }
}
