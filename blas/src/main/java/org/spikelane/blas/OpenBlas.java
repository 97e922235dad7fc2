package org.spikelane.blas;

import static org.bytedeco.openblas.global.openblas.LAPACKE_dgelsd;
import static org.bytedeco.openblas.global.openblas.LAPACK_ROW_MAJOR;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasLeft;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasNonUnit;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasUpper;
import static org.bytedeco.openblas.global.openblas_nolapack.cblas_dgemm;
import static org.bytedeco.openblas.global.openblas_nolapack.cblas_dsyrk;
import static org.bytedeco.openblas.global.openblas_nolapack.cblas_dtrsm;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.openblas.global.openblas_nolapack;
import org.spikelane.nef.LinearAlgebra;

/**
 * Dense linear algebra by OpenBLAS: found by itself where this module and OpenBLAS's native jar for
 * the platform are on the class path.
 *
 * <p>Several times faster on large problems than the one in Java. Its last bits depend on the
 * processor and the number of threads; {@code -Dspikelane.algebra=java} keeps to the one whose bits
 * do not.
 *
 * <p>Networks are solved for by as many threads as there are processors. If each of them called
 * OpenBLAS with as many threads again, they would wait for each other: two ensembles of 1,000
 * neurons took twice as long on two processors. So OpenBLAS is called with one thread, by any
 * number of threads at once, and only what is large gets all of its threads, one call after the
 * other. Which, follows from the sizes alone, and so do the bits.
 */
public final class OpenBlas implements LinearAlgebra {

  /** Multiplications from which all threads are called for: some tenths of a second of one. */
  private static final long LARGE = 1L << 31;

  /** Numbers of a matrix that are copied at a time, 2 MB, unless that is fewer rows than pay. */
  private static final int BLOCK = 1 << 18;

  private static final int FEWEST_ROWS = 512;

  /** Rows that are factorised one by one. */
  private static final int FEW = 32;

  private static final boolean LOADED = load();

  /** How many threads it has is set for the whole process: what is large runs alone. */
  private static final ReadWriteLock USE = new ReentrantReadWriteLock();

  /** What the environment can say about threads: the first that is set counts. */
  private static final List<String> THREAD_VARIABLES =
      List.of("OPENBLAS_NUM_THREADS", "GOTO_NUM_THREADS", "OMP_NUM_THREADS");

  /** How many threads OpenBLAS has for what is large. */
  private static final int THREADS = LOADED ? threads() : 1;

  private static int threads() {
    for (String variable : THREAD_VARIABLES) {
      String value = System.getenv(variable);
      if (value != null && value.matches("[1-9][0-9]{0,3}")) {
        return Integer.parseInt(value);
      }
    }
    return Runtime.getRuntime().availableProcessors();
  }

  /** For {@link java.util.ServiceLoader}. */
  public OpenBlas() {}

