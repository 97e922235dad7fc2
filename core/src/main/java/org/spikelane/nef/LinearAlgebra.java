package org.spikelane.nef;

import java.util.Optional;
import java.util.ServiceLoader;

/**
 * The dense linear algebra under the {@link Solver solvers}: the place where another module can put
 * a native BLAS and LAPACK.
 *
 * <p>An implementation is a service ({@link ServiceLoader}) with a public constructor without
 * arguments. The first one found that {@link #isAvailable() can run} is used, else the one in Java
 * that is always there; {@code -Dspikelane.algebra=java} or another {@link #name()} chooses.
 * Different implementations may differ in the last bits. The one in Java gives the same bits on
 * every platform, with any number of threads (save for {@link #leastSquares} where the iteration
 * for singular values gets stuck: EJML then turns by an angle, with the sine and cosine of {@link
 * Math}).
 *
 * <p>Rows are arrays of doubles, row after row: element (i, j) of a matrix with c columns is at [i
 * · c + j], without gaps. Implementations may assume that arguments fit each other, that numbers
 * are finite and that {@code out} is none of the inputs. They must be safe to use from several
 * threads at once.
 */
public interface LinearAlgebra {

  /** The system property that chooses an implementation by its name; {@code auto} if not set. */
  String PROPERTY = "spikelane.algebra";

  /** What the implementation is called, in one word. */
  String name();

  /**
   * What tells its last bits from those of all others, here and on other machines: its name with
   * version and whatever else they depend on. Empty, the default, if that cannot be told: decoders
   * that were found with it are then not kept by a {@link DecoderCache}.
   */
  default Optional<String> identity() {
    return Optional.empty();
  }

  /** Whether it can run here: a native library may not be there for this platform. */
  default boolean isAvailable() {
    return true;
  }

  /**
   * AᵀA, of which the upper triangle counts.
   *
   * @param a A [rows][columns]
   * @param rows 1 or more
   * @param columns 1 or more
   * @param out [columns][columns]; elements (i, j) with j ≥ i are set, the others are left
   *     undefined
   */
  void gram(double[] a, int rows, int columns, double[] out);

  /**
   * AᵀB.
   *
   * @param a A [rows][columns]
   * @param rows 1 or more
   * @param columns 1 or more
   * @param b B [rows][bColumns]
   * @param bColumns 1 or more
   * @param out [columns][bColumns], set
   */
  void transposedTimes(double[] a, int rows, int columns, double[] b, int bColumns, double[] out);

  /**
   * AB.
   *
   * @param a A [rows][columns]
   * @param rows 1 or more
   * @param columns 1 or more
   * @param b B [columns][bColumns]
   * @param bColumns 1 or more
   * @param out [rows][bColumns], set
   */
  void times(double[] a, int rows, int columns, double[] b, int bColumns, double[] out);

  /**
   * Factorises a symmetric positive definite M = UᵀU, with U upper triangular: Cholesky.
   *
   * @param m M [n][n], of which only elements (i, j) with j ≥ i are read; these are replaced by U,
   *     the others are left undefined
   * @param n 1 or more
   * @return false, with m left undefined, if M is not positive definite to working precision: a
   *     squared pivot (what remains of a diagonal element as it is reached) is not above n · 2^−52
   *     times that diagonal element
   */
  boolean factorise(double[] m, int n);

  /**
   * Solves UᵀUX = B, with what {@link #factorise} made of M. It may be asked by several threads at
   * once about the same U.
   *
   * @param u U [n][n], of which only elements (i, j) with j ≥ i are read
   * @param n 1 or more
   * @param b B [n][columns]; replaced by X
   * @param columns 1 or more
   */
  void solveFactorised(double[] u, int n, double[] b, int columns);

  /**
   * The shortest X that minimises the length of each column of AX − B, by singular values.
   *
   * @param a A [rows][columns]
   * @param rows 1 or more
   * @param columns 1 or more
   * @param b B [rows][bColumns]
   * @param bColumns 1 or more
   * @param rcond singular values at or below this part of the largest count as 0
   * @param out X [columns][bColumns], set
   * @return how many singular values were used
   */
  default int leastSquares(
      double[] a, int rows, int columns, double[] b, int bColumns, double rcond, double[] out) {
    return SingularValues.leastSquares(this, a, rows, columns, b, bColumns, rcond, out);
  }

  /**
   * Begins to load the implementations there are while something else is done: a native library
   * takes a tenth of a second. Whatever is wrong with them, {@link #inUse} says.
   */
  static void load() {
    LinearAlgebraChoice.LOADING.begin();
  }

  /** As {@link #load}, and decides which of them is in use. */
  static void prepare() {
    LinearAlgebraChoice.DECISION.begin();
  }

  /**
   * The implementation in use, decided once.
   *
   * @throws IllegalArgumentException if {@code spikelane.algebra} names none that can run
   */
  static LinearAlgebra inUse() {
    return LinearAlgebraChoice.inUse();
  }
}
