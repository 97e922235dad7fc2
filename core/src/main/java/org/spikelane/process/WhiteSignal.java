package org.spikelane.process;

import static org.spikelane.check.Arguments.finite;
import static org.spikelane.check.Arguments.positive;
import static org.spikelane.check.Arguments.refused;

import java.util.OptionalDouble;
import org.spikelane.nef.Gaussian;

/**
 * A band-limited white signal: smooth, periodic, of mean 0, with equal power at every frequency up
 * to a limit and none above.
 *
 * <p>It is the sum over k = 1 … K of a_k·cos(2πk·t/T) + b_k·sin(2πk·t/T). T is the period, rounded
 * up to whole ticks; K = ⌊high·T⌋; the a_k and b_k are drawn from Gaussian(0, rms/√K). A
 * dimension's signal depends on the seed and on which dimension it is, not on how many there are;
 * nor on dt, but for what rounding does to T. The bits do depend on dt.
 *
 * @param period after which the signal repeats, in seconds, finite and above 0
 * @param high the highest frequency in it, in hertz; at least 1/period, and at most 1/(2·dt) of the
 *     dt that it is stepped at
 * @param rms the root of the expected mean square, finite and above 0. A particular signal's
 *     differs from it, by a standard deviation of about rms/(2·√K).
 * @param y0 where it starts: if present, each dimension is shifted in time so that of all its ticks
 *     in a period the one closest to y0 comes first; finite
 */
public record WhiteSignal(double period, double high, double rms, OptionalDouble y0)
    implements Process {

  /** What rounding may make of a product that is meant to be a whole number. */
  private static final double ROUNDING = 1e-9;

  /** So that a Fourier transform of three times the length still has an array. */
  private static final int MOST_TICKS = 1 << 27;

  /**
   * Checks the parameters.
   *
   * @throws IllegalArgumentException if one is outside its range
   */
  public WhiteSignal {
    positive("period", period, "seconds");
    positive("high", high, "hertz");
    positive("rms", rms);
    if (y0 == null) {
      throw refused("y0", "null", "a number, or OptionalDouble.empty()");
    }
    if (y0.isPresent()) {
      finite("y0", y0.getAsDouble());
    }
    if (!(high * period >= 1 - ROUNDING)) {
      throw refused("high", high, "at least 1/period = " + 1 / period + " hertz");
    }
  }

  /** Wherever it starts, with an rms of 0.5. */
  public WhiteSignal(double period, double high) {
    this(period, high, 0.5);
  }

  /** Wherever it starts. */
  public WhiteSignal(double period, double high, double rms) {
    this(period, high, rms, OptionalDouble.empty());
  }

  /** Starting as close to a value as it ever is. */
  public WhiteSignal(double period, double high, double rms, double y0) {
    this(period, high, rms, OptionalDouble.of(y0));
  }

  /**
   * {@inheritDoc}
   *
   * <p>A period of every dimension is calculated here; a tick looks it up.
   *
   * @throws IllegalArgumentException if dims or dt is outside its range, if high is above 1/(2·dt),
   *     or the period has more than 2^27 ticks
   */
  @Override
  public ProcessStepper stepper(int dims, double dt, long seed) {
    return new Periodic(this, dims, dt, seed);
  }

  private static final class Periodic extends CheckedStepper {

    /** A period: tick k is at k modulo the length. */
    private final double[][] signal;

    Periodic(WhiteSignal process, int dims, double dt, long seed) {
      super(dims, dt);
      if (!(process.high * dt <= 0.5 * (1 + ROUNDING))) {
        throw refused("high", process.high, "at most 1/(2 dt) = " + 1 / (2 * dt) + " hertz");
      }
      double ticks = process.period / dt;
      if (!(ticks <= MOST_TICKS)) {
        throw refused("period", process.period, "at most " + MOST_TICKS + " ticks of dt = " + dt);
      }
      int n = (int) Math.ceil(ticks * (1 - ROUNDING));
      int highest = (int) Math.min(n / 2, process.high * dt * n * (1 + ROUNDING));
      signal = new double[n][dims];
      RandomStream seeds = new RandomStream(seed);
      Fourier fourier = new Fourier(n, highest);
      Gaussian amplitude = new Gaussian(0, process.rms / Math.sqrt(highest));
      double[] amplitudes = new double[2 * highest];
      double[] one = new double[n];
      for (int d = 0; d < dims; d++) {
        amplitude.sample(new RandomStream(seeds.nextLong()), amplitudes);
        fourier.sum(amplitudes, one);
        int first = process.y0.isPresent() ? nearest(process.y0.getAsDouble(), one) - 1 : 0;
        for (int tick = 0; tick < n; tick++) {
          signal[tick][d] = one[Math.floorMod(tick + first, n)];
        }
      }
    }

    private static int nearest(double value, double[] to) {
      int nearest = 0;
      for (int i = 1; i < to.length; i++) {
        if (Math.abs(to[i] - value) < Math.abs(to[nearest] - value)) {
          nearest = i;
        }
      }
      return nearest;
    }

    @Override
    void advance(double time, double[] out) {
      long tick = (long) Ticks.nearest(time, dt);
      System.arraycopy(signal[(int) Math.floorMod(tick, (long) signal.length)], 0, out, 0, dims);
    }
  }
}
