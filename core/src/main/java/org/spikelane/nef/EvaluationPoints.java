package org.spikelane.nef;

import static org.spikelane.check.Arguments.refused;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;

/**
 * The represented values at which decoders are fitted: the samples of the least-squares problem.
 * Immutable.
 */
public final class EvaluationPoints {

  /** Where points come from unless told otherwise: spread evenly over the unit ball. */
  public static final Distribution DEFAULT = ScatteredHypersphere.BALL;

  private final double[][] points;

  private EvaluationPoints(double[][] points) {
    this.points = points;
  }

  /**
   * How many points an ensemble gets unless told otherwise: 500 for each dimension, but at least
   * 750, at most 2500, and in any case 2 for each neuron.
   *
   * @param neurons how many neurons, 1 or more
   * @param dims how many dimensions, 1 or more
   * @throws IllegalArgumentException if an argument is outside its range
   */
  public static int defaultNumber(int neurons, int dims) {
    if (neurons < 1 || neurons > 1 << 29) {
      throw refused("neurons", neurons, "from 1 to " + (1 << 29));
    }
    if (dims < 1) {
      throw refused("dims", dims, "1 or above");
    }
    long forDims = Math.max(750, Math.min(2500, 500L * dims));
    return (int) Math.max(forDims, 2L * neurons);
  }

  /**
   * The default number of points from the default distribution.
   *
   * @param neurons how many neurons they are for, 1 or more
   * @param dims how many coordinates a point has, 1 or more
   * @param random the stream to draw from, which advances
   * @throws IllegalArgumentException if an argument is outside its range
   */
  public static EvaluationPoints defaults(int neurons, int dims, SplittableRandom random) {
    // In very many dimensions even the default number may be too few to tell them apart.
    int number = Math.max(defaultNumber(neurons, dims), dims + 1);
    return sampled(DEFAULT, number, dims, random);
  }

  /**
   * Points drawn from a distribution.
   *
   * @param from the distribution
   * @param number how many, at least dims + 1: with fewer, not even a linear function is determined
   * @param dims how many coordinates a point has, 1 or more
   * @param random the stream to draw from, which advances
   * @throws IllegalArgumentException if an argument is outside its range
   */
  public static EvaluationPoints sampled(
      Distribution from, int number, int dims, SplittableRandom random) {
    if (dims < 1) {
      throw refused("dims", dims, "1 or above");
    }
    checkNumber("number", number, dims);
    return given(Rows.drawn(from, number, dims, random));
  }

  /**
   * Given points, used as they stand.
   *
   * @param points [sample][dim], finite; at least dims + 1 of them
   * @throws IllegalArgumentException if there are too few, rows differ in length or a number cannot
   *     be used
   */
  public static EvaluationPoints given(double[][] points) {
    Rows.check("points", points, 1, "sample");
    checkNumber("points.length", points.length, points[0].length);
    return new EvaluationPoints(Rows.copy(points));
  }

  private static void checkNumber(String name, int number, int dims) {
    if (number <= dims) {
      throw refused(
          name,
          number,
          "at least dims + 1 = " + (dims + 1L) + ": fewer do not determine even a linear function");
    }
  }

  /** How many points. */
  public int number() {
    return points.length;
  }

  /** How many coordinates a point has. */
  public int dims() {
    return points[0].length;
  }

  /** One coordinate of one point. */
  public double get(int sample, int dim) {
    return points[sample][dim];
  }

  /** The points [sample][dim]; a copy. */
  public double[][] toArray() {
    return Rows.copy(points);
  }

  /**
   * All points times a number: for an ensemble that represents values up to a radius.
   *
   * @param radius finite and above 0
   * @throws IllegalArgumentException if the radius is outside its range
   */
  public EvaluationPoints times(double radius) {
    if (!(radius > 0 && radius <= Rows.LARGEST)) {
      throw refused("radius", radius, "above 0 and at most " + Rows.LARGEST);
    }
    double[][] scaled = Rows.copy(points);
    for (double[] point : scaled) {
      for (int k = 0; k < point.length; k++) {
        point[k] *= radius;
      }
    }
    return given(scaled);
  }

  /**
   * What decoders are to decode: a function's value at every point. For the represented value
   * itself the targets are {@link #toArray()}.
   *
   * @param function from a point [dim] to any number of values, 1 or more, the same at every point;
   *     it gets a copy that it may change
   * @return values [sample][output], the targets of a {@link Solver}; the caller's own
   * @throws IllegalArgumentException if the function throws, or returns null, an empty array,
   *     arrays of different lengths, or a number that is not finite; the message names the point
   */
  public double[][] targets(UnaryOperator<double[]> function) {
    double[][] targets = new double[points.length][];
    for (int i = 0; i < points.length; i++) {
      double[] value = valueAt(points[i], function);
      if (value == null) {
        throw refused(valueAt(points[i]), "null", "an array of numbers");
      }
      if (value.length == 0 || i > 0 && value.length != targets[0].length) {
        throw refused(
            valueAt(points[i]),
            numbers(value.length),
            i == 0 ? "at least 1 number" : numbers(targets[0].length) + ", as at the first point");
      }
      targets[i] = value.clone();
      for (int k = 0; k < value.length; k++) {
        if (!(Math.abs(value[k]) <= Rows.LARGEST)) {
          throw refused(
              valueAt(points[i]),
              Arrays.toString(value),
              "finite numbers, at most " + Rows.LARGEST + " in magnitude");
        }
      }
    }
    return targets;
  }

  /** What it is called that a function was wrong about. */
  private static String valueAt(double[] point) {
    return "function value at " + Arrays.toString(point);
  }

  private static double[] valueAt(double[] point, UnaryOperator<double[]> function) {
    try {
      return function.apply(point.clone());
    } catch (RuntimeException e) {
      IllegalArgumentException refused = refused(valueAt(point), e, "an array of numbers");
      refused.initCause(e);
      throw refused;
    }
  }

  private static String numbers(int count) {
    return count == 1 ? "1 number" : count + " numbers";
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof EvaluationPoints others && Arrays.deepEquals(points, others.points);
  }

  @Override
  public int hashCode() {
    return Arrays.deepHashCode(points);
  }

  @Override
  public String toString() {
    return "EvaluationPoints[" + number() + " points, " + dims() + " dims]";
  }
}
