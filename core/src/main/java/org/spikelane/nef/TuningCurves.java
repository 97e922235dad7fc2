package org.spikelane.nef;

import static org.spikelane.check.Arguments.finite;
import static org.spikelane.check.Arguments.length;
import static org.spikelane.check.Arguments.notNegative;
import static org.spikelane.check.Arguments.positive;
import static org.spikelane.check.Arguments.refused;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.spikelane.kernel.Population;
import org.spikelane.neuron.GainBias;
import org.spikelane.neuron.NeuronType;
import org.spikelane.parallel.Parallel;

/**
 * How strongly each neuron of a population fires at each represented value, by the two ways there
 * are to find out.
 *
 * <p>A neuron with gain, bias and encoder e turns a represented value x into the current J = gain ·
 * (e · x) + bias. Its tuning curve is its rate over x: {@linkplain #byEquation by its response
 * curve}, or {@linkplain #byCounting by letting it run and counting its spikes}. The second has
 * steps of 1/window: one spike more or less in half a second is 2 Hz.
 *
 * <p>Represented values are in units of the radius: from −1 to 1 along each direction.
 *
 * <p>Source: Eliasmith and Anderson, <i>Neural Engineering</i>, MIT Press 2003, chapter 2.
 */
public final class TuningCurves {

  /** Below what populations can be stepped with. */
  private static final double MOST_CURRENT = 1e99;

  /** Neurons at points whose output one thread finds at a time. */
  private static final int PART = 1 << 18;

  /**
   * Neurons at points that one thread at a time finds the output of, which then is compiled.
   * Before, all threads count for the compiler which way the code goes, in the same places: two of
   * them were seen to take longer together than one alone.
   */
  private static final AtomicInteger cold = new AtomicInteger(1 << 21);

  private final NeuronType neuron;
  private final double[] gain;
  private final double[] bias;
  private final Encoders encoders;

  /**
   * The population whose curves are wanted.
   *
   * @param neuron the neurons' type
   * @param gain current per represented unit along the encoder, {@code [neuron]}; above 0
   * @param bias current at 0, {@code [neuron]}
   * @param encoders preferred directions, {@code [neuron][dimension]}; used as they are
   * @throws IllegalArgumentException if lengths differ, a gain is not above 0 or a value is not
   *     finite
   */
  public TuningCurves(NeuronType neuron, double[] gain, double[] bias, double[][] encoders) {
    this(neuron, gain, bias, Encoders.unchanged(encoders));
  }

  private TuningCurves(NeuronType neuron, double[] gain, double[] bias, Encoders encoders) {
    this.neuron = Objects.requireNonNull(neuron, "neuron");
    length("bias", bias.length, gain.length);
    length("encoders", encoders.neurons(), gain.length);
    for (int i = 0; i < gain.length; i++) {
      // Names are put together for what is refused alone: there may be millions.
      if (!(gain[i] > 0 && gain[i] < Double.POSITIVE_INFINITY)) {
        positive("gain[" + i + "]", gain[i]);
      }
    }
    finite("bias", bias);
    this.gain = gain.clone();
    this.bias = bias.clone();
    this.encoders = encoders;
  }

  /**
   * The population of neurons with given maximum rates and intercepts: gain and bias are found from
   * the two, see {@link NeuronType#gainBias}.
   *
   * @param neuron the neurons' type
   * @param maxRates rates at the encoder, in hertz, {@code [neuron]}
   * @param intercepts where along the encoder firing begins, {@code [neuron]}; below 1
   * @param encoders preferred directions; used as they are
   * @throws IllegalArgumentException if lengths differ, or a maximum rate or an intercept is
   *     outside the range of the type; the message says which neuron
   */
  public static TuningCurves of(
      NeuronType neuron, double[] maxRates, double[] intercepts, Encoders encoders) {
    length("intercepts", intercepts.length, maxRates.length);
    double[] gain = new double[maxRates.length];
    double[] bias = new double[maxRates.length];
    for (int i = 0; i < gain.length; i++) {
      GainBias line = gainBias(neuron, maxRates[i], intercepts[i], i);
      gain[i] = line.gain();
      bias[i] = line.bias();
    }
    return new TuningCurves(neuron, gain, bias, encoders);
  }

