package org.spikelane.nef;

import java.util.Arrays;
import java.util.Map;
import org.spikelane.nef.NnlsL2.Minimise;

/**
 * Least squares with unknowns of 0 or above, by the active set method of Lawson and Hanson on the
 * normal equations G x = h.
 *
 * <p>Unknowns are either held at 0 or free. The one at 0 whose rise would help most is let free;
 * the free ones are solved for; if that makes one negative, x goes only as far as all stay at 0 or
 * above, and what reached 0 is held there. It ends where no rise helps: then x is the minimum
 * (Karush–Kuhn–Tucker).
 */
final class NonNegative {

  private final int n;

  /** G, full [n][n]. */
  private final double[][] gram;

  /** The least slope that is not rounding, for each unknown. */
  private final double[] noise;

  private final double[] right;
  private final double[] x;

  /** The free unknowns in the order they came, and the Cholesky factor of their part of G. */
  private final int[] free;

  private final boolean[] isFree;
  private final double[][] factor;
  private int count;
  private int iterations;

  private NonNegative(double[][] gram, double[] right, double[] noise) {
    n = right.length;
    this.gram = gram;
    this.right = right;
    this.noise = noise;
    x = new double[n];
    free = new int[n];
    isFree = new boolean[n];
    factor = new double[n][];
  }

  /** Decoders of 0 or above; sigma is the standard deviation of the noise they guard against. */
  static Decoders solve(DecoderProblem problem, double sigma, Minimise minimise) {
    LinearAlgebra algebra = LinearAlgebra.inUse();
    int samples = problem.samples();
    int n = problem.neurons();
    int dims = problem.dims();
    // Fourth powers come up below. Powers of two change no bit, only where numbers would overflow.
    int unit = exponent(problem.a());
    int targetUnit = exponent(problem.y());
    double[] a = scaled(problem.a(), -unit);
    double[] y = scaled(problem.y(), -targetUnit);
    double noiseInUnits = Math.scalb(sigma, -unit);
    double lambda = samples * noiseInUnits * noiseInUnits;
    double[] gram = new double[Rows.size("neurons times neurons", n, n)];
    algebra.gram(a, samples, n, gram);
    for (int i = 0; i < n; i++) {
      gram[i * n + i] += lambda;
    }
    mirror(gram, n);
    double[] right = new double[Rows.size("neurons times dims", n, dims)];
    algebra.transposedTimes(a, samples, n, y, dims, right);
    double[] lengths = lengths(y, samples, dims);
    int terms = samples + n;
    if (minimise == Minimise.NORMAL_EQUATIONS) {
      // Least squares again, with AᵀA + λI for A and AᵀY for Y.
      lengths = lengths(right, n, dims);
      terms = 2 * n;
      double[] system = gram;
      double[] equations = right;
      gram = new double[n * n];
      right = new double[n * dims];
      algebra.gram(system, n, n, gram);
      algebra.transposedTimes(system, n, n, equations, dims, right);
      mirror(gram, n);
    }

    double[][] rows = Rows.of(gram, n, n);
    double[] decoders = new double[n * dims];
    int iterations = 0;
    int nonzero = 0;
    for (int d = 0; d < dims; d++) {
      double[] slopes = new double[n];
      double[] noise = new double[n];
      for (int i = 0; i < n; i++) {
        slopes[i] = right[i * dims + d];
        // A slope is a scalar product of a column and what is left of the targets.
        noise[i] = terms * 0x1p-52 * Math.sqrt(rows[i][i]) * lengths[d];
      }
      NonNegative solution = new NonNegative(rows, slopes, noise);
      solution.run();
      iterations += solution.iterations;
      for (int i = 0; i < n; i++) {
        decoders[i * dims + d] = Math.scalb(solution.x[i], targetUnit - unit);
        nonzero += solution.x[i] > 0 ? 1 : 0;
      }
    }
    return Decoders.of(problem, decoders, Map.of("iterations", iterations, "nonzero", nonzero));
  }

  /** The power of two next below the number farthest from 0. */
  private static int exponent(double[] numbers) {
    double farthest = 0;
    for (double x : numbers) {
      farthest = Math.max(farthest, Math.abs(x));
    }
    return Math.getExponent(farthest);
  }

  private static double[] scaled(double[] numbers, int exponent) {
    return Arrays.stream(numbers).map(x -> Math.scalb(x, exponent)).toArray();
  }

