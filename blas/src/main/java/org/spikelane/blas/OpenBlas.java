package org.spikelane.blas;

import static org.bytedeco.openblas.global.openblas.CblasLeft;
import static org.bytedeco.openblas.global.openblas.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas.CblasNonUnit;
import static org.bytedeco.openblas.global.openblas.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas.CblasTrans;
import static org.bytedeco.openblas.global.openblas.CblasUpper;
import static org.bytedeco.openblas.global.openblas.LAPACKE_dgelsd;
import static org.bytedeco.openblas.global.openblas.LAPACKE_dpotrf;
import static org.bytedeco.openblas.global.openblas.LAPACK_COL_MAJOR;
import static org.bytedeco.openblas.global.openblas.LAPACK_ROW_MAJOR;
import static org.bytedeco.openblas.global.openblas.cblas_dgemm;
import static org.bytedeco.openblas.global.openblas.cblas_dsyrk;
import static org.bytedeco.openblas.global.openblas.cblas_dtrsm;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.openblas.global.openblas;
import org.spikelane.nef.LinearAlgebra;

/**
 * Dense linear algebra by OpenBLAS: found by itself where this module and OpenBLAS's native jar for
 * the platform are on the class path.
 *
 * <p>Several times faster on large problems than the one in Java. Its last bits depend on the
 * processor and the number of threads; {@code -Dspikelane.algebra=java} keeps to the one whose bits
 * do not.
 */
public final class OpenBlas implements LinearAlgebra {

  private static final boolean LOADED = load();

  /** What the environment can say about threads and kernels. */
  private static final List<String> VARIABLES =
      List.of("OPENBLAS_NUM_THREADS", "GOTO_NUM_THREADS", "OMP_NUM_THREADS", "OPENBLAS_CORETYPE");

  /** For {@link java.util.ServiceLoader}. */
  public OpenBlas() {}

  private static boolean load() {
    try {
      Loader.load(openblas.class);
      return true;
    } catch (LinkageError e) {
      // No native library for this platform: that is what isAvailable() tells.
      return false;
    }
  }

  @Override
  public String name() {
    return "openblas";
  }

  /**
   * {@inheritDoc}
   *
   * <p>OpenBLAS has kernels of its own for many processors, and does not say by this interface
   * which it has chosen: what they make of some fixed numbers tells them apart.
   */
  @Override
  public Optional<String> identity() {
    return Optional.of(Identity.TEXT);
  }

  /** Made when it is first asked for. */
  private static final class Identity {

    static final String TEXT = text();

    private static String text() {
      StringBuilder text =
          new StringBuilder(openblas.OPENBLAS_VERSION.strip())
              .append(", processors ")
              .append(Runtime.getRuntime().availableProcessors());
      for (String variable : VARIABLES) {
        text.append(", ").append(variable).append('=').append(System.getenv(variable));
      }
      double[] sample = new OpenBlas().sample();
      return text.append(", bits ").append(Arrays.hashCode(sample)).toString();
    }
  }

  /** A solution large enough for every kind of kernel, and too small to take time. */
  private double[] sample() {
    int n = 96;
    int columns = 7;
    double[] a = new SplittableRandom(1).doubles(2L * n * n).toArray();
    double[] b = new SplittableRandom(2).doubles(2L * n * columns).toArray();
    double[] system = new double[n * n];
    double[] x = new double[n * columns];
    gram(a, 2 * n, n, system);
    transposedTimes(a, 2 * n, n, b, columns, x);
    factorise(system, n);
    solveFactorised(system, n, x, columns);
    return x;
  }

  @Override
  public boolean isAvailable() {
    return LOADED;
  }

  @Override
  public void gram(double[] a, int rows, int columns, double[] out) {
    cblas_dsyrk(
        CblasRowMajor, CblasUpper, CblasTrans, columns, rows, 1, a, columns, 0, out, columns);
  }

  @Override
  public void transposedTimes(
      double[] a, int rows, int columns, double[] b, int bColumns, double[] out) {
    cblas_dgemm(
        CblasRowMajor,
        CblasTrans,
        CblasNoTrans,
        columns,
        bColumns,
        rows,
        1,
        a,
        columns,
        b,
        bColumns,
        0,
        out,
        bColumns);
  }

  @Override
  public void times(double[] a, int rows, int columns, double[] b, int bColumns, double[] out) {
    cblas_dgemm(
        CblasRowMajor,
        CblasNoTrans,
        CblasNoTrans,
        rows,
        bColumns,
        columns,
        1,
        a,
        columns,
        b,
        bColumns,
        0,
        out,
        bColumns);
  }

  @Override
  public boolean factorise(double[] m, int n) {
    double[] diagonal = new double[n];
    for (int i = 0; i < n; i++) {
      diagonal[i] = m[i * n + i];
    }
    // The upper triangle by rows is the lower one by columns, which is LAPACK's own order: nothing
    // has to be transposed. M = LLᵀ there is M = UᵀU here.
    if (LAPACKE_dpotrf(LAPACK_COL_MAJOR, (byte) 'L', n, m, n) != 0) {
      return false;
    }
    for (int i = 0; i < n; i++) {
      double pivot = m[i * n + i];
      if (!(pivot * pivot > n * Math.ulp(1.0) * diagonal[i])) {
        return false;
      }
    }
    return true;
  }

  @Override
  public void solveFactorised(double[] u, int n, double[] b, int columns) {
    for (int transposition : new int[] {CblasTrans, CblasNoTrans}) {
      cblas_dtrsm(
          CblasRowMajor,
          CblasLeft,
          CblasUpper,
          transposition,
          CblasNonUnit,
          n,
          columns,
          1,
          u,
          n,
          b,
          columns);
    }
  }

  @Override
  public int leastSquares(
      double[] a, int rows, int columns, double[] b, int bColumns, double rcond, double[] out) {
    // B goes in and X comes out at the top of one matrix, as high as the higher of the two.
    double[] bThenX = Arrays.copyOf(b, Math.max(rows, columns) * bColumns);
    double[] singularValues = new double[Math.min(rows, columns)];
    int[] rank = new int[1];
    int failed =
        LAPACKE_dgelsd(
            LAPACK_ROW_MAJOR,
            rows,
            columns,
            bColumns,
            a.clone(),
            columns,
            bThenX,
            bColumns,
            singularValues,
            rcond,
            rank);
    if (failed != 0) {
      throw new IllegalStateException(
          "least squares with a "
              + rows
              + " by "
              + columns
              + " matrix: LAPACK's dgelsd returned "
              + failed);
    }
    System.arraycopy(bThenX, 0, out, 0, columns * bColumns);
    return rank[0];
  }
}
