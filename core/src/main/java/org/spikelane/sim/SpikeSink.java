package org.spikelane.sim;

import static org.spikelane.check.Arguments.refused;

import java.io.IOException;

/** Finds the spikes in rows. */
class SpikeSink implements ProbeSink {

  /** More spikes in a tick are no spikes. */
  private static final long MOST = 1 << 20;

  private final Spikes spikes;
  private double spike = Double.NaN;

  SpikeSink(Spikes spikes) {
    this.spikes = spikes;
  }

  @Override
  public void begin(Header header) throws IOException {
    spike = header.spike();
  }

  @Override
  public final void row(long tick, double[] values) throws IOException {
    for (int i = 0; i < values.length; i++) {
      if (values[i] != 0) {
        // Without a known spike the quotient is NaN, and its long 0.
        long n = Math.max(1, Math.round(Math.abs(values[i]) / spike));
        if (n > MOST) {
          throw refused("output of neuron " + i, values[i], "that of a neuron that spikes");
        }
        for (; n > 0; n--) {
          spikes.spike(tick, i);
        }
      }
    }
  }
}
