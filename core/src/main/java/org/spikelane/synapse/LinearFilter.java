package org.spikelane.synapse;

import static org.spikelane.check.Arguments.finite;
import static org.spikelane.check.Arguments.length;
import static org.spikelane.check.Arguments.positive;
import static org.spikelane.check.Arguments.refused;

import java.util.Arrays;

/**
 * Any linear filter with finitely many states: given as a transfer function, or in state space as
 *
 * <pre>    dx/dt = A·x + B·u
 *    y     = C·x + D·u</pre>
 *
 * <p>It need not be stable: an integrator or an oscillator is as good as any. The output of a
 * filter that is unstable grows without bound and, in the end, overflows.
 *
 * <p>A value: arrays are copied on their way in and out. Two filters are equal if their state-space
 * forms are.
 */
public final class LinearFilter implements Synapse {

  private final double[][] a;
  private final double[] b;
  private final double[] c;
  private final double d;
  private final double[] unitState;
  private final TransferFunction transfer;
  private final String definition;

  /**
   * Keeps the arrays it is given.
   *
   * @param transfer as it was given; null to compute it when it is asked for
   */
  private LinearFilter(
      double[][] a,
      double[] b,
      double[] c,
      double d,
      double[] unitState,
      TransferFunction transfer,
      String definition) {
    this.a = a;
    this.b = b;
    this.c = c;
    this.d = d;
    this.unitState = unitState;
    this.transfer = transfer;
    this.definition = definition;
  }

  /**
   * A filter from its transfer function H(s) = num(s) / den(s).
   *
   * <p>For example, {@code of(new double[] {1}, new double[] {0.1, 1})} is {@code Lowpass(0.1)},
   * and {@code of(new double[] {1}, new double[] {1, 0})} an integrator.
   *
   * @param num coefficients of the numerator, the highest power of s first: at least one, all
   *     finite
   * @param den coefficients of the denominator, the highest power of s first: at least one, all
   *     finite, not all 0, and of a degree not below that of num
   * @throws IllegalArgumentException if a coefficient is not finite, den is empty or 0, num is
   *     empty, or the degree of num is above that of den: such a filter would differentiate
   */
  public static LinearFilter of(double[] num, double[] den) {
    String definition = "num=" + Arrays.toString(num) + ", den=" + Arrays.toString(den);
    double[] denominator = polynomial("den", den);
    double[] numerator = polynomial("num", num);
    if (denominator[0] == 0) {
      throw refused("den", Arrays.toString(den), "a polynomial other than 0");
    }
    int order = denominator.length - 1;
    if (numerator.length > denominator.length) {
      throw refused(
          "num",
          Arrays.toString(num),
          "of a degree not above that of den, " + order + ", for the filter to be proper");
    }
    double[] poles = new double[order + 1];
    double[] zeros = new double[order + 1];
    int shift = order + 1 - numerator.length;
    for (int k = 0; k <= order; k++) {
      poles[k] = denominator[k] / denominator[0];
      zeros[k] = k < shift ? 0 : numerator[k - shift] / denominator[0];
      if (!Double.isFinite(poles[k]) || !Double.isFinite(zeros[k])) {
        throw refused(
            "den",
            Arrays.toString(den),
            "such that no coefficient overflows when divided by the first, " + denominator[0]);
      }
    }
    return companion(zeros, poles, new TransferFunction(numerator, denominator), definition);
  }

  /**
   * A filter from its state-space form.
   *
   * @param a A, {@code [state][state]}, all finite: what each state's rate of change, per second,
   *     takes from the states
   * @param b B, {@code [state]}, all finite: what it takes from the input
   * @param c C, {@code [state]}, all finite: what the output takes from the states
   * @param d D, finite: what the output takes from the input directly
   * @throws IllegalArgumentException if the shapes do not fit each other or a number is not finite
   */
  public static LinearFilter ofStateSpace(double[][] a, double[] b, double[] c, double d) {
    for (int row = 0; row < a.length; row++) {
      length("a[" + row + "]", a[row].length, a.length);
      finite("a[" + row + "]", a[row]);
    }
    length("b", b.length, a.length);
    finite("b", b);
    length("c", c.length, a.length);
    finite("c", c);
    finite("d", d);
    double[][] stateMatrix = new double[a.length][];
    Arrays.setAll(stateMatrix, row -> Matrices.oneZero(a[row]));
    double[] in = Matrices.oneZero(b);
    double[] out = Matrices.oneZero(c);
    return new LinearFilter(
        stateMatrix,
        in,
        out,
        d + 0.0,
        unitState(stateMatrix, in, out, d),
        null,
        "a="
            + Arrays.deepToString(a)
            + ", b="
            + Arrays.toString(b)
            + ", c="
            + Arrays.toString(c)
            + ", d="
            + d);
  }

