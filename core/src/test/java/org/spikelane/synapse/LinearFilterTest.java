package org.spikelane.synapse;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

/**
 * The general filter: its two forms, its discretisation, and that the special ones agree with it.
 */
class LinearFilterTest {

  private static final double DT = 0.001;

  @Test
  void lowpassIsTheFilterOfItsTransferFunction() {
    for (double tau : new double[] {1e-4, 0.005, 0.1, 10}) {
      LinearFilter general = LinearFilter.of(new double[] {1}, new double[] {tau, 1});
      assertClose(new Lowpass(tau).discretise(DT), general.discretise(DT));
    }
  }

  /** Its states differ, so that what is compared is the impulse response. */
  @Test
  void alphaIsTheFilterOfItsTransferFunction() {
    for (double tau : new double[] {1e-4, 0.005, 0.1}) {
      double[][] expected = new Alpha(tau).filt(Synapses.impulse(1000), DT);
      double[][] general =
          LinearFilter.of(new double[] {1}, new double[] {tau * tau, 2 * tau, 1})
              .filt(Synapses.impulse(1000), DT);
      for (int k = 0; k < expected.length; k++) {
        // The step in which the poles are rounded splits a double pole: tau² is not exact.
        assertEquals(expected[k][0], general[k][0], 64 * 0x1p-53, "tau " + tau + ", tick " + k);
      }
    }
  }

  @Test
  void theTransferFunctionIsReadAsItWasGiven() {
    LinearFilter filter = LinearFilter.of(new double[] {0, 2, 1}, new double[] {0, 4, 3, 2});
    assertArrayEquals(new double[] {2, 1}, filter.num());
    assertArrayEquals(new double[] {4, 3, 2}, filter.den());
    filter.num()[0] = 9;
    assertArrayEquals(new double[] {2, 1}, filter.num());
  }

  @Test
  void theTransferFunctionOfAStateSpaceFormIsComputed() {
    // Two lowpass filters in a row: 1 / ((0.1 s + 1) (0.02 s + 1)).
    LinearFilter row =
        LinearFilter.ofStateSpace(
            new double[][] {{-10, 0}, {50, -50}}, new double[] {10, 0}, new double[] {0, 1}, 0);
    assertArrayEquals(new double[] {500}, row.num(), 1e-12);
    assertArrayEquals(new double[] {1, 60, 500}, row.den(), 1e-12);
    // With feedthrough, and from one form to the other and back.
    LinearFilter given = LinearFilter.of(new double[] {3, 30, 2, 7}, new double[] {1, 50, 900, 11});
    LinearFilter computed = LinearFilter.ofStateSpace(given.a(), given.b(), given.c(), given.d());
    assertArrayEquals(given.num(), computed.num(), 1e-10);
    assertArrayEquals(given.den(), computed.den(), 1e-10);
    LinearFilter gain = LinearFilter.ofStateSpace(new double[0][], new double[0], new double[0], 3);
    assertArrayEquals(new double[] {3}, gain.num());
    assertArrayEquals(new double[] {1}, gain.den());
    LinearFilter nothing =
        LinearFilter.ofStateSpace(new double[][] {{-1}}, new double[1], new double[1], 0);
    assertArrayEquals(new double[] {0}, nothing.num());
  }

  /** The documented form of the special filters is what their steppers compute. */
  @Test
  void theDiscreteFiltersOfLowpassAndAlphaStepAlike() {
    double[][] signal = Synapses.signal(12, 500, 3);
    for (double tau : new double[] {1e-5, 1e-3, 0.005, 0.1}) {
      compare(new Lowpass(tau), new Lowpass(tau).discretise(DT), signal);
      compare(new Alpha(tau), new Alpha(tau).discretise(DT), signal);
    }
  }

  private static void compare(Synapse synapse, DiscreteFilter discrete, double[][] signal) {
    double[][] expected = synapse.filt(signal, DT, 0.5);
    SynapseStepper stepper = new StateSpaceStepper(synapse, discrete, 3);
    stepper.reset(0.5);
    double[] output = new double[3];
    for (int step = 0; step < signal.length; step++) {
      stepper.step(signal[step], output);
      assertArrayEquals(expected[step], output, 500 * 0x1p-53, synapse + ", step " + step);
    }
  }

