package org.spikelane.network;

import static org.spikelane.check.Arguments.refused;

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
   * Some of its numbers, in any order, also repeatedly: where a connection begins, such a number is
   * carried several times; where it ends, everything that is brought for it is added.
   *
   * @param indices which, from 0
   * @throws IllegalArgumentException if there are none, or one is not there; a node that has more
   *     inputs than outputs, or fewer, is checked again where a connection or a probe needs one
   *     side
   */
  default Slice at(int... indices) {
    return new Slice(this, indices);
  }

  /**
   * Some of its numbers that lie beside each other.
   *
   * @param from the first, 0 or above
   * @param to the end, exclusive, above from
   * @throws IllegalArgumentException if there are none, or one is not there
   */
  default Slice slice(int from, int to) {
    if (from >= to) {
      throw refused("slice of " + label(), "from " + from + " to " + to, "of at least 1 element");
    }
    // What is out of range says so by an end, and must not be listed first.
    return from < 0 || to > Math.max(sizeOut(), sizeIn())
        ? at(from < 0 ? from : to - 1)
        : at(IntStream.range(from, to).toArray());
  }
}
