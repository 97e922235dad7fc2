package org.spikelane.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.spikelane.neuron.Lif;

/**
 * Every argument that cannot be used is refused by an {@link IllegalArgumentException} that names
 * the argument, its value and the allowed range, and nothing has changed.
 */
class BadInputTest {

  private static final double NAN = Double.NaN;
  private static final double INF = Double.POSITIVE_INFINITY;

  static List<KernelChoice> choices() {
    return Jvm.choices();
  }

  @Test
  void neuronParameters() {
    String seconds = " a finite number of seconds above 0, got ";
    for (double tauRc : new double[] {0, -0.02, NAN, INF}) {
      refused("tauRc must be" + seconds + tauRc, () -> Lif.DEFAULT.withTauRc(tauRc));
    }
    for (double tauRef : new double[] {-1e-9, NAN, INF}) {
      refused(
          "tauRef must be a finite number of seconds, 0 or above, got " + tauRef,
          () -> Lif.DEFAULT.withTauRef(tauRef));
    }
    for (double minVoltage : new double[] {1e-9, 1, NAN, INF}) {
      refused(
          "minVoltage must be a number from -Infinity to 0, got " + minVoltage,
          () -> Lif.DEFAULT.withMinVoltage(minVoltage));
    }
    for (double amplitude : new double[] {0, -1, NAN, INF}) {
      refused(
          "amplitude must be a finite number above 0, got " + amplitude,
          () -> Lif.DEFAULT.withAmplitude(amplitude));
    }
    for (double rate : new double[] {0, -1, Math.nextDown(500.0), 500, 600, NAN}) {
      refused(
          "rate must be above 0 Hz and below 1/tauRef = 500.0 Hz, got " + rate,
          () -> Lif.DEFAULT.current(rate));
    }
  }

  @Test
  void populationParameters() {
    for (int n : new int[] {-1, Integer.MIN_VALUE, (1 << 30) + 1, Integer.MAX_VALUE}) {
      refused("neurons must be from 0 to 1073741824, got " + n, () -> LifPopulation.builder(n));
    }
    for (double dt : new double[] {0, -0.001, NAN, INF, 1e-12, 0.21}) {
      refused(
          "dt must be from 1.0E-9 to 10.0 times tauRc = 0.02 seconds, got " + dt,
          () -> LifPopulation.builder(1).dt(dt).build());
    }
    refused(
        "tauRef must be at most 300 tauRc = 6.0 seconds, got 7.0",
        () -> LifPopulation.builder(1).neuron(Lif.DEFAULT.withTauRef(7)).build());
    refused(
        "amplitude must be such that amplitude/dt is finite and above 0, got 1.0E308",
        () -> LifPopulation.builder(1).neuron(Lif.DEFAULT.withAmplitude(1e308)).build());
  }

  @Test
  void initialState() {
    refused(
        "voltage.length must be 3, got 2",
        () -> LifPopulation.builder(3).voltage(new double[2]).build());
    for (double v : new double[] {1.5, -0.1, NAN, INF, -INF}) {
      refused(
          "voltage[1] must be finite, above -2^332, and from minVoltage = 0.0 to 1, got " + v,
          () -> LifPopulation.builder(2).voltage(new double[] {0.5, v}).build());
    }
    Lif unbounded = Lif.DEFAULT.withMinVoltage(-INF);
    refused(
        "voltage[0] must be finite, above -2^332, and from minVoltage = -Infinity to 1, got -Infinity",
        () -> LifPopulation.builder(1).neuron(unbounded).voltage(new double[] {-INF}).build());
    refused(
        "refractoryTime.length must be 3, got 4",
        () -> LifPopulation.builder(3).refractoryTime(new double[4]).build());
    for (double r : new double[] {-0.0011, 0.0031, NAN, INF}) {
      refused(
          "refractoryTime[0] must be from -dt = -0.001 to tauRef + dt = 0.003 seconds, got " + r,
          () -> LifPopulation.builder(1).refractoryTime(new double[] {r}).build());
    }
  }

  @Test
  void savedStates() {
    LifPopulation population = LifPopulation.builder(3).build();
    LifState before = population.save();
    for (LifPopulation other :
        List.of(
            LifPopulation.builder(4).build(),
            LifPopulation.builder(3).dt(0.0005).build(),
            LifPopulation.builder(3).neuron(Lif.DEFAULT.withTauRc(0.03)).build())) {
      LifState state = other.save();
      refused(
          "saved must be a state of 3 neurons, " + Lif.DEFAULT + ", dt 0.001, got " + state,
          () -> population.restore(state));
      assertEquals(before, population.save());
    }
    Lif lif = Lif.DEFAULT;
    refused(
        "refractoryFactor.length must be 1, got 2",
        () -> LifState.of(lif, 0.001, new double[1], new double[2]));
    refused(
        "voltage[0] must be finite, above -2^332, and from minVoltage = 0.0 to 1, got NaN",
        () -> LifState.of(lif, 0.001, new double[] {NAN}, new double[1]));
    for (double q : new double[] {-1, NAN, INF}) {
      refused(
          "refractoryFactor[0] must be finite, 0 or above, got " + q,
          () -> LifState.of(lif, 0.001, new double[1], new double[] {q}));
    }
  }

