package org.spikelane.graph;

import java.util.List;

/**
 * Time: the first thing that happens in a tick. In tick k, counted from 1, time is k · dt.
 *
 * @param tick set: k, a scalar
 * @param time set: seconds, a scalar
 */
public record Clock(Signal tick, Signal time) implements Operator {

  /**
   * Checks the shapes.
   *
   * @throws IllegalArgumentException if one is no scalar
   */
  public Clock {
    Vectors.checkScalar("tick", tick);
    Vectors.checkScalar("time", time);
  }

  @Override
  public String label() {
    return "clock";
  }

  @Override
  public List<Signal> sets() {
    return List.of(tick, time);
  }

  @Override
  public boolean sharesArrays() {
    return true;
  }

  @Override
  public Step bind(Context context) {
    double[] k = context.array(tick);
    int kAt = context.at(tick);
    double[] t = context.array(time);
    int tAt = context.at(time);
    double dt = context.dt();
    return () -> {
      k[kAt]++;
      t[tAt] = k[kAt] * dt;
    };
  }
}
