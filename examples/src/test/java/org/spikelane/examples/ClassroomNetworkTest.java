package org.spikelane.examples;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.DoubleSummaryStatistics;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.spikelane.neuron.GridLif;
import org.spikelane.neuron.Lif;
import org.spikelane.neuron.NeuronType;

/** The classroom network computes x², from any seed; and what it owes to its tuning curves. */
class ClassroomNetworkTest {

  private static final int SEEDS = 20;

  @Test
  void gridLifSquaresFromEverySeed() {
    assertTrue(errors(GridLif.DEFAULT, Curves.BY_COUNTING).getMax() < 0.1);
  }

  @Test
  void lifSquaresFromEverySeed() {
    assertTrue(errors(Lif.DEFAULT, Curves.BY_COUNTING).getMax() < 0.1);
    assertTrue(errors(Lif.DEFAULT, Curves.BY_EQUATION).getMax() < 0.1);
  }

  /** The equation is not what grid-aligned neurons do, so decoders found from it are off. */
  @Test
  void gridLifDecodersAreBetterFromCountedCurvesAtEverySeed() {
    for (long seed = 0; seed < SEEDS; seed++) {
      double counted = rmse(GridLif.DEFAULT, Curves.BY_COUNTING, seed);
      double equation = rmse(GridLif.DEFAULT, Curves.BY_EQUATION, seed);
      assertTrue(counted < equation, "seed " + seed + ": " + counted + ", " + equation);
    }
  }

  private static DoubleSummaryStatistics errors(NeuronType neuron, Curves curves) {
    DoubleSummaryStatistics errors =
        LongStream.range(0, SEEDS)
            .mapToDouble(seed -> rmse(neuron, curves, seed))
            .summaryStatistics();
    System.out.printf(
        "%s, tuning curves %s: RMSE over %d seeds: mean %.4f, largest %.4f%n",
        neuron.getClass().getSimpleName(),
        curves.inWords(),
        errors.getCount(),
        errors.getAverage(),
        errors.getMax());
    return errors;
  }

  private static double rmse(NeuronType neuron, Curves curves, long seed) {
    return new ClassroomNetwork(neuron, curves, seed).run(10).rmse();
  }
}
