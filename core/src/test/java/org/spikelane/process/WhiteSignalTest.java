package org.spikelane.process;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.spikelane.nef.Statistics.assertDistributed;
import static org.spikelane.nef.Statistics.assertMean;
import static org.spikelane.nef.Statistics.column;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.spikelane.nef.Gaussian;

/**
 * The spectrum of the white signal. Seeds are fixed; each statistical assertion would fail for one
 * seed in a million, see {@link org.spikelane.nef.Statistics}.
 */
class WhiteSignalTest {

  private static final double DT = 0.001;

  /** Of a signal of this size, far above rounding (1e-15) and far below anything to be heard. */
  private static final double SILENT = 1e-12;

  /** A spectrum of n ticks and where it ends: on a frequency, between two, and at the last one. */
  private record Case(double period, double high, int ticks, int harmonics) {}

  private static final Case[] CASES = {
    new Case(0.2, 25, 200, 5),
    new Case(0.2, 29.9, 200, 5),
    new Case(0.3, 20, 300, 6),
    new Case(0.1005, 100, 101, 10),
    // 5/0.014 · 0.001 · 14 is below 5.
    new Case(0.014, 5 / 0.014, 14, 5),
    new Case(0.1, 500, 100, 50),
    new Case(0.101, 500, 101, 50),
    new Case(0.1, 10, 100, 1),
    new Case(0.002, 500, 2, 1)
  };

  @Test
  void powerIsTheSameAtEveryFrequencyOfTheBandAndNoneIsOutside() {
    int dims = 400;
    for (Case c : CASES) {
      double[][] x = new WhiteSignal(c.period, c.high, 0.7).run(c.ticks * DT, dims, DT, 11);
      double expected = 0.49 / c.harmonics;
      for (int k = 0; k <= c.ticks / 2; k++) {
        boolean last = 2 * k == c.ticks;
        double[] power = new double[dims];
        for (int d = 0; d < dims; d++) {
          power[d] = power(column(x, d), k) / (last || k == 0 ? 2 : 1);
        }
        if (k == 0 || k > c.harmonics) {
          assertTrue(Arrays.stream(power).max().getAsDouble() < SILENT * SILENT, c + ", k " + k);
        } else {
          assertMean(c + ", k " + k, power, expected);
        }
      }
    }
  }

  /** Half the square of the amplitude of cos and sin of frequency k/n, added. */
  private static double power(double[] x, int k) {
    double re = 0;
    double im = 0;
    for (int i = 0; i < x.length; i++) {
      double turn = 2 * Math.PI * ((long) i * k % x.length) / x.length;
      re += x[i] * Math.cos(turn) * 2 / x.length;
      im += x[i] * Math.sin(turn) * 2 / x.length;
    }
    return (re * re + im * im) / 2;
  }

  @Test
  void theMeanSquareIsThatOfRmsOnAverageAndAValueIsGaussian() {
    int dims = 2000;
    double[][] x = new WhiteSignal(0.5, 20, 0.3).run(0.5, dims, DT, 12);
    double[] meanSquare = new double[dims];
    for (int d = 0; d < dims; d++) {
      meanSquare[d] = Arrays.stream(column(x, d)).map(v -> v * v).sum() / x.length;
    }
    assertMean("mean square", meanSquare, 0.09);
    // Its variance is rms⁴/K, of which the documented deviation of the root follows.
    double[] squares = Arrays.stream(meanSquare).map(m -> (m - 0.09) * (m - 0.09)).toArray();
    assertMean("its variance", squares, 0.09 * 0.09 / 10);
    assertDistributed("a tick", x[123], new Gaussian(0, 0.3)::cdf);
    assertMean(
        "two dimensions", Arrays.stream(x[9]).limit(1000).map(v -> v * x[9][1000]).toArray(), 0);
  }

  @Test
  void itRepeatsToTheBit() {
    for (Case c : CASES) {
      double[][] x = new WhiteSignal(c.period, c.high).run(3 * c.ticks * DT, 2, DT, 13);
      for (int k = c.ticks; k < x.length; k++) {
        assertArrayEquals(x[k - c.ticks], x[k], c + ", tick " + (k + 1));
      }
    }
  }

  /** 3·0.1/0.1 is above 3. */
  @Test
  void roundingDoesNotAddATick() {
    double[][] x = new WhiteSignal(3 * 0.1, 4).run(0.6, 1, 0.1, 17);
    assertArrayEquals(x[0], x[3]);
  }

  @Test
  void aDimensionDoesNotDependOnHowManyThereAre() {
    WhiteSignal process = new WhiteSignal(0.3, 60, 0.5, 0.2);
    double[][] five = process.run(0.3, 5, DT, 14);
    double[][] three = process.run(0.3, 3, DT, 14);
    for (int k = 0; k < five.length; k++) {
      assertArrayEquals(three[k], Arrays.copyOf(five[k], 3));
    }
    assertTrue(five[7][0] != five[7][1] && five[7][1] != five[7][2]);
  }

  @Test
  void aShorterTickSeesMoreOfTheSameSignal() {
    WhiteSignal process = new WhiteSignal(0.3, 60);
    double[][] coarse = process.run(0.6, 2, DT, 15);
    double[][] fine = process.run(0.6, 2, DT / 4, 15);
    for (int k = 0; k < coarse.length; k++) {
      assertArrayEquals(coarse[k], fine[4 * k + 3], SILENT);
    }
  }

  /** Nengo 4.1.0 shifts each dimension so that the value at the first tick is the closest to y0. */
  @Test
  void withY0TheClosestTickOfThePeriodComesFirst() {
    double[][] anywhere = new WhiteSignal(0.3, 60).run(0.3, 4, DT, 16);
    for (double y0 : new double[] {0, 0.2, -0.4, 5, -5}) {
      double[][] x = new WhiteSignal(0.3, 60, 0.5, y0).run(0.3, 4, DT, 16);
      for (int d = 0; d < 4; d++) {
        double[] shifted = column(x, d);
        double[] original = column(anywhere, d);
        double closest = Arrays.stream(original).map(v -> Math.abs(v - y0)).min().getAsDouble();
        assertEquals(closest, Math.abs(shifted[0] - y0), "y0 " + y0);
        int from = 0;
        while (original[from] != shifted[0]) {
          from++;
        }
        for (int k = 0; k < 300; k++) {
          assertEquals(original[(from + k) % 300], shifted[k], "y0 " + y0 + ", tick " + k);
        }
      }
    }
  }

  /** Any number of ticks, as harmonics that are summed one by one. */
  @Test
  void sumsOfHarmonicsAreExactButForRounding() {
    for (int n : new int[] {2, 3, 4, 5, 7, 12, 64, 97, 100, 101, 360, 1009}) {
      for (int harmonics : new int[] {1, n / 4, n / 2}) {
        if (harmonics == 0) {
          continue;
        }
        double[] amplitudes = new Gaussian(0, 1).sample(1, 2 * harmonics, n)[0];
        double[] got = new double[n];
        new Fourier(n, harmonics).sum(amplitudes, got);
        for (int i = 0; i < n; i++) {
          double expected = 0;
          for (int k = 1; k <= harmonics; k++) {
            double turn = 2 * Math.PI * (k * i % n) / n;
            expected += amplitudes[2 * k - 2] * StrictMath.cos(turn);
            expected += amplitudes[2 * k - 1] * StrictMath.sin(turn);
          }
          // Rounding errors of both sums grow as a root of the harmonics, and are above it by 8.
          assertEquals(expected, got[i], 0x1p-50 * 8 * Math.sqrt(harmonics), n + ", " + harmonics);
        }
      }
    }
  }
}
