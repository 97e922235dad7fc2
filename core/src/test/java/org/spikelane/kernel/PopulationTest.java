package org.spikelane.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.spikelane.neuron.AdaptiveLif;
import org.spikelane.neuron.AdaptiveLifRate;
import org.spikelane.neuron.Direct;
import org.spikelane.neuron.GridLif;
import org.spikelane.neuron.Izhikevich;
import org.spikelane.neuron.Lif;
import org.spikelane.neuron.LifRate;
import org.spikelane.neuron.NeuronType;
import org.spikelane.neuron.PoissonSpiking;
import org.spikelane.neuron.RectifiedLinear;
import org.spikelane.neuron.RegularSpiking;
import org.spikelane.neuron.Sigmoid;
import org.spikelane.neuron.SpikingRectifiedLinear;
import org.spikelane.neuron.SteppedNeuron;
import org.spikelane.neuron.StochasticSpiking;
import org.spikelane.neuron.Tanh;

/** Populations of every type. */
class PopulationTest {

  /** A user's type that states its curve only. */
  record Squared() implements NeuronType {
    @Override
    public double rate(double current) {
      return current > 0.5 ? (current - 0.5) * (current - 0.5) : 0;
    }
  }

  /** A user's type that states its step only: an integrate-and-fire neuron without a leak. */
  record Integrator() implements SteppedNeuron {
    @Override
    public List<String> stateNames() {
      return List.of("charge");
    }

    @Override
    public double[] initialState() {
      return new double[1];
    }

    @Override
    public double step(double dt, double current, double[] state) {
      state[0] += Math.max(current, 0) * dt;
      double spikes = Math.floor(state[0]);
      state[0] -= spikes;
      return spikes / dt;
    }
  }

  /** A user's type that does nothing, with a state. */
  record Stepped(List<String> stateNames, double... initialState) implements SteppedNeuron {
    @Override
    public double step(double dt, double current, double[] state) {
      return 0;
    }
  }

  static Stream<NeuronType> types() {
    return Stream.of(
        Lif.DEFAULT,
        LifRate.DEFAULT,
        GridLif.DEFAULT,
        AdaptiveLif.DEFAULT,
        AdaptiveLifRate.DEFAULT,
        RectifiedLinear.DEFAULT,
        SpikingRectifiedLinear.DEFAULT,
        Sigmoid.DEFAULT,
        Tanh.DEFAULT,
        Izhikevich.DEFAULT,
        RegularSpiking.DEFAULT,
        StochasticSpiking.DEFAULT,
        PoissonSpiking.DEFAULT,
        new PoissonSpiking(AdaptiveLifRate.DEFAULT),
        new RegularSpiking(Tanh.DEFAULT),
        Direct.DEFAULT,
        new Squared(),
        new Integrator());
  }

  /**
   * The hash of a run of every type, as it was computed once: it comes out again on every
   * processor, JDK, JIT tier and lane width, and whatever way the ticks are split.
   */
  @Test
  @Tag("bits")
  void everyJvmGivesTheseBits() {
    long hash = 0;
    for (NeuronType type : types().toList()) {
      int n = 77;
      Population whole = Population.builder(type, n).seed(3).build();
      Population parts = Population.builder(type, n).seed(3).build();
      Currents currents = new Currents(5);
      double[] current = new double[n];
      double[] output = new double[n];
      double[] inParts = new double[n];
      for (int tick = 0; tick < 12; tick++) {
        currents.draw(current);
        whole.step(current, output);
        parts.step(current, inParts, 40, n);
        parts.step(current, inParts, 0, 40);
        assertArrayEquals(output, inParts, type.toString());
        hash = 31 * hash + Arrays.hashCode(output);
      }
      for (String quantity : whole.quantities()) {
        hash = 31 * hash + Arrays.hashCode(whole.read(quantity, output));
        assertArrayEquals(output, parts.read(quantity, inParts), type + " " + quantity);
      }
    }
    assertEquals("2c6ecc0a1b7b1504", Long.toHexString(hash));
  }

