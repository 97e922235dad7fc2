package org.spikelane.kernel;

import java.util.Arrays;

/**
 * The spikes of up to 64 neighbouring neurons as one {@code long}, lowest bit first: the form in
 * which a kernel knows them, and from here into the form that its caller wants.
 */
public final class SpikeWord {

  /** Neurons in a word. */
  public static final int SIZE = Long.SIZE;

  private SpikeWord() {}

  /** Writes the neurons [{@code from}, {@code to}), at most 64, of which bit 0 is {@code from}. */
  public static void toDense(long word, double spikeHeight, double[] spikes, int from, int to) {
    Arrays.fill(spikes, from, to, 0.0);
    for (long rest = word; rest != 0; rest &= rest - 1) {
      spikes[from + Long.numberOfTrailingZeros(rest)] = spikeHeight;
    }
  }

  /**
   * Appends the neurons of the set bits.
   *
   * @param from the neuron of bit 0
   * @param at where in {@code indices} to write the first
   * @return where the next would go
   */
  public static int toIndices(long word, int from, int[] indices, int at) {
    for (long rest = word; rest != 0; rest &= rest - 1) {
      indices[at++] = from + Long.numberOfTrailingZeros(rest);
    }
    return at;
  }
}
