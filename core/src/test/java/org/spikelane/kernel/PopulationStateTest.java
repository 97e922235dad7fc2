package org.spikelane.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.spikelane.neuron.AdaptiveLif;
import org.spikelane.neuron.AdaptiveLifRate;
import org.spikelane.neuron.GridLif;
import org.spikelane.neuron.Izhikevich;
import org.spikelane.neuron.Lif;
import org.spikelane.neuron.LifRate;
import org.spikelane.neuron.NeuronType;
import org.spikelane.neuron.PoissonSpiking;
import org.spikelane.neuron.RegularSpiking;
import org.spikelane.neuron.SpikingRectifiedLinear;

/** The state of a population of any type: kept, taken up again, read and set by name. */
class PopulationStateTest {

  private static final int N = 37;

  static Stream<NeuronType> types() {
    return PopulationTest.types();
  }

  @ParameterizedTest
  @MethodSource("types")
  void aRestoredPopulationRepeatsEveryBit(NeuronType type) {
    Population population = Population.builder(type, N).seed(1).build();
    PopulationState initial = population.save();
    run(population, 1, 30);
    PopulationState saved = population.save();
    double[][] expected = run(population, 2, 30);
    PopulationState end = population.save();

    population.restore(saved);
    assertEquals(saved, population.save());
    assertEquals(saved.hashCode(), population.save().hashCode());
    assertArrayEquals(expected, run(population, 2, 30));
    assertEquals(end, population.save());

    // By way of arrays, as into a file, and into a population of another seed and history.
    Map<String, double[]> values = new LinkedHashMap<>();
    saved.names().forEach(name -> values.put(name, saved.values(name)));
    Population other = Population.builder(type, N).seed(9).build();
    run(other, 3, 5);
    other.restore(
        PopulationState.of(
            saved.neuron(), saved.dt(), saved.neurons(), values, saved.randomStreams()));
    assertArrayEquals(expected, run(other, 2, 30));
    assertEquals(end, other.save());

    // To the start.
    population.restore(initial);
    assertEquals(Population.builder(type, N).seed(1).build().save(), population.save());
  }

  @ParameterizedTest
  @MethodSource("types")
  void everyQuantityThatIsReadCanBeWritten(NeuronType type) {
    Population population = Population.builder(type, N).seed(1).build();
    run(population, 1, 300);
    Population other = Population.builder(type, N).seed(2).build();
    for (String quantity : population.quantities()) {
      double[] values = population.read(quantity, new double[N]);
      other.write(quantity, values);
      assertArrayEquals(values, other.read(quantity, new double[N]), 1e-15, type + " " + quantity);
    }
  }

  /** As files hold it that were written when the factor was saved whatever it was. */
  @ParameterizedTest
  @MethodSource("refractoryTypes")
  void aStateWithFactorsThatMeanNothingGoesOnAsTheOneThatIsSaved(NeuronType type) {
    Population population = Population.builder(type, N).seed(1).build();
    run(population, 1, 300);
    PopulationState saved = population.save();
    double[] times = population.read("refractoryTime", new double[N]);
    Map<String, double[]> values = new LinkedHashMap<>();
    saved.names().forEach(name -> values.put(name, saved.values(name)));
    double[] factors = values.get("refractoryFactor");
    int resting = 0;
    for (int i = 0; i < N; i++) {
      assertEquals(times[i] == 0 ? 0 : Math.exp((times[i] - 0.001) / 0.02), factors[i], 1e-14);
      resting += factors[i] > 1 ? 1 : 0;
      factors[i] = factors[i] > 1 ? factors[i] : 1 - (double) i / N;
    }
    assertTrue(resting > 0 && resting < N, "resting: " + resting);
    Population other = Population.builder(type, N).seed(2).build();
    other.restore(
        PopulationState.of(type, saved.dt(), saved.neurons(), values, saved.randomStreams()));
    assertEquals(saved, other.save());
    assertArrayEquals(times, other.read("refractoryTime", new double[N]));
    assertArrayEquals(run(population, 2, 300), run(other, 2, 300));
    assertEquals(population.save(), other.save());
  }

  static Stream<NeuronType> refractoryTypes() {
    return Stream.of(Lif.DEFAULT, AdaptiveLif.DEFAULT);
  }

  @Test
  void quantitiesAreNamedAsTheFieldNamesThem() {
    Map<NeuronType, List<String>> names =
        Map.of(
            Lif.DEFAULT, List.of("voltage", "refractoryTime"),
            AdaptiveLif.DEFAULT, List.of("voltage", "refractoryTime", "adaptation"),
            GridLif.DEFAULT, List.of("voltage", "refractoryTime"),
            AdaptiveLifRate.DEFAULT, List.of("adaptation"),
            SpikingRectifiedLinear.DEFAULT, List.of("voltage"),
            RegularSpiking.DEFAULT, List.of("voltage"),
            Izhikevich.DEFAULT, List.of("voltage", "recovery"),
            PoissonSpiking.DEFAULT, List.of(),
            LifRate.DEFAULT, List.of());
    names.forEach(
        (type, expected) ->
            assertEquals(expected, Population.builder(type, 1).build().quantities()));
  }