  /** The plain loops, compiled to SIMD while they run, against one neuron at a time. */
  @ParameterizedTest
  @MethodSource("types")
  @Tag("bits")
  void compiledLoopsGiveTheBitsOfSingleNeurons(NeuronType type) {
    int n = 300;
    Population all = Population.builder(type, n).seed(3).build();
    Population single = Population.builder(type, n).seed(3).build();
    Currents currents = new Currents(6);
    double[] current = new double[n];
    double[] output = new double[n];
    double[] one = new double[n];
    for (int tick = 0; tick < Jvm.ticks(3000); tick++) {
      currents.draw(current);
      all.step(current, output);
      for (int i = 0; i < n; i++) {
        single.step(current, one, i, i + 1);
      }
      assertArrayEquals(output, one, "tick " + tick);
    }
  }

  @ParameterizedTest
  @MethodSource("types")
  void theMeanOutputFollowsTheCurve(NeuronType type) {
    if (type instanceof Direct
        || type instanceof AdaptiveLif
        || type instanceof AdaptiveLifRate
        || type instanceof GridLif
        || type instanceof StochasticSpiking
        || type instanceof PoissonSpiking) {
      return; // each of these has its own test
    }
    int n = 40;
    double[] current = IntStream.range(0, n).mapToDouble(i -> 0.25 * i).toArray();
    double[] mean = meanOutput(type, current, 10_000);
    for (int i = 0; i < n; i++) {
      double tolerance = type instanceof SteppedNeuron ? 1 : 0.2; // whole hertz are measured
      assertEquals(type.rate(current[i]), mean[i], tolerance, type + " at J = " + current[i]);
    }
  }

  @Test
  void anAdaptedNeuronIsInBalanceWithItsOwnRate() {
    // In balance n = incN · rate, so the rate is where a(J − incN · a) = a.
    AdaptiveLif neuron = new AdaptiveLif(0.02, 0.002, 0, 1, 0.1, 0.01);
    AdaptiveLifRate rate = new AdaptiveLifRate(0.02, 0.002, 1, 0.1, 0.01);
    double[] current = {1.5, 2, 4, 8};
    double[] spiking = meanOutput(neuron, current, 10_000);
    double[] smooth = meanOutput(rate, current, 10_000);
    for (int i = 0; i < current.length; i++) {
      double low = 0;
      double high = 500;
      for (int k = 0; k < 60; k++) {
        double a = (low + high) / 2;
        if (rate.rate(current[i] - 0.01 * a) > a) {
          low = a;
        } else {
          high = a;
        }
      }
      assertEquals(low, smooth[i], 1e-6 * low);
      // The spiking neuron's adaptation ripples about the mean.
      assertEquals(low, spiking[i], 0.03 * low);
    }
  }

  /**
   * Spike counts of 2 000 neurons over 5 s: mean and variance against theory, each within five
   * standard deviations of its estimate, which fails by chance for one seed in two million.
   */
  @Test
  void randomSpikesHaveTheirMeanAndVariance() {
    double current = 3;
    double rate = LifRate.DEFAULT.rate(current);
    double mean = rate * 0.001;
    assertMoments(new PoissonSpiking(LifRate.DEFAULT), current, mean, mean, 3 * mean * mean + mean);
    double f = mean; // below one spike a tick: 0 or 1
    double variance = f * (1 - f);
    double fourth = variance * (1 - 3 * variance);
    assertMoments(new StochasticSpiking(LifRate.DEFAULT), current, mean, variance, fourth);
    // Several spikes a tick: whole part 2, fraction 0.5; and a Poisson mean of 2.5.
    NeuronType linear = RectifiedLinear.DEFAULT;
    assertMoments(new StochasticSpiking(linear), 2500, 2.5, 0.25, 0.0625);
    assertMoments(new PoissonSpiking(linear), 2500, 2.5, 2.5, 3 * 2.5 * 2.5 + 2.5);
    // Above what one exponential can hold.
    assertMoments(new PoissonSpiking(linear), 1.3e6, 1300, 1300, 3 * 1300.0 * 1300 + 1300);
  }

