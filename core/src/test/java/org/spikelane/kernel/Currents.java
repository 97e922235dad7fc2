package org.spikelane.kernel;

import java.util.SplittableRandom;

/** Input currents for tests: redrawn every tick, harsher than any real input. */
final class Currents {

  /** Where something could go wrong: around the threshold, zeros, and the ends of the range. */
  private static final double[] CORNERS = {
    1.0,
    Math.nextUp(1.0),
    Math.nextDown(1.0),
    1 + 1e-12,
    0.0,
    -0.0,
    Double.MIN_VALUE,
    -1e9,
    1e9,
    Math.nextDown(LifCoefficients.CURRENT_LIMIT),
    -Math.nextDown(LifCoefficients.CURRENT_LIMIT),
  };

  private final SplittableRandom random;

  Currents(long seed) {
    random = new SplittableRandom(seed);
  }

  /** Uniform on [−2, 6). */
  double[] draw(double[] into) {
    for (int i = 0; i < into.length; i++) {
      into[i] = 8 * random.nextDouble() - 2;
    }
    return into;
  }

  /** As {@link #draw}, with a corner case in every 16th place on average. */
  double[] drawWithCorners(double[] into) {
    draw(into);
    for (int i = 0; i < into.length; i++) {
      if (random.nextInt(16) == 0) {
        into[i] = CORNERS[random.nextInt(CORNERS.length)];
      }
    }
    return into;
  }
}
