package org.spikelane.neuron;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Gain and bias from maximum rate and intercept, and back. */
class NeuronTypeTest {

  /** A curve and nothing else, as a user would write it. */
  record Curve(NeuronType like) implements NeuronType {
    @Override
    public double rate(double current) {
      return like.rate(current);
    }
  }

  /** A user's type that saturates. */
  record Bounded() implements NeuronType {
    @Override
    public double rate(double current) {
      return Math.min(Math.max(current, 0), 20);
    }
  }

  static Stream<NeuronType> closedForms() {
    return Stream.of(
        Lif.DEFAULT,
        new Lif(0.05, 0, -1, 2),
        LifRate.DEFAULT,
        GridLif.DEFAULT,
        AdaptiveLif.DEFAULT,
        AdaptiveLifRate.DEFAULT,
        RectifiedLinear.DEFAULT,
        SpikingRectifiedLinear.DEFAULT,
        Tanh.DEFAULT,
        RegularSpiking.DEFAULT,
        StochasticSpiking.DEFAULT,
        PoissonSpiking.DEFAULT);
  }

  @ParameterizedTest
  @MethodSource("closedForms")
  void gainAndBiasLeadBackToMaxRateAndIntercept(NeuronType type) {
    SplittableRandom random = new SplittableRandom(1);
    for (int k = 0; k < 100_000; k++) {
      double maxRate = 10 + random.nextDouble() * (Math.min(type.highestRate(), 1000) * 0.95 - 10);
      double intercept = 1.9 * random.nextDouble() - 1;
      GainBias gainBias = type.gainBias(maxRate, intercept);
      assertEquals(maxRate, type.maxRate(gainBias), 1e-9 * maxRate);
      assertEquals(intercept, type.intercept(gainBias), 1e-11);
      assertEquals(
          type.thresholdCurrent(), gainBias.current(intercept), 1e-11 * gainBias.gain() + 1e-15);
    }
  }

  @ParameterizedTest
  @MethodSource("closedForms")
  void theNumericalWayFindsTheClosedForm(NeuronType type) {
    Curve curve = new Curve(type);
    assertEquals(type.thresholdCurrent(), curve.thresholdCurrent(), 1e-12);
    SplittableRandom random = new SplittableRandom(2);
    for (int k = 0; k < 200; k++) {
      double maxRate = 10 + random.nextDouble() * (Math.min(type.highestRate(), 1000) * 0.95 - 10);
      double intercept = 1.9 * random.nextDouble() - 1;
      GainBias expected = type.gainBias(maxRate, intercept);
      GainBias got = curve.gainBias(maxRate, intercept);
      assertEquals(expected.gain(), got.gain(), 1e-9 * expected.gain());
      assertEquals(expected.bias(), got.bias(), 1e-9 * expected.gain());
    }
  }

  @Test
  void theInterceptOfASigmoidIsWhereItIsHalfway() {
    GainBias gainBias = Sigmoid.DEFAULT.gainBias(300, -0.2);
    assertEquals(300, Sigmoid.DEFAULT.rate(gainBias.current(1)), 1e-9);
    assertEquals(200, Sigmoid.DEFAULT.rate(gainBias.current(-0.2)), 1e-9);
  }

  @Test
  void aMeasuredCurveHasGainAndBiasToo() {
    NeuronType type = Izhikevich.DEFAULT;
    GainBias gainBias = type.gainBias(60, -0.5);
    // The curve is measured in whole hertz, and rises by more than one where it starts.
    assertEquals(60, type.maxRate(gainBias), 1);
    assertEquals(0, type.rate(gainBias.current(-0.55)));
    assertTrue(type.rate(gainBias.current(-0.4)) > 0);
  }

  @Test
  void badInputIsRefusedInWords() {
    refused(
        "maxRate must be above 0 Hz and below 20.0 Hz, the highest rate of Bounded[], got 20.0",
        () -> new Bounded().gainBias(20, 0));
    for (NeuronType type : List.of(Lif.DEFAULT, Tanh.DEFAULT, PoissonSpiking.DEFAULT)) {
      for (double rate : new double[] {600, type.highestRate(), Double.NaN}) {
        refused(
            "maxRate must be above 0 Hz and below 1/tauRef = "
                + type.highestRate()
                + " Hz, got "
                + rate,
            () -> type.gainBias(rate, 0));
      }
    }
    // A rate whose period is tauRef to the last bit.
    refused(
        "maxRate must be above 0 Hz and below 1/tauRef = 500.0 Hz, got 499.99999999999994",
        () -> Lif.DEFAULT.gainBias(Math.nextDown(500.0), 0));
    for (double rate : new double[] {0, Double.NaN, Double.POSITIVE_INFINITY}) {
      refused(
          "maxRate must be a finite number of hertz above 0, got " + rate,
          () -> RectifiedLinear.DEFAULT.gainBias(rate, 0));
    }
    for (double rate : new double[] {0, -1, 500, Double.NaN, Double.POSITIVE_INFINITY}) {
      for (NeuronType type : List.of(Lif.DEFAULT, GridLif.DEFAULT, new Curve(Lif.DEFAULT))) {
        assertThrows(
            IllegalArgumentException.class, () -> type.gainBias(rate, 0), type + " " + rate);
      }
    }
    for (double intercept : new double[] {1, 1.5, Double.NaN, Double.NEGATIVE_INFINITY}) {
      refused(
          "intercept must be a finite number below 1, got " + intercept,
          () -> Lif.DEFAULT.gainBias(100, intercept));
    }
    refused(
        "maxRate must be above 200.0 Hz, the rate at the intercept, got 150.0",
        () -> Sigmoid.DEFAULT.gainBias(150, 0));
    for (double gain : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
      refused("gain must be a finite number above 0, got " + gain, () -> new GainBias(gain, 0));
    }
    refused("bias must be a finite number, got NaN", () -> new GainBias(1, Double.NaN));
    refused(
        "tauN must be a finite number of seconds above 0, got 0.0",
        () -> new AdaptiveLif(0.02, 0.002, 0, 1, 0, 0.01));
    refused(
        "resetVoltage must be above -1000 mV and below 30 mV, got 30.0",
        () -> new Izhikevich(0.02, 0.2, 30, 8));
    for (NeuronType base :
        List.of(Direct.DEFAULT, Lif.DEFAULT, Izhikevich.DEFAULT, RegularSpiking.DEFAULT)) {
      refused(
          "base must be a type that puts out a rate, such as LifRate or Sigmoid, got " + base,
          () -> new PoissonSpiking(base));
    }
    assertThrows(UnsupportedOperationException.class, () -> Direct.DEFAULT.gainBias(100, 0));
  }

  private static void refused(String message, Executable call) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, call).getMessage());
  }
}
