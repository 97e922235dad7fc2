package org.spikelane.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.spikelane.neuron.Lif;

/**
 * The kernel against the textbook formula: 10 000 neurons for 2 000 ticks of changing input, at
 * each point of a grid of parameters.
 */
@Tag("slow")
class LifOracleTest {

  private static final int NEURONS = 10_000;
  private static final int PART = 500;
  private static final int TICKS = 2_000;
  private static final double DT = 0.001;

  /** A spike may be on another tick only if the voltage reached is this close to the threshold. */
  private static final double NEAR_THRESHOLD = 1e-9;

  record Case(double tauRef, double dtPerTauRc, double minVoltage) {
    Lif neuron() {
      return new Lif(DT / dtPerTauRc, tauRef, minVoltage, 1);
    }
  }

  record Result(long spikes, long nearThreshold, double voltageError, double refractoryError) {
    Result plus(Result o) {
      return new Result(
          spikes + o.spikes,
          nearThreshold + o.nearThreshold,
          Math.max(voltageError, o.voltageError),
          Math.max(refractoryError, o.refractoryError));
    }
  }

  @Test
  void everySpikeIsOnTheTickOfTheTextbook() {
    List<Case> cases = new ArrayList<>();
    for (double tauRef : new double[] {0, 0.4 * DT, DT, 2.5 * DT, 10 * DT}) {
      for (double dtPerTauRc : new double[] {0.001, 0.02, 0.1, 0.5}) {
        for (double minVoltage : new double[] {0, -1, Double.NEGATIVE_INFINITY}) {
          cases.add(new Case(tauRef, dtPerTauRc, minVoltage));
        }
      }
    }
    Result all = new Result(0, 0, 0, 0);
    for (Case c : cases) {
      Result result =
          IntStream.range(0, NEURONS / PART)
              .parallel()
              .mapToObj(part -> run(c, part))
              .reduce(new Result(0, 0, 0, 0), Result::plus);
      assertTrue(result.spikes > NEURONS, c + ": " + result);
      all = all.plus(result);
    }
    System.out.printf(
        "oracle: %d cases, %d spikes, %d of them on another tick with the voltage within %.0e of the"
            + " threshold; largest difference of voltage %.1e, of refractory time %.1e tauRc%n",
        cases.size(),
        all.spikes,
        all.nearThreshold,
        NEAR_THRESHOLD,
        all.voltageError,
        all.refractoryError);
    assertTrue(all.voltageError < NEAR_THRESHOLD, all.toString());
    assertTrue(all.refractoryError < 1e-10, all.toString());
  }

  private static Result run(Case c, int part) {
    LifPopulation population =
        LifPopulation.builder(PART).neuron(c.neuron()).dt(DT).seed(part).build();
    TextbookLif oracle = new TextbookLif(c.neuron(), DT, population.voltage(new double[PART]));
    Currents currents = new Currents(part);
    double[] current = new double[PART];
    double[] spikes = new double[PART];
    double[] expected = new double[PART];
    double[] voltage = new double[PART];
    long spikeCount = 0;
    long nearThreshold = 0;
    double voltageError = 0;
    double refractoryError = 0;
    for (int t = 1; t <= TICKS; t++) {
      population.step(currents.draw(current), spikes);
      oracle.step(current, expected);
      population.voltage(voltage);
      for (int i = 0; i < PART; i++) {
        if (spikes[i] != expected[i]) {
          double distance = Math.abs(oracle.reached[i] - 1);
          assertTrue(
              distance <= NEAR_THRESHOLD,
              c + ", tick " + t + ": a spike at " + distance + " from the threshold");
          nearThreshold++;
          resume(population, oracle, i);
          continue;
        }
        voltageError = Math.max(voltageError, Math.abs(voltage[i] - oracle.voltage[i]));
        spikeCount += expected[i] != 0 ? 1 : 0;
        double rests = oracle.resting(i);
        double refractoryTime = population.refractoryTime(i);
        if (rests > 0 != refractoryTime > 0) {
          fail(c + ", tick " + t + ": rests for " + refractoryTime + ", expected " + rests);
        }
        refractoryError =
            Math.max(refractoryError, Math.abs(refractoryTime - rests) / c.neuron().tauRc());
      }
    }
    return new Result(spikeCount, nearThreshold, voltageError, refractoryError);
  }

  /** Lets a neuron that spiked on another tick go on from the oracle's state. */
  private static void resume(LifPopulation population, TextbookLif oracle, int i) {
    LifState state = population.save();
    double[] voltage = state.voltage();
    double[] factor = state.refractoryFactor();
    voltage[i] = oracle.voltage[i];
    factor[i] =
        LifCoefficients.of(state.neuron(), state.dt()).refractoryFactor(oracle.refractoryTime[i]);
    population.restore(LifState.of(state.neuron(), state.dt(), voltage, factor));
    assertEquals(oracle.voltage[i], population.voltage(i));
  }
}
