package org.spikelane.synapse;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Every argument that cannot be used is refused, by name, before anything has changed. */
class SynapseBadInputTest {

  private static final double NAN = Double.NaN;
  private static final double INF = Double.POSITIVE_INFINITY;

  @Test
  void timeConstants() {
    for (double tau : new double[] {-1e-300, -1, NAN, INF, -INF}) {
      String allowed = " must be a finite number of seconds, 0 or above, got " + tau;
      refused("tau" + allowed, () -> new Lowpass(tau));
      refused("tau" + allowed, () -> new Alpha(tau));
      refused("t" + allowed, () -> new Triangle(tau));
    }
    assertEquals(new Lowpass(0.0), new Lowpass(-0.0));
  }

  @Test
  void tickLengthsAndChannels() {
    for (Synapse synapse : Synapses.ALL) {
      for (double dt : new double[] {0, -0.001, NAN, INF}) {
        String message = "dt must be a finite number of seconds above 0, got " + dt;
        refused(message, () -> synapse.stepper(dt, 1));
        refused(message, () -> synapse.filt(new double[1][1], dt));
        refused(message, () -> synapse.filtfilt(new double[1][1], dt));
      }
      refused("channels must be 0 or above, got -1", () -> synapse.stepper(0.001, -1));
    }
    refused(
        "dt must be a finite number of seconds above 0, got 0.0",
        () -> new Lowpass(0.1).discretise(0));
    refused(
        "dt must be a finite number of seconds above 0, got 0.0",
        () -> new Alpha(0.1).discretise(0));
    refused(
        "dt must be a finite number of seconds above 0, got 0.0", () -> new Triangle(1).weights(0));
    refused(
        "dt must be at least t / 1000000 = 2.0E-6 seconds, got 1.0E-6",
        () -> new Triangle(2).stepper(1e-6, 1));
    LinearFilter explosive = LinearFilter.of(new double[] {1}, new double[] {1, -1e6});
    refused(
        "dt must be short enough for LinearFilter[num=[1.0], den=[1.0, -1000000.0]] to stay finite"
            + " over a tick, got 0.001",
        () -> explosive.stepper(0.001, 1));
  }

  @Test
  void transferFunctions() {
    refused("den must be at least one coefficient, got []", () -> filter(new double[] {1}));
    refused(
        "num must be at least one coefficient, got []",
        () -> LinearFilter.of(new double[0], new double[] {1}));
    refused(
        "den must be a polynomial other than 0, got [0.0, 0.0]",
        () -> filter(new double[] {1}, 0, 0));
    refused(
        "num must be of a degree not above that of den, 1, for the filter to be proper, got [1.0,"
            + " 0.0, 0.0]",
        () -> filter(new double[] {1, 0, 0}, 0, 1, 1));
    for (double bad : new double[] {NAN, INF, -INF}) {
      refused("den[1] must be a finite number, got " + bad, () -> filter(new double[] {1}, 1, bad));
      refused("num[0] must be a finite number, got " + bad, () -> filter(new double[] {bad}, 1, 1));
    }
    refused(
        "den must be such that no coefficient overflows when divided by the first, 1.0E-300, got"
            + " [1.0E-300, 1.0E10]",
        () -> filter(new double[] {1}, 1e-300, 1e10));
    refused(
        "num and den must be of coefficients that do not overflow, got num=[1.0], den=[1.0,"
            + " 1.7E308]",
        () -> filter(new double[] {1}, 1, 1.7e308));
  }