  /** A rate of tanh is negative below its intercept, and so are the spikes that carry it. */
  @Test
  void spikesHaveTheSignOfTheirRate() {
    double mean = Tanh.DEFAULT.rate(-0.5) * 0.001; // -0.18 a tick
    assertMoments(new PoissonSpiking(Tanh.DEFAULT), -0.5, mean, -mean, 3 * mean * mean - mean);
    double variance = -mean * (1 + mean);
    double fourth = variance * (1 - 3 * variance);
    assertMoments(new StochasticSpiking(Tanh.DEFAULT), -0.5, mean, variance, fourth);
    double[] regular = meanOutput(new RegularSpiking(Tanh.DEFAULT), new double[] {-0.5}, 10_000);
    assertEquals(mean * 1000, regular[0], 0.2);
  }

  /** A Poisson number of any mean is drawn, and soon. */
  @Test
  void soManySpikesThatTheyAreGaussian() {
    NeuronType linear = RectifiedLinear.DEFAULT;
    double mean = 1e6;
    assertMoments(new PoissonSpiking(linear), 1e9, mean, mean, 3 * mean * mean + mean);
    Population population = Population.builder(new PoissonSpiking(linear), 1).build();
    double[] output = new double[1];
    population.step(new double[] {1e99}, output);
    assertEquals(1e99, output[0], 1e84);
  }

  /** As Nengo has it: the rate has the amplitude, the spike the area 1. */
  @Test
  void anAmplitudeOfTheRateIsNoAreaOfASpike() {
    NeuronType half = new LifRate(0.02, 0.002, 0.5);
    double rate = LifRate.DEFAULT.rate(3) / 2;
    for (NeuronType type :
        List.of(new RegularSpiking(half), new StochasticSpiking(half), new PoissonSpiking(half))) {
      Population population = Population.builder(type, 500).build();
      double[] current = new double[500];
      Arrays.fill(current, 3);
      double[] output = new double[500];
      double sum = 0;
      for (int tick = 0; tick < 1000; tick++) {
        population.step(current, output);
        for (double o : output) {
          assertEquals(Math.rint(o * 0.001) * 1000, o);
          sum += o;
        }
      }
      // A Poisson mean of 500 000 ticks: a standard deviation of 0.32 Hz.
      assertEquals(rate, sum / 500_000, 1.6, type.toString());
    }
  }

  /** The state of the type that puts out the rate is stepped, kept and read with the spikes. */
  @Test
  void spikesOverAnAdaptingRateAdapt() {
    AdaptiveLifRate rate = new AdaptiveLifRate(0.02, 0.002, 1, 0.1, 0.01);
    double[] current = {2, 4};
    double[] adapted = meanOutput(rate, current, 10_000);
    double[] regular = meanOutput(new RegularSpiking(rate), current, 10_000);
    for (int i = 0; i < 2; i++) {
      assertTrue(adapted[i] < 0.8 * rate.rate(current[i]));
      assertEquals(adapted[i], regular[i], 0.2);
    }
    assertEquals(
        List.of("voltage", "adaptation"),
        Population.builder(new RegularSpiking(rate), 1).build().quantities());
    assertEquals(
        List.of("adaptation"),
        Population.builder(new PoissonSpiking(rate), 1).build().quantities());
  }

  private static void assertMoments(
      NeuronType type, double current, double mean, double variance, double fourthMoment) {
    int n = 2000;
    int ticks = 500;
    Population population = Population.builder(type, n).seed(12).build();
    double[] input = new double[n];
    Arrays.fill(input, current);
    double[] output = new double[n];
    double sum = 0;
    double squares = 0;
    for (int tick = 0; tick < ticks; tick++) {
      population.step(input, output);
      for (double o : output) {
        double spikes = o * 0.001;
        sum += spikes;
        squares += (spikes - mean) * (spikes - mean);
      }
    }
    double samples = (double) n * ticks;
    assertEquals(mean, sum / samples, 5 * Math.sqrt(variance / samples), type.toString());
    double spread = Math.sqrt((fourthMoment - variance * variance) / samples);
    assertEquals(
        variance, squares / samples, Math.max(5 * spread, 1e-9 * variance), type.toString());
  }

