package org.spikelane.nef;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.spikelane.neuron.GainBias;
import org.spikelane.neuron.GridLif;
import org.spikelane.neuron.Lif;
import org.spikelane.neuron.NeuronType;
import org.spikelane.neuron.Tanh;

class TuningCurvesTest {

  private static final int N = 30;

  private static TuningCurves curves(NeuronType type, int dimensions) {
    SplittableRandom random = new SplittableRandom(1);
    double[] gain = new double[N];
    double[] bias = new double[N];
    double[][] encoders = new double[N][dimensions];
    for (int i = 0; i < N; i++) {
      GainBias g = type.gainBias(100 + 100 * random.nextDouble(), 1.8 * random.nextDouble() - 0.9);
      gain[i] = g.gain();
      bias[i] = g.bias();
      encoders[i][i % dimensions] = random.nextBoolean() ? 1 : -1;
    }
    return new TuningCurves(type, gain, bias, encoders);
  }

  @Test
  void theCurveByEquationPassesThroughItsTwoPoints() {
    GainBias g = Lif.DEFAULT.gainBias(150, -0.3);
    TuningCurves curves =
        new TuningCurves(
            Lif.DEFAULT, new double[] {g.gain()}, new double[] {g.bias()}, new double[][] {{-1}});
    double[][] rates = curves.byEquation(new double[][] {{-1}, {0.3}, {1}});
    assertEquals(150, rates[0][0], 1e-10);
    // Rounding may leave the current a bit above threshold: rates there begin steeply.
    assertEquals(0, rates[1][0], 2);
    assertEquals(0, rates[2][0]);
  }

  @Test
  void outputsAtManyPointsAreTheRatesByEquationToTheBit() {
    NeuronType type = Lif.DEFAULT.withAmplitude(0.3);
    TuningCurves one = curves(type, 3);
    TuningCurves curves =
        new TuningCurves(
            type, one.gain(), one.bias(), Encoders.random(N, 3, new SplittableRandom(2)).toArray());
    // More than one thread finds at a time.
    double[][] points = EvaluationPoints.DEFAULT.sample(20_000, 3, new SplittableRandom(3));
    double[] outputs = new double[points.length * N];
    Extent extent = curves.outputs(points, outputs);
    double[][] rates = curves.byEquation(points);
    double highest = 0;
    for (int k = 0; k < points.length; k++) {
      for (int i = 0; i < N; i++) {
        assertEquals(rates[k][i] * 0.3, outputs[k * N + i]);
        highest = Math.max(highest, outputs[k * N + i]);
      }
    }
    assertEquals(new Extent(highest, highest), extent);
  }

