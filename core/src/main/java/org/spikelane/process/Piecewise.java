package org.spikelane.process;

import static org.spikelane.check.Arguments.finite;
import static org.spikelane.check.Arguments.refused;

import java.util.Arrays;
import java.util.SortedMap;

/**
 * A signal given by its values at some times. It is 0 before the first of them.
 *
 * <ul>
 *   <li>{@link Interpolation#ZERO}: from each time on, rounded to the nearest tick (halves to the
 *       later one), it has that time's value; after the last it stays there. Of several times that
 *       are rounded to the same tick, the last counts.
 *   <li>{@link Interpolation#LINEAR}: it is on the straight line between the values before and
 *       after, and 0 again after the last time. To go on after it, add a time beyond the end.
 * </ul>
 *
 * <p>Times may be negative: their values matter to what is between or after them.
 */
public final class Piecewise implements Process {

  private final double[] times;
  private final double[][] values;
  private final Interpolation interpolation;

  /**
   * A signal from its times and values.
   *
   * @param times in seconds, finite, in ascending order, at least one {@code [time]}; copied
   * @param values finite, {@code [time][dim]}; copied
   * @param interpolation what is between the times
   * @throws IllegalArgumentException if an argument is outside its range or the lengths differ
   */
  public Piecewise(double[] times, double[][] values, Interpolation interpolation) {
    if (times == null) {
      throw refused("times", "null", "an array of numbers");
    }
    if (interpolation == null) {
      throw refused("interpolation", "null", "ZERO or LINEAR");
    }
    this.times = times.clone();
    this.values = Points.copy("values", values, "value");
    this.interpolation = interpolation;
    if (times.length != values.length) {
      throw refused("times.length", times.length, values.length + ", one for each value");
    }
    for (int i = 0; i < times.length; i++) {
      finite("times[" + i + "]", times[i]);
      if (i > 0 && !(times[i] > times[i - 1])) {
        throw refused("times[" + i + "]", times[i], "above the time before, " + times[i - 1]);
      }
      // One zero, not two: equal signals must be equal values.
      this.times[i] += 0.0;
    }
    if (interpolation == Interpolation.LINEAR) {
      checkSlopes();
    }
  }

  /** With a zero-order hold. */
  public Piecewise(double[] times, double[][] values) {
    this(times, values, Interpolation.ZERO);
  }

  /**
   * A signal from a table of values by times in seconds, sorted as numbers are.
   *
   * @throws IllegalArgumentException as {@link #Piecewise(double[], double[][], Interpolation)}
   */
  public Piecewise(SortedMap<Double, double[]> values, Interpolation interpolation) {
    this(
        checked(values).keySet().stream().mapToDouble(Double::doubleValue).toArray(),
        values.values().toArray(double[][]::new),
        interpolation);
  }

  /** With a zero-order hold. */
  public Piecewise(SortedMap<Double, double[]> values) {
    this(values, Interpolation.ZERO);
  }

  private static SortedMap<Double, double[]> checked(SortedMap<Double, double[]> values) {
    if (values == null) {
      throw refused("values", "null", "a map from times to values");
    }
    return values;
  }

  private void checkSlopes() {
    for (int i = 1; i < times.length; i++) {
      String name = "times[" + i + "] - times[" + (i - 1) + "]";
      finite(name, times[i] - times[i - 1]);
      for (int k = 0; k < values[i].length; k++) {
        name = "values[" + i + "][" + k + "] - values[" + (i - 1) + "][" + k + "]";
        finite(name, values[i][k] - values[i - 1][k]);
      }
    }
  }

  /** The times in seconds, {@code [time]}: a copy. */
  public double[] times() {
    return times.clone();
  }

  /** The values, {@code [time][dim]}: a copy. */
  public double[][] values() {
    return Points.copy("values", values, "value");
  }

  /** What is between the times. */
  public Interpolation interpolation() {
    return interpolation;
  }

  /**
   * {@inheritDoc}
   *
   * @param seed of no effect
   * @throws IllegalArgumentException if dt is outside its range or dims is not the length of a
   *     value
   */
  @Override
  public ProcessStepper stepper(int dims, double dt, long seed) {
    Points.checkDims(dims, values, "a value");
    return interpolation == Interpolation.ZERO ? new Hold(dims, dt) : new Line(dims, dt);
  }

  /** The last of some ascending numbers that is not above a limit; −1 if all are. */
  private static int lastUpTo(double limit, double[] ascending) {
    int low = -1;
    int high = ascending.length;
    while (high - low > 1) {
      int middle = (low + high) >>> 1;
      if (ascending[middle] <= limit) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private final class Hold extends CheckedStepper {

    private final double[] firstTick;

    Hold(int dims, double dt) {
      super(dims, dt);
      firstTick =
          Arrays.stream(times).map(t -> Math.floor(t / dt + 0.5 + Ticks.TOLERANCE)).toArray();
    }

    @Override
    void advance(double time, double[] out) {
      int last = lastUpTo(Ticks.nearest(time, dt), firstTick);
      if (last < 0) {
        Arrays.fill(out, 0);
      } else {
        System.arraycopy(values[last], 0, out, 0, dims);
      }
    }
  }

  private final class Line extends CheckedStepper {

    private final double tolerance;

    Line(int dims, double dt) {
      super(dims, dt);
      tolerance = Ticks.TOLERANCE * dt;
    }

    @Override
    void advance(double time, double[] out) {
      int before = lastUpTo(time + tolerance, times);
      if (before < 0 || (before == times.length - 1 && time - times[before] > tolerance)) {
        Arrays.fill(out, 0);
      } else if (Math.abs(time - times[before]) <= tolerance) {
        System.arraycopy(values[before], 0, out, 0, dims);
      } else {
        double part = (time - times[before]) / (times[before + 1] - times[before]);
        for (int d = 0; d < dims; d++) {
          double from = values[before][d];
          out[d] = from + part * (values[before + 1][d] - from);
        }
      }
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Piecewise that
        && Arrays.equals(times, that.times)
        && Arrays.deepEquals(values, that.values)
        && interpolation == that.interpolation;
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(times) + Arrays.deepHashCode(values);
  }

  @Override
  public String toString() {
    return "Piecewise[times="
        + Arrays.toString(times)
        + ", values="
        + Arrays.deepToString(values)
        + ", interpolation="
        + interpolation
        + "]";
  }
}
