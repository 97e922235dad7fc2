package org.spikelane.graph;

import static org.spikelane.check.Arguments.refused;

import java.util.Arrays;

/** How an operator checks a vector or a scalar that it is given. */
final class Vectors {

  private Vectors() {}

  /**
   * Checks that a signal is a vector of some size.
   *
   * @param what the elements that it must have one of each for, such as "columns of"
   * @param of what has them
   */
  static void check(String name, Signal signal, int size, String what, Object of) {
    if (signal.shape().length != 1 || signal.size() != size) {
      throw refused(
          name,
          signal.name() + " of shape " + Arrays.toString(signal.shape()),
          "a vector of " + size + " elements, the " + what + " " + of);
    }
  }

  /** Checks that a signal is one number, and no part of another. */
  static void checkScalar(String name, Signal signal) {
    if (signal.shape().length != 0 || signal.isView()) {
      throw refused(name, signal, "a scalar, and no view");
    }
  }
}
