package org.spikelane.graph;

import java.util.List;

/**
 * The vector version of Oja's rule: turns the encoders of neurons that fire towards the value that
 * makes them fire. In each tick
 *
 * <pre>    encoder[i] += learningRate · dt · activity[i] · (value − encoder[i])</pre>
 *
 * <p>as an update, of encoders that are scaled: scale · encoder, where the scale of a neuron is its
 * gain over the radius. Source: Voelker, Crawford and Eliasmith, <i>Learning large-scale
 * heteroassociative memories in spiking neurons</i>, UCNC 2014.
 *
 * @param name for people
 * @param learningRate finite; how fast
 * @param activity of the neurons, usually filtered, {@code [neuron]}, contiguous
 * @param value that the encoders turn to, {@code [dimension]}, contiguous
 * @param scale of each neuron's encoder, {@code [neuron]}, contiguous
 * @param encoders updated, scaled, {@code [dimension][neuron]}, all of its base
 */
public record Voja(
    String name, double learningRate, Signal activity, Signal value, Signal scale, Signal encoders)
    implements Learning {

  /**
   * Checks the arguments.
   *
   * @throws IllegalArgumentException if sizes don't fit
   */
  public Voja {
    Weights.check(name, learningRate, encoders);
    Weights.checkColumns("activity of " + name, activity, encoders);
    Weights.checkColumns("scale of " + name, scale, encoders);
    Weights.checkRows("value of " + name, value, encoders);
  }

  @Override
  public List<Signal> reads() {
    return List.of(activity, value, scale);
  }

  @Override
  public Signal weights() {
    return encoders;
  }

  @Override
  public Step bind(Context context) {
    double[] e = context.array(encoders);
    double[] a = context.array(activity);
    double[] x = context.array(value);
    double[] s = context.array(scale);
    int xFrom = value.offset();
    int aFrom = activity.offset();
    int sFrom = scale.offset();
    int neurons = activity.size();
    int dims = value.size();
    double factor = learningRate * context.dt();
    return () -> {
      for (int d = 0; d < dims; d++) {
        turn(e, d * neurons, factor, a, aFrom, s, sFrom, x[xFrom + d], neurons);
      }
    };
  }

  private static void turn(
      double[] e,
      int row,
      double factor,
      double[] a,
      int aFrom,
      double[] s,
      int sFrom,
      double x,
      int neurons) {
    for (int i = 0; i < neurons; i++) {
      double towards = Math.fma(s[sFrom + i], x, -e[row + i]);
      e[row + i] = Math.fma(factor * a[aFrom + i], towards, e[row + i]);
    }
  }
}
