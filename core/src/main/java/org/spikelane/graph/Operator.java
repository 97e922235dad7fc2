package org.spikelane.graph;

import java.util.List;

/**
 * Something that happens in every tick, and to which signals: what a {@link Graph} is made of.
 *
 * <p>Within a tick each element of a signal is first set, then incremented, then read, then
 * updated. An operator says what it does to which signal, and the order follows: whoever reads runs
 * after whoever sets and increments, and before whoever updates. So an update is seen by the others
 * one tick later.
 *
 * <p>An operator is an immutable description; {@link #bind} makes what runs.
 */
public interface Operator {

  /** What it is called, for people: need not be unique. */
  String label();

  /** The signals that it gives a value in every tick, whatever they were. */
  default List<Signal> sets() {
    return List.of();
  }

  /** The signals that it adds to. */
  default List<Signal> increments() {
    return List.of();
  }

  /** The signals that it reads, after they were set and incremented. */
  default List<Signal> reads() {
    return List.of();
  }

  /** The signals that it gives a value after all others have read them. */
  default List<Signal> updates() {
    return List.of();
  }

  /**
   * Whether it does nothing but write to signals, by what it reads: then it need not run if nobody
   * can see them. Not so if it takes samples, calls somebody, or refuses what neurons cannot do.
   */
  default boolean onlyWrites() {
    return false;
  }

  /**
   * Whether it asks the context where in an array a signal is ({@link Context#at}): then those of
   * its signals that are small may share an array with others. If it does not, each of its signals
   * has an array of its own, where its elements are at the places that the signal says.
   */
  default boolean sharesArrays() {
    return false;
  }

  /**
   * Makes what runs: the operator with its signals' arrays and with state of its own.
   *
   * @throws IllegalArgumentException if it cannot run with this context, such as at this dt
   */
  Step bind(Context context);
}
