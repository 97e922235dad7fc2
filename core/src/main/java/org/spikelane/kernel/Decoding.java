package org.spikelane.kernel;

import java.util.ArrayList;
import java.util.List;

/**
 * Some decoded numbers: adds up what a pass over an ensemble left of them, block after block, and
 * writes them. The order of the sums is that of {@link DenseProduct}.
 *
 * <p>The parts of a sum are added up here, after the pass, as what was just written as a vector is
 * not there to be read as numbers for some time.
 */
public final class Decoding {

  private static final int PARTS = DenseProduct.PARTS;

  private final double[] sums;
  private final int from;
  private final int size;
  private final int sumsPerBlock;
  private final int blocks;
  private final double[] into;
  private final int at;
  private final int stride;
  private final int count;

  /**
   * Numbers of an ensemble.
   *
   * @param sums what a pass leaves
   * @param from where the first number's sum, or the first of its parts, is for the first block
   * @param size how far it is from one number to the next: {@link DenseProduct#PARTS}, or 1 if sums
   *     are not in parts
   * @param sumsPerBlock how far it is from one block to the next
   * @param blocks how many
   * @param into written from {@code at} on, {@code stride} apart
   * @param count how many numbers
   */
  Decoding(
      double[] sums,
      int from,
      int size,
      int sumsPerBlock,
      int blocks,
      double[] into,
      int at,
      int stride,
      int count) {
    this.sums = sums;
    this.from = from;
    this.size = size;
    this.sumsPerBlock = sumsPerBlock;
    this.blocks = blocks;
    this.into = into;
    this.at = at;
    this.stride = count == 1 ? 1 : stride;
    this.count = count;
  }

  /** Writes the numbers, once every neuron has been stepped. */
  public void write() {
    if (blocks == 1 && size == PARTS) {
      for (int r = 0; r < count; r++) {
        into[at + r * stride] = 0 + sum(from + r * PARTS);
      }
      return;
    }
    for (int r = 0; r < count; r++) {
      int sum = from + r * size;
      double total = inBlock(sum);
      for (int block = 1; block < blocks; block++) {
        total += inBlock(sum + block * sumsPerBlock);
      }
      into[at + r * stride] = 0 + total;
    }
  }

  private double inBlock(int s) {
    return size == 1 ? sums[s] : sum(s);
  }

  private double sum(int s) {
    return ((sums[s] + sums[s + 4]) + (sums[s + 2] + sums[s + 6]))
        + ((sums[s + 1] + sums[s + 5]) + (sums[s + 3] + sums[s + 7]));
  }

  /** Joins those that go on where others end, with both what they read and what they write. */
  public static Decoding[] joined(List<Decoding> decodings) {
    List<Decoding> joined = new ArrayList<>();
    for (Decoding next : decodings) {
      Decoding last = joined.isEmpty() ? null : joined.get(joined.size() - 1);
      if (last != null && last.endsWhereBegins(next)) {
        joined.set(joined.size() - 1, last.with(next.count));
      } else {
        joined.add(next);
      }
    }
    return joined.toArray(new Decoding[0]);
  }

  private boolean endsWhereBegins(Decoding next) {
    return blocks == 1
        && next.blocks == 1
        && sums == next.sums
        && size == next.size
        && from + count * size == next.from
        && into == next.into
        && stride == 1
        && next.stride == 1
        && at + count == next.at;
  }

  private Decoding with(int more) {
    return new Decoding(sums, from, size, sumsPerBlock, 1, into, at, 1, count + more);
  }
}