  @Test
  void aGivenInitialStateIsUsed() {
    Population population =
        Population.builder(AdaptiveLif.DEFAULT, 2)
            .initial("voltage", new double[] {0.25, 0.5})
            .initial("adaptation", new double[] {0.1, 0.2})
            .initial("refractoryTime", new double[] {0.002, 0})
            .build();
    assertEquals(List.of("voltage", "refractoryTime", "adaptation"), population.quantities());
    double[] values = new double[2];
    assertArrayEquals(new double[] {0.25, 0.5}, population.read("voltage", values));
    assertArrayEquals(new double[] {0.1, 0.2}, population.read("adaptation", values));
    assertEquals(0.002, population.read("refractoryTime", values)[0], 1e-16);
  }

  @ParameterizedTest
  @MethodSource("types")
  void badInputIsRefusedAndNothingHasChanged(NeuronType type) {
    Population population = Population.builder(type, 3).build();
    double[][] before = state(population);
    double[] out = {-7, -7, -7};
    double[] current = {1, Double.NaN, 1};
    refused(
        "current[1] must be finite and below 2^332 (8.7e99) in magnitude, got NaN",
        () -> population.step(current, out));
    refused("current.length must be 3, got 2", () -> population.step(new double[2], out));
    assertThrows(IllegalArgumentException.class, () -> population.step(current, current));
    assertThrows(
        IllegalArgumentException.class, () -> population.step(new double[3], new double[4]));
    refused("to must be from 2 to 3, got 4", () -> population.step(new double[3], out, 2, 4));
    refused(
        "quantity must be one of " + population.quantities() + ", got nothing",
        () -> population.read("nothing", out));
    refused(
        "quantity must be one of " + population.quantities() + ", got nothing",
        () -> Population.builder(type, 3).initial("nothing", out).build());
    assertArrayEquals(new double[] {-7, -7, -7}, out);
    assertTrue(Arrays.deepEquals(before, state(population)));
  }

  @Test
  void builderArgumentsAreChecked() {
    refused(
        "neurons must be from 0 to 1073741824, got -1",
        () -> Population.builder(GridLif.DEFAULT, -1));
    refused(
        "dt must be a finite number of seconds above 0, got 0.0",
        () -> Population.builder(RectifiedLinear.DEFAULT, 1).dt(0).build());
    refused(
        "dt must be below tauRc = 0.02 s, or Euler's steps overshoot, got 0.03",
        () -> Population.builder(GridLif.DEFAULT, 1).dt(0.03).build());
    refused(
        "dt must be at most tauN = 0.01 s, or Euler's steps overshoot, got 0.011",
        () ->
            Population.builder(new AdaptiveLif(0.02, 0.002, 0, 1, 0.01, 0.01), 1)
                .dt(0.011)
                .build());
    refused(
        "dt must be at most 1 ms / tauRecovery = 0.05 s, or Euler's steps overshoot, got 0.06",
        () -> Population.builder(Izhikevich.DEFAULT, 1).dt(0.06).build());
    for (NeuronType type :
        List.of(new GridLif(0.02, 0, 0, 1e308), new SpikingRectifiedLinear(1e308))) {
      refused(
          "amplitude must be such that amplitude/dt is finite and above 0, got 1.0E308",
          () -> Population.builder(type, 1).build());
    }
    refused(
        "initialState.length must be 2, got 1",
        () -> Population.builder(new Stepped(List.of("a", "b"), 1), 1).build());
    refused(
        "state variable must be a name that no other variable has, got a",
        () -> Population.builder(new Stepped(List.of("a", "a"), 1, 2), 1).build());
    refused(
        "adaptation[0] must be a finite number, got NaN",
        () ->
            Population.builder(AdaptiveLifRate.DEFAULT, 1)
                .initial("adaptation", new double[] {Double.NaN})
                .build());
  }

  private static double[] meanOutput(NeuronType type, double[] current, int ticks) {
    Population population = Population.builder(type, current.length).build();
    double[] output = new double[current.length];
    double[] sum = new double[current.length];
    for (int tick = 0; tick < 2000; tick++) {
      population.step(current, output);
    }
    for (int tick = 0; tick < ticks; tick++) {
      population.step(current, output);
      for (int i = 0; i < sum.length; i++) {
        sum[i] += output[i] / ticks;
      }
    }
    return sum;
  }

  private static double[][] state(Population population) {
    return population.quantities().stream()
        .map(q -> population.read(q, new double[population.neurons()]))
        .toArray(double[][]::new);
  }

  private static void refused(String message, Executable call) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, call).getMessage());
  }
}
