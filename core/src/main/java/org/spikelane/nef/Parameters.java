package org.spikelane.nef;

import static org.spikelane.check.Arguments.refused;

import java.util.Optional;

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

  /**
   * What identifies one of this library's solvers: its name and its parameters, doubles to the bit.
   * Empty if one of them is a solver that has no identity itself.
   */
  static Optional<String> identity(Solver solver, Object... parameters) {
    StringBuilder identity = new StringBuilder(solver.getClass().getName()).append('(');
    for (Object parameter : parameters) {
      if (parameter instanceof Solver part) {
        Optional<String> of = part.identity();
        if (of.isEmpty()) {
          return of;
        }
        identity.append(of.get());
      } else {
        identity.append(parameter instanceof Double d ? Double.toHexString(d) : parameter);
      }
      identity.append(';');
    }
    return Optional.of(identity.append(')').toString());
  }

  /** What a solver throws if its noise is lost to rounding. */
  static IllegalArgumentException undetermined(String name, double value) {
    return refused(
        name,
        value,
        "larger for these activities: with so little, rounding leaves the decoders undetermined");
  }
}