  /**
   * 1 − (1 + h)·exp(−h) cancels for a small h; there it is h²/2 − h³/3 + h⁴/8 − h⁵/30 + h⁶/144 − ….
   */
  @Test
  void whatAlphaTakesFromItsInputKeepsItsDigits() {
    for (double h : new double[] {1e-8, 1e-5, 1e-3}) {
      double expected =
          h * h * (1 / 2.0 - h * (1 / 3.0 - h * (1 / 8.0 - h * (1 / 30.0 - h / 144))));
      double d = new Alpha(1 / h).discretise(1).d();
      assertEquals(expected, d, 8 * Math.ulp(expected), "h " + h);
    }
    double below = new Alpha(1 / Math.nextDown(0.5)).discretise(1).d();
    double above = new Alpha(2).discretise(1).d();
    assertEquals(1 - 1.5 * StrictMath.exp(-0.5), above, 2 * Math.ulp(above));
    assertEquals(above, below, 8 * Math.ulp(above));
  }

  /** [A B; 0 0]·dt by its power series, for filters from loosely to hardly sampled ones. */
  @Test
  void theDiscreteFilterIsThatOfAConstantInput() {
    for (Synapse synapse : Synapses.ALL) {
      if (!(synapse instanceof LinearFilter filter)) {
        continue;
      }
      for (double dt : new double[] {1e-5, 0.001, 0.02, 0.1}) {
        int n = filter.order();
        double[][] held = new double[n + 1][n + 1];
        for (int row = 0; row < n; row++) {
          for (int column = 0; column < n; column++) {
            held[row][column] = filter.a()[row][column] * dt;
          }
          held[row][n] = filter.b()[row] * dt;
        }
        double[][] series = MatrixExponentialTest.series(held);
        DiscreteFilter discrete = filter.discretise(dt);
        double tolerance =
            32
                * 0x1p-53
                * Math.max(1, MatrixExponentialTest.norm(held))
                * MatrixExponentialTest.norm(series);
        double[] out = new double[n];
        double direct = filter.d();
        for (int row = 0; row < n; row++) {
          for (int column = 0; column < n; column++) {
            assertEquals(series[row][column], discrete.a()[row][column], tolerance, filter + " A");
            out[column] += filter.c()[row] * series[row][column];
          }
          assertEquals(series[row][n], discrete.b()[row], tolerance, filter + " B");
          direct += filter.d() == 0 ? filter.c()[row] * series[row][n] : 0;
        }
        double gain = Math.abs(filter.d()) + DoubleStream.of(filter.c()).map(Math::abs).sum();
        assertEquals(direct, discrete.d(), tolerance * gain, filter + " D");
        assertArrayEquals(
            filter.d() == 0 ? out : filter.c(), discrete.c(), tolerance * gain, filter + " C");
      }
    }
  }

  /**
   * Six poles from 1/s to 1e5/s: in seconds, the coefficients span 15 orders of magnitude. The step
   * response is the sum over the poles of residues times exponentials, taken in closed form.
   */
  @Test
  void coefficientsOfManyOrdersOfMagnitudeCostNoAccuracy() {
    double[] poles = {1, 10, 100, 1e3, 1e4, 1e5};
    double[] den = {1};
    for (double pole : poles) {
      double[] times = new double[den.length + 1];
      for (int k = 0; k < den.length; k++) {
        times[k] += den[k];
        times[k + 1] += den[k] * pole;
      }
      den = times;
    }
    LinearFilter filter = LinearFilter.of(new double[] {den[den.length - 1]}, den);
    double[][] y = filter.filt(Synapses.constant(1, 3000), DT);
    double largest = 0;
    for (int k = 0; k < y.length; k++) {
      double t = (k + 1) * DT;
      double expected = 1;
      for (double pole : poles) {
        double residue = 1;
        for (double other : poles) {
          residue *= other == pole ? 1 : other / (other - pole);
        }
        expected -= residue * StrictMath.exp(-pole * t);
      }
      largest = Math.max(largest, Math.abs(expected - y[k][0]));
    }
    assertTrue(largest < 1e-11, "off by " + largest);
  }