  /** Whether it was given as a transfer function; otherwise in state space. */
  public boolean isTransferFunction() {
    return transfer != null;
  }

  /** How many states a channel has. */
  public int order() {
    return b.length;
  }

  /**
   * The matrix A, {@code [state][state]}, per second. Of a transfer function it is the companion
   * form, with the states scaled to be of like size.
   */
  public double[][] a() {
    return Matrices.copy(a);
  }

  /** The vector B, {@code [state]}. */
  public double[] b() {
    return b.clone();
  }

  /** The vector C, {@code [state]}. */
  public double[] c() {
    return c.clone();
  }

  /** The direct feedthrough D: other than 0 if num and den are of the same degree. */
  public double d() {
    return d;
  }

  /**
   * The numerator of the transfer function, the highest power of s first and not 0 unless it is the
   * only one: as it was given or, of a state-space form, computed. The coefficients of a filter of
   * many states, ten or more, span so many orders of magnitude that rounded to doubles they may
   * describe another filter.
   */
  public double[] num() {
    return transfer().num().clone();
  }

  /** The denominator of the transfer function, as {@link #num()}. */
  public double[] den() {
    return transfer().den().clone();
  }

  private TransferFunction transfer() {
    return transfer == null ? TransferFunction.of(a, b, c, d) : transfer;
  }

  /**
   * The discrete filter at a tick length: the matrix exponential of [A B; 0 0]·dt has [A' B'] in
   * its upper rows. Without direct feedthrough the output is then read after the states have moved,
   * C' = C·A' and D' = C·B', which drops the one-step delay; see {@link Synapse}.
   *
   * @param dt length of a tick in seconds, finite and above 0
   * @throws IllegalArgumentException if dt is outside its range, or so long that an unstable filter
   *     overflows within a tick
   */
  public DiscreteFilter discretise(double dt) {
    positive("dt", dt, "seconds");
    int order = order();
    double[][] exponential = MatrixExponential.of(held(dt));
    double[][] nextOfState = new double[order][];
    double[] nextOfInput = new double[order];
    int inputScale = inputScale(dt);
    for (int row = 0; row < order; row++) {
      nextOfState[row] = Arrays.copyOf(exponential[row], order);
      nextOfInput[row] = Math.scalb(exponential[row][order], inputScale);
    }
    double[] out = c.clone();
    double direct = d;
    if (d == 0 && order > 0) {
      out = Matrices.multiply(new double[][] {c}, nextOfState)[0];
      direct = Matrices.dot(c, nextOfInput);
    }
    if (!(Matrices.isFinite(nextOfState)
        && Matrices.isFinite(new double[][] {nextOfInput, out, {direct}}))) {
      throw refused("dt", dt, "short enough for " + this + " to stay finite over a tick");
    }
    return new DiscreteFilter(dt, nextOfState, nextOfInput, out, direct, unitState);
  }

  @Override
  public SynapseStepper stepper(double dt, int channels) {
    return new StateSpaceStepper(this, discretise(dt), channels);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof LinearFilter that
        && Arrays.deepEquals(a, that.a)
        && Arrays.equals(b, that.b)
        && Arrays.equals(c, that.c)
        && d == that.d;
  }

  @Override
  public int hashCode() {
    int hash = Arrays.deepHashCode(a) * 31 + Arrays.hashCode(b);
    return (hash * 31 + Arrays.hashCode(c)) * 31 + Double.hashCode(d);
  }

  @Override
  public String toString() {
    return "LinearFilter[" + definition + "]";
  }

