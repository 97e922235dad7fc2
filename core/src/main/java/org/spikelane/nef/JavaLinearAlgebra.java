package org.spikelane.nef;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * Linear algebra in Java alone.
 *
 * <p>Everything that costs is one loop, {@link #addFour}: four rows, each times a number, added to
 * a fifth. All five are arrays of their own, read at one index; that is the form that HotSpot's C2
 * compiles to SIMD, on JDK 17 as on 25. It does not where the rows lie in one array at different
 * places, nor with eight rows or two sums at once, each of which is slower by half or more.
 * Products are made tile by tile, so that the sums of a tile stay in the second-level cache and
 * four rows in the first.
 *
 * <p>The order of every sum is fixed by the shape alone: fours of rows from first to last, then
 * what is left, one by one. Neither tiles nor threads change it.
 */
final class JavaLinearAlgebra implements LinearAlgebra {

  static final JavaLinearAlgebra INSTANCE = new JavaLinearAlgebra();

  /** Sums in a row of a tile: 4 KB. */
  private static final int WIDTH = 512;

  /** Rows of sums in a tile: 256 KB. */
  private static final int HEIGHT = 64;

  /** Rows that Cholesky factorises before it updates what is below; a multiple of four. */
  private static final int BLOCK = 64;

  /** Multiplications below which a second thread is not worth its start. */
  private static final long SMALL = 1L << 20;

  private JavaLinearAlgebra() {}

  @Override
  public String name() {
    return "java";
  }

  @Override
  public Optional<String> identity() {
    return Optional.of(name());
  }

  @Override
  public void gram(double[] a, int rows, int columns, double[] out) {
    product(a, 1, columns, columns, rows, a, columns, out, true);
  }

  @Override
  public void transposedTimes(
      double[] a, int rows, int columns, double[] b, int bColumns, double[] out) {
    if (bColumns >= columns) {
      product(a, 1, columns, columns, rows, b, bColumns, out, false);
      return;
    }
    // (BᵀA)ᵀ: the same products in the same order, in longer rows.
    double[] transposed = new double[out.length];
    product(b, 1, bColumns, bColumns, rows, a, columns, transposed, false);
    System.arraycopy(Rows.transpose(transposed, bColumns, columns), 0, out, 0, out.length);
  }

  @Override
  public void times(double[] a, int rows, int columns, double[] b, int bColumns, double[] out) {
    product(a, columns, 1, rows, columns, b, bColumns, out, false);
  }

  /**
   * out(i, j) = Σ_k f(i, k) · b(k, j), where f(i, k) = factors[i · perRow + k · perTerm].
   *
   * @param upper whether only j ≥ i is wanted
   */
  private static void product(
      double[] factors,
      int perRow,
      int perTerm,
      int height,
      int terms,
      double[] b,
      int width,
      double[] out,
      boolean upper) {
    int across = (width + WIDTH - 1) / WIDTH;
    int down = (height + HEIGHT - 1) / HEIGHT;
    inParallel(
        across * down,
        (long) height * width * terms,
        tile -> {
          int i0 = tile / across * HEIGHT;
          int j0 = tile % across * WIDTH;
          int i1 = Math.min(height, i0 + HEIGHT);
          int j1 = Math.min(width, j0 + WIDTH);
          if (!upper || j1 > i0) {
            tile(factors, perRow, perTerm, terms, b, width, out, i0, i1, j0, j1, upper);
          }
        });
  }

  private static void tile(
      double[] factors,
      int perRow,
      int perTerm,
      int terms,
      double[] b,
      int width,
      double[] out,
      int i0,
      int i1,
      int j0,
      int j1,
      boolean upper) {
    int columns = j1 - j0;
    double[][] sums = new double[i1 - i0][columns];
    double[] b0 = new double[columns];
    double[] b1 = new double[columns];
    double[] b2 = new double[columns];
    double[] b3 = new double[columns];
    int k = 0;
    for (; k + 4 <= terms; k += 4) {
      System.arraycopy(b, k * width + j0, b0, 0, columns);
      System.arraycopy(b, (k + 1) * width + j0, b1, 0, columns);
      System.arraycopy(b, (k + 2) * width + j0, b2, 0, columns);
      System.arraycopy(b, (k + 3) * width + j0, b3, 0, columns);
      for (int i = i0; i < i1; i++) {
        int at = i * perRow + k * perTerm;
        double f0 = factors[at];
        double f1 = factors[at + perTerm];
        double f2 = factors[at + 2 * perTerm];
        double f3 = factors[at + 3 * perTerm];
        int from = upper ? Math.max(0, i - j0) : 0;
        addFour(sums[i - i0], f0, b0, f1, b1, f2, b2, f3, b3, from, columns);
      }
    }
    for (; k < terms; k++) {
      System.arraycopy(b, k * width + j0, b0, 0, columns);
      for (int i = i0; i < i1; i++) {
        int from = upper ? Math.max(0, i - j0) : 0;
        addOne(sums[i - i0], factors[i * perRow + k * perTerm], b0, from, columns);
      }
    }
    for (int i = i0; i < i1; i++) {
      System.arraycopy(sums[i - i0], 0, out, i * width + j0, columns);
    }
  }

  @Override
  public boolean factorise(double[] m, int n) {
    double[][] u = Rows.of(m, n, n);
    if (!factorise(u)) {
      return false;
    }
    for (int k = 0; k < n; k++) {
      System.arraycopy(u[k], k, m, k * n + k, n - k);
    }
    return true;
  }

  @Override
  public void solveFactorised(double[] u, int n, double[] b, int columns) {
    double[][] x = Rows.of(b, n, columns);
    // UᵀZ = B: each row found is taken out of those below.
    for (int k = 0; k < n; k++) {
      divide(x[k], u[k * n + k]);
      for (int i = k + 1; i < n; i++) {
        addOne(x[i], -u[k * n + i], x[k], 0, columns);
      }
    }
    // UX = Z: those below are taken out of each row.
    for (int k = n - 1; k >= 0; k--) {
      int row = k * n;
      int i = k + 1;
      for (; i + 4 <= n; i += 4) {
        addFour(
            x[k],
            -u[row + i],
            x[i],
            -u[row + i + 1],
            x[i + 1],
            -u[row + i + 2],
            x[i + 2],
            -u[row + i + 3],
            x[i + 3],
            0,
            columns);
      }
      for (; i < n; i++) {
        addOne(x[k], -u[row + i], x[i], 0, columns);
      }
      divide(x[k], u[row + k]);
    }
    for (int k = 0; k < n; k++) {
      System.arraycopy(x[k], 0, b, k * columns, columns);
    }
  }

  /** M = UᵀU: replaces the upper triangle of M by U, block of rows by block of rows. */
  private static boolean factorise(double[][] u) {
    int n = u.length;
    double[] diagonal = new double[n];
    Arrays.setAll(diagonal, k -> u[k][k]);
    for (int k0 = 0; k0 < n; k0 += BLOCK) {
      int k1 = Math.min(n, k0 + BLOCK);
      for (int k = k0; k < k1; k++) {
        double square = u[k][k];
        if (!(square > n * 0x1p-52 * diagonal[k])) {
          return false;
        }
        double pivot = Math.sqrt(square);
        for (int j = k; j < n; j++) {
          u[k][j] /= pivot;
        }
        for (int i = k + 1; i < k1; i++) {
          addOne(u[i], -u[k][i], u[k], i, n);
        }
      }
      update(u, k0, k1);
    }
    return true;
  }

  /** Takes the block's rows out of those below; a block that has rows below it is full. */
  private static void update(double[][] u, int k0, int k1) {
    int n = u.length;
    int left = n - k1;
    int rows = BLOCK / 2;
    inParallel(
        (left + rows - 1) / rows,
        (long) left * left * (k1 - k0) / 2,
        part -> {
          int from = k1 + part * rows;
          int to = Math.min(n, from + rows);
          for (int j0 = from; j0 < n; j0 += WIDTH) {
            int j1 = Math.min(n, j0 + WIDTH);
            for (int k = k0; k < k1; k += 4) {
              double[] u0 = u[k];
              double[] u1 = u[k + 1];
              double[] u2 = u[k + 2];
              double[] u3 = u[k + 3];
              for (int i = from; i < to; i++) {
                addFour(u[i], -u0[i], u0, -u1[i], u1, -u2[i], u2, -u3[i], u3, Math.max(i, j0), j1);
              }
            }
          }
        });
  }

  private static void inParallel(int parts, long multiplications, IntConsumer part) {
    IntStream all = IntStream.range(0, parts);
    (multiplications < SMALL ? all : all.parallel()).forEach(part);
  }

  /** The loop that takes the time: see the class comment before changing it. */
  private static void addFour(
      double[] sum,
      double f0,
      double[] b0,
      double f1,
      double[] b1,
      double f2,
      double[] b2,
      double f3,
      double[] b3,
      int from,
      int to) {
    for (int j = from; j < to; j++) {
      sum[j] = sum[j] + f0 * b0[j] + f1 * b1[j] + f2 * b2[j] + f3 * b3[j];
    }
  }

  private static void addOne(double[] sum, double factor, double[] b, int from, int to) {
    for (int j = from; j < to; j++) {
      sum[j] = sum[j] + factor * b[j];
    }
  }

  private static void divide(double[] row, double by) {
    for (int j = 0; j < row.length; j++) {
      row[j] /= by;
    }
  }
}
