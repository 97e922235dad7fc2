package org.spikelane.graph;

import java.util.List;

/**
 * The rule of Bienenstock, Cooper and Munro: neurons that fire together get stronger weights, if
 * the one after fires more than its threshold, and weaker ones otherwise. In each tick
 *
 * <pre>    weights[j][i] += learningRate · dt · post[j] · (post[j] − theta[j]) · pre[i]</pre>
 *
 * <p>as an update. The threshold follows the activity slowly, which keeps it from running away.
 * Source: Bienenstock, Cooper and Munro, <i>Journal of Neuroscience</i> 2(1), 1982.
 *
 * @param name for people
 * @param learningRate finite; how fast
 * @param pre activity of the neurons before, usually filtered, {@code [pre]}, contiguous
 * @param post activity of the neurons after, usually filtered, {@code [post]}, contiguous
 * @param theta threshold of the neurons after, their activity filtered slowly, {@code [post]},
 *     contiguous
 * @param weights updated, {@code [post][pre]}, all of its base
 */
public record Bcm(
    String name, double learningRate, Signal pre, Signal post, Signal theta, Signal weights)
    implements Learning {

  /**
   * Checks the arguments.
   *
   * @throws IllegalArgumentException if sizes don't fit
   */
  public Bcm {
    Weights.check(name, learningRate, weights);
    Weights.checkColumns("pre of " + name, pre, weights);
    Weights.checkRows("post of " + name, post, weights);
    Weights.checkRows("theta of " + name, theta, weights);
  }

  @Override
  public List<Signal> reads() {
    return List.of(pre, post, theta);
  }

  @Override
  public Step bind(Context context) {
    Weights.Rows rows = new Weights.Rows(weights, pre, context);
    double[] b = context.array(post);
    double[] threshold = context.array(theta);
    int bFrom = post.offset();
    int thetaFrom = theta.offset();
    int neurons = post.size();
    double factor = learningRate * context.dt();
    return () -> {
      for (int j = 0; j < neurons; j++) {
        double active = b[bFrom + j];
        rows.add(j, factor * active * (active - threshold[thetaFrom + j]));
      }
    };
  }
}
