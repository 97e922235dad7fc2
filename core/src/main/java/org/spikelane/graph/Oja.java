package org.spikelane.graph;

import static org.spikelane.check.Arguments.finite;

import java.util.List;

/**
 * Oja's rule: neurons that fire together get stronger weights, which are forgotten the faster the
 * more the one after fires. In each tick
 *
 * <pre>
 *     weights[j][i] += learningRate · dt · (post[j] · pre[i] − beta · post[j]² · weights[j][i])
 * </pre>
 *
 * <p>as an update. Of linear neurons, and with beta 1, the weights turn into the first principal
 * component of what comes in, of length 1. Source: Oja, <i>Journal of Mathematical Biology</i>
 * 15(3), 1982.
 *
 * @param name for people
 * @param learningRate finite; how fast
 * @param beta finite; how much is forgotten
 * @param pre activity of the neurons before, usually filtered, {@code [pre]}, contiguous
 * @param post activity of the neurons after, usually filtered, {@code [post]}, contiguous
 * @param weights updated, {@code [post][pre]}, all of its base
 */
public record Oja(
    String name, double learningRate, double beta, Signal pre, Signal post, Signal weights)
    implements Learning {

  /**
   * Checks the arguments.
   *
   * @throws IllegalArgumentException if sizes don't fit
   */
  public Oja {
    Weights.check(name, learningRate, weights);
    finite("beta of " + name, beta);
    Weights.checkColumns("pre of " + name, pre, weights);
    Weights.checkRows("post of " + name, post, weights);
  }

  @Override
  public List<Signal> reads() {
    return List.of(pre, post);
  }

  @Override
  public Step bind(Context context) {
    Weights.Rows rows = new Weights.Rows(weights, pre, context);
    double[] b = context.array(post);
    int bFrom = post.offset();
    int neurons = post.size();
    double factor = learningRate * context.dt();
    return () -> {
      for (int j = 0; j < neurons; j++) {
        double active = b[bFrom + j];
        double change = factor * active;
        rows.grow(j, -beta * change * active);
        rows.add(j, change);
      }
    };
  }
}
