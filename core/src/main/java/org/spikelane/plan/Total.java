package org.spikelane.plan;

import java.util.List;
import org.spikelane.graph.Context;
import org.spikelane.graph.Operator;
import org.spikelane.graph.Signal;
import org.spikelane.graph.Step;

/**
 * Sets a vector to the sum of some, the first first: to = 0 + ((a + b) + c) + ... That is how a
 * product adds up what it has of each block of columns.
 *
 * @param terms one or more vectors, whole signals of the size of what is set
 * @param to a vector
 */
public record Total(List<Signal> terms, Signal to) implements Operator {

  @Override
  public String label() {
    return "set " + to.name() + " to the sum of " + terms.size();
  }

  @Override
  public List<Signal> sets() {
    return List.of(to);
  }

  @Override
  public List<Signal> reads() {
    return terms;
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
    double[][] arrays = terms.stream().map(context::array).toArray(double[][]::new);
    int[] at = terms.stream().mapToInt(context::at).toArray();
    double[] sum = context.array(to);
    int sumAt = context.at(to);
    int stride = to.stride(0);
    int count = to.size();
    return () -> {
      for (int i = 0; i < count; i++) {
        double total = arrays[0][at[0] + i];
        for (int k = 1; k < arrays.length; k++) {
          total += arrays[k][at[k] + i];
        }
        sum[sumAt + i * stride] = 0 + total;
      }
    };
  }
}
