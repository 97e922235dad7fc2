package org.spikelane.synapse;

import org.spikelane.parallel.Apart;

/**
 * Steps a filter that is a weighted sum of the latest inputs.
 *
 * <p>The state is not the inputs but the sums begun with them: row s holds what the output s + 1
 * ticks ahead will take from the inputs so far. A tick then needs no position in a ring, and a sum
 * has one order, the oldest input first.
 */
final class FirStepper extends SynapseStepper {

  private final double[] weights;
  private final double[] sum;

  FirStepper(Synapse synapse, double dt, int channels, double[] weights) {
    super(synapse, dt, channels, weights.length - 1, unitState(weights));
    this.weights = weights;
    this.sum = new double[channels + Apart.ROOM];
  }

  /** The sums begun by an input that has always been 1: the weights still to come. */
  private static double[] unitState(double[] weights) {
    double[] unit = new double[weights.length - 1];
    double begun = 0;
    for (int s = unit.length - 1; s >= 0; s--) {
      begun += weights[s + 1];
      unit[s] = begun;
    }
    return unit;
  }

  @Override
  protected void advance(double[] input, double[] output) {
    int rows = state.length;
    if (rows == 0) {
      System.arraycopy(input, 0, output, 0, channels());
      return;
    }
    add(weights[0], input, state[0], sum, channels());
    for (int s = 0; s < rows - 1; s++) {
      add(weights[s + 1], input, state[s + 1], state[s], channels());
    }
    scale(weights[rows], input, state[rows - 1], channels());
    System.arraycopy(sum, 0, output, 0, channels());
  }

  private static void add(
      double weight, double[] input, double[] begun, double[] to, int channels) {
    for (int c = 0; c < channels; c++) {
      to[c] = Math.fma(weight, input[c], begun[c]);
    }
  }

  private static void scale(double weight, double[] input, double[] to, int channels) {
    for (int c = 0; c < channels; c++) {
      to[c] = weight * input[c];
    }
  }
}
