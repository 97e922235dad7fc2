package org.spikelane.nef;

import java.util.SplittableRandom;

/**
 * Where random points are drawn from: encoders, evaluation points, maximum rates, intercepts.
 *
 * <p>A distribution is an immutable value. The same seed gives the same bits on every platform and
 * Java. Implementations outside this library need only {@link #sample(int, int, SplittableRandom)};
 * to keep that promise they should draw from {@code nextLong()} and calculate with {@link
 * StrictMath}.
 */
public interface Distribution {

  /**
   * Draws points.
   *
   * @param n how many points, 0 or more
   * @param dims how many coordinates each has, 1 or more
   * @param random the stream to draw from, which advances
   * @return points [n][dims]; the caller's own
   * @throws IllegalArgumentException if n or dims is outside its range
   */
  double[][] sample(int n, int dims, SplittableRandom random);

  /**
   * Draws points from a stream of their own.
   *
   * @param n how many points, 0 or more
   * @param dims how many coordinates each has, 1 or more
   * @param seed which points: the same seed gives the same points
   * @return points [n][dims]; the caller's own
   * @throws IllegalArgumentException if n or dims is outside its range
   */
  default double[][] sample(int n, int dims, long seed) {
    return sample(n, dims, new SplittableRandom(seed));
  }

  /**
   * Draws numbers: the points of one coordinate.
   *
   * @param n how many numbers, 0 or more
   * @param random the stream to draw from, which advances
   * @return numbers [n]; the caller's own
   * @throws IllegalArgumentException if n is outside its range
   */
  default double[] sample(int n, SplittableRandom random) {
    double[][] points = Rows.drawn(this, n, 1, random);
    double[] numbers = new double[n];
    for (int i = 0; i < n; i++) {
      numbers[i] = points[i][0];
    }
    return numbers;
  }
}
