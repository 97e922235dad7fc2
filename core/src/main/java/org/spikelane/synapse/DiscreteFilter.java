package org.spikelane.synapse;

import java.util.Arrays;

/**
 * A linear filter at a tick length, in state space. A tick of input u reads the output y from the
 * states x, then moves them:
 *
 * <pre>    y  = C·x + D·u
 *    x' = A·x + B·u</pre>
 *
 * <p>It is what zero-order hold makes of a continuous filter, with the one-step delay of a filter
 * without direct feedthrough already dropped: there, y is what the continuous filter gives at the
 * end of the tick, so that D is in general not 0 though the continuous filter's is 0. See {@link
 * Synapse}.
 *
 * <p>A value: arrays are copied on their way out.
 */
public final class DiscreteFilter {

  private final double dt;
  private final double[][] a;
  private final double[] b;
  private final double[] c;
  private final double d;
  private final double[] unitState;

  /**
   * Keeps the arrays it is given.
   *
   * @param unitState the states that hold an output of 1 under some constant input; null if none do
   */
  DiscreteFilter(double dt, double[][] a, double[] b, double[] c, double d, double[] unitState) {
    this.dt = dt;
    this.a = a;
    this.b = b;
    this.c = c;
    this.d = d;
    this.unitState = unitState;
  }

  /** The filter that is none: y = u. */
  static DiscreteFilter passThrough(double dt) {
    return new DiscreteFilter(dt, new double[0][], new double[0], new double[0], 1, new double[0]);
  }

  /** Length of a tick in seconds. */
  public double dt() {
    return dt;
  }

  /** How many states a channel has. */
  public int order() {
    return b.length;
  }

  /** The matrix A, {@code [state][state]}: what a state becomes of the states before. */
  public double[][] a() {
    return Matrices.copy(a);
  }

  /** The vector B, {@code [state]}: what a state takes from the input. */
  public double[] b() {
    return b.clone();
  }

  /** The vector C, {@code [state]}: what the output takes from the states. */
  public double[] c() {
    return c.clone();
  }

  /** D: what the output takes from the input of the same tick. */
  public double d() {
    return d;
  }

  /** The states of output 1, as in the constructor. */
  double[] unitState() {
    return unitState;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof DiscreteFilter that
        && dt == that.dt
        && Arrays.deepEquals(a, that.a)
        && Arrays.equals(b, that.b)
        && Arrays.equals(c, that.c)
        && d == that.d;
  }

  @Override
  public int hashCode() {
    return (Arrays.deepHashCode(a) * 31 + Arrays.hashCode(b)) * 31 + Double.hashCode(dt);
  }

  @Override
  public String toString() {
    return "DiscreteFilter[dt="
        + dt
        + ", a="
        + Arrays.deepToString(a)
        + ", b="
        + Arrays.toString(b)
        + ", c="
        + Arrays.toString(c)
        + ", d="
        + d
        + "]";
  }
}
