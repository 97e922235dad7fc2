package org.spikelane.graph;

import static org.spikelane.check.Arguments.refused;

import java.util.ArrayList;
import java.util.List;

/**
 * An operator that acts only in ticks in which a signal is above 0: learning that can be switched
 * off. What it updates stays as it is in the others.
 *
 * @param operator only updates
 * @param on one number, also NaN switches off
 */
public record Switched(Operator operator, Signal on) implements Operator {

  /**
   * Checks the arguments.
   *
   * @throws IllegalArgumentException if the operator also sets or increments, which cannot be left
   *     out, or the switch is not one number
   */
  public Switched {
    if (!operator.sets().isEmpty() || !operator.increments().isEmpty()) {
      throw refused("operator with a switch", operator.label(), "one that only updates");
    }
    if (on.size() != 1) {
      throw refused("switch of " + operator.label(), on, "one number");
    }
  }

  @Override
  public String label() {
    return operator.label() + " while " + on.name() + " > 0";
  }

  @Override
  public List<Signal> reads() {
    List<Signal> reads = new ArrayList<>(operator.reads());
    reads.add(on);
    return reads;
  }

  @Override
  public List<Signal> updates() {
    return operator.updates();
  }

  @Override
  public Step bind(Context context) {
    Step step = operator.bind(context);
    if (step instanceof StatefulStep) {
      throw refused("operator to be switched", operator.label(), "one that keeps no state");
    }
    double[] value = context.array(on);
    int at = on.offset();
    return () -> {
      if (value[at] > 0) {
        step.step();
      }
    };
  }
}