  /** A polynomial, checked, without leading zeros. */
  private static double[] polynomial(String name, double[] coefficients) {
    if (coefficients.length == 0) {
      throw refused(name, "[]", "at least one coefficient");
    }
    finite(name, coefficients);
    return TransferFunction.withoutLeadingZeros(coefficients);
  }

  /**
   * The controllable companion form of a transfer function, in the time scale 1/w in which no
   * coefficient of the denominator is far above 1.
   *
   * <p>In seconds, the coefficients of a filter with small time constants span as many orders of
   * magnitude as its order times that of 1/tau, and so would its matrix; with s = w·p they do not.
   * A power of two for w makes the change of scale exact.
   *
   * @param zeros of the numerator, as many coefficients as the denominator has
   * @param poles of the denominator, the first of them 1
   */
  private static LinearFilter companion(
      double[] zeros, double[] poles, TransferFunction transfer, String definition) {
    int order = poles.length - 1;
    int exponent = Integer.MIN_VALUE;
    for (int k = 1; k <= order; k++) {
      if (poles[k] != 0) {
        exponent = Math.max(exponent, -Math.floorDiv(-(Math.getExponent(poles[k]) + 1), k));
      }
    }
    if (exponent == Integer.MIN_VALUE) {
      exponent = 0;
    }
    double[][] a = new double[order][order];
    double[] b = new double[order];
    double[] c = new double[order];
    double d = zeros[0] + 0.0;
    double lastZero = d;
    for (int k = 1; k <= order; k++) {
      double pole = Math.scalb(poles[k], -exponent * k);
      lastZero = Math.scalb(zeros[k], -exponent * k);
      a[0][k - 1] = Math.scalb(-pole, exponent) + 0.0;
      c[k - 1] = lastZero - d * pole + 0.0;
      if (k < order) {
        a[k][k - 1] = Math.scalb(1.0, exponent);
      }
    }
    if (order > 0) {
      b[0] = Math.scalb(1.0, exponent);
    }
    if (!(Matrices.isFinite(a) && Matrices.isFinite(new double[][] {b, c}))) {
      throw refused("num and den", definition, "of coefficients that do not overflow");
    }
    // At rest every state but the last, of which they are derivatives, is 0; so the output is the
    // last zero times that state, exactly.
    double[] unitState = null;
    if (lastZero != 0) {
      unitState = new double[order];
      if (order > 0) {
        unitState[order - 1] = 1 / lastZero;
      }
    }
    return new LinearFilter(a, b, c, d, unitState, transfer, definition);
  }

  /**
   * The states at rest with an output of 1: [A B; C D]·[x; u] = [0; 1] for some input u.
   *
   * @return null if there are none
   */
  private static double[] unitState(double[][] a, double[] b, double[] c, double d) {
    int order = b.length;
    double[][] system = new double[order + 1][order + 1];
    for (int row = 0; row < order; row++) {
      System.arraycopy(a[row], 0, system[row], 0, order);
      system[row][order] = b[row];
    }
    System.arraycopy(c, 0, system[order], 0, order);
    system[order][order] = d;
    double[] right = new double[order + 1];
    right[order] = 1;
    double[] solution = Matrices.solveUnlessSingular(system, right);
    return solution == null ? null : Arrays.copyOf(solution, order);
  }

  /** [A B; 0 0]·dt, with B scaled to the size of A: a large B must not cost A accuracy. */
  private double[][] held(double dt) {
    int order = order();
    int inputScale = inputScale(dt);
    double[][] held = new double[order + 1][order + 1];
    for (int row = 0; row < order; row++) {
      for (int column = 0; column < order; column++) {
        held[row][column] = a[row][column] * dt;
      }
      held[row][order] = Math.scalb(b[row] * dt, -inputScale);
    }
    return held;
  }

  /** The power of two by which B·dt is larger than A·dt, or than 1 if A is 0. */
  private int inputScale(double dt) {
    double largestOfInput = Matrices.largest(b) * dt;
    double largestOfState = 0;
    for (double[] row : a) {
      largestOfState = Math.max(largestOfState, Matrices.largest(row) * dt);
    }
    if (largestOfInput == 0) {
      return 0;
    }
    return Math.getExponent(largestOfInput)
        - (largestOfState == 0 ? 0 : Math.getExponent(largestOfState));
  }
}
