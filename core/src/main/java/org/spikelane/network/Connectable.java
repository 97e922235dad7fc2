package org.spikelane.network;

import java.util.stream.IntStream;

/** What a connection can begin or end at: an ensemble, its neurons, a node, or a part of one. */
public sealed interface Connectable permits Ensemble, EnsembleNeurons, LearningInput, Node, Slice {

  /** The network that it belongs to. */
  Network network();

  /** What it is called, for people. */
  String label();

  /** How many numbers a connection from it carries. */
  int sizeOut();

  /** How many numbers a connection to it brings. */
  int sizeIn();

  /**
   * Some of its numbers, in any order; on the side where a connection begins, also repeatedly.
   *
   * @param indices which
   * @throws IllegalArgumentException if there are none, or one is not there
   */
  default Slice at(int... indices) {
    return new Slice(this, indices);
  }

  /**
   * Some of its numbers that lie beside each other.
   *
   * @param from the first
   * @param to the end, exclusive
   * @throws IllegalArgumentException if there are none, or one is not there
   */
  default Slice slice(int from, int to) {
    return at(IntStream.range(from, to).toArray());
  }
}
