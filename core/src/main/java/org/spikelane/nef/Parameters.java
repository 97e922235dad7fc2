package org.spikelane.nef;

import static org.spikelane.check.Arguments.refused;

/** The parameters that solvers have in common, checked in one way. */
final class Parameters {

  private static final double MOST = 1e10;

  private Parameters() {}

  /** An amount of noise, as a part of the largest activity. */
  static void noise(String name, double value) {
    if (!(value > 0 && value <= MOST)) {
      throw refused(name, value, "above 0 and at most " + MOST + " (a usual value is 0.1)");
    }
  }

  /** What a solver throws if its noise is lost to rounding. */
  static IllegalArgumentException undetermined(String name, double value) {
    return refused(
        name,
        value,
        "larger for these activities: with so little, rounding leaves the decoders undetermined");
  }
}
