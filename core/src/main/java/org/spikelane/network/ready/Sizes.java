package org.spikelane.network.ready;

import static org.spikelane.check.Arguments.refused;

/** How many of something a ready-made network needs. */
final class Sizes {

  private Sizes() {}

  /** Checks a size before anything is added to a network. */
  static void atLeast(String name, int size, int least) {
    if (size < least) {
      throw refused(name, size, least + " or above");
    }
  }
}
