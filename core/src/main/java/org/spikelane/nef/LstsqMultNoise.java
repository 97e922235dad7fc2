package org.spikelane.nef;

import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Least squares over activities multiplied by Gaussian noise around 1: neurons are taken to be
 * noisy in proportion to how much they fire, and not to be when silent. The errors reported are
 * those without the noise.
 *
 * <p>Unlike with added noise, neurons that fire at few samples may leave decoders undetermined;
 * then the smallest are found by singular values. Info: {@code form}, as in {@link LstsqL2}, or
 * "singular values".
 *
 * @param noise standard deviation of the factors, above 0 and at most 1e10; larger means smaller
 *     decoders
 * @param seed which noise: the same seed gives the same; connections that should not share it need
 *     seeds of their own
 */
public record LstsqMultNoise(double noise, long seed) implements RecordSolver.Sharing {

  /**
   * Checks the parameters.
   *
   * @throws IllegalArgumentException if one is outside its range
   */
  public LstsqMultNoise {
    Parameters.noise("noise", noise);
  }

  /** With factors of a standard deviation of 0.1. */
  public LstsqMultNoise(long seed) {
    this(0.1, seed);
  }

  @Override
  public Decoders solve(DecoderProblem problem) {
    Optional<NormalEquations> equations =
        problem.shared(
            this,
            () -> NormalEquations.of(noisy(problem), problem.samples(), problem.neurons(), 0));
    if (equations.isPresent()) {
      return Decoders.of(
          problem,
          equations.get().solve(problem.y(), problem.dims()),
          Map.of("form", equations.get().form()));
    }
    Decoders smallest = new Lstsq(0).solve(problem.withActivities(noisy(problem)));
    double[] decoders = Rows.flat("decoders", smallest.toArray());
    return Decoders.of(problem, decoders, Map.of("form", "singular values"));
  }

  private double[] noisy(DecoderProblem problem) {
    double[] noisy = new double[problem.a().length];
    RandomNumbers.gaussians(new SplittableRandom(seed), noisy);
    for (int i = 0; i < noisy.length; i++) {
      noisy[i] = problem.a()[i] * (1 + noise * noisy[i]);
    }
    return noisy;
  }
}
