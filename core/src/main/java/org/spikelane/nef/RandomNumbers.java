package org.spikelane.nef;

import java.util.random.RandomGenerator;

/**
 * Random numbers that are the same on every platform and Java.
 *
 * <p>Only {@link RandomGenerator#nextLong()} is used: what {@link java.util.SplittableRandom} does
 * for it, SplitMix64, has never changed, while the algorithms of the bounded and Gaussian methods
 * have. Functions are those of {@link StrictMath}.
 */
final class RandomNumbers {

  private RandomNumbers() {}

  /** Uniform on [0, 1): a multiple of 2^−53. */
  static double uniform(RandomGenerator random) {
    return (random.nextLong() >>> 11) * 0x1p-53;
  }

  /** Uniform on (0, 1), neither end included: an odd multiple of 2^−53. */
  static double between0And1(RandomGenerator random) {
    return ((random.nextLong() >>> 12) + 0.5) * 0x1p-52;
  }

  /** Uniform among 0 … bound − 1; bound is far below 2^53, so that its bias can't be measured. */
  static int below(RandomGenerator random, int bound) {
    return (int) (uniform(random) * bound);
  }

  /**
   * Independent standard Gaussian numbers, by the polar method.
   *
   * <p>Source: Marsaglia and Bray, <i>SIAM Review</i> 6, 1964.
   */
  static void gaussians(RandomGenerator random, double[] into) {
    for (int i = 0; i < into.length; i += 2) {
      double u;
      double v;
      double square;
      do {
        u = 2 * uniform(random) - 1;
        v = 2 * uniform(random) - 1;
        square = u * u + v * v;
      } while (square >= 1 || square == 0);
      double scale = Math.sqrt(-2 * StrictMath.log(square) / square);
      into[i] = u * scale;
      if (i + 1 < into.length) {
        into[i + 1] = v * scale;
      }
    }
  }

  /** A direction, uniform on the unit sphere. */
  static void direction(RandomGenerator random, double[] into) {
    double length;
    do {
      gaussians(random, into);
      length = length(into);
    } while (length == 0);
    for (int k = 0; k < into.length; k++) {
      into[k] /= length;
    }
  }

  /** Euclidean length of a vector whose squares neither overflow nor vanish. */
  static double length(double[] vector) {
    double square = 0;
    for (double x : vector) {
      square += x * x;
    }
    return Math.sqrt(square);
  }
}
