package org.spikelane.synapse;

/**
 * Steps {@link Lowpass}. The state is the output; written as u + a·(y − u), the tick is one fused
 * multiply-add, and an output that has reached its input stays there exactly.
 */
final class LowpassStepper extends SynapseStepper {

  private final double decay;

  LowpassStepper(Lowpass synapse, double dt, int channels) {
    super(synapse, dt, channels, 1, new double[] {1});
    this.decay = synapse.decay(dt);
  }

  @Override
  protected void advance(double[] input, double[] output) {
    advance(decay, input, output, state[0], channels());
  }

  private static void advance(
      double decay, double[] input, double[] output, double[] filtered, int channels) {
    for (int c = 0; c < channels; c++) {
      double y = settled(Math.fma(decay, filtered[c] - input[c], input[c]));
      filtered[c] = y;
      output[c] = y;
    }
  }
}
