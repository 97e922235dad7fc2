package org.spikelane.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.spikelane.kernel.KernelChoice;
import org.spikelane.kernel.LifPopulation;

/** What is measured stays what it is called, for as long as it is measured. */
class RegimeTest {

  private static final int N = 2000;

  @ParameterizedTest
  @EnumSource(Regime.class)
  void theMeanRateIsTheOneNamedAndDoesNotDrift(Regime regime) {
    double[] current = regime.currents(N);
    LifPopulation population = LifPopulation.builder(N).build();
    rate(population, current, 200);
    double first = rate(population, current, 2000);
    assertEquals(regime.meanRate(), first, 0.03 * regime.meanRate());
    rate(population, current, 50_000);
    assertEquals(first, rate(population, current, 2000), 0.005 * first);
  }

  @ParameterizedTest
  @EnumSource(Regime.class)
  void theTextbookFormulaFiresAsOftenInEveryFormOfOutput(Regime regime) {
    double[] current = regime.currents(N);
    LifPopulation population = LifPopulation.builder(N).kernel(KernelChoice.SCALAR).build();
    TextbookLif[] textbook = new TextbookLif[3];
    for (int form = 0; form < 3; form++) {
      textbook[form] = new TextbookLif(population);
    }
    double[] spikes = new double[N];
    double[] dense = new double[N];
    int[] expected = new int[N];
    int[] indices = new int[N];
    long[] bits = new long[LifPopulation.bitWords(N)];
    for (int tick = 0; tick < 500; tick++) {
      population.step(current, spikes);
      textbook[0].step(current, dense);
      int count = textbook[1].stepIndices(current, indices);
      textbook[2].stepBits(current, bits);
      int at = 0;
      for (int i = 0; i < N; i++) {
        assertEquals(spikes[i], dense[i]);
        assertEquals(spikes[i] != 0, (bits[i / 64] >>> i & 1) == 1);
        if (spikes[i] != 0) {
          expected[at++] = i;
        }
      }
      assertEquals(at, count);
      for (int k = 0; k < at; k++) {
        assertEquals(expected[k], indices[k]);
      }
    }
  }

  private static double rate(LifPopulation population, double[] current, int ticks) {
    int[] indices = new int[N];
    long count = 0;
    for (int tick = 0; tick < ticks; tick++) {
      count += population.stepIndices(current, indices);
    }
    return count / (ticks * population.dt() * N);
  }
}
