package org.spikelane.nef;

import java.util.List;
import java.util.Map;
import org.spikelane.nef.NormalEquations.Form;

/**
 * Least squares with L2 regularisation: the decoders that are best if every activity is off by
 * Gaussian noise of a standard deviation of sigma = reg · max(A), on average over that noise. They
 * solve (AᵀA + samples · sigma² · I) D = AᵀY.
 *
 * <p>Solved by Cholesky, with one unknown for each neuron or one for each sample, whichever are
 * fewer. Info: {@code sigma}, in the activities' unit; {@code form}, "primal" (neurons) or "dual"
 * (samples).
 *
 * <p>Source: Eliasmith and Anderson, <i>Neural Engineering</i>, MIT Press 2003, chapter 2.
 *
 * @param reg standard deviation of the noise as a part of the largest activity, above 0 and at most
 *     1e10; larger means smaller decoders: less noise decoded, more distortion
 */
public record LstsqL2(double reg) implements RecordSolver.Sharing {

  /**
   * Checks the parameter.
   *
   * @throws IllegalArgumentException if it is outside its range
   */
  public LstsqL2 {
    Parameters.noise("reg", reg);
  }

  /** With the field's usual noise, a tenth of the largest activity. */
  public LstsqL2() {
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
    return solve(problem, Form.smaller(problem.samples(), problem.neurons()));
  }

  Decoders solve(DecoderProblem problem, Form form) {
    int samples = problem.samples();
    double sigma = reg * problem.maxActivity();
    NormalEquations equations =
        problem
            .shared(
                List.of(this, form),
                () ->
                    NormalEquations.of(
                        form, problem.a(), samples, problem.neurons(), samples * sigma * sigma))
            .orElseThrow(() -> Parameters.undetermined("reg", reg));
    return Decoders.of(
        problem,
        equations.solve(problem.y(), problem.dims()),
        Map.of("sigma", sigma, "form", equations.form()));
  }
}
