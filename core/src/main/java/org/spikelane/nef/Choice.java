package org.spikelane.nef;

import static org.spikelane.check.Arguments.refused;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** One of several given points, each with its own probability. */
public final class Choice implements Distribution {

  private final double[][] options;
  private final double[] weights;
  private final double[] upTo;

  private Choice(double[][] options, double[] weights) {
    Rows.check("options", options, 1, "option");
    if (weights.length != options.length) {
      throw refused("weights.length", weights.length, options.length + ", one for each option");
    }
    this.options = Rows.copy(options);
    this.weights = weights.clone();
    upTo = new double[weights.length];
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      if (!(weights[i] >= 0 && weights[i] < Double.POSITIVE_INFINITY)) {
        throw refused("weights[" + i + "]", weights[i], "a finite number, 0 or above");
      }
      sum += weights[i];
      upTo[i] = sum;
    }
    if (!(sum > 0 && sum < Double.POSITIVE_INFINITY)) {
      throw refused("sum of weights", sum, "a finite number above 0");
    }
  }

  /**
   * A choice among points.
   *
   * @param options the points [option][dims], finite, at least one
   * @param weights how likely each is, relative to the others [option]; finite, 0 or above, not all
   *     0
   * @throws IllegalArgumentException if an argument is outside its range
   */
  public static Choice of(double[][] options, double[] weights) {
    return new Choice(options, weights);
  }

  /**
   * A choice among equally likely points.
   *
   * @param options the points [option][dims], finite, at least one
   * @throws IllegalArgumentException if an argument is outside its range
   */
  public static Choice of(double[][] options) {
    double[] weights = new double[options.length];
    Arrays.fill(weights, 1);
    return new Choice(options, weights);
  }

  /**
   * A choice among equally likely numbers; of one number, a constant.
   *
   * @param options the numbers [option], finite, at least one
   * @throws IllegalArgumentException if an argument is outside its range
   */
  public static Choice of(double... options) {
    return of(Arrays.stream(options).mapToObj(x -> new double[] {x}).toArray(double[][]::new));
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException if dims is not the number of coordinates of an option
   */
  @Override
  public double[][] sample(int n, int dims, SplittableRandom random) {
    double[][] points = Rows.zeros(n, dims);
    if (dims != options[0].length) {
      throw refused("dims", dims, options[0].length + ", the length of an option");
    }
    for (double[] point : points) {
      draw(random, point);
    }
    return points;
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException if the length is not the number of coordinates of an option
   */
  @Override
  public void sample(RandomGenerator random, double[] into) {
    if (into.length != options[0].length) {
      throw refused("into.length", into.length, options[0].length + ", the length of an option");
    }
    draw(random, into);
  }

  private void draw(RandomGenerator random, double[] into) {
    double sum = upTo[upTo.length - 1];
    // Of the very smallest sums, rounding may reach the sum itself, at which no option is left.
    double at = Math.min(RandomNumbers.uniform(random) * sum, Math.nextDown(sum));
    int option = 0;
    while (upTo[option] <= at) {
      option++;
    }
    System.arraycopy(options[option], 0, into, 0, into.length);
  }

  /** The points to choose from [option][dims]; a copy. */
  public double[][] options() {
    return Rows.copy(options);
  }

  /** How likely each option is, relative to the others [option]; a copy. */
  public double[] weights() {
    return weights.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Choice choice
        && Arrays.deepEquals(options, choice.options)
        && Arrays.equals(weights, choice.weights);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.deepHashCode(options) + Arrays.hashCode(weights);
  }

  @Override
  public String toString() {
    return "Choice[options="
        + Arrays.deepToString(options)
        + ", weights="
        + Arrays.toString(weights)
        + "]";
  }
}
