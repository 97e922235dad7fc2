package org.spikelane.nef;

import java.util.SplittableRandom;

/**
 * Points spread over the unit ball, or over its surface, more evenly than random ones: sums over
 * them come closer to integrals, and decoders fitted to them to the best ones.
 *
 * <p>Evenly spread points of a cube ({@link LowDiscrepancy}) are mapped to the sphere so that equal
 * volumes stay equal, then turned by a random rotation. Each single point is distributed as one of
 * {@link UniformHypersphere}; together they are not independent. Two calls give two sets that know
 * nothing of each other, so all points that belong together should be drawn in one.
 *
 * <p>The map: cut the coordinates into pairs (and, if their number is odd, one triple). Of a random
 * point of the sphere, the squared lengths of these blocks have a Dirichlet distribution with one
 * parameter per block, half its size; so the share of the first j blocks in the first j + 1 is
 * Beta(a, 1) with a half the coordinates of those j, whose inverse distribution function is
 * u^(1/a). Within a block the direction is uniform on a circle (an angle) or a sphere (a height,
 * which Archimedes knew to be uniform, and an angle). No table, no iteration. Source: Fang and
 * Wang, <i>Number-theoretic Methods in Statistics</i>, Chapman &amp; Hall 1994.
 *
 * @param surface whether points lie on the surface (length 1) or anywhere in the ball
 * @param minMagnitude points of the ball closer to the centre than this are left out; from 0 to
 *     below 1, and 0 for the surface
 */
public record ScatteredHypersphere(boolean surface, double minMagnitude) implements Distribution {

  /** The whole ball. */
  public static final ScatteredHypersphere BALL = new ScatteredHypersphere(false, 0);

  /** The surface: directions. */
  public static final ScatteredHypersphere SURFACE = new ScatteredHypersphere(true, 0);

  /**
   * Checks the parameters.
   *
   * @throws IllegalArgumentException if one is outside its range
   */
  public ScatteredHypersphere {
    UniformHypersphere.checkMagnitude(surface, minMagnitude);
  }

  @Override
  public double[][] sample(int n, int dims, SplittableRandom random) {
    double[][] points = Rows.zeros(n, dims);
    // One coordinate of the cube makes both the sign and the length of a point on the line.
    int needed = dims == 1 || surface ? Math.max(1, dims - 1) : dims;
    double[][] cube = LowDiscrepancy.cube(n, needed, random);
    for (int i = 0; i < n; i++) {
      if (dims == 1) {
        points[i][0] = onLine(cube[i][0]);
        continue;
      }
      int from = surface ? 0 : 1;
      toSurface(cube[i], from, points[i]);
      if (!surface) {
        double radius = UniformHypersphere.radius(cube[i][0], minMagnitude, dims);
        for (int k = 0; k < dims; k++) {
          points[i][k] *= radius;
        }
      }
    }
    Rotation.random(dims, random).apply(points);
    return points;
  }

  private double onLine(double u) {
    double x = 2 * u - 1;
    double length = surface ? 1 : UniformHypersphere.radius(Math.abs(x), minMagnitude, 1);
    return x < 0 ? -length : length;
  }

  /** Maps cube[from], cube[from + 1], … to the surface; uses one coordinate less than the point. */
  private static void toSurface(double[] cube, int from, double[] point) {
    int dims = point.length;
    int odd = dims % 2;
    int blocks = dims / 2;
    int next = from;
    // From the last block to the first: what share of the squared length is not yet given out.
    double rest = 1;
    for (int block = blocks - 1; block >= 0; block--) {
      int at = 2 * block + odd;
      double below = block == 0 ? 0 : rest * StrictMath.pow(cube[next++], 1 / (block + 0.5 * odd));
      double length = Math.sqrt(Math.max(0, rest - below));
      rest = below;
      if (block == 0 && odd == 1) {
        double height = 1 - 2 * cube[next++];
        point[0] = length * height;
        length *= Math.sqrt(Math.max(0, 1 - height * height));
      }
      double angle = 2 * Math.PI * cube[next++];
      point[at] = length * StrictMath.cos(angle);
      point[at + 1] = length * StrictMath.sin(angle);
    }
  }
}
