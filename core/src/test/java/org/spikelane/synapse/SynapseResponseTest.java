package org.spikelane.synapse;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Synapses against the textbook: responses in closed form, at the times of the ticks.
 *
 * <p>Tolerances are what rounding may do: half a unit in the last place, 2^-53, a few times a tick,
 * summed over the memory of the filter, which is 1/(1 − exp(−dt/tau)) ticks.
 */
class SynapseResponseTest {

  private static final double HALF_ULP = 0x1p-53;

  @ParameterizedTest
  @CsvSource({
    "0.005, 0.001",
    "0.1, 0.001",
    "0.1, 0.00025",
    "0.001, 0.001",
    "0.0001, 0.001",
    "2, 1e-4"
  })
  void aStepThroughLowpassIsOneMinusAnExponential(double tau, double dt) {
    double[][] y = new Lowpass(tau).filt(Synapses.constant(1, 2000), dt);
    double tolerance = 4 * HALF_ULP / -StrictMath.expm1(-dt / tau);
    for (int k = 0; k < y.length; k++) {
      double t = (k + 1) * dt;
      assertEquals(-StrictMath.expm1(-t / tau), y[k][0], tolerance, "tick " + k);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0.005, 0.001",
    "0.1, 0.001",
    "0.1, 0.00025",
    "0.001, 0.001",
    "0.0001, 0.001",
    "2, 1e-4"
  })
  void aStepThroughAlphaRisesLikeTwoLowpassFilters(double tau, double dt) {
    double[][] y = new Alpha(tau).filt(Synapses.constant(1, 2000), dt);
    double tolerance = 16 * HALF_ULP / -StrictMath.expm1(-dt / tau);
    for (int k = 0; k < y.length; k++) {
      double x = (k + 1) * dt / tau;
      assertEquals(1 - (1 + x) * StrictMath.exp(-x), y[k][0], tolerance, "tick " + k);
    }
  }

  /** 1/(s² + 2·zeta·s + 1), time in units of 0.02 s. */
  @Test
  void aStepThroughAnUnderdampedFilterRings() {
    double tau = 0.02;
    double zeta = 0.75;
    double dt = 0.001;
    LinearFilter filter =
        LinearFilter.of(new double[] {1}, new double[] {tau * tau, 2 * zeta * tau, 1});
    double[][] y = filter.filt(Synapses.constant(1, 500), dt);
    double omega = Math.sqrt(1 - zeta * zeta);
    double tolerance = 64 * HALF_ULP / -StrictMath.expm1(-zeta * dt / tau);
    for (int k = 0; k < y.length; k++) {
      double x = (k + 1) * dt / tau;
      double expected =
          1
              - StrictMath.exp(-zeta * x)
                  * (StrictMath.cos(omega * x) + zeta / omega * StrictMath.sin(omega * x));
      assertEquals(expected, y[k][0], tolerance, "tick " + k);
    }
  }

  /** (s + 0)/(s + 1/tau): the part that is fed through is there at once, at the tick's start. */
  @Test
  void aStepThroughAFilterWithFeedthroughHasNoDelayToDrop() {
    double tau = 0.01;
    LinearFilter highpass = LinearFilter.of(new double[] {tau, 0}, new double[] {tau, 1});
    double[][] y = highpass.filt(Synapses.constant(1, 300), 0.001);
    for (int k = 0; k < y.length; k++) {
      assertEquals(StrictMath.exp(-k * 0.001 / tau), y[k][0], 64 * HALF_ULP, "tick " + k);
    }
  }

  @Test
  void anIntegratorSumsItsInputTimesDt() {
    LinearFilter integrator = LinearFilter.of(new double[] {1}, new double[] {1, 0});
    double dt = 0x1p-10;
    double[][] y = integrator.filt(Synapses.constant(3, 1000), dt);
    for (int k = 0; k < y.length; k++) {
      assertEquals(3 * (k + 1) * dt, y[k][0], "tick " + k);
    }
  }

  /** An eighth of a turn a tick: after 8000 ticks the state is where it began. */
  @Test
  void anUndampedOscillatorNeitherGrowsNorFades() {
    double omega = 2 * Math.PI;
    double dt = 0.125;
    LinearFilter oscillator =
        LinearFilter.of(new double[] {omega, 0}, new double[] {1, 0, omega * omega});
    double[][] y = oscillator.filt(Synapses.impulse(8001), dt);
    // The impulse is 1 for one tick, so that the response is sin(omega t) − sin(omega (t − dt)).
    for (int k = 0; k < y.length; k++) {
      double expected =
          StrictMath.sin(2 * Math.PI * ((k + 1) % 8) / 8)
              - StrictMath.sin(2 * Math.PI * (k % 8) / 8);
      assertEquals(expected, y[k][0], 16 * HALF_ULP * (k + 16), "tick " + k);
    }
  }

  @Test
  void theImpulseResponseOfTriangleIsItsWeights() {
    Triangle triangle = new Triangle(0.004);
    double[] weights = triangle.weights(0.001);
    assertArrayEquals(new double[] {5 / 15.0, 4 / 15.0, 3 / 15.0, 2 / 15.0, 1 / 15.0}, weights);
    double[][] y = triangle.filt(Synapses.impulse(8), 0.001);
    double[] response = Arrays.stream(y).mapToDouble(step -> step[0]).toArray();
    assertArrayEquals(Arrays.copyOf(weights, 8), response);
  }