  private static boolean load() {
    try {
      // Its class loads the library; LAPACK has 14,000 methods more, and is loaded when it is used.
      openblas_nolapack.blas_set_num_threads(1);
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
          new StringBuilder(openblas_nolapack.OPENBLAS_VERSION.strip())
              .append(", processors ")
              .append(Runtime.getRuntime().availableProcessors())
              .append(", threads ")
              .append(THREADS)
              .append(" from ")
              .append(LARGE)
              .append(", blocks ")
              .append(List.of(BLOCK, FEWEST_ROWS, FEW))
              .append(", core type ")
              .append(System.getenv("OPENBLAS_CORETYPE"));
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

  /**
   * Waits for its turn to call OpenBLAS, with one thread or with all.
   *
   * @return to be given to {@link #end}, whatever happens until then
   */
  private static Lock begin(double multiplications) {
    boolean large = THREADS > 1 && multiplications >= LARGE;
    Lock turn = large ? USE.writeLock() : USE.readLock();
    turn.lock();
    if (large) {
      openblas_nolapack.blas_set_num_threads(THREADS);
    }
    return turn;
  }

  private static void end(Lock turn) {
    if (turn == USE.writeLock()) {
      openblas_nolapack.blas_set_num_threads(1);
    }
    turn.unlock();
  }

  /**
   * A matrix where OpenBLAS can read it, some rows at a time: memory that was never used costs more
   * than the copying, and a whole copy would be as large as the matrix. Until it is closed it is
   * OpenBLAS's turn.
   */
  private static final class Blocks implements AutoCloseable {

    private final double[] a;
    private final int rows;
    private final int columns;
    private final int height;
    private final DoublePointer block;
    private final Lock turn;
    private int first;
    private int count;

    Blocks(double multiplications, double[] a, int rows, int columns) {
      this.a = a;
      this.rows = rows;
      this.columns = columns;
      this.height = Math.min(rows, Math.max(FEWEST_ROWS, BLOCK / columns));
      this.block = new DoublePointer((long) height * columns);
      this.turn = begin(multiplications);
    }

    /** Copies the next rows; false if there are no more. */
    boolean next() {
      first += count;
      count = Math.min(height, rows - first);
      if (count == 0) {
        return false;
      }
      block.put(a, first * columns, count * columns);
      return true;
    }

    @Override
    public void close() {
      end(turn);
      block.close();
    }
  }

  private static DoublePointer copy(double[] a, int rows, int columns) {
    return new DoublePointer((long) rows * columns).put(a, 0, rows * columns);
  }

  private static DoublePointer zeros(int rows, int columns) {
    DoublePointer zeros = new DoublePointer((long) rows * columns);
    zeros.zero();
    return zeros;
  }

  @Override
  public void gram(double[] a, int rows, int columns, double[] out) {
    try (DoublePointer sum = zeros(columns, columns);
        Blocks blocks = new Blocks(0.5 * columns * columns * rows, a, rows, columns)) {
      while (blocks.next()) {
        cblas_dsyrk(
            CblasRowMajor,
            CblasUpper,
            CblasTrans,
            columns,
            blocks.count,
            1,
            blocks.block,
            columns,
            1,
            sum,
            columns);
      }
      sum.get(out, 0, columns * columns);
    }
  }

  @Override
  public void transposedTimes(
      double[] a, int rows, int columns, double[] b, int bColumns, double[] out) {
    try (DoublePointer right = copy(b, rows, bColumns);
        DoublePointer sum = zeros(columns, bColumns);
        Blocks blocks = new Blocks(1.0 * columns * bColumns * rows, a, rows, columns)) {
      while (blocks.next()) {
        cblas_dgemm(
            CblasRowMajor,
            CblasTrans,
            CblasNoTrans,
            columns,
            bColumns,
            blocks.count,
            1,
            blocks.block,
            columns,
            at(right, blocks.first, 0, bColumns),
            bColumns,
            1,
            sum,
            bColumns);
      }
      sum.get(out, 0, columns * bColumns);
    }
  }

  @Override
  public void times(double[] a, int rows, int columns, double[] b, int bColumns, double[] out) {
    try (DoublePointer right = copy(b, columns, bColumns);
        DoublePointer product = zeros(rows, bColumns);
        Blocks blocks = new Blocks(1.0 * rows * bColumns * columns, a, rows, columns)) {
      while (blocks.next()) {
        cblas_dgemm(
            CblasRowMajor,
            CblasNoTrans,
            CblasNoTrans,
            blocks.count,
            bColumns,
            columns,
            1,
            blocks.block,
            columns,
            right,
            bColumns,
            1,
            at(product, blocks.first, 0, bColumns),
            bColumns);
      }
      product.get(out, 0, rows * bColumns);
    }
  }

  @Override
  public boolean factorise(double[] m, int n) {
    double[] least = new double[n];
    for (int i = 0; i < n; i++) {
      least[i] = n * Math.ulp(1.0) * m[i * n + i];
    }
    try (DoublePointer u = copy(m, n, n)) {
      Lock turn = begin((double) n * n * n / 6);
      boolean done;
      try {
        done = factorise(u, 0, n, n, least);
      } finally {
        end(turn);
      }
      u.get(m, 0, n * n);
      return done;
    }
  }

  /**
   * Cholesky by halves: the first is factorised, taken out of the second, and this is factorised
   * too. Almost all of it is matrix times matrix.
   *
   * @param m M [n][n]
   * @param from the first row and column of the part that is factorised
   * @param size how many there are
   * @param least what squared pivots must be above [n]
   */
  private static boolean factorise(DoublePointer m, int from, int size, int n, double[] least) {
    if (size <= FEW) {
      return factoriseFew(m, from, size, n, least);
    }
    int half = size / 2;
    int rest = size - half;
    if (!factorise(m, from, half, n, least)) {
      return false;
    }
    DoublePointer beside = at(m, from, from + half, n);
    cblas_dtrsm(
        CblasRowMajor,
        CblasLeft,
        CblasUpper,
        CblasTrans,
        CblasNonUnit,
        half,
        rest,
        1,
        at(m, from, from, n),
        n,
        beside,
        n);
    cblas_dsyrk(
        CblasRowMajor,
        CblasUpper,
        CblasTrans,
        rest,
        half,
        -1,
        beside,
        n,
        1,
        at(m, from + half, from + half, n),
        n);
    return factorise(m, from + half, rest, n, least);
  }

  private static boolean factoriseFew(DoublePointer m, int from, int size, int n, double[] least) {
    DoublePointer rows = at(m, from, from, n);
    double[][] u = new double[size][size];
    for (int i = 0; i < size; i++) {
      rows.position((long) i * n).get(u[i]);
    }
    for (int k = 0; k < size; k++) {
      double[] row = u[k];
      if (!(row[k] > least[from + k])) {
        return false;
      }
      double pivot = Math.sqrt(row[k]);
      for (int j = k; j < size; j++) {
        row[j] /= pivot;
      }
      for (int i = k + 1; i < size; i++) {
        subtract(row[i], row, i, u[i]);
      }
    }
    for (int i = 0; i < size; i++) {
      rows.position((long) i * n).put(u[i]);
    }
    return true;
  }

  /** A loop by itself is compiled in half the time that all three take, which run but shortly. */
  private static void subtract(double factor, double[] row, int first, double[] from) {
    for (int j = first; j < from.length; j++) {
      from[j] -= factor * row[j];
    }
  }

  /** An element of a matrix of n columns, and what lies behind it. */
  private static DoublePointer at(DoublePointer m, int row, int column, int n) {
    return m.getPointer((long) row * n + column);
  }

  @Override
  public void solveFactorised(double[] u, int n, double[] b, int columns) {
    try (DoublePointer factor = copy(u, n, n);
        DoublePointer x = copy(b, n, columns)) {
      Lock turn = begin(1.0 * n * n * columns);
      try {
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
              factor,
              n,
              x,
              columns);
        }
      } finally {
        end(turn);
      }
      x.get(b, 0, n * columns);
    }
  }

  @Override
  public int leastSquares(
      double[] a, int rows, int columns, double[] b, int bColumns, double rcond, double[] out) {
    // B goes in and X comes out at the top of one matrix, as high as the higher of the two.
    double[] bThenX = Arrays.copyOf(b, Math.max(rows, columns) * bColumns);
    double[] singularValues = new double[Math.min(rows, columns)];
    int[] rank = new int[1];
    int failed;
    Lock turn = begin(4.0 * rows * columns * singularValues.length);
    try {
      failed =
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
    } finally {
      end(turn);
    }
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
