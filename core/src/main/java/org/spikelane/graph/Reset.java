package org.spikelane.graph;

import java.util.List;

/**
 * Sets every element to one value: what others then add to.
 *
 * @param to set
 * @param value usually 0
 */
public record Reset(Signal to, double value) implements Operator {

  @Override
  public String label() {
    return "reset " + to.name();
  }

  @Override
  public List<Signal> sets() {
    return List.of(to);
  }

  @Override
  public boolean onlyWrites() {
    return true;
  }

  @Override
  public boolean sharesArrays() {
    return true;
  }

  @Override
  public Step bind(Context context) {
    double[] array = context.array(to);
    if (to.isContiguous()) {
      return new BoundReset(array, context.at(to), to.size(), value);
    }
    int[] positions = context.positions(to);
    return () -> {
      for (int p : positions) {
        array[p] = value;
      }
    };
  }
}
