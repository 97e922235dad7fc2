package org.spikelane.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.spikelane.nef.Choice;
import org.spikelane.nef.Distribution;
import org.spikelane.nef.Gaussian;
import org.spikelane.synapse.Lowpass;
import org.spikelane.synapse.Triangle;

/** Every argument that cannot be used is refused, by name. */
class ProcessBadInputTest {

  private static final double NAN = Double.NaN;
  private static final double INF = Double.POSITIVE_INFINITY;
  private static final double[] NOT_POSITIVE = {0, -0.1, NAN, INF};
  private static final double[][] ONE = {{1, 2}};

  @Test
  void whatAStepperIsMadeFor() {
    for (Process process : Processes.ALL) {
      if (process instanceof Processes.RandomWalk) {
        continue;
      }
      for (double dt : NOT_POSITIVE) {
        String message = "dt must be a finite number of seconds above 0, got " + dt;
        refused(message, () -> process.stepper(2, dt, 0));
        refused(message, () -> process.run(1, 2, dt, 0));
      }
    }
    for (int dims : new int[] {0, -3}) {
      String message = "dims must be 1 or above, got " + dims;
      refused(message, () -> new WhiteNoise().stepper(dims, 0.001, 0));
      refused(message, () -> new FilteredNoise().stepper(dims, 0.001, 0));
      refused(message, () -> new WhiteSignal(1, 5).stepper(dims, 0.001, 0));
      refused(message, () -> new Processes.RandomWalk().run(1, dims, 0.001, 0));
    }
    for (int dims : new int[] {0, 1, 3}) {
      refused(
          "dims must be 2, the length of an input, got " + dims,
          () -> new PresentInput(ONE, 1).stepper(dims, 0.001, 0));
      refused(
          "dims must be 2, the length of a value, got " + dims,
          () -> new Piecewise(new double[] {0}, ONE).stepper(dims, 0.001, 0));
    }
    refused(
        "dt must be at least t / 1000000 = 2.0E-6 seconds, got 1.0E-6",
        () -> new FilteredNoise(new Triangle(2)).stepper(1, 1e-6, 0));
  }

  @Test
  void runs() {
    for (double seconds : new double[] {-0.001, NAN, INF}) {
      refused(
          "seconds must be a finite number of seconds, 0 or above, got " + seconds,
          () -> new WhiteNoise().run(seconds, 1, 0.001, 0));
    }
    refused(
        "seconds must be at most 1073741824 ticks of dt = 0.001, got 1.1E7",
        () -> new WhiteNoise().run(1.1e7, 1, 0.001, 0));
  }

  @Test
  void steps() {
    for (Process process : Processes.ALL) {
      if (process instanceof Processes.RandomWalk) {
        continue;
      }
      ProcessStepper stepper = process.stepper(2, 0.001, 0);
      refused("out.length must be 2, got 1", () -> stepper.step(0.001, new double[1]));
      refused("out.length must be 2, got 3", () -> stepper.step(0.001, new double[3]));
      for (double time : new double[] {NAN, INF, -INF}) {
        refused(
            "time must be a finite number, got " + time, () -> stepper.step(time, new double[2]));
      }
    }
  }

  @Test
  void noise() {
    refused("dist must be a distribution, got null", () -> new WhiteNoise(null));
    refused(
        "dist must be a distribution, got null",
        () -> new FilteredNoise(new Lowpass(1), null, true));
    refused("synapse must be a synapse, got null", () -> new FilteredNoise(null));
    Distribution one = Choice.of(1, 2);
    refused(
        "into.length must be 1, the length of an option, got 2",
        () -> new WhiteNoise(one).run(1, 2, 0.001, 0));
    Gaussian huge = new Gaussian(1.7e308, 1);
    for (Process process :
        new Process[] {new WhiteNoise(huge), new FilteredNoise(new Lowpass(1), huge, true)}) {
      refused(
          "noise of Gaussian[mean=1.7E308, std=1.0] must be a finite number, got Infinity",
          () -> process.run(1, 2, 0.001, 0));
    }
  }