  @Test
  void stateSpaces() {
    double[][] a = {{-1, 0}, {0, -2}};
    double[] two = {1, 1};
    refused(
        "a[1].length must be 2, got 1",
        () -> LinearFilter.ofStateSpace(new double[][] {{1, 2}, {3}}, two, two, 0));
    refused("b.length must be 2, got 1", () -> LinearFilter.ofStateSpace(a, new double[1], two, 0));
    refused("c.length must be 2, got 3", () -> LinearFilter.ofStateSpace(a, two, new double[3], 0));
    refused(
        "a[0][1] must be a finite number, got NaN",
        () -> LinearFilter.ofStateSpace(new double[][] {{1, NAN}, {3, 4}}, two, two, 0));
    refused(
        "b[1] must be a finite number, got Infinity",
        () -> LinearFilter.ofStateSpace(a, new double[] {1, INF}, two, 0));
    refused(
        "c[0] must be a finite number, got NaN",
        () -> LinearFilter.ofStateSpace(a, two, new double[] {NAN, 1}, 0));
    refused(
        "d must be a finite number, got NaN", () -> LinearFilter.ofStateSpace(a, two, two, NAN));
  }

  @Test
  void signals() {
    for (Synapse synapse : Synapses.ALL) {
      refused(
          "signal[2].length must be 2, got 1",
          () -> synapse.filt(new double[][] {{1, 2}, {3, 4}, {5}}, 0.001));
      for (double bad : new double[] {NAN, INF, -INF}) {
        double[][] signal = {{1, 2}, {3, bad}};
        String message = "signal[1][1] must be a finite number, got " + bad;
        refused(message, () -> synapse.filt(signal, 0.001));
        refused(message, () -> synapse.filtfilt(signal, 0.001));
      }
    }
  }

  /** At every place, so that the check has no blind spot. */
  @Test
  void inputs() {
    int channels = 70;
    for (Synapse synapse : Synapses.ALL) {
      SynapseStepper stepper = synapse.stepper(0.001, channels);
      double[] input = Synapses.signal(1, 1, channels)[0];
      double[] output = new double[channels];
      stepper.step(input, output);
      SynapseState before = stepper.save();
      double[] expected = output.clone();
      for (int channel = 0; channel < channels; channel++) {
        double good = input[channel];
        double bad = channel % 3 == 0 ? NAN : channel % 3 == 1 ? INF : -INF;
        input[channel] = bad;
        String message = "input[" + channel + "] must be a finite number, got " + bad;
        refused(message, () -> stepper.step(input, output));
        refused(message, () -> stepper.step(input, 0, output, 0));
        input[channel] = good;
      }
      for (int length : new int[] {0, 69, 71}) {
        double[] wrong = new double[length];
        refused("input.length must be 70, got " + length, () -> stepper.step(wrong, output));
        refused("output.length must be 70, got " + length, () -> stepper.step(input, wrong));
      }
      double[] longer = new double[100];
      refused(
          "inputFrom must be from 0 to input.length - channels = 100 - 70, got 31",
          () -> stepper.step(longer, 31, output, 0));
      refused(
          "inputFrom must be from 0 to input.length - channels = 3 - 70, got 0",
          () -> stepper.step(new double[3], 0, output, 0));
      refused(
          "outputFrom must be from 0 to output.length - channels = 70 - 70, got -1",
          () -> stepper.step(longer, 0, output, -1));
      assertEquals(before, stepper.save(), synapse.toString());
      assertArrayEquals(expected, output);
    }
  }

  /** They are looked at by fours, whose sum may overflow though each is finite. */
  @Test
  void theLargestNumbersAreFiniteAndHideNoOther() {
    int channels = 11;
    SynapseStepper stepper = new Lowpass(0.01).stepper(0.001, channels);
    double[] input = new double[channels];
    Arrays.fill(input, Double.MAX_VALUE);
    stepper.step(input, new double[channels]);
    for (int channel = 0; channel < channels; channel++) {
      input[channel] = INF;
      refused(
          "input[" + channel + "] must be a finite number, got Infinity",
          () -> stepper.step(input, new double[channels]));
      input[channel] = Double.MAX_VALUE;
    }
  }

