package org.spikelane.nef;

import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Least squares over activities with Gaussian noise added: what {@link LstsqL2} does on average
 * over all noise, for one draw of it. The errors reported are those without the noise.
 *
 * <p>Info: {@code sigma}, the noise's standard deviation in the activities' unit; {@code form}, as
 * in {@link LstsqL2}.
 *
 * @param noise standard deviation of the noise as a part of the largest activity, above 0 and at
 *     most 1e10; larger means smaller decoders
 * @param seed which noise: the same seed gives the same; connections that should not share it need
 *     seeds of their own
 */
public record LstsqNoise(double noise, long seed) implements RecordSolver.Sharing {

  /**
   * Checks the parameters.
   *
   * @throws IllegalArgumentException if one is outside its range
   */
  public LstsqNoise {
    Parameters.noise("noise", noise);
  }

  /** With noise of a tenth of the largest activity. */
  public LstsqNoise(long seed) {
    this(0.1, seed);
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException if the noise is so small that rounding leaves the decoders
   *     undetermined
   */
  @Override
  public Decoders solve(DecoderProblem problem) {
    double sigma = noise * problem.maxActivity();
    NormalEquations equations =
        problem
            .shared(this, () -> noisy(problem, sigma))
            .orElseThrow(() -> Parameters.undetermined("noise", noise));
    return Decoders.of(
        problem,
        equations.solve(problem.y(), problem.dims()),
        Map.of("sigma", sigma, "form", equations.form()));
  }

  private Optional<NormalEquations> noisy(DecoderProblem problem, double sigma) {
    double[] noisy = new double[problem.a().length];
    RandomNumbers.gaussians(new SplittableRandom(seed), noisy);
    for (int i = 0; i < noisy.length; i++) {
      noisy[i] = problem.a()[i] + sigma * noisy[i];
    }
    return NormalEquations.of(noisy, problem.samples(), problem.neurons(), 0);
  }
}
