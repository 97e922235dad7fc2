package org.spikelane.nef;

import java.util.Optional;

/**
 * Regularised least squares by Cholesky: (AᵀA + λI) D = AᵀY, or the same D = Aᵀ (AAᵀ + λI)⁻¹ Y,
 * whichever system is smaller. The system is factorised once, and solved for any number of targets:
 * each gets the bits that it would get alone.
 */
final class NormalEquations {

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

  private final Form form;
  private final double[] a;
  private final int samples;
  private final int neurons;
  private final int n;
  private final double[] factor;

  private NormalEquations(Form form, double[] a, int samples, int neurons, int n, double[] factor) {
    this.form = form;
    this.a = a;
    this.samples = samples;
    this.neurons = neurons;
    this.n = n;
    this.factor = factor;
  }

  /** As the other, in the smaller form. */
  static Optional<NormalEquations> of(double[] a, int samples, int neurons, double lambda) {
    return of(Form.smaller(samples, neurons), a, samples, neurons, lambda);
  }

  /**
   * The system, factorised; empty if rounding leaves its solutions undetermined.
   *
   * @param a A [samples][neurons], kept
   * @param lambda added to the diagonal, 0 or above
   */
  static Optional<NormalEquations> of(
      Form form, double[] a, int samples, int neurons, double lambda) {
    LinearAlgebra algebra = LinearAlgebra.inUse();
    int n = form == Form.PRIMAL ? neurons : samples;
    double[] system = new double[Rows.size("neurons or samples", n, n)];
    if (form == Form.PRIMAL) {
      algebra.gram(a, samples, neurons, system);
    } else {
      algebra.gram(Rows.transpose(a, samples, neurons), neurons, samples, system);
    }
    for (int i = 0; i < n; i++) {
      system[i * n + i] += lambda;
    }
    return algebra.factorise(system, n)
        ? Optional.of(new NormalEquations(form, a, samples, neurons, n, system))
        : Optional.empty();
  }

  /**
   * Decoders [neuron][dim], row after row.
   *
   * @param y Y [samples][dims]
   */
  double[] solve(double[] y, int dims) {
    LinearAlgebra algebra = LinearAlgebra.inUse();
    double[] decoders = new double[Rows.size("neurons times dims", neurons, dims)];
    if (form == Form.PRIMAL) {
      algebra.transposedTimes(a, samples, neurons, y, dims, decoders);
      algebra.solveFactorised(factor, n, decoders, dims);
    } else {
      double[] right = y.clone();
      algebra.solveFactorised(factor, n, right, dims);
      algebra.transposedTimes(a, samples, neurons, right, dims, decoders);
    }
    return decoders;
  }

  /** Which of the two it is, in words. */
  String form() {
    return form.inWords();
  }
}
