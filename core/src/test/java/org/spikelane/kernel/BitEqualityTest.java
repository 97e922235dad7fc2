package org.spikelane.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.spikelane.neuron.Lif;

/** The scalar and the vector kernel agree in every bit, and with every other JVM. */
@Tag("bits")
class BitEqualityTest {

  static Stream<Lif> neurons() {
    return Stream.of(
        Lif.DEFAULT,
        new Lif(0.02, 0, Double.NEGATIVE_INFINITY, 0.3),
        new Lif(0.005, 0.0025, -1, 1),
        new Lif(0.002, 0.0004, 0, 2));
  }

  /** 0 to 70, around the sizes at which blocks end, and odd ones. */
  static IntStream sizes() {
    return IntStream.concat(
        IntStream.rangeClosed(0, 70),
        IntStream.of(127, 128, 129, 255, 383, 511, 513, 1021, 1023, 1025, 1027, 2049, 4099));
  }

  @ParameterizedTest
  @MethodSource("neurons")
  @Tag("vector")
  void bothKernelsGiveTheSameBitsForEverySize(Lif neuron) {
    int spiked = sizes().map(n -> compare(neuron, n, Jvm.hasC2() || n <= 130 ? 40 : 2)).sum();
    assertTrue(spiked > 1000, "spikes: " + spiked);
  }

  /** Long enough for the loops to be compiled by C2 while they run, and in the middle of a tick. */
  @ParameterizedTest
  @MethodSource("neurons")
  @Tag("vector")
  void bothKernelsGiveTheSameBitsWhileTheyAreBeingCompiled(Lif neuron) {
    assertTrue(compare(neuron, 643, 4000) > 500);
  }

  private static int compare(Lif neuron, int n, int ticks) {
    LifPopulation[] scalar = new LifPopulation[3];
    LifPopulation[] vector = new LifPopulation[3];
    for (int form = 0; form < 3; form++) {
      scalar[form] = population(neuron, n, KernelChoice.SCALAR);
      vector[form] = population(neuron, n, KernelChoice.VECTOR);
    }
    Currents currents = new Currents(n);
    double[] current = new double[n];
    double[] denseS = new double[n];
    double[] denseV = new double[n];
    int[] indicesS = new int[n];
    int[] indicesV = new int[n];
    long[] bitsS = new long[LifPopulation.bitWords(n)];
    long[] bitsV = new long[LifPopulation.bitWords(n)];
    int total = 0;
    for (int t = 1; t <= Jvm.ticks(ticks); t++) {
      String where = "n " + n + ", tick " + t + ", " + neuron;
      currents.drawWithCorners(current);
      // Stale output must not survive a tick.
      Arrays.fill(denseS, Double.NaN);
      Arrays.fill(denseV, Double.NaN);
      Arrays.fill(bitsS, -1);
      Arrays.fill(bitsV, -1);
      scalar[0].step(current, denseS);
      vector[0].step(current, denseV);
      assertArrayEquals(rawBits(denseS), rawBits(denseV), where);
      int countS = scalar[1].stepIndices(current, indicesS);
      int countV = vector[1].stepIndices(current, indicesV);
      assertEquals(countS, countV, where);
      assertArrayEquals(Arrays.copyOf(indicesS, countS), Arrays.copyOf(indicesV, countV), where);
      scalar[2].stepBits(current, bitsS);
      vector[2].stepBits(current, bitsV);
      assertArrayEquals(bitsS, bitsV, where);

      // The three forms say the same.
      int[] spiking = IntStream.range(0, n).filter(i -> denseS[i] != 0).toArray();
      assertArrayEquals(spiking, Arrays.copyOf(indicesS, countS), where);
      assertArrayEquals(spiking, java.util.BitSet.valueOf(bitsS).stream().toArray(), where);
      for (LifPopulation other :
          new LifPopulation[] {vector[0], scalar[1], vector[1], scalar[2], vector[2]}) {
        assertEquals(scalar[0].save(), other.save(), where);
      }
      total += countS;
    }
    return total;
  }

  /**
   * The hash of a whole run, as it was computed once: whatever the processor, JDK, JIT tier and
   * lane width, it must come out again. Only a deliberate change of the dynamics may change it.
   */
  @Test
  void everyJvmGivesTheseBits() {
    for (KernelChoice choice : Jvm.choices()) {
      long hash = 0;
      for (Lif neuron : neurons().toList()) {
        int n = 77;
        LifPopulation population = population(neuron, n, choice);
        Currents currents = new Currents(5);
        double[] current = new double[n];
        double[] spikes = new double[n];
        for (int t = 0; t < 12; t++) {
          population.step(currents.drawWithCorners(current), spikes);
          hash = 31 * hash + Arrays.hashCode(rawBits(spikes));
        }
        LifState state = population.save();
        hash = 31 * hash + Arrays.hashCode(rawBits(state.voltage()));
        hash = 31 * hash + Arrays.hashCode(rawBits(state.refractoryFactor()));
      }
      assertEquals("f91b6fa1c1c7ebbf", Long.toHexString(hash), choice.toString());
    }
  }

  private static LifPopulation population(Lif neuron, int n, KernelChoice choice) {
    return LifPopulation.builder(n).neuron(neuron).seed(n).kernel(choice).build();
  }

  private static long[] rawBits(double[] values) {
    return DoubleStream.of(values).mapToLong(Double::doubleToRawLongBits).toArray();
  }
}