  @Test
  void triangleRoundsItsLengthToTicks() {
    assertEquals(21, new Triangle(0.02).weights(0.001).length);
    assertEquals(81, new Triangle(0.02).weights(0.00025).length);
    assertEquals(3, new Triangle(0.0024).weights(0.001).length);
    assertEquals(4, new Triangle(0.0026).weights(0.001).length);
    // Halves go to the even number of ticks.
    assertEquals(3, new Triangle(2.5).weights(1).length);
    assertEquals(5, new Triangle(3.5).weights(1).length);
    assertArrayEquals(new double[] {1}, new Triangle(0).weights(0.001));
    assertEquals(1, DoubleStream.of(new Triangle(1).weights(0.001)).sum(), 1000 * HALF_ULP);
  }

  /** An input that does not move comes out as it is, exactly, however long it takes. */
  @ParameterizedTest
  @ValueSource(doubles = {1, -0.7, 1e-3, 12345.678})
  void theGainOfLowpassAndAlphaAtFrequencyZeroIsExactlyOne(double level) {
    for (Synapse synapse : new Synapse[] {new Lowpass(0.005), new Alpha(0.005)}) {
      double[][] y = synapse.filt(Synapses.constant(level, 1000), 0.001, level);
      for (double[] step : y) {
        assertEquals(level, step[0], synapse.toString());
      }
      double[][] risen = synapse.filt(Synapses.constant(level, 1000), 0.001);
      assertEquals(level, risen[999][0], 4 * Math.ulp(level), synapse.toString());
    }
  }

  @Test
  void timeConstantsFarBelowATickPassTheInputThrough() {
    double[][] signal = Synapses.signal(1, 50, 3);
    for (double tau : new double[] {0, 1e-9, 3e-5}) {
      assertEquals(0, new Lowpass(tau).stepper(0.001, 3).states());
      assertArrayEquals(signal, new Lowpass(tau).filt(signal, 0.001));
      assertArrayEquals(signal, new Alpha(tau).filt(signal, 0.001));
    }
    double above = Math.nextUp(3e-5);
    assertEquals(1, new Lowpass(above).stepper(0.001, 3).states());
    assertEquals(2, new Alpha(above).stepper(0.001, 3).states());
    // No jump at the limit: what is left of an older input is below exp(−1/0.03) = 3.3e-15.
    double[][] just = new Lowpass(above).filt(Synapses.impulse(2), 0.001);
    assertEquals(1, just[0][0], 3.4e-15);
    assertTrue(just[1][0] > 0 && just[1][0] < 3.4e-15, "left: " + just[1][0]);
  }

  /** The pulse's response is symmetric because it is over before either end of the recording. */
  @Test
  void filteringBackwardsTooHasNoDelay() {
    int steps = 2001;
    int middle = 1000;
    double[][] signal = new double[steps][1];
    for (int k = -20; k <= 20; k++) {
      signal[middle + k][0] = 21 - Math.abs(k);
    }
    for (Synapse synapse :
        new Synapse[] {
          new Lowpass(0.01),
          new Alpha(0.01),
          new Triangle(0.02),
          LinearFilter.of(new double[] {1}, new double[] {4e-4, 0.03, 1})
        }) {
      double[][] once = synapse.filt(signal, 0.001);
      double[][] twice = synapse.filtfilt(signal, 0.001);
      assertTrue(peak(once) > middle, synapse + " forwards: " + peak(once));
      assertEquals(middle, peak(twice), synapse.toString());
      double tolerance = 21 * 2000 * HALF_ULP;
      for (int k = 0; k <= middle; k++) {
        assertEquals(
            twice[middle - k][0], twice[middle + k][0], tolerance, synapse + ", distance " + k);
      }
    }
  }

  @Test
  void filteringBackwardsIsFilteringOnThroughTheReversedSignal() {
    for (Synapse synapse : Synapses.ALL) {
      double[][] signal = Synapses.signal(2, 60, 2);
      double[][] there = Arrays.copyOf(signal, 120);
      System.arraycopy(reversed(synapse.filt(signal, 0.001)), 0, there, 60, 60);
      double[][] back = Arrays.copyOfRange(synapse.filt(there, 0.001), 60, 120);
      assertArrayEquals(reversed(back), synapse.filtfilt(signal, 0.001), synapse.toString());
    }
  }

  /** As Nengo does it: what has come to rest at a level does not fade at the end. */
  @Test
  void aSignalThatEndsAtALevelStaysThere() {
    for (Synapse synapse : new Synapse[] {new Lowpass(0.01), new Alpha(0.01), new Triangle(0.02)}) {
      double[][] filtered = synapse.filtfilt(Synapses.constant(2, 1000), 0.001);
      for (int k = 500; k < 1000; k++) {
        assertEquals(2, filtered[k][0], 1e-12, synapse + ", step " + k);
      }
    }
  }

  @Test
  void aSignalWithoutStepsOrChannelsStaysSo() {
    Lowpass synapse = Lowpass.DEFAULT;
    assertEquals(0, synapse.filt(new double[0][], 0.001).length);
    assertEquals(0, synapse.filtfilt(new double[0][], 0.001).length);
    assertArrayEquals(new double[3][0], synapse.filt(new double[3][0], 0.001));
  }

  @Test
  void filteringLeavesTheSignalAsItWas() {
    for (Synapse synapse : Synapses.ALL) {
      double[][] signal = Synapses.signal(3, 20, 2);
      synapse.filtfilt(signal, 0.001);
      assertArrayEquals(Synapses.signal(3, 20, 2), signal, synapse.toString());
    }
  }

  private static int peak(double[][] signal) {
    int peak = 0;
    for (int k = 0; k < signal.length; k++) {
      peak = signal[k][0] > signal[peak][0] ? k : peak;
    }
    return peak;
  }

  private static double[][] reversed(double[][] signal) {
    double[][] reversed = new double[signal.length][];
    Arrays.setAll(reversed, k -> signal[signal.length - 1 - k]);
    return reversed;
  }
}
