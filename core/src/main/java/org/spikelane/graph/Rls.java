package org.spikelane.graph;

import static org.spikelane.check.Arguments.refused;

import java.util.Arrays;
import java.util.List;
import org.spikelane.kernel.DenseProduct;

/**
 * Recursive least squares: turns decoders against an error by as much as the activities of all
 * ticks so far allow, so that it does not forget. With P = dt · inverse, in each tick
 *
 * <pre>
 *    k = P · activity / (1 + activityᵀ · P · activity)
 *    weights[d][i] −= error[d] · k[i]
 *    P −= k · (P · activity)ᵀ</pre>
 *
 * <p>as updates. So P is the inverse of that with which it began plus the sum of activity ·
 * activityᵀ. Source: Sussillo and Abbott, <i>Neuron</i> 63(4), 2009, page 548 (FORCE); Haykin,
 * <i>Adaptive Filter Theory</i>, chapter on recursive least squares.
 *
 * @param name for people
 * @param activity of the neurons before, usually filtered, {@code [neuron]}, contiguous
 * @param error decoded value minus what it should be, {@code [dimension]}, contiguous
 * @param inverse updated: of the activities' correlation, P/dt, {@code [neuron][neuron]}, all of
 *     its base; begins symmetric, and stays so to the bit
 * @param weights updated, {@code [dimension][neuron]}, all of its base
 */
public record Rls(String name, Signal activity, Signal error, Signal inverse, Signal weights)
    implements Learning {

  /**
   * An inverse to begin with.
   *
   * @param learningRate finite; how fast
   * @return learningRate/neurons on the diagonal
   */
  public static Signal inverse(String name, double learningRate, int neurons) {
    double[] begin = new double[Math.multiplyExact(neurons, neurons)];
    for (int i = 0; i < neurons; i++) {
      begin[i * neurons + i] = learningRate / neurons;
    }
    return Signal.of(name, begin, neurons, neurons);
  }

  /**
   * Checks the arguments.
   *
   * @throws IllegalArgumentException if sizes don't fit
   */
  public Rls {
    Weights.check(name, 0, weights);
    Weights.checkRows("error of " + name, error, weights);
    Weights.checkColumns("activity of " + name, activity, weights);
    int neurons = activity.size();
    if (!Arrays.equals(inverse.shape(), new int[] {neurons, neurons}) || !inverse.isWhole()) {
      throw refused("inverse of " + name, inverse, neurons + " × " + neurons + ", and no view");
    }
  }

  @Override
  public List<Signal> reads() {
    return List.of(activity, error);
  }

  @Override
  public List<Signal> updates() {
    return List.of(weights, inverse);
  }

  @Override
  public Step bind(Context context) {
    double[] a = context.array(activity);
    double[] e = context.array(error);
    double[] p = context.array(inverse);
    int aFrom = activity.offset();
    int eFrom = error.offset();
    int neurons = activity.size();
    int dims = error.size();
    double dt = context.dt();
    double[] pa = new double[neurons];
    Weights.Rows rows = new Weights.Rows(context.array(weights), pa, 0, neurons, context.kernel());
    // It is symmetric: columns are rows, which lie along the lanes.
    DenseProduct product =
        DenseProduct.of(
            context.kernel(),
            new DenseProduct.Matrix(p, 0, neurons, neurons, 1, neurons),
            new DenseProduct.Vector(a, aFrom, 1),
            new DenseProduct.Vector(pa, 0, 1));
    return () -> {
      Arrays.fill(pa, 0);
      product.add();
      double sum = 0;
      for (int i = 0; i < neurons; i++) {
        sum = Math.fma(a[aFrom + i], pa[i], sum);
      }
      double factor = -dt / Math.fma(dt, sum, 1);
      for (int d = 0; d < dims; d++) {
        rows.add(d, factor * e[eFrom + d]);
      }
      for (int i = 0; i < neurons; i++) {
        subtract(p, i * neurons, factor, pa, pa[i], neurons);
      }
    };
  }

  /** The product of two first: it does not matter which of them is the row's. */
  private static void subtract(
      double[] p, int row, double factor, double[] pa, double own, int neurons) {
    if (own == 0) {
      return;
    }
    for (int i = 0; i < neurons; i++) {
      p[row + i] = Math.fma(factor, own * pa[i], p[row + i]);
    }
  }
}
