package org.spikelane.graph;

/** Where a {@link StatefulStep} writes its state: arrays, in an order of its choice. */
public interface StateWriter {

  /** Writes numbers, exact to the bit. */
  void doubles(double... values);

  /** Writes words of 64 bits, such as counters and the states of random streams. */
  void longs(long... values);
}
