package org.spikelane.graph;

import static org.spikelane.check.Arguments.length;

/**
 * Where a {@link StatefulStep} reads its state: the arrays that were written, in the same order.
 * Every method throws {@link IllegalArgumentException} if something else was written there.
 */
public interface StateReader {

  /** Reads numbers, exact to the bit: as many as were written. */
  double[] doubles();

  /** Reads words of 64 bits: as many as were written. */
  long[] longs();

  /** Reads numbers into an array of the length that was written. */
  default void copyDoubles(double[] into) {
    double[] values = doubles();
    length("saved numbers", values.length, into.length);
    System.arraycopy(values, 0, into, 0, into.length);
  }
}
