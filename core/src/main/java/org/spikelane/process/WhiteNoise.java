package org.spikelane.process;

import static org.spikelane.check.Arguments.refused;

import org.spikelane.nef.Distribution;
import org.spikelane.nef.Gaussian;

/**
 * White noise: a new point of a distribution at every tick, independent of all others.
 *
 * @param dist where points are drawn from; of univariate ones each dimension is independent
 * @param scale whether points are divided by √dt, dt in seconds. With it, the spectral density of
 *     the noise, and so the variance of its integral over a time, does not depend on dt, for a
 *     distribution of mean 0: the noise approximates a Wiener process's derivative. Without it, its
 *     variance at a tick does not.
 */
public record WhiteNoise(Distribution dist, boolean scale) implements Process {

  /**
   * Checks the arguments.
   *
   * @throws IllegalArgumentException if dist is null
   */
  public WhiteNoise {
    checkDistribution(dist);
  }

  /** Gaussian noise of mean 0 and standard deviation 1, scaled. */
  public WhiteNoise() {
    this(new Gaussian(0, 1));
  }

  /** Scaled. */
  public WhiteNoise(Distribution dist) {
    this(dist, true);
  }

  /**
   * {@inheritDoc}
   *
   * <p>A step throws {@link IllegalArgumentException} if the distribution does, or if what it
   * yields is not finite once it is scaled.
   */
  @Override
  public ProcessStepper stepper(int dims, double dt, long seed) {
    return new NoiseStepper(this, dims, dt, seed);
  }

  static void checkDistribution(Distribution dist) {
    if (dist == null) {
      throw refused("dist", "null", "a distribution");
    }
  }
}
