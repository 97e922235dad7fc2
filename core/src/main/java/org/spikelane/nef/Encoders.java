package org.spikelane.nef;

import static org.spikelane.check.Arguments.refused;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.spikelane.check.Arguments;

/**
 * The preferred directions of a population: neuron i responds to the represented value x through
 * encoder[i] · x. Usually unit vectors, so that a neuron's maximum rate is what it fires at where
 * its direction meets the edge of the represented ball. Immutable.
 */
public final class Encoders {

  /** Where encoders come from unless told otherwise: every direction equally likely. */
  public static final Distribution DEFAULT = UniformHypersphere.SURFACE;

  private final double[][] rows;

  private Encoders(double[][] rows) {
    this.rows = rows;
  }

  /**
   * Random directions, every one equally likely.
   *
   * @param neurons how many, 1 or more
   * @param dims how many coordinates the represented value has, 1 or more
   * @param random the stream to draw from, which advances
   * @throws IllegalArgumentException if an argument is outside its range
   */
  public static Encoders random(int neurons, int dims, SplittableRandom random) {
    return sampled(DEFAULT, neurons, dims, random);
  }

  /**
   * Encoders drawn from a distribution, then made unit vectors.
   *
   * @param from the distribution
   * @param neurons how many, 1 or more
   * @param dims how many coordinates the represented value has, 1 or more
   * @param random the stream to draw from, which advances
   * @throws IllegalArgumentException if an argument is outside its range, or a vector drawn cannot
   *     be made a unit vector
   */
  public static Encoders sampled(
      Distribution from, int neurons, int dims, SplittableRandom random) {
    if (neurons < 1) {
      throw refused("neurons", neurons, "1 or above");
    }
    if (dims < 1) {
      throw refused("dims", dims, "1 or above");
    }
    return normalised(Rows.drawn(from, neurons, dims, random));
  }

  /**
   * Given encoders, made unit vectors.
   *
   * @param encoders [neuron][dim], finite; none of length 0
   * @throws IllegalArgumentException if rows differ in length, or one has no direction
   */
  public static Encoders normalised(double[][] encoders) {
    Rows.check("encoders", encoders, 1, "neuron");
    double[][] rows = Rows.copy(encoders);
    for (int i = 0; i < rows.length; i++) {
      // Scaled first: squares of very small coordinates would vanish.
      double largest = 0;
      for (double x : rows[i]) {
        largest = Math.max(largest, Math.abs(x));
      }
      if (largest == 0) {
        throw refused(
            "encoders[" + i + "]",
            Arrays.toString(rows[i]),
            "a direction: at least one number other than 0");
      }
      for (int k = 0; k < rows[i].length; k++) {
        rows[i][k] /= largest;
      }
      double length = RandomNumbers.length(rows[i]);
      for (int k = 0; k < rows[i].length; k++) {
        rows[i][k] /= length;
      }
    }
    return new Encoders(rows);
  }

  /**
   * Given encoders, used as they stand: for those that carry a scale of their own.
   *
   * @param encoders [neuron][dim], finite
   * @throws IllegalArgumentException if rows differ in length or hold other numbers
   */
  public static Encoders unchanged(double[][] encoders) {
    Rows.check("encoders", encoders, 1, "neuron");
    return new Encoders(Rows.copy(encoders));
  }

  /** How many neurons. */
  public int neurons() {
    return rows.length;
  }

  /** How many coordinates the represented value has. */
  public int dims() {
    return rows[0].length;
  }

  /** One coordinate of one neuron's encoder. */
  public double get(int neuron, int dim) {
    return rows[neuron][dim];
  }

  /**
   * encoder · x: how far a value lies along a neuron's direction.
   *
   * @param neuron which neuron
   * @param x represented value [dim]
   * @throws IllegalArgumentException if x has another number of coordinates
   */
  public double along(int neuron, double[] x) {
    double sum = 0;
    double[] row = rows[neuron];
    Arguments.length("x", x.length, row.length);
    for (int k = 0; k < row.length; k++) {
      sum += row[k] * x[k];
    }
    return sum;
  }

  /** The encoders [dim][neuron]; a copy. */
  double[][] transposed() {
    double[][] transposed = new double[dims()][rows.length];
    for (int i = 0; i < rows.length; i++) {
      for (int d = 0; d < transposed.length; d++) {
        transposed[d][i] = rows[i][d];
      }
    }
    return transposed;
  }

  /** The encoders [neuron][dim]; a copy. */
  public double[][] toArray() {
    return Rows.copy(rows);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Encoders encoders && Arrays.deepEquals(rows, encoders.rows);
  }

  @Override
  public int hashCode() {
    return Arrays.deepHashCode(rows);
  }

  @Override
  public String toString() {
    return "Encoders[" + neurons() + " neurons, " + dims() + " dims]";
  }
}
