package org.spikelane.nef;

import static org.spikelane.check.Arguments.refused;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Random points of the unit ball, or of its surface, every part of it equally likely.
 *
 * @param surface whether points lie on the surface (length 1) or anywhere in the ball
 * @param minMagnitude points of the ball closer to the centre than this are left out; from 0 to
 *     below 1, and 0 for the surface
 */
public record UniformHypersphere(boolean surface, double minMagnitude) implements Distribution {

  /** The whole ball. */
  public static final UniformHypersphere BALL = new UniformHypersphere(false, 0);

  /** The surface: directions, each equally likely. */
  public static final UniformHypersphere SURFACE = new UniformHypersphere(true, 0);

  /**
   * Checks the parameters.
   *
   * @throws IllegalArgumentException if one is outside its range
   */
  public UniformHypersphere {
    checkMagnitude(surface, minMagnitude);
  }

  static void checkMagnitude(boolean surface, double minMagnitude) {
    if (surface && minMagnitude != 0) {
      throw refused("minMagnitude", minMagnitude, "0 on the surface, where every length is 1");
    }
    if (!(minMagnitude >= 0 && minMagnitude < 1)) {
      throw refused("minMagnitude", minMagnitude, "from 0 to below 1");
    }
  }

  /**
   * The length of a point of the ball, given a number uniform on [0, 1]: the volume within a length
   * grows with its power dims.
   */
  static double radius(double uniform, double minMagnitude, int dims) {
    double hole = minMagnitude == 0 ? 0 : StrictMath.pow(minMagnitude, dims);
    double radius = StrictMath.pow(hole + (1 - hole) * uniform, 1.0 / dims);
    return Math.max(minMagnitude, radius);
  }

  @Override
  public double[][] sample(int n, int dims, SplittableRandom random) {
    double[][] points = Rows.zeros(n, dims);
    for (double[] point : points) {
      sample(random, point);
    }
    return points;
  }

  @Override
  public void sample(RandomGenerator random, double[] into) {
    int dims = Rows.dims(into);
    RandomNumbers.direction(random, into);
    if (!surface) {
      double radius = radius(RandomNumbers.uniform(random), minMagnitude, dims);
      for (int k = 0; k < dims; k++) {
        into[k] *= radius;
      }
    }
  }
}