  private static GainBias gainBias(NeuronType type, double maxRate, double intercept, int i) {
    try {
      return type.gainBias(maxRate, intercept);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("neuron " + i + ": " + e.getMessage(), e);
    }
  }

  /** Current per represented unit along the encoder, {@code [neuron]}; a copy. */
  public double[] gain() {
    return gain.clone();
  }

  /** Current at 0, {@code [neuron]}; a copy. */
  public double[] bias() {
    return bias.clone();
  }

  /** Preferred directions. */
  public Encoders encoders() {
    return encoders;
  }

  /**
   * Points on a line through the represented space: for a curve over one dimension, or along a
   * direction in several.
   *
   * @param direction where 1 is, {@code [dimension]}; {@code {1}} in one dimension
   * @param points how many, 2 or more
   * @return {@code [point][dimension]}: from −direction to +direction, evenly spaced
   * @throws IllegalArgumentException if points are too few, or the direction is empty or not finite
   */
  public static double[][] along(double[] direction, int points) {
    if (points < 2) {
      throw refused("points", points, "2 or more");
    }
    Rows.check("direction", new double[][] {direction}, 1, "direction");
    double[][] line = new double[points][direction.length];
    for (int k = 0; k < points; k++) {
      for (int d = 0; d < direction.length; d++) {
        line[k][d] = direction[d] * (2.0 * k / (points - 1) - 1);
      }
    }
    return line;
  }

  private void checkPoints(double[][] points) {
    Rows.check("points", points, 0, "point");
    if (points.length > 0) {
      length("points[0]", points[0].length, encoders.dims());
    }
  }

  /**
   * Input currents.
   *
   * @param points represented values, {@code [point][dimension]}
   * @return J, {@code [point][neuron]}
   * @throws IllegalArgumentException if a point has another number of dimensions or is not finite,
   *     or a current is above 1e99
   */
  public double[][] currents(double[][] points) {
    checkPoints(points);
    double[][] current = new double[points.length][gain.length];
    for (int k = 0; k < points.length; k++) {
      for (int i = 0; i < gain.length; i++) {
        current[k][i] = current(encoders.along(i, points[k]), i, k);
      }
    }
    return current;
  }

  /** The current of neuron i at point k, which lies so far along its encoder. */
  private double current(double along, int i, int k) {
    double j = gain[i] * along + bias[i];
    if (!(Math.abs(j) <= MOST_CURRENT)) {
      throw refused(
          "current of neuron " + i + " at points[" + k + "]",
          j,
          "a finite number, at most " + MOST_CURRENT + " in magnitude");
    }
    return j;
  }

  /**
   * What the neurons put out on average, rates times amplitude, point after point: what {@link
   * #byEquation} says of one neuron after the other, on all cores and without an array for each
   * step on the way.
   *
   * @param points represented values, {@code [point][dimension]}
   * @param outputs written, {@code [point · neurons + neuron]}
   * @return how far they reach
   * @throws IllegalArgumentException as {@link #currents}
   */
  Extent outputs(double[][] points, double[] outputs) {
    checkPoints(points);
    int neurons = gain.length;
    double[][] directions = encoders.transposed();
    int rows = Math.max(1, PART / neurons);
    List<Integer> parts = new ArrayList<>();
    for (int from = 0; from < points.length; from += rows) {
      parts.add(from);
    }
    return Parallel.map(
            parts,
            from -> {
              int to = Math.min(points.length, from + rows);
              if (cold.get() <= 0) {
                return outputs(directions, points, from, to, outputs);
              }
              synchronized (cold) {
                cold.addAndGet((from - to) * neurons);
                return outputs(directions, points, from, to, outputs);
              }
            },
            none -> {})
        .stream()
        .reduce(Extent.NONE, Extent::and);
  }