  @Test
  void anOutputThatIsNotANumberIsRefusedByItsPlace() {
    NeuronType type = current -> current > 2 ? Double.NaN : current;
    TuningCurves curves =
        new TuningCurves(type, new double[] {1, 4}, new double[] {0, 0}, new double[][] {{1}, {1}});
    EvaluationPoints points = EvaluationPoints.given(new double[][] {{0.1}, {0.2}, {0.75}});
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class,
            () -> DecoderProblem.of(curves, points, points.toArray()));
    assertEquals(
        "activities[2][1] must be a finite number, at most 1.0E100 in magnitude, got NaN",
        refused.getMessage());
  }

  @Test
  void countedRatesAreWithinAStepOfTheEquation() {
    double[][] points = TuningCurves.along(new double[] {1}, 101);
    TuningCurves curves = curves(Lif.DEFAULT, 1);
    double[][] equation = curves.byEquation(points);
    double[][] counted = curves.byCounting(points, 0.001, 0.2, 0.5, 3);
    for (int k = 0; k < points.length; k++) {
      for (int i = 0; i < N; i++) {
        assertEquals(equation[k][i], counted[k][i], 2 + 1e-9);
        assertEquals(Math.rint(counted[k][i] / 2) * 2, counted[k][i], 1e-9, "steps of 2 Hz");
      }
    }
  }

  @Test
  void aLongerWindowIsSmoother() {
    double[][] points = TuningCurves.along(new double[] {1}, 41);
    TuningCurves curves = curves(Lif.DEFAULT, 1);
    double[][] equation = curves.byEquation(points);
    double[][] counted = curves.byCounting(points, 0.001, 0.2, 10, 3);
    for (int k = 0; k < points.length; k++) {
      for (int i = 0; i < N; i++) {
        assertEquals(equation[k][i], counted[k][i], 0.1 + 1e-9);
      }
    }
  }

  /**
   * Euler reaches the threshold after k ticks, the smallest with J (1 − (1 − dt/tauRc)^k) &gt; 1.
   */
  @Test
  void gridLifFiresEveryWholeNumberOfTicksThatTheoryGives() {
    double[][] points = TuningCurves.along(new double[] {1}, 101);
    TuningCurves curves = curves(GridLif.DEFAULT, 1);
    double[][] current = curves.currents(points);
    double[][] counted = curves.byCounting(points, 0.001, 1, 10, 3);
    int differing = 0;
    for (int k = 0; k < points.length; k++) {
      for (int i = 0; i < N; i++) {
        double j = current[k][i];
        double expected = 0;
        if (j > 1) {
          double toThreshold = Math.log(1 - 1 / j) / Math.log(1 - 0.001 / 0.02);
          double period = Math.floor(toThreshold) + 1 + 2;
          expected = 1000 / period;
        }
        assertEquals(expected, counted[k][i], 0.1 + 1e-9, "J = " + j);
        differing += Math.abs(counted[k][i] - Lif.DEFAULT.rate(j)) > 1 ? 1 : 0;
      }
    }
    assertTrue(differing > 300, "points where the grid shows: " + differing);
  }

  @Test
  void inSeveralDimensionsOnlyTheEncodersDirectionCounts() {
    TuningCurves curves = curves(Lif.DEFAULT, 2);
    double[][] first = curves.byEquation(TuningCurves.along(new double[] {1, 0}, 11));
    double[][] second = curves.byEquation(TuningCurves.along(new double[] {0, 1}, 11));
    for (int i = 0; i < N; i++) {
      double[][] across = i % 2 == 0 ? second : first;
      for (int k = 0; k < 11; k++) {
        assertEquals(across[0][i], across[k][i]);
      }
    }
  }

  @Test
  void aTypeWithoutSpikesIsAveraged() {
    double[][] points = TuningCurves.along(new double[] {1}, 11);
    TuningCurves curves = curves(Tanh.DEFAULT, 1);
    double[][] equation = curves.byEquation(points);
    double[][] counted = curves.byCounting(points, 0.001, 0, 0.01, 0);
    for (int k = 0; k < points.length; k++) {
      assertArrayEquals(equation[k], counted[k], 1e-9);
    }
  }

  @Test
  void maximumRatesAndInterceptsAreTheCurvesTwoPoints() {
    double[] maxRates = {100, 200};
    double[] intercepts = {-0.5, 0.25};
    Encoders encoders = Encoders.unchanged(new double[][] {{1}, {-1}});
    TuningCurves curves = TuningCurves.of(Lif.DEFAULT, maxRates, intercepts, encoders);
    for (int i = 0; i < 2; i++) {
      GainBias line = Lif.DEFAULT.gainBias(maxRates[i], intercepts[i]);
      assertEquals(line, new GainBias(curves.gain()[i], curves.bias()[i]));
    }
    assertEquals(encoders, curves.encoders());
    double[][] rates = curves.byEquation(new double[][] {{-1}, {1}});
    assertEquals(100, rates[1][0], 1e-10);
    assertEquals(200, rates[0][1], 1e-10);
    refused(
        "intercepts.length must be 2, got 1",
        () -> TuningCurves.of(Lif.DEFAULT, maxRates, new double[1], encoders));
    refused(
        "neuron 1: maxRate must be above 0 Hz and below 1/tauRef = 500.0 Hz, got 600.0",
        () -> TuningCurves.of(Lif.DEFAULT, new double[] {100, 600}, intercepts, encoders));
  }

  @Test
  void badInputIsRefused() {
    double[] one = {1};
    double[][] encoder = {{1}};
    refused(
        "bias.length must be 1, got 2",
        () -> new TuningCurves(Lif.DEFAULT, one, new double[2], encoder));
    refused(
        "encoders.length must be 1, got 2",
        () -> new TuningCurves(Lif.DEFAULT, one, one, new double[2][1]));
    refused(
        "encoders[0] must be an array of numbers, got null",
        () -> new TuningCurves(Lif.DEFAULT, one, one, new double[1][]));
    for (double gain : new double[] {Double.NaN, 0, -1, Double.POSITIVE_INFINITY}) {
      refused(
          "gain[0] must be a finite number above 0, got " + gain,
          () -> new TuningCurves(Lif.DEFAULT, new double[] {gain}, one, encoder));
    }
    refused(
        "bias[0] must be a finite number, got NaN",
        () -> new TuningCurves(Lif.DEFAULT, one, new double[] {Double.NaN}, encoder));
    TuningCurves curves = new TuningCurves(Lif.DEFAULT, one, one, encoder);
    refused("points[0].length must be 1, got 2", () -> curves.byEquation(new double[][] {{0, 0}}));
    refused(
        "points[1].length must be 1 as in points[0]: rows must be equally long, got 2",
        () -> curves.byEquation(new double[][] {{0}, {0, 0}}));
    refused(
        "points[0][0] must be a finite number, at most 1.0E100 in magnitude, got Infinity",
        () -> curves.byEquation(new double[][] {{Double.POSITIVE_INFINITY}}));
    refused(
        "window must be a finite number of seconds, at least dt = 0.001, got 0.0",
        () -> curves.byCounting(new double[][] {{0}}, 0.001, 0, 0, 0));
    refused(
        "settling must be a finite number of seconds, 0 or above, got -1.0",
        () -> curves.byCounting(new double[][] {{0}}, 0.001, -1, 1, 0));
    for (double dt : new double[] {0, -0.001, Double.NaN}) {
      refused(
          "dt must be a finite number of seconds above 0, got " + dt,
          () -> curves.byCounting(new double[][] {{0}}, dt, 0, 1, 0));
    }
    refused(
        "current of neuron 0 at points[1] must be a finite number, at most 1.0E99 in magnitude, got"
            + " Infinity",
        () ->
            new TuningCurves(Lif.DEFAULT, new double[] {1e300}, one, encoder)
                .byEquation(new double[][] {{0}, {1e100}}));
    refused("points must be 2 or more, got 1", () -> TuningCurves.along(one, 1));
    refused(
        "direction[0].length must be at least 1, got 0",
        () -> TuningCurves.along(new double[0], 3));
  }

  private static void refused(String message, Executable call) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, call).getMessage());
  }
}
