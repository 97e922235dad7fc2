package org.spikelane.nef;

import static org.spikelane.check.Arguments.finite;
import static org.spikelane.check.Arguments.length;
import static org.spikelane.check.Arguments.notNegative;
import static org.spikelane.check.Arguments.refused;

import java.util.Arrays;
import org.spikelane.kernel.Population;
import org.spikelane.neuron.NeuronType;

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

  private final NeuronType neuron;
  private final double[] gain;
  private final double[] bias;
  private final double[][] encoders;

  /**
   * The population whose curves are wanted.
   *
   * @param neuron the neurons' type
   * @param gain current per represented unit along the encoder, {@code [neuron]}
   * @param bias current at 0, {@code [neuron]}
   * @param encoders preferred directions, {@code [neuron][dimension]}; used as they are
   * @throws IllegalArgumentException if lengths differ or a value is not finite
   */
  public TuningCurves(NeuronType neuron, double[] gain, double[] bias, double[][] encoders) {
    length("bias", bias.length, gain.length);
    length("encoders", encoders.length, gain.length);
    for (int i = 0; i < gain.length; i++) {
      finite("gain[" + i + "]", gain[i]);
      finite("bias[" + i + "]", bias[i]);
      length("encoders[" + i + "]", encoders[i].length, encoders[0].length);
      for (int d = 0; d < encoders[i].length; d++) {
        finite("encoders[" + i + "][" + d + "]", encoders[i][d]);
      }
    }
    this.neuron = neuron;
    this.gain = gain.clone();
    this.bias = bias.clone();
    this.encoders = Arrays.stream(encoders).map(double[]::clone).toArray(double[][]::new);
  }

  /**
   * Points on a line through the represented space: for a curve over one dimension, or along a
   * direction in several.
   *
   * @param direction where 1 is, {@code [dimension]}; {@code {1}} in one dimension
   * @param points how many, 2 or more
   * @return {@code [point][dimension]}: from −direction to +direction, evenly spaced
   */
  public static double[][] along(double[] direction, int points) {
    if (points < 2) {
      throw refused("points", points, "2 or more");
    }
    double[][] line = new double[points][direction.length];
    for (int k = 0; k < points; k++) {
      for (int d = 0; d < direction.length; d++) {
        line[k][d] = direction[d] * (2.0 * k / (points - 1) - 1);
      }
    }
    return line;
  }

  /**
   * Input currents.
   *
   * @param points represented values, {@code [point][dimension]}
   * @return J, {@code [point][neuron]}
   * @throws IllegalArgumentException if a point has another number of dimensions or is not finite
   */
  public double[][] currents(double[][] points) {
    double[][] current = new double[points.length][gain.length];
    for (int k = 0; k < points.length; k++) {
      double[] x = points[k];
      if (gain.length > 0) {
        length("points[" + k + "]", x.length, encoders[0].length);
      }
      for (int d = 0; d < x.length; d++) {
        finite("points[" + k + "][" + d + "]", x[d]);
      }
      for (int i = 0; i < gain.length; i++) {
        double along = 0;
        for (int d = 0; d < x.length; d++) {
          along += encoders[i][d] * x[d];
        }
        current[k][i] = gain[i] * along + bias[i];
      }
    }
    return current;
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
