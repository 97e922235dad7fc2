package org.spikelane.graph;

import java.util.List;

/**
 * The prescribed error sensitivity rule: turns decoders against an error. In each tick
 *
 * <pre>    weights[d][i] −= (learningRate · dt / neurons) · error[d] · activity[i]</pre>
 *
 * <p>as an update, so that the tick after is the first that decodes with the new weights. Source:
 * MacNeil and Eliasmith, <i>Fine-tuning and the stability of recurrent neural networks</i>, <i>PLoS
 * ONE</i> 6(9), 2011.
 *
 * @param name for people
 * @param learningRate finite; how fast
 * @param activity of the neurons before, usually filtered, {@code [neuron]}, contiguous
 * @param error decoded value minus what it should be, {@code [dimension]}, contiguous
 * @param weights updated, {@code [dimension][neuron]}, all of its base
 */
public record Pes(String name, double learningRate, Signal activity, Signal error, Signal weights)
    implements Learning {

  /**
   * Checks the arguments.
   *
   * @throws IllegalArgumentException if sizes don't fit
   */
  public Pes {
    Weights.check(name, learningRate, weights);
    Weights.checkRows("error of " + name, error, weights);
    Weights.checkColumns("activity of " + name, activity, weights);
  }

  @Override
  public List<Signal> reads() {
    return List.of(activity, error);
  }

  /**
   * What an error times an activity is multiplied by.
   *
   * @param dt length of a tick in seconds
   */
  public double factor(double dt) {
    return -learningRate * dt / activity.size();
  }

  @Override
  public Step bind(Context context) {
    Weights.Rows rows = new Weights.Rows(weights, activity, context);
    double[] e = context.array(error);
    int eFrom = error.offset();
    int dims = error.size();
    double factor = factor(context.dt());
    return () -> {
      for (int d = 0; d < dims; d++) {
        rows.add(d, factor * e[eFrom + d]);
      }
    };
  }
}
