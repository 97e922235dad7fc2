package org.spikelane.graph;

import static org.spikelane.check.Arguments.refused;

import java.util.Arrays;

/** How an operator checks a vector that it is given. */
final class Vectors {

  private Vectors() {}

  /**
   * Checks that a signal is a vector of some size.
   *
   * @param what the elements that it must have one of each for, such as "columns of A"
   */
  static void check(String name, Signal signal, int size, String what) {
    if (signal.shape().length != 1 || signal.size() != size) {
      throw refused(
          name,
          signal.name() + " of shape " + Arrays.toString(signal.shape()),
          "a vector of " + size + " elements, the " + what);
    }
  }
}
