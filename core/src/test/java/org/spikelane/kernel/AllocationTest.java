package org.spikelane.kernel;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.spikelane.Allocated;
import org.spikelane.neuron.NeuronType;

/** A tick allocates nothing. */
class AllocationTest {

  private static final int N = 1003;

  private final double[] current = new Currents(1).draw(new double[N]);
  private final double[] spikes = new double[N];
  private final int[] indices = new int[N];
  private final long[] bits = new long[LifPopulation.bitWords(N)];

  /** Not the vector kernel where it would not be chosen: what is not compiled to SIMD is boxed. */
  static List<KernelChoice> choices() {
    return Jvm.hasVectorModule() && Jvm.prefersVector()
        ? List.of(KernelChoice.SCALAR, KernelChoice.AUTO, KernelChoice.VECTOR)
        : List.of(KernelChoice.SCALAR, KernelChoice.AUTO);
  }

  @Test
  void theScalarKernelNeverAllocates() {
    LifPopulation population = LifPopulation.builder(N).kernel(KernelChoice.SCALAR).build();
    Allocated.nothingIn(2, () -> step(population, 1), "a tick");
  }

  @ParameterizedTest
  @MethodSource("choices")
  void compiledKernelsDoNotAllocate(KernelChoice choice) {
    LifPopulation population = LifPopulation.builder(N).kernel(choice).build();
    Allocated.nothingOnceCompiled(() -> {}, () -> step(population, 1000), "1000 ticks");
  }

  private void step(LifPopulation population, int ticks) {
    for (int tick = 0; tick < ticks; tick++) {
      population.step(current, spikes);
      population.stepIndices(current, indices);
      population.stepBits(current, bits);
    }
  }

  static Stream<NeuronType> types() {
    return PopulationTest.types();
  }

  /** Nor does reading the state by name, as a probe does every tick. */
  @ParameterizedTest
  @MethodSource("types")
  void noTypeAllocates(NeuronType type) {
    Population population = Population.builder(type, N).kernel(KernelChoice.SCALAR).build();
    String[] quantities = population.quantities().toArray(String[]::new);
    Runnable ticks =
        () -> {
          for (int tick = 0; tick < 20; tick++) {
            population.step(current, spikes);
            for (String quantity : quantities) {
              population.read(quantity, spikes);
            }
          }
        };
    Allocated.nothingIn(20, ticks, type.toString());
  }
}
