package org.spikelane.nef;

import static org.spikelane.check.Arguments.refused;

import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.spikelane.check.Arguments;

/**
 * A solver's answer: how much each neuron's activity counts for each dimension decoded, how well
 * that fits, and how it was found. Immutable.
 *
 * <p>What is decoded is Σ over neurons of activity[neuron] · decoder[neuron][dim].
 */
public final class Decoders {

  private final int neurons;
  private final int dims;
  private final double[] decoders;
  private final double[] rmses;
  private final Map<String, Object> info;

  private Decoders(
      int neurons, int dims, double[] decoders, double[] rmses, Map<String, Object> info) {
    this.neurons = neurons;
    this.dims = dims;
    this.decoders = decoders;
    this.rmses = rmses;
    this.info = info;
  }

  /**
   * An answer to a problem, its fit measured: for solvers outside this library as for those in it.
   *
   * @param problem the problem as it was asked: the fit is to its activities and targets
   * @param decoders D, row after row: D(neuron, dim) at [neuron · dims + dim]; finite
   * @param info what else there is to say, by name; see the solver
   * @throws IllegalArgumentException if the number of decoders is not the problem's, or one is not
   *     finite
   */
  public static Decoders of(DecoderProblem problem, double[] decoders, Map<String, ?> info) {
    Arguments.length("decoders", decoders.length, problem.neurons() * problem.dims());
    for (int i = 0; i < decoders.length; i++) {
      if (!Double.isFinite(decoders[i])) {
        throw refused("decoders[" + i + "]", decoders[i], "a finite number");
      }
    }
    double[] copy = decoders.clone();
    return new Decoders(
        problem.neurons(),
        problem.dims(),
        copy,
        rmses(problem, copy),
        Collections.unmodifiableMap(new TreeMap<>(info)));
  }

  /** Decoders that were made before, and kept. */
  static Decoders kept(
      int neurons, int dims, double[] decoders, double[] rmses, Map<String, ?> info) {
    return new Decoders(
        neurons, dims, decoders, rmses, Collections.unmodifiableMap(new TreeMap<>(info)));
  }

  /** The decoders themselves, row after row, not to be written to. */
  double[] flat() {
    return decoders;
  }

  private static double[] rmses(DecoderProblem problem, double[] decoders) {
    int samples = problem.samples();
    int dims = problem.dims();
    double[] decoded = new double[Rows.size("samples times dims", samples, dims)];
    LinearAlgebra.inUse().times(problem.a(), samples, problem.neurons(), decoders, dims, decoded);
    double[] rmses = new double[dims];
    for (int s = 0; s < samples; s++) {
      for (int d = 0; d < dims; d++) {
        double error = decoded[s * dims + d] - problem.y()[s * dims + d];
        rmses[d] += error * error;
      }
    }
    for (int d = 0; d < dims; d++) {
      rmses[d] = Math.sqrt(rmses[d] / samples);
    }
    return rmses;
  }

  /** How many neurons. */
  public int neurons() {
    return neurons;
  }

  /** How many dimensions are decoded; of full weights, how many neurons there are behind. */
  public int dims() {
    return dims;
  }

  /**
   * How much one neuron counts for one dimension.
   *
   * @throws IllegalArgumentException if there is no such neuron or dimension
   */
  public double get(int neuron, int dim) {
    Rows.index("neuron", neuron, neurons);
    Rows.index("dim", dim, dims);
    return decoders[neuron * dims + dim];
  }

  /** The decoders [neuron][dim]; a copy. */
  public double[][] toArray() {
    return Rows.of(decoders, neurons, dims);
  }

  /**
   * The decoders [dim][neuron], as a connection multiplies them; of full weights, [neuron
   * behind][neuron before]. A copy.
   */
  public double[][] transposed() {
    return Rows.of(Rows.transpose(decoders, neurons, dims), dims, neurons);
  }

  /**
   * Root of the mean squared error of each dimension over the samples [dim], in the targets' unit;
   * a copy.
   */
  public double[] rmses() {
    return rmses.clone();
  }

  /**
   * Root of the mean squared error of one dimension over the samples, in the targets' unit.
   *
   * @throws IllegalArgumentException if there is no such dimension
   */
  public double rmse(int dim) {
    Rows.index("dim", dim, dims);
    return rmses[dim];
  }

  /** How the answer was found: what the solver's docstring lists, by name. */
  public Map<String, Object> info() {
    return info;
  }

  /**
   * Decodes activities.
   *
   * @param activities of each neuron [neuron], in the unit that the decoders were made for
   * @return decoded value [dim]; the caller's own
   * @throws IllegalArgumentException if the number of activities is not the number of neurons
   */
  public double[] decode(double[] activities) {
    return decode(activities, new double[dims]);
  }

  /**
   * Decodes activities into an array that is there already: allocates nothing, for every tick.
   *
   * @param activities of each neuron [neuron], in the unit that the decoders were made for
   * @param into written, decoded value [dim]
   * @return {@code into}
   * @throws IllegalArgumentException if a length is another, or the two are one array
   */
  public double[] decode(double[] activities, double[] into) {
    Arguments.length("activities", activities.length, neurons);
    Arguments.length("into", into.length, dims);
    if (into == activities) {
      throw refused("into", "activities", "another array than activities");
    }
    Arrays.fill(into, 0);
    for (int i = 0; i < neurons; i++) {
      for (int d = 0; d < dims; d++) {
        into[d] += activities[i] * decoders[i * dims + d];
      }
    }
    return into;
  }

  @Override
  public String toString() {
    return "Decoders[" + neurons + " neurons, " + dims + " dims, info=" + info + "]";
  }
}
