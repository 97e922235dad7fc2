package org.spikelane.kernel;

import static org.spikelane.check.Arguments.refused;

import org.spikelane.kernel.DenseProduct.Vector;

/**
 * Some rows of weights that neurons are decoded by and that learn in the same tick, to be passed
 * over once.
 *
 * <p>A tick of it is, to the bit, that of three operations one after the other, each of which would
 * fetch what the one before has just left:
 *
 * <pre>    y += weights · output                   {@link DenseProduct}, row by row
 *    activity = a lowpass filter of output   fma(decay, activity − output, output), settled
 *    weights[r] += factors[r] · activity     {@link DenseProduct}, a column for each row</pre>
 *
 * <p>The filter may have been run before. A {@link LearningKernel} does it; this is where it finds
 * everything, what the definition says of neurons that don't fill a group, and the end.
 */
public final class LearningPass {

  /** Neurons that are passed over together at least: as many as {@link DenseProduct} has sums. */
  public static final int GROUP = DenseProduct.PARTS;

  /** Neurons whose sums are added up before those of the next. */
  public static final int BLOCK = DenseProduct.BLOCK;

  private final LearningShape shape;
  private final int neurons;
  private final double[] output;
  private final int outputAt;
  private final double[] activity;
  private final int activityAt;
  private final double decay;
  private final double floor;
  private final double[] weights;
  private final int weightsAt;
  private final Vector y;
  private final boolean increment;
  private final double[] factors;
  private final double[] sums;

  /**
   * What the filter multiplies and settles by.
   *
   * @param decay what is left of the activity after a tick without output
   * @param floor added and taken away, so that what is far smaller does not remain
   */
  public record Filter(double decay, double floor) {}

  /**
   * A pass over some rows.
   *
   * @param rows how many, from 1 to {@link LearningShape#MOST_ROWS}
   * @param neurons how many
   * @param output of the neurons, finite, of stride 1
   * @param activity what is learned by, of stride 1; with a filter its output, and its state
   * @param filter null, if the activity is there already
   * @param weights {@code [row][neuron]}, of stride 1, in an array of elements that are none of the
   *     others
   * @param y where decoded numbers go
   * @param increment whether they are added, or set
   */
  public LearningPass(
      int rows,
      int neurons,
      Vector output,
      Vector activity,
      Filter filter,
      Vector weights,
      Vector y,
      boolean increment) {
    this.shape = new LearningShape(rows, filter != null);
    this.neurons = neurons;
    this.output = array("output", output);
    this.outputAt = output.from();
    this.activity = array("activity", activity);
    this.activityAt = activity.from();
    this.decay = filter == null ? 0 : filter.decay();
    this.floor = filter == null ? 0 : filter.floor();
    this.weights = array("weights", weights);
    this.weightsAt = weights.from();
    this.y = y;
    this.increment = increment;
    this.factors = new double[rows];
    this.sums = new double[Math.multiplyExact(DenseProduct.blocks(neurons), rows * GROUP)];
  }

  private static double[] array(String name, Vector vector) {
    if (vector.stride() != 1) {
      throw refused("stride of " + name, vector.stride(), "1");
    }
    return vector.array();
  }

  /**
   * The neurons from one on, one after the other, whose part in the {@link #sums} is added to what
   * is there.
   *
   * @param from a multiple of {@value #GROUP}
   */
  public void rest(int from) {
    for (int j = from; j < neurons; j++) {
      double spike = output[outputAt + j];
      if (shape.filters()) {
        activity[activityAt + j] = filtered(activity[activityAt + j], spike);
      }
      double learnedBy = activity[activityAt + j];
      int sum = j / BLOCK * sumsPerBlock() + j % GROUP;
      int weight = weightsAt + j;
      for (double factor : factors) {
        sums[sum] = Math.fma(weights[weight], spike, sums[sum]);
        weights[weight] = Math.fma(learnedBy, factor, weights[weight]);
        sum += GROUP;
        weight += neurons;
      }
    }
  }

  private double filtered(double state, double input) {
    return Math.fma(decay, state - input, input) + floor - floor;
  }

  /** The filter alone, where nothing is learned. */
  public void filter() {
    for (int j = 0; j < neurons; j++) {
      activity[activityAt + j] = filtered(activity[activityAt + j], output[outputAt + j]);
    }
  }

  /** Adds up the {@link #sums}, and writes or adds what was decoded. */
  public void end() {
    double[] to = y.array();
    int at = y.from();
    for (int r = 0; r < shape.rows(); r++) {
      double total = sum(r * GROUP);
      for (int s = sumsPerBlock() + r * GROUP; s < sums.length; s += sumsPerBlock()) {
        total += sum(s);
      }
      to[at] = (increment ? to[at] : 0) + total;
      at += y.stride();
    }
  }

  private double sum(int s) {
    return ((sums[s] + sums[s + 4]) + (sums[s + 2] + sums[s + 6]))
        + ((sums[s + 1] + sums[s + 5]) + (sums[s + 3] + sums[s + 7]));
  }

  /**
   * Compares what a pass wrote with what the operations did.
   *
   * @param tick for the message, from 1
   * @param quantity for the message
   * @throws KernelMismatchException if a bit differs; but NaN is NaN
   */
  public static void compare(long tick, String quantity, double[] expected, double[] got) {
    for (int i = 0; i < expected.length; i++) {
      if (Double.doubleToLongBits(expected[i]) != Double.doubleToLongBits(got[i])) {
        throw new KernelMismatchException(
            tick, i, quantity, "scalar", expected[i], "learning", got[i]);
      }
    }
  }

  /** What decides how it goes. */
  public LearningShape shape() {
    return shape;
  }

  /** How many neurons. */
  public int neurons() {
    return neurons;
  }

  /** The neurons' output, from {@link #outputAt} on. */
  public double[] output() {
    return output;
  }

  /** Where {@link #output} begins. */
  public int outputAt() {
    return outputAt;
  }

  /** What is learned by, from {@link #activityAt} on. */
  public double[] activity() {
    return activity;
  }

  /** Where {@link #activity} begins. */
  public int activityAt() {
    return activityAt;
  }

  /** {@link Filter#decay}. */
  public double decay() {
    return decay;
  }

  /** {@link Filter#floor}. */
  public double floor() {
    return floor;
  }

  /** The weights, {@code [row][neuron]}, from {@link #weightsAt} on. */
  public double[] weights() {
    return weights;
  }

  /** Where {@link #weights} begin. */
  public int weightsAt() {
    return weightsAt;
  }

  /** What the activity is multiplied by for each row, none 0; written before the pass. */
  public double[] factors() {
    return factors;
  }

  /** The parts of each block's sums, {@code [block][row][part]}: a pass begins with zeros. */
  public double[] sums() {
    return sums;
  }

  /** How many of the {@link #sums} a block has. */
  public int sumsPerBlock() {
    return shape.rows() * GROUP;
  }
}
