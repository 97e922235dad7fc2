package org.spikelane.graph;

import static org.spikelane.check.Arguments.refused;

import java.util.List;

/**
 * A probe: keeps a signal's values, of every tick or of some.
 *
 * @param name for people
 * @param from what is kept, contiguous
 * @param tick the number of the tick, a scalar
 * @param every seconds between samples; 0 for every tick. Tick k is sampled if k modulo every/dt is
 *     below 1
 */
public record Sample(String name, Signal from, Signal tick, double every) implements Operator {

  /**
   * Checks the arguments.
   *
   * @throws IllegalArgumentException if the tick is no scalar, elements do not lie one after the
   *     other, or the time between samples is negative or not finite
   */
  public Sample {
    Vectors.checkScalar("tick", tick);
    if (!from.isContiguous()) {
      throw refused("signal of probe " + name, from, "contiguous");
    }
    if (!(every >= 0 && every < Double.POSITIVE_INFINITY)) {
      throw refused("every", every, "a finite number of seconds, 0 or above");
    }
  }

  @Override
  public String label() {
    return "probe " + name;
  }

  @Override
  public List<Signal> reads() {
    return List.of(tick, from);
  }

  @Override
  public boolean sharesArrays() {
    return true;
  }

  /** What runs: it also gives back what it has kept. */
  @Override
  public Recording bind(Context context) {
    return new Recording(this, context);
  }
}
