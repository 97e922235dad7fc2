package org.spikelane.nef;

/**
 * Least squares with L2 regularisation and decoders of 0 or above: for neurons that only excite.
 *
 * <p>By the active set method of Lawson and Hanson (<i>Solving Least Squares Problems</i>,
 * Prentice-Hall 1974, chapter 23), on the normal equations (Bro and de Jong, <i>Journal of
 * Chemometrics</i> 11, 1997). Info: {@code iterations}, how often a neuron was let in, over all
 * dims; {@code nonzero}, how many decoders are above 0.
 *
 * @param reg standard deviation of the noise as a part of the largest activity, above 0 and at most
 *     1e10; larger means smaller decoders
 * @param minimise what is made smallest; the two differ where a decoder would be negative without
 *     the bound
 */
public record NnlsL2(double reg, Minimise minimise) implements RecordSolver {

  /** What is made smallest; sigma = reg · max(A) as in {@link LstsqL2}. */
  public enum Minimise {
    /**
     * What is left of the regularised normal equations, |(AᵀA + samples · sigma² · I) D − AᵀY|².
     * The default, because other NEF software does the same: a model brought from there keeps its
     * decoders. Regularisation below some 0.01 makes this badly conditioned.
     */
    NORMAL_EQUATIONS,

    /**
     * The error with regularisation, |A D − Y|² + samples · sigma² · |D|²: what {@link LstsqL2}
     * minimises. Where bounds matter, the error at the samples is smaller.
     */
    ERROR
  }

  /**
   * Checks the parameters.
   *
   * @throws IllegalArgumentException if reg is outside its range
   */
  public NnlsL2 {
    Parameters.noise("reg", reg);
  }

  /** With another amount of noise. */
  public NnlsL2(double reg) {
    this(reg, Minimise.NORMAL_EQUATIONS);
  }

  /** With noise of a tenth of the largest activity. */
  public NnlsL2() {
    this(0.1);
  }

  @Override
  public Decoders solve(DecoderProblem problem) {
    return NonNegative.solve(problem, reg * problem.maxActivity(), minimise);
  }
}