  @ParameterizedTest
  @MethodSource("choices")
  void arraysAndRanges(KernelChoice choice) {
    int n = 100;
    LifPopulation p = LifPopulation.builder(n).kernel(choice).build();
    LifState before = p.save();
    double[] current = new double[n];
    double[] spikes = new double[n];
    int[] indices = new int[n];
    long[] bits = new long[2];
    for (int length : new int[] {0, 99, 101}) {
      double[] wrong = new double[length];
      String got = ".length must be 100, got " + length;
      refused("current" + got, () -> p.step(wrong, spikes));
      refused("current" + got, () -> p.stepIndices(wrong, indices));
      refused("current" + got, () -> p.stepBits(wrong, bits));
      refused("spikes" + got, () -> p.step(current, wrong));
      refused("indices" + got, () -> p.stepIndices(current, new int[length]));
      refused("into" + got, () -> p.voltage(wrong));
      refused("into" + got, () -> p.refractoryTime(wrong));
    }
    refused("bits.length must be 2, got 1", () -> p.stepBits(current, new long[1]));
    refused("bits.length must be 2, got 100", () -> p.stepBits(current, new long[n]));
    refused(
        "spikes must be another array than current, got the array of current itself",
        () -> p.step(current, current));
    refused("from must be from 0 to 100, got -1", () -> p.step(current, spikes, -1, 5));
    refused("from must be from 0 to 100, got 101", () -> p.step(current, spikes, 101, 101));
    refused("to must be from 5 to 100, got 4", () -> p.stepIndices(current, indices, 5, 4));
    refused("to must be from 0 to 100, got 101", () -> p.stepBits(current, bits, 0, 101));
    refused("from must be a multiple of 64, got 32", () -> p.stepBits(current, bits, 32, 64));
    refused(
        "to must be a multiple of 64 or the number of neurons, 100, got 70",
        () -> p.stepBits(current, bits, 0, 70));
    assertEquals(before, p.save());
  }

  /** At every place, for the vectorised check to have no blind spot; in every form of output. */
  @ParameterizedTest
  @MethodSource("choices")
  void currents(KernelChoice choice) {
    int n = 150;
    LifPopulation p = LifPopulation.builder(n).kernel(choice).build();
    double[] current = new double[n];
    Arrays.fill(current, 1.5);
    p.step(current, new double[n]);
    LifState before = p.save();
    double[] spikes = new double[n];
    int[] indices = new int[n];
    long[] bits = new long[LifPopulation.bitWords(n)];
    Arrays.fill(spikes, -7);
    Arrays.fill(indices, -7);
    Arrays.fill(bits, -7);
    double limit = LifCoefficients.CURRENT_LIMIT;
    double[] wrong = {
      NAN, INF, -INF, limit, -limit, Double.MAX_VALUE, -Double.MAX_VALUE, 1e100, -1e200
    };
    for (int neuron = 0; neuron < n; neuron++) {
      int i = neuron;
      double value = wrong[i % wrong.length];
      current[i] = value;
      String message =
          "current[" + i + "] must be finite and below 2^332 (8.7e99) in magnitude, got " + value;
      refused(message, () -> p.step(current, spikes));
      refused(message, () -> p.stepIndices(current, indices));
      refused(message, () -> p.stepBits(current, bits));
      refused(message, () -> p.step(current, spikes, i, n));
      refused(message, () -> p.step(current, spikes, 0, i + 1));
      current[i] = 1.5;
    }
    assertEquals(before, p.save());
    assertArrayEquals(filled(n, -7), spikes);
    assertEquals(n, Arrays.stream(indices).filter(i -> i == -7).count());
    assertEquals(bits.length, Arrays.stream(bits).filter(b -> b == -7).count());

    // Outside of a range it is nobody's business; the first of several is the one named.
    current[70] = NAN;
    p.step(current, spikes, 0, 70);
    p.step(current, spikes, 71, n);
    current[20] = INF;
    refused(
        "current[20] must be finite and below 2^332 (8.7e99) in magnitude, got Infinity",
        () -> p.step(current, spikes));
  }

  /** The largest currents there are leave every value finite, also where voltage is not bounded. */
  @ParameterizedTest
  @MethodSource("choices")
  void currentsJustInsideTheRange(KernelChoice choice) {
    for (Lif neuron :
        List.of(
            Lif.DEFAULT,
            Lif.DEFAULT.withMinVoltage(-INF),
            new Lif(0.001, 0.3, -INF, 1),
            new Lif(1e-4, 0, -INF, 1))) {
      int n = 70;
      LifPopulation p = LifPopulation.builder(n).neuron(neuron).kernel(choice).build();
      double largest = Math.nextDown(LifCoefficients.CURRENT_LIMIT);
      double[] current = new double[n];
      double[] spikes = new double[n];
      for (int tick = 0; tick < 100; tick++) {
        for (int i = 0; i < n; i++) {
          current[i] = (tick * 7 + i) % 3 == 0 ? -largest : largest;
        }
        p.step(current, spikes);
        // Checks every value on its way.
        LifState state = p.save();
        LifState.of(state.neuron(), state.dt(), state.voltage(), state.refractoryFactor());
      }
    }
  }

  private static double[] filled(int n, double value) {
    double[] array = new double[n];
    Arrays.fill(array, value);
    return array;
  }

  private static void refused(String message, Executable call) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, call).getMessage());
  }
}
