package org.spikelane.nef;

/**
 * Least squares with decoders of 0 or above: for neurons that only excite. What is decoded of
 * targets below 0 is then 0 at best, unless activities are negative.
 *
 * <p>By the active set method; see {@link NnlsL2}, which is this with regularisation and the better
 * choice where neurons are many. Info: {@code iterations}, how often a neuron was let in, over all
 * dims; {@code nonzero}, how many decoders are above 0.
 */
public record Nnls() implements RecordSolver {

  @Override
  public Decoders solve(DecoderProblem problem) {
    return NonNegative.solve(problem, 0, NnlsL2.Minimise.ERROR);
  }
}