  /** In seconds for every LIF type, whatever it keeps: 2 ms after a spike, 1 ms a tick later. */
  @Test
  void aGridNeuronsRefractoryTimeIsInSeconds() {
    Population population = Population.builder(GridLif.DEFAULT, 1).build();
    double[] output = new double[1];
    double[] time = new double[1];
    population.step(new double[] {1e6}, output);
    assertEquals(1000, output[0]);
    assertEquals(0.002, population.read("refractoryTime", time)[0]);
    population.step(new double[1], output);
    assertEquals(0.001, population.read("refractoryTime", time)[0]);
    population.write("refractoryTime", new double[] {0.002});
    for (int tick = 0; tick < 2; tick++) {
      population.step(new double[] {1e6}, output);
      assertEquals(0, output[0]);
    }
    population.step(new double[] {1e6}, output);
    assertEquals(1000, output[0]);
  }

  @Test
  void aStateIsRefusedByAPopulationOfWhichItIsNone() {
    Population population = Population.builder(GridLif.DEFAULT, 2).build();
    PopulationState before = population.save();
    for (Population other :
        List.of(
            Population.builder(GridLif.DEFAULT, 3).build(),
            Population.builder(GridLif.DEFAULT, 2).dt(0.0005).build(),
            Population.builder(Lif.DEFAULT, 2).build())) {
      PopulationState state = other.save();
      assertNotEquals(before, state);
      refused(
          "saved must be a state of 2 neurons, " + GridLif.DEFAULT + ", dt 0.001, got " + state,
          () -> population.restore(state));
    }
    double[] zero = new double[2];
    refused(
        "saved must be a state with [voltage, refractoryTicks], got a state with [voltage]",
        () -> population.restore(state(Map.of("voltage", zero))));
    Map<String, double[]> values = new LinkedHashMap<>();
    values.put("voltage", new double[] {0.5, 0.25});
    values.put("refractoryTicks", new double[] {0, -1});
    refused(
        "refractoryTicks[1] must be a whole number from 0 to tauRef/dt = 2.0, got -1.0",
        () -> population.restore(state(values)));
    refused("voltage.length must be 2, got 3", () -> state(Map.of("voltage", new double[3])));
    assertEquals(before, population.save());
  }

  @Test
  void valuesThatATypeMayNotHaveAreRefused() {
    refusedValue(Lif.DEFAULT, "voltage", 1.5);
    refusedValue(Lif.DEFAULT, "refractoryTime", 0.0031);
    refusedValue(GridLif.DEFAULT, "voltage", -0.5);
    refusedValue(GridLif.DEFAULT, "voltage", Double.NaN);
    refusedValue(GridLif.DEFAULT, "refractoryTime", -0.001);
    refusedValue(GridLif.DEFAULT, "refractoryTime", 0.003);
    refusedValue(AdaptiveLif.DEFAULT, "voltage", 2);
    refusedValue(AdaptiveLif.DEFAULT, "adaptation", -1e200);
    refusedValue(RegularSpiking.DEFAULT, "voltage", -0.1);
    refusedValue(Izhikevich.DEFAULT, "recovery", Double.POSITIVE_INFINITY);
    refusedValue(Izhikevich.DEFAULT, "voltage", -1e200);
  }

  /** Also where an adaptation has grown beyond what a current may be. */
  @Test
  void whatAPopulationHasReachedItTakesBack() {
    NeuronType type = new AdaptiveLifRate(0.02, 0, 1, 0.001, 100);
    Population population = Population.builder(type, 1).build();
    population.step(new double[] {1e99}, new double[1]);
    PopulationState saved = population.save();
    assertTrue(saved.values("adaptation")[0] > 1e100);
    population.restore(saved);
    assertEquals(saved, population.save());
  }

  @Test
  void theOrderOfTheValuesDoesNotMatter() {
    Population population = Population.builder(GridLif.DEFAULT, 2).build();
    PopulationState saved = population.save();
    Map<String, double[]> values = new LinkedHashMap<>();
    values.put("refractoryTicks", saved.values("refractoryTicks"));
    values.put("voltage", saved.values("voltage"));
    assertEquals(saved, state(values));
    assertEquals(saved.hashCode(), state(values).hashCode());
    population.step(new double[] {9, 9}, new double[2]);
    population.restore(state(values));
    assertEquals(saved, population.save());
  }

  private static void refusedValue(NeuronType type, String quantity, double value) {
    Population population = Population.builder(type, 2).build();
    PopulationState before = population.save();
    double[] values = {0, value};
    String message =
        assertThrows(IllegalArgumentException.class, () -> population.write(quantity, values))
            .getMessage();
    assertTrue(message.startsWith(quantity + "[1] must be "), message);
    assertTrue(message.endsWith(", got " + value), message);
    assertEquals(before, population.save());
  }

  private static PopulationState state(Map<String, double[]> values) {
    return PopulationState.of(GridLif.DEFAULT, 0.001, 2, values, new long[0]);
  }

  private static double[][] run(Population population, long seed, int ticks) {
    Currents currents = new Currents(seed);
    double[][] output = new double[ticks][N];
    double[] current = new double[N];
    for (double[] row : output) {
      population.step(currents.draw(current), row);
    }
    return output;
  }

  private static void refused(String message, Executable call) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, call).getMessage());
  }
}