  private static void mirror(double[] upper, int n) {
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < i; j++) {
        upper[i * n + j] = upper[j * n + i];
      }
    }
  }

  /** Lengths of the columns of a matrix. */
  private static double[] lengths(double[] matrix, int rows, int columns) {
    double[] lengths = new double[columns];
    for (int j = 0; j < columns; j++) {
      double[] column = new double[rows];
      for (int i = 0; i < rows; i++) {
        column[i] = matrix[i * columns + j];
      }
      lengths[j] = RandomNumbers.length(column);
    }
    return lengths;
  }

  private void run() {
    boolean[] useless = new boolean[n];
    while (true) {
      int enters = mostUseful(useless);
      if (enters < 0) {
        return;
      }
      if (++iterations > 30 * n + 100) {
        throw new IllegalStateException(
            "non-negative least squares did not end within " + iterations + " iterations");
      }
      // One that depends on the free ones, or that would at once be pushed back, is rounding's
      // choice.
      if (!append(enters)) {
        useless[enters] = true;
        continue;
      }
      double[] z = solveFree();
      if (z[count - 1] <= 0) {
        release(count - 1);
        useless[enters] = true;
        continue;
      }
      Arrays.fill(useless, false);
      while (!allAbove0(z)) {
        retreat(z);
        z = solveFree();
      }
      for (int p = 0; p < count; p++) {
        x[free[p]] = z[p];
      }
    }
  }

  /** The unknown at 0 whose rise lowers the error fastest, in units of its column; −1 if none. */
  private int mostUseful(boolean[] useless) {
    double[] slope = right.clone();
    for (int p = 0; p < count; p++) {
      double value = x[free[p]];
      double[] row = gram[free[p]];
      for (int i = 0; i < n; i++) {
        slope[i] -= value * row[i];
      }
    }
    int best = -1;
    double fastest = 0;
    for (int i = 0; i < n; i++) {
      if (!isFree[i] && !useless[i] && slope[i] > noise[i]) {
        double speed = slope[i] / Math.sqrt(gram[i][i]);
        if (speed > fastest) {
          fastest = speed;
          best = i;
        }
      }
    }
    return best;
  }

  /** Lets an unknown free: one more row of the factor. */
  private boolean append(int unknown) {
    free[count] = unknown;
    double[] row = new double[count + 1];
    double[] g = gram[unknown];
    double square = g[unknown];
    for (int p = 0; p < count; p++) {
      row[p] = (g[free[p]] - dot(factor[p], row, p)) / factor[p][p];
      square -= row[p] * row[p];
    }
    if (!(square > n * 0x1p-52 * g[unknown])) {
      return false;
    }
    row[count] = Math.sqrt(square);
    factor[count] = row;
    isFree[unknown] = true;
    count++;
    return true;
  }

  /** Holds a free unknown at 0: the factor is made anew from its place on. */
  private void release(int place) {
    int[] later = Arrays.copyOfRange(free, place + 1, count);
    for (int p = place; p < count; p++) {
      isFree[free[p]] = false;
    }
    x[free[place]] = 0;
    count = place;
    for (int unknown : later) {
      // A part of a positive definite matrix is one; rounding may disagree, and then it is held
      // too.
      if (!append(unknown)) {
        x[unknown] = 0;
      }
    }
  }

  private double[] solveFree() {
    double[] z = new double[count];
    for (int p = 0; p < count; p++) {
      z[p] = (right[free[p]] - dot(factor[p], z, p)) / factor[p][p];
    }
    for (int p = count - 1; p >= 0; p--) {
      z[p] /= factor[p][p];
      for (int q = 0; q < p; q++) {
        z[q] -= factor[p][q] * z[p];
      }
    }
    return z;
  }

  private static boolean allAbove0(double[] z) {
    for (double value : z) {
      if (value <= 0) {
        return false;
      }
    }
    return true;
  }

  /** Goes from x towards z until the first unknown reaches 0, and holds that one there. */
  private void retreat(double[] z) {
    double part = 1;
    int first = -1;
    for (int p = 0; p < count; p++) {
      double at = x[free[p]];
      if (z[p] <= 0 && (first < 0 || at / (at - z[p]) < part)) {
        part = at == 0 ? 0 : at / (at - z[p]);
        first = p;
      }
    }
    for (int p = 0; p < count; p++) {
      double at = x[free[p]];
      x[free[p]] = Math.max(0, at + part * (z[p] - at));
    }
    release(first);
  }

  /** Σ a[k] · b[k] for k below count, in four sums that don't wait for each other. */
  private static double dot(double[] a, double[] b, int count) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int k = 0;
    for (; k + 4 <= count; k += 4) {
      s0 += a[k] * b[k];
      s1 += a[k + 1] * b[k + 1];
      s2 += a[k + 2] * b[k + 2];
      s3 += a[k + 3] * b[k + 3];
    }
    for (; k < count; k++) {
      s0 += a[k] * b[k];
    }
    return (s0 + s1) + (s2 + s3);
  }
}
