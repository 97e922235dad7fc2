package org.spikelane.bench;

import java.util.SplittableRandom;
import org.spikelane.neuron.Lif;

/**
 * How much a population fires. The currents are constant, as in the peers' programs: every neuron
 * settles into its own period, and the mean rate stays what it is for as long as one measures.
 */
enum Regime {
  /** Every current below threshold: no spike, ever. */
  SILENT("silent", 0) {
    @Override
    double draw(SplittableRandom random) {
      return 0.95 * random.nextDouble();
    }
  },

  /**
   * A typical ensemble at work: max rates U(200, 400) Hz, intercepts U(−1, 0.9), encoders ±1, and
   * the represented value 0.3. About half of the neurons fire.
   */
  TYPICAL("90Hz", 90) {
    @Override
    double draw(SplittableRandom random) {
      double intercept = -1 + 1.9 * random.nextDouble();
      double maxRate = 200 + 200 * random.nextDouble();
      double gain = (1 - Lif.DEFAULT.current(maxRate)) / (intercept - 1);
      double bias = 1 - gain * intercept;
      return bias + 0.3 * gain * (random.nextBoolean() ? 1 : -1);
    }
  },

  /** Every neuron close to its ceiling of 1/tauRef. */
  SATURATED("saturated", 445) {
    @Override
    double draw(SplittableRandom random) {
      return 50 + 100 * random.nextDouble();
    }
  };

  private final String label;
  private final double meanRate;

  Regime(String label, double meanRate) {
    this.label = label;
    this.meanRate = meanRate;
  }

  abstract double draw(SplittableRandom random);

  String label() {
    return label;
  }

  /** Mean firing rate over the neurons, in hertz, about. */
  double meanRate() {
    return meanRate;
  }

  /** Input currents of n neurons: the same for every kernel. */
  double[] currents(int n) {
    SplittableRandom random = new SplittableRandom(1);
    double[] current = new double[n];
    for (int i = 0; i < n; i++) {
      current[i] = draw(random);
    }
    return current;
  }

  static Regime of(String label) {
    for (Regime regime : values()) {
      if (regime.label.equals(label)) {
        return regime;
      }
    }
    throw new IllegalArgumentException("regime must be silent, 90Hz or saturated, got " + label);
  }
}