  private Extent outputs(
      double[][] directions, double[][] points, int from, int to, double[] outputs) {
    Extent extent = Extent.NONE;
    double[] along = new double[gain.length];
    for (int k = from; k < to; k++) {
      along(directions, points[k], along);
      // Point by point: the loop is compiled after the first few, not in its midst.
      extent = extent.and(outputs(along, k, outputs));
    }
    return extent;
  }

  /**
   * How far a point lies along all encoders: what {@link Encoders#along} says of each, to the bit,
   * many neurons at a time.
   */
  private static void along(double[][] directions, double[] point, double[] along) {
    Arrays.fill(along, 0);
    for (int d = 0; d < point.length; d++) {
      double[] direction = directions[d];
      double x = point[d];
      for (int i = 0; i < along.length; i++) {
        along[i] += direction[i] * x;
      }
    }
  }

  private Extent outputs(double[] along, int k, double[] outputs) {
    double amplitude = neuron.amplitude();
    double highest = Extent.NONE.highest();
    double farthest = Extent.NONE.farthest();
    int at = k * gain.length;
    for (int i = 0; i < gain.length; i++) {
      double output = neuron.rate(current(along[i], i, k)) * amplitude;
      outputs[at + i] = output;
      highest = Math.max(highest, output);
      farthest = Math.max(farthest, Math.abs(output));
    }
    return new Extent(highest, farthest);
  }

  /**
   * Rates by the response curve.
   *
   * @param points represented values, {@code [point][dimension]}
   * @return hertz, {@code [point][neuron]}
   * @throws IllegalArgumentException as {@link #currents}
   */
  public double[][] byEquation(double[][] points) {
    double[][] rates = currents(points);
    for (double[] row : rates) {
      Arrays.setAll(row, i -> neuron.rate(row[i]));
    }
    return rates;
  }

  /**
   * Rates by simulation: each neuron runs at each point under a constant current, and what it put
   * out in the window is counted.
   *
   * @param points represented values, {@code [point][dimension]}
   * @param dt length of a tick in seconds
   * @param settling seconds before the window, 0 or above: lets the start be forgotten
   * @param window seconds that are counted, at least one tick
   * @param seed of the initial voltages, and of spikes if they are random
   * @return hertz, {@code [point][neuron]}: spikes in the window divided by its length, or for a
   *     type without spikes its mean output, both without the amplitude
   * @throws IllegalArgumentException as {@link #currents}, or if a time is outside its range
   */
  public double[][] byCounting(
      double[][] points, double dt, double settling, double window, long seed) {
    positive("dt", dt, "seconds");
    notNegative("settling", settling, "seconds");
    long ticks = Math.round(window / dt);
    if (!(ticks >= 1 && window < Double.POSITIVE_INFINITY)) {
      throw refused("window", window, "a finite number of seconds, at least dt = " + dt);
    }
    double[][] rates = currents(points);
    int neurons = gain.length;
    // All points at once, as one large population.
    int all = Math.multiplyExact(points.length, neurons);
    double[] current = new double[all];
    for (int k = 0; k < points.length; k++) {
      System.arraycopy(rates[k], 0, current, k * neurons, neurons);
    }
    Population population = Population.builder(neuron, all).dt(dt).seed(seed).build();
    double[] output = new double[all];
    double[] sum = new double[all];
    for (long tick = Math.round(settling / dt); tick > 0; tick--) {
      population.step(current, output);
    }
    for (long tick = ticks; tick > 0; tick--) {
      population.step(current, output);
      for (int i = 0; i < all; i++) {
        sum[i] += output[i];
      }
    }
    for (int k = 0; k < points.length; k++) {
      for (int i = 0; i < neurons; i++) {
        rates[k][i] = sum[k * neurons + i] / (ticks * neuron.amplitude());
      }
    }
    return rates;
  }
}