  @Test
  void whiteSignals() {
    for (double bad : NOT_POSITIVE) {
      refused(
          "period must be a finite number of seconds above 0, got " + bad,
          () -> new WhiteSignal(bad, 10));
      refused(
          "high must be a finite number of hertz above 0, got " + bad,
          () -> new WhiteSignal(1, bad));
      refused("rms must be a finite number above 0, got " + bad, () -> new WhiteSignal(1, 10, bad));
    }
    for (double bad : new double[] {NAN, INF, -INF}) {
      refused("y0 must be a finite number, got " + bad, () -> new WhiteSignal(1, 10, 0.5, bad));
    }
    refused(
        "y0 must be a number, or OptionalDouble.empty(), got null",
        () -> new WhiteSignal(1, 10, 0.5, (OptionalDouble) null));
    refused("high must be at least 1/period = 0.5 hertz, got 0.49", () -> new WhiteSignal(2, 0.49));
    refused(
        "high must be at most 1/(2 dt) = 500.0 hertz, got 501.0",
        () -> new WhiteSignal(1, 501).stepper(1, 0.001, 0));
    refused(
        "period must be at most 134217728 ticks of dt = 0.001, got 135000.0",
        () -> new WhiteSignal(135_000, 10).stepper(1, 0.001, 0));
  }

  @Test
  void inputs() {
    for (double bad : NOT_POSITIVE) {
      refused(
          "presentationTime must be a finite number of seconds above 0, got " + bad,
          () -> new PresentInput(ONE, bad));
    }
    refused(
        "inputs must be an array of arrays of numbers, got null", () -> present((double[][]) null));
    refused("inputs.length must be at least 1 input, got 0", () -> present());
    refused("inputs[1] must be an array of numbers, got null", () -> present(ONE[0], null));
    refused("inputs[0].length must be at least 1, got 0", () -> present(new double[0]));
    refused(
        "inputs[1].length must be 2 as that of the first, got 1",
        () -> present(ONE[0], new double[1]));
    for (double bad : new double[] {NAN, INF, -INF}) {
      refused(
          "inputs[1][1] must be a finite number, got " + bad,
          () -> present(ONE[0], new double[] {0, bad}));
    }
  }

  private static void present(double[]... inputs) {
    new PresentInput(inputs, 1);
  }

  @Test
  void piecewise() {
    double[][] two = {{1}, {2}};
    refused("times must be an array of numbers, got null", () -> new Piecewise(null, two));
    refused(
        "values must be an array of arrays of numbers, got null",
        () -> new Piecewise(new double[1], null));
    refused("values must be a map from times to values, got null", () -> new Piecewise(null));
    refused(
        "interpolation must be ZERO or LINEAR, got null",
        () -> new Piecewise(new double[] {0, 1}, two, null));
    refused("values.length must be at least 1 value, got 0", () -> new Piecewise(new TreeMap<>()));
    refused(
        "times.length must be 2, one for each value, got 3",
        () -> new Piecewise(new double[] {0, 1, 2}, two));
    refused(
        "times[1] must be above the time before, 1.0, got 1.0",
        () -> new Piecewise(new double[] {1, 1}, two));
    refused(
        "times[1] must be a finite number, got NaN",
        () -> new Piecewise(new double[] {1, NAN}, two));
    refused(
        "values[1].length must be 1 as that of the first, got 2",
        () -> new Piecewise(new double[] {0, 1}, new double[][] {{1}, {1, 2}}));
    refused(
        "values[1][0] - values[0][0] must be a finite number, got -Infinity",
        () ->
            new Piecewise(
                new double[] {0, 1}, new double[][] {{1e308}, {-1e308}}, Interpolation.LINEAR));
    refused(
        "times[1] - times[0] must be a finite number, got Infinity",
        () -> new Piecewise(new double[] {-1e308, 1e308}, two, Interpolation.LINEAR));
    SortedMap<Double, double[]> map = new TreeMap<>();
    map.put(0.0, new double[] {1});
    map.put(INF, new double[] {1});
    refused("times[1] must be a finite number, got Infinity", () -> new Piecewise(map));
  }

  @Test
  void states() {
    for (Process process : Processes.ALL) {
      ProcessStepper stepper = process.stepper(2, 0.001, 0);
      ProcessState own = stepper.save();
      ProcessState other = ProcessState.of(new double[own.numbers().length + 1], own.words());
      refused("saved must be " + own + ", got " + other, () -> stepper.restore(other));
    }
    ProcessStepper filtered = new FilteredNoise().stepper(2, 0.001, 0);
    ProcessState before = filtered.save();
    refused(
        "values[0][1] must be a finite number, got NaN",
        () -> filtered.restore(ProcessState.of(new double[] {0, NAN}, 1)));
    assertEquals(before, filtered.save());
    refused("index must be from 0 to 0, got 1", () -> before.word(1));
    refused("index must be from 0 to -1, got 0", () -> ProcessState.NONE.word(0));
    refused("into.length must be 2, got 3", () -> before.copyNumbers(new double[3]));
  }

  private static void refused(String message, Executable call) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, call).getMessage());
  }
}
