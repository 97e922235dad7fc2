package org.spikelane.nef;

import static org.spikelane.check.Arguments.refused;

import java.util.Map;

/**
 * Plain least squares: the decoders with the smallest error at the samples, and of those the
 * smallest. Without noise to guard against they may be large, and then decode noise of their own;
 * rcond limits that.
 *
 * <p>Solved by singular values, which takes much longer than {@link LstsqL2}. Info: {@code rank},
 * how many singular values were used.
 *
 * @param rcond singular values of the activities at or below this part of the largest count as 0;
 *     from 0 to below 1; larger means smaller decoders
 */
public record Lstsq(double rcond) implements RecordSolver {

  /**
   * Checks the parameter.
   *
   * @throws IllegalArgumentException if it is outside its range
   */
  public Lstsq {
    if (!(rcond >= 0 && rcond < 1)) {
      throw refused("rcond", rcond, "from 0 to below 1 (a usual value is 0.01)");
    }
  }

  /** With singular values up to a hundredth of the largest left out. */
  public Lstsq() {
    this(0.01);
  }

  @Override
  public Decoders solve(DecoderProblem problem) {
    double[] decoders =
        new double[Rows.size("neurons times dims", problem.neurons(), problem.dims())];
    int rank =
        LinearAlgebra.inUse()
            .leastSquares(
                problem.a(),
                problem.samples(),
                problem.neurons(),
                problem.y(),
                problem.dims(),
                // Below this part of the largest, singular values are rounding errors.
                Math.max(rcond, Math.max(problem.samples(), problem.neurons()) * 0x1p-52),
                decoders);
    return Decoders.of(problem, decoders, Map.of("rank", rank));
  }
}
