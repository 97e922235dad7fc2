package org.spikelane.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.spikelane.nef.Statistics.assertDistributed;
import static org.spikelane.nef.Statistics.assertMean;
import static org.spikelane.nef.Statistics.assertVariance;
import static org.spikelane.nef.Statistics.column;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.spikelane.nef.Gaussian;
import org.spikelane.nef.Uniform;
import org.spikelane.synapse.Alpha;
import org.spikelane.synapse.Lowpass;
import org.spikelane.synapse.Synapse;

/**
 * The statistics of noise. Seeds are fixed; each assertion would fail for one seed in a million,
 * see {@link org.spikelane.nef.Statistics}.
 */
class NoiseTest {

  @Test
  void scaledNoiseHasTheVarianceOfItsDistributionDividedByDt() {
    for (double dt : new double[] {1e-3, 1e-4}) {
      double[] x = column(new WhiteNoise().run(20_000 * dt, 1, dt, 1), 0);
      assertEquals(20_000, x.length);
      assertMean("scaled, dt " + dt, x, 0);
      assertVariance("scaled, dt " + dt, x, 0, 1 / dt);
      Gaussian expected = new Gaussian(0, 1 / Math.sqrt(dt));
      assertDistributed("scaled, dt " + dt, x, expected::cdf);

      double[] y = column(new WhiteNoise(new Gaussian(2, 3), false).run(20_000 * dt, 1, dt, 2), 0);
      assertDistributed("unscaled, dt " + dt, y, new Gaussian(2, 3)::cdf);
    }
  }

  /** So it is in Nengo 4.1.0: WhiteNoise(Uniform(0, 1)) at dt 0.001 has mean 15.8, max 31.6. */
  @Test
  void scalingMovesTheMeanToo() {
    double[] x = column(new WhiteNoise(new Uniform(0, 1)).run(20, 1, 0.001, 3), 0);
    assertDistributed("uniform", x, new Uniform(0, 1 / Math.sqrt(0.001))::cdf);
  }

  /** A Wiener process: at time t its variance is t. */
  @Test
  void theIntegralOfScaledNoiseHasAVarianceThatDoesNotDependOnDt() {
    for (double dt : new double[] {1e-2, 1e-3}) {
      int walks = 5000;
      double[] integral = new double[walks];
      for (double[] tick : new WhiteNoise().run(0.05, walks, dt, 4)) {
        for (int d = 0; d < walks; d++) {
          integral[d] += tick[d] * dt;
        }
      }
      assertVariance("integral, dt " + dt, integral, 0, 0.05);
      assertDistributed("integral, dt " + dt, integral, new Gaussian(0, Math.sqrt(0.05))::cdf);
    }
  }

  @Test
  void ticksAndDimensionsAreIndependent() {
    double[][] x = new WhiteNoise(new Gaussian(0, 1), false).run(20, 4, 0.001, 5);
    for (int lag = 0; lag < 5; lag++) {
      for (int d = 0; d < 4; d++) {
        for (int e = 0; e < 4; e++) {
          if (lag > 0 || d < e) {
            assertMean("lag " + lag + ", " + d + " and " + e, products(x, lag, d, e), 0);
          }
        }
      }
    }
  }

  private static double[] products(double[][] x, int lag, int d, int e) {
    return IntStream.range(0, x.length - lag).mapToDouble(k -> x[k][d] * x[k + lag][e]).toArray();
  }

  /** Dimensions are independent, so that each is a sample of what a tick may be. */
  @Test
  void filteredNoiseHasTheVarianceAndTheAutocorrelationOfItsFilter() {
    for (double dt : new double[] {1e-3, 2.5e-4}) {
      double a = Math.exp(-dt / 0.005);
      double variance = (1 - a) / (1 + a) / dt;
      double[][] x = new FilteredNoise().run(0.11, 20_000, dt, 6);
      // The draw of the first tick is in its output, as in Nengo 4.1.0: variance (1 − a)²/dt.
      assertVariance("first tick, dt " + dt, x[0], 0, (1 - a) * (1 - a) / dt);
      int late = (int) Math.round(0.1 / dt);
      Gaussian expected = new Gaussian(0, Math.sqrt(variance));
      assertDistributed("late, dt " + dt, x[late], expected::cdf);
      for (int lag : new int[] {0, 1, 5, 20}) {
        double[] before = x[late - lag];
        double[] after = x[late];
        assertMean(
            "lag " + lag + ", dt " + dt,
            IntStream.range(0, after.length).mapToDouble(d -> before[d] * after[d]).toArray(),
            variance * Math.pow(a, lag));
      }
    }
  }

  @Test
  void filteredNoiseIsTheSameNoiseFiltered() {
    for (var synapse : new Synapse[] {new Lowpass(0.02), new Alpha(0.003)}) {
      double[][] noise = new WhiteNoise(new Uniform(-1, 2), false).run(0.2, 3, 0.001, 7);
      double[][] filtered =
          new FilteredNoise(synapse, new Uniform(-1, 2), false).run(0.2, 3, 0.001, 7);
      double[][] expected = synapse.filt(noise, 0.001);
      for (int k = 0; k < expected.length; k++) {
        for (int d = 0; d < 3; d++) {
          assertEquals(expected[k][d], filtered[k][d]);
        }
      }
    }
  }
}
