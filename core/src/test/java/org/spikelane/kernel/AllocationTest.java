package org.spikelane.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.spikelane.neuron.NeuronType;

/** A tick allocates nothing. */
class AllocationTest {

  private static final int N = 1003;
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

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
    bytes(population, 1);
    assertEquals(0, bytes(population, 1));
  }

  /**
   * Before C2 has compiled it, every vector is an object. How many calls that takes is the JVM's
   * business: the test waits for a thousand ticks without a byte, and gives up after many more.
   */
  @ParameterizedTest
  @MethodSource("choices")
  void compiledKernelsDoNotAllocate(KernelChoice choice) {
    LifPopulation population = LifPopulation.builder(N).kernel(choice).build();
    long bytes = -1;
    for (int round = 0; round < 200 && bytes != 0; round++) {
      bytes = bytes(population, 1000);
    }
    assertEquals(0, bytes);
  }

  private long bytes(LifPopulation population, int ticks) {
    long before = THREADS.getCurrentThreadAllocatedBytes();
    for (int tick = 0; tick < ticks; tick++) {
      population.step(current, spikes);
      population.stepIndices(current, indices);
      population.stepBits(current, bits);
    }
    return THREADS.getCurrentThreadAllocatedBytes() - before;
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
    long bytes = -1;
    for (int round = 0; round < 20 && bytes != 0; round++) {
      long before = THREADS.getCurrentThreadAllocatedBytes();
      for (int tick = 0; tick < 20; tick++) {
        population.step(current, spikes);
        for (String quantity : quantities) {
          population.read(quantity, spikes);
        }
      }
      bytes = THREADS.getCurrentThreadAllocatedBytes() - before;
    }
    assertEquals(0, bytes);
  }
}
