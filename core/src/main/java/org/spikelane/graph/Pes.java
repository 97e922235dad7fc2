package org.spikelane.graph;

import static org.spikelane.check.Arguments.finite;
import static org.spikelane.check.Arguments.length;
import static org.spikelane.check.Arguments.refused;

import java.util.List;

/**
 * The prescribed error sensitivity rule: turns decoders against an error. In each tick
 *
 * <pre>    weights[d][i] −= (learningRate · dt / neurons) · error[d] · activity[i]</pre>
 *
 * <p>as an update, so that the tick after is the first that decodes with the new weights. Source:
 * MacNeil and Eliasmith, <i>PLoS ONE</i> 6(9), 2011.
 *
 * @param name for people
 * @param learningRate finite; how fast
 * @param activity of the neurons before, usually filtered, {@code [neuron]}, contiguous
 * @param error decoded value minus what it should be, {@code [dimension]}, contiguous
 * @param weights updated, {@code [dimension][neuron]}, all of its base
 */
public record Pes(String name, double learningRate, Signal activity, Signal error, Signal weights)
    implements Operator {

  /**
   * Checks the arguments.
   *
   * @throws IllegalArgumentException if sizes don't fit
   */
  public Pes {
    finite("learning rate of " + name, learningRate);
    length("error of " + name, error.size(), weights.size(0));
    length("activity of " + name, activity.size(), weights.size(1));
    if (!weights.isWhole() || !activity.isContiguous() || !error.isContiguous()) {
      throw refused("signals of " + name, "views", "contiguous");
    }
  }

  @Override
  public String label() {
    return "learning " + name;
  }

  @Override
  public List<Signal> reads() {
    return List.of(activity, error);
  }

  @Override
  public List<Signal> updates() {
    return List.of(weights);
  }

  @Override
  public Step bind(Context context) {
    double[] w = context.array(weights);
    double[] a = context.array(activity);
    double[] e = context.array(error);
    int aFrom = activity.offset();
    int eFrom = error.offset();
    int neurons = activity.size();
    int dims = error.size();
    double factor = -learningRate * context.dt() / neurons;
    return () -> {
      for (int d = 0; d < dims; d++) {
        learn(w, d * neurons, a, aFrom, neurons, factor * e[eFrom + d]);
      }
    };
  }

  private static void learn(
      double[] w, int from, double[] a, int aFrom, int neurons, double factor) {
    if (factor == 0) {
      return;
    }
    for (int i = 0; i < neurons; i++) {
      w[from + i] = Math.fma(factor, a[aFrom + i], w[from + i]);
    }
  }
}
