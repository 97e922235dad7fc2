package org.spikelane.graph;

import static org.spikelane.check.Arguments.refused;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * Copies elements, or adds them: to[toIndices[k]] = from[fromIndices[k]], or +=, for k in turn.
 *
 * <p>Slices are views; lists of indices are for what no slice can say. When adding, an element may
 * be listed several times, and gets every term.
 */
public final class Copy implements Operator {

  private final Signal from;
  private final int[] fromIndices;
  private final Signal to;
  private final int[] toIndices;
  private final boolean increment;

  private Copy(Signal from, int[] fromIndices, Signal to, int[] toIndices, boolean increment) {
    this.from = from;
    this.fromIndices = fromIndices;
    this.to = to;
    this.toIndices = toIndices;
    this.increment = increment;
    int read = fromIndices == null ? from.size() : fromIndices.length;
    int written = toIndices == null ? to.size() : toIndices.length;
    if (read != written) {
      throw refused("what is copied from " + from + " to " + to + ".length", read, "" + written);
    }
    check(from, fromIndices);
    check(to, toIndices);
    if (!increment && toIndices != null) {
      BitSet seen = new BitSet();
      for (int i : toIndices) {
        if (seen.get(i)) {
          throw refused("indices into " + to, Arrays.toString(toIndices), "different when setting");
        }
        seen.set(i);
      }
    }
  }

  private static void check(Signal signal, int[] indices) {
    if (indices != null) {
      for (int i : indices) {
        if (i < 0 || i >= signal.size()) {
          throw refused("index into " + signal, i, "from 0 to " + (signal.size() - 1));
        }
      }
    }
  }

  /**
   * Sets all elements of a signal to those of another.
   *
   * @throws IllegalArgumentException if they have different numbers of elements
   */
  public static Copy set(Signal from, Signal to) {
    return new Copy(from, null, to, null, false);
  }

  /**
   * Adds the elements of a signal to those of another.
   *
   * @throws IllegalArgumentException if they have different numbers of elements
   */
  public static Copy increment(Signal from, Signal to) {
    return new Copy(from, null, to, null, true);
  }

  /**
   * Sets listed elements.
   *
   * @param fromIndices which elements are read, row after row; null for all
   * @param toIndices which elements are written, none twice; null for all
   * @throws IllegalArgumentException if the lists differ in length, an element is not there or one
   *     is written twice
   */
  public static Copy set(Signal from, int[] fromIndices, Signal to, int[] toIndices) {
    return new Copy(from, copy(fromIndices), to, copy(toIndices), false);
  }

  /**
   * Adds listed elements.
   *
   * @param fromIndices which elements are read, row after row; null for all
   * @param toIndices which elements are added to, maybe several times; null for all
   * @throws IllegalArgumentException if the lists differ in length or an element is not there
   */
  public static Copy increment(Signal from, int[] fromIndices, Signal to, int[] toIndices) {
    return new Copy(from, copy(fromIndices), to, copy(toIndices), true);
  }

  private static int[] copy(int[] indices) {
    return indices == null ? null : indices.clone();
  }

  /** What is copied. */
  public Signal from() {
    return from;
  }

  /** Which elements are read; null for all. */
  public int[] fromIndices() {
    return copy(fromIndices);
  }

  /** What is written. */
  public Signal to() {
    return to;
  }

  /** Which elements are written; null for all. */
  public int[] toIndices() {
    return copy(toIndices);
  }

  /** Whether it adds. */
  public boolean increment() {
    return increment;
  }

  @Override
  public String label() {
    return (increment ? "add " : "copy ") + from.name() + " to " + to.name();
  }

  @Override
  public List<Signal> sets() {
    return increment ? List.of() : List.of(to);
  }

  @Override
  public List<Signal> increments() {
    return increment ? List.of(to) : List.of();
  }

  @Override
  public List<Signal> reads() {
    return List.of(from);
  }

  @Override
  public boolean onlyWrites() {
    return true;
  }

  @Override
  public boolean sharesArrays() {
    return true;
  }

  @Override
  public Step bind(Context context) {
    double[] source = context.array(from);
    double[] target = context.array(to);
    if (fromIndices == null && toIndices == null && from.isContiguous() && to.isContiguous()) {
      return new BoundCopy(source, context.at(from), target, context.at(to), to.size(), increment);
    }
    return new BoundCopy(
        source,
        positions(from, fromIndices, context),
        target,
        positions(to, toIndices, context),
        increment);
  }

  private static int[] positions(Signal signal, int[] indices, Context context) {
    int[] positions = context.positions(signal);
    return indices == null ? positions : Arrays.stream(indices).map(i -> positions[i]).toArray();
  }
}