  /** Outside of its part, what stands in an array is nobody's business. */
  @Test
  void inputsAreCheckedInTheirPartOnly() {
    double[] input = {NAN, 1, 2, NAN};
    double[] output = new double[2];
    SynapseStepper stepper = new Lowpass(0).stepper(0.001, 2);
    stepper.step(input, 1, output, 0);
    assertArrayEquals(new double[] {1, 2}, output);
    refused("input[3] must be a finite number, got NaN", () -> stepper.step(input, 2, output, 0));
  }

  @Test
  void outputsToStartFrom() {
    SynapseStepper stepper = new Alpha(0.01).stepper(0.001, 2);
    stepper.reset(0.5);
    SynapseState before = stepper.save();
    for (double bad : new double[] {NAN, INF, -INF}) {
      refused("y0 must be a finite number, got " + bad, () -> stepper.reset(bad));
      refused(
          "y0[1] must be a finite number, got " + bad, () -> stepper.reset(new double[] {1, bad}));
      refused(
          "y0 must be a finite number, got " + bad,
          () -> new Alpha(0.01).filt(new double[1][1], 0.001, bad));
    }
    refused("y0.length must be 2, got 3", () -> stepper.reset(new double[3]));
    assertEquals(before, stepper.save());
  }

  /** A highpass filter forgets whatever is constant; it can rest at no output but 0. */
  @Test
  void outputsThatNoConstantInputHolds() {
    LinearFilter transfer = filter(new double[] {0.1, 0}, 0.1, 1);
    LinearFilter space =
        LinearFilter.ofStateSpace(
            new double[][] {{-0.3}}, new double[] {0.3}, new double[] {-1}, 1);
    LinearFilter nothing = filter(new double[] {0}, 1);
    for (LinearFilter filter : new LinearFilter[] {transfer, space, nothing}) {
      SynapseStepper stepper = filter.stepper(0.001, 2);
      SynapseState before = stepper.save();
      String allowed = " must be 0, as no constant input holds another output of " + filter;
      refused("y0" + allowed + ", got 1.0", () -> stepper.reset(1));
      refused("y0[1]" + allowed + ", got 2.0", () -> stepper.reset(new double[] {0, 2}));
      stepper.reset(0);
      stepper.reset(new double[2]);
      assertEquals(before, stepper.save());
    }
  }

  @Test
  void savedStates() {
    Lowpass lowpass = new Lowpass(0.01);
    SynapseStepper stepper = lowpass.stepper(0.001, 3);
    stepper.reset(0.5);
    SynapseState before = stepper.save();
    for (SynapseStepper other :
        Arrays.asList(
            lowpass.stepper(0.001, 4),
            lowpass.stepper(0.002, 3),
            new Lowpass(0.02).stepper(0.001, 3),
            new Alpha(0.01).stepper(0.001, 3))) {
      SynapseState state = other.save();
      refused(
          "saved must be a state of 3 channels, Lowpass[tau=0.01], dt 0.001, got " + state,
          () -> stepper.restore(state));
      assertEquals(before, stepper.save());
    }
    refused(
        "values.length must be 1, got 2",
        () -> SynapseState.of(lowpass, 0.001, 3, new double[2][3]));
    refused(
        "values[0].length must be 3, got 2",
        () -> SynapseState.of(lowpass, 0.001, 3, new double[1][2]));
    refused(
        "values[0][2] must be a finite number, got NaN",
        () -> SynapseState.of(lowpass, 0.001, 3, new double[][] {{1, 2, NAN}}));
    refused(
        "channels must be 0 or above, got -1",
        () -> SynapseState.of(lowpass, 0.001, -1, new double[1][0]));
    refused(
        "dt must be a finite number of seconds above 0, got 0.0",
        () -> SynapseState.of(lowpass, 0, 3, new double[1][3]));
  }

  private static LinearFilter filter(double[] num, double... den) {
    return LinearFilter.of(num, den);
  }

  private static void refused(String message, Executable call) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, call).getMessage());
  }
}
