package org.spikelane.synapse;

/**
 * Steps {@link Alpha}. The states are the outputs of its two lowpass filters; kept as distances
 * from the input, they need no coefficient that cancels, and an output that has reached its input
 * stays there exactly.
 */
final class AlphaStepper extends SynapseStepper {

  private final double decay;
  private final double ticksPerTau;

  AlphaStepper(Alpha synapse, double dt, int channels) {
    super(synapse, dt, channels, 2, new double[] {1, 1});
    this.ticksPerTau = dt / synapse.tau();
    this.decay = StrictMath.exp(-ticksPerTau);
  }

  @Override
  protected void advance(double[] input, double[] output) {
    advance(decay, ticksPerTau, input, output, state[0], state[1], channels());
  }

  private static void advance(
      double decay,
      double ticksPerTau,
      double[] input,
      double[] output,
      double[] once,
      double[] twice,
      int channels) {
    for (int c = 0; c < channels; c++) {
      double u = input[c];
      double distance = once[c] - u;
      double y = settled(Math.fma(decay, Math.fma(ticksPerTau, distance, twice[c] - u), u));
      once[c] = settled(Math.fma(decay, distance, u));
      twice[c] = y;
      output[c] = y;
    }
  }
}
