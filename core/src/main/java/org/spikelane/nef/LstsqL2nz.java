package org.spikelane.nef;

import java.util.Map;
import java.util.Optional;

/**
 * Least squares with L2 regularisation where neurons fire: the decoders that are best if every
 * activity that is not 0 is off by Gaussian noise of a standard deviation of sigma = reg · max(A).
 * A silent neuron is silent without noise, so neurons that seldom fire are held back less than
 * {@link LstsqL2} holds them. They solve (AᵀA + sigma² · C) D = AᵀY, where C is diagonal and counts
 * the samples at which each neuron fires; a neuron that never fires gets decoders of 0.
 *
 * <p>Info: {@code sigma}, in the activities' unit; {@code form}, as in {@link LstsqL2}.
 *
 * @param reg standard deviation of the noise as a part of the largest activity, above 0 and at most
 *     1e10; larger means smaller decoders
 */
public record LstsqL2nz(double reg) implements RecordSolver.Sharing {

  /**
   * Checks the parameter.
   *
   * @throws IllegalArgumentException if it is outside its range
   */
  public LstsqL2nz {
    Parameters.noise("reg", reg);
  }

  /** With noise of a tenth of the largest activity. */
  public LstsqL2nz() {
    this(0.1);
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException if reg is so small that rounding leaves the decoders
   *     undetermined
   */
  @Override
  public Decoders solve(DecoderProblem problem) {
    double sigma = reg * problem.maxActivity();
    Scaled scaled = problem.shared(this, () -> scaled(problem, sigma));
    NormalEquations equations =
        scaled.equations().orElseThrow(() -> Parameters.undetermined("reg", reg));
    int dims = problem.dims();
    double[] decoders = equations.solve(problem.y(), dims);
    for (int i = 0; i < problem.neurons(); i++) {
      for (int d = 0; d < dims; d++) {
        decoders[i * dims + d] *= scaled.scale()[i];
      }
    }
    return Decoders.of(problem, decoders, Map.of("sigma", sigma, "form", equations.form()));
  }

  /**
   * The plain system (BᵀB + sigma² I) E = BᵀY, where A = B C^½ and D = C^−½ E.
   *
   * @param scale the diagonal of C^−½, {@code [neuron]}; 0 for a neuron that never fires
   */
  private record Scaled(double[] scale, Optional<NormalEquations> equations) {}

  private static Scaled scaled(DecoderProblem problem, double sigma) {
    int samples = problem.samples();
    int neurons = problem.neurons();
    double[] a = problem.activities();
    double[] scale = new double[neurons];
    for (int s = 0; s < samples; s++) {
      for (int i = 0; i < neurons; i++) {
        scale[i] += a[s * neurons + i] == 0 ? 0 : 1;
      }
    }
    for (int i = 0; i < neurons; i++) {
      scale[i] = scale[i] == 0 ? 0 : 1 / Math.sqrt(scale[i]);
    }
    for (int s = 0; s < samples; s++) {
      for (int i = 0; i < neurons; i++) {
        a[s * neurons + i] *= scale[i];
      }
    }
    return new Scaled(scale, NormalEquations.of(a, samples, neurons, sigma * sigma));
  }
}
