package org.spikelane.neuron;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LifTest {

  @Test
  void theResponseCurveHasItsTextbookValues() {
    assertEquals(0, Lif.DEFAULT.rate(-5));
    assertEquals(0, Lif.DEFAULT.rate(1));
    // J = 2: 2 ms of rest, then 20 ms · ln 2 to the threshold.
    assertEquals(1 / (0.002 + 0.02 * Math.log(2)), Lif.DEFAULT.rate(2), 1e-12);
    assertEquals(500, Lif.DEFAULT.rate(1e12), 1e-6);
    assertEquals(500, Lif.DEFAULT.rate(Double.POSITIVE_INFINITY));
    assertEquals(Double.NaN, Lif.DEFAULT.rate(Double.NaN));
  }

  @Test
  void currentIsTheInverseOfRate() {
    SplittableRandom random = new SplittableRandom(1);
    for (int k = 0; k < 100_000; k++) {
      Lif neuron = new Lif(0.002 + 0.1 * random.nextDouble(), 0.005 * random.nextDouble(), 0, 1);
      // Slower neurons need a current so close to 1 that its last bits say little of the rate.
      double slowest = 0.06 / neuron.tauRc();
      double rate = slowest + random.nextDouble() * (0.95 / neuron.tauRef() - slowest);
      assertEquals(rate, neuron.rate(neuron.current(rate)), 1e-9 * rate, neuron + " at " + rate);
    }
  }

  @Test
  void currentIsAboveThresholdForEveryRateThatTheNeuronHas() {
    SplittableRandom random = new SplittableRandom(2);
    for (int k = 0; k < 100_000; k++) {
      Lif neuron = Lif.DEFAULT.withTauRef(0.0001 + 0.005 * random.nextDouble());
      double ceiling = 1 / neuron.tauRef();
      while (1 / ceiling <= neuron.tauRef()) {
        ceiling = Math.nextDown(ceiling);
      }
      assertTrue(neuron.current(ceiling) > 1 && neuron.current(ceiling) < 1e20, neuron.toString());
      double slow = 1.4 * random.nextDouble() + 1e-300;
      assertTrue(neuron.current(slow) > 1);
      assertTrue(neuron.rate(neuron.current(slow)) > 0);
    }
  }

  @Test
  void withChangesOneParameter() {
    Lif lif = new Lif(0.01, 0.001, -1, 2);
    assertEquals(new Lif(0.03, 0.001, -1, 2), lif.withTauRc(0.03));
    assertEquals(new Lif(0.01, 0.003, -1, 2), lif.withTauRef(0.003));
    assertEquals(new Lif(0.01, 0.001, -3, 2), lif.withMinVoltage(-3));
    assertEquals(new Lif(0.01, 0.001, -1, 3), lif.withAmplitude(3));
  }

  /** Whether a caller writes 0 or −0 must not reach a bit of state. */
  @Test
  void thereIsOneZero() {
    assertEquals(Lif.DEFAULT, Lif.DEFAULT.withMinVoltage(-0.0));
    assertEquals(Lif.DEFAULT.withTauRef(0), Lif.DEFAULT.withTauRef(-0.0));
  }
}
