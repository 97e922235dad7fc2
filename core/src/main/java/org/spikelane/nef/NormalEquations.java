package org.spikelane.nef;

import java.util.Optional;

/**
 * Regularised least squares by Cholesky: (AᵀA + λI) D = AᵀY, or the same D = Aᵀ (AAᵀ + λI)⁻¹ Y,
 * whichever system is smaller.
 */
final class NormalEquations {

  private NormalEquations() {}

  /** Which of the two systems is solved. */
  enum Form {
    /** One unknown for each neuron. */
    PRIMAL,
    /** One unknown for each sample. */
    DUAL;

    static Form smaller(int samples, int neurons) {
      return neurons <= samples ? PRIMAL : DUAL;
    }

    /** As it stands in {@link Decoders#info()}. */
    String inWords() {
      return this == PRIMAL ? "primal" : "dual";
    }
  }

  /**
   * Decoders [neuron][dim], row after row; empty if rounding leaves them undetermined.
   *
   * @param a A [samples][neurons]
   * @param y Y [samples][dims]
   * @param lambda added to the diagonal, 0 or above
   */
  static Optional<double[]> solve(
      Form form, double[] a, int samples, int neurons, double[] y, int dims, double lambda) {
    LinearAlgebra algebra = LinearAlgebra.inUse();
    int n = form == Form.PRIMAL ? neurons : samples;
    double[] system = new double[Rows.size("neurons or samples", n, n)];
    double[] right;
    if (form == Form.PRIMAL) {
      algebra.gram(a, samples, neurons, system);
      right = new double[Rows.size("neurons times dims", neurons, dims)];
      algebra.transposedTimes(a, samples, neurons, y, dims, right);
    } else {
      algebra.gram(Rows.transpose(a, samples, neurons), neurons, samples, system);
      right = y.clone();
    }
    for (int i = 0; i < n; i++) {
      system[i * n + i] += lambda;
    }
    if (!algebra.solvePositiveDefinite(system, n, right, dims)) {
      return Optional.empty();
    }
    if (form == Form.PRIMAL) {
      return Optional.of(right);
    }
    double[] decoders = new double[Rows.size("neurons times dims", neurons, dims)];
    algebra.transposedTimes(a, samples, neurons, right, dims, decoders);
    return Optional.of(decoders);
  }
}