  @Test
  void aTransferFunctionAndItsStateSpaceFormFilterAlike() {
    LinearFilter transfer = LinearFilter.of(new double[] {1, 30, 2}, new double[] {1, 50, 900});
    // Controllable form by hand: num − den = −20 s − 898 over den, and 1 fed through.
    LinearFilter space =
        LinearFilter.ofStateSpace(
            new double[][] {{-50, -900}, {1, 0}}, new double[] {1, 0}, new double[] {-20, -898}, 1);
    double[][] signal = Synapses.signal(13, 400, 2);
    double[][] expected = transfer.filt(signal, DT, 0.001);
    double[][] got = space.filt(signal, DT, 0.001);
    for (int step = 0; step < signal.length; step++) {
      assertArrayEquals(expected[step], got[step], 400 * 0x1p-53, "step " + step);
    }
  }

  @Test
  void aLargeInputVectorCostsNoAccuracy() {
    double[][] a = {{-20, 31}, {-30, -20}};
    DiscreteFilter one =
        LinearFilter.ofStateSpace(a, new double[] {2, 5}, new double[] {1, 4}, 0).discretise(DT);
    DiscreteFilter large =
        LinearFilter.ofStateSpace(
                a, new double[] {0x1p201, 5 * 0x1p200}, new double[] {0x1p-200, 4 * 0x1p-200}, 0)
            .discretise(DT);
    assertArrayEquals(one.a(), large.a());
    assertEquals(one.d(), large.d());
  }

  @Test
  void leadingZerosOfAPolynomialAreNoDegree() {
    LinearFilter filter = LinearFilter.of(new double[] {1}, new double[] {0.1, 1});
    LinearFilter padded = LinearFilter.of(new double[] {0, 0, 0, 1}, new double[] {0, 0.1, 1});
    assertEquals(filter, padded);
    assertEquals(filter.hashCode(), padded.hashCode());
    assertEquals(1, padded.order());
    assertNotEquals(filter, LinearFilter.of(new double[] {1}, new double[] {0.2, 1}));
    assertEquals(
        LinearFilter.of(new double[] {0.0}, new double[] {1, 0.0}),
        LinearFilter.of(new double[] {-0.0}, new double[] {1, -0.0}));
  }

  @Test
  void anUnstableFilterGrowsAsItShould() {
    LinearFilter growing = LinearFilter.of(new double[] {1}, new double[] {1, -100});
    double[][] y = growing.filt(Synapses.constant(1, 100), DT);
    for (int k = 0; k < y.length; k++) {
      double expected = StrictMath.expm1((k + 1) * 0.1) / 100;
      assertEquals(expected, y[k][0], expected * 1e-12, "tick " + k);
    }
  }

  @Test
  void arraysAreCopiedOnTheirWayInAndOut() {
    double[][] a = {{-1}};
    double[] b = {1};
    double[] c = {1};
    LinearFilter filter = LinearFilter.ofStateSpace(a, b, c, 0);
    LinearFilter same = LinearFilter.ofStateSpace(new double[][] {{-1}}, b.clone(), c.clone(), 0);
    a[0][0] = b[0] = c[0] = 9;
    filter.a()[0][0] = filter.b()[0] = filter.c()[0] = 9;
    assertEquals(same, filter);
    DiscreteFilter discrete = filter.discretise(DT);
    discrete.a()[0][0] = discrete.b()[0] = discrete.c()[0] = 9;
    assertEquals(same.discretise(DT), discrete);
  }

  @Test
  void aFilterIsDescribedAsItWasGiven() {
    assertEquals(
        "LinearFilter[num=[1.0], den=[0.1, 1.0]]",
        LinearFilter.of(new double[] {1}, new double[] {0.1, 1}).toString());
    assertEquals(
        "LinearFilter[a=[[-1.0]], b=[1.0], c=[2.0], d=3.0]",
        LinearFilter.ofStateSpace(new double[][] {{-1}}, new double[] {1}, new double[] {2}, 3)
            .toString());
  }

  /** First-order filters with the same coordinate of state, up to its scale. */
  private static void assertClose(DiscreteFilter expected, DiscreteFilter got) {
    assertEquals(expected.a()[0][0], got.a()[0][0], 8 * 0x1p-53);
    assertEquals(expected.d(), got.d(), 8 * Math.ulp(expected.d()));
    double direct = expected.b()[0] * expected.c()[0];
    assertEquals(direct, got.b()[0] * got.c()[0], 16 * Math.ulp(direct));
  }
}
