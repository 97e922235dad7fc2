package org.spikelane.nef;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

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

  /**
   * Draws one point into an array, as noise does at every tick.
   *
   * <p>{@link Gaussian}, {@link Uniform}, {@link Exponential}, {@link Choice} and {@link
   * UniformHypersphere} allocate nothing. From a {@link SplittableRandom}, the point is that of
   * {@link #sample(int, int, SplittableRandom) sample(1, into.length, random)}; so it is from any
   * other generator that yields the same numbers, if the distribution overrides this method. What
   * it does unless overridden is to draw a seed, and the point from a new {@link SplittableRandom}.
   *
   * @param random the stream to draw from, which advances; nothing but it is remembered between
   *     calls
   * @param into written: the point [dims], 1 coordinate or more
   * @throws IllegalArgumentException if the length is one that the distribution does not have
   */
  default void sample(RandomGenerator random, double[] into) {
    SplittableRandom splittable =
        random instanceof SplittableRandom given ? given : new SplittableRandom(random.nextLong());
    System.arraycopy(Rows.drawn(this, 1, Rows.dims(into), splittable)[0], 0, into, 0, into.length);
  }
}
