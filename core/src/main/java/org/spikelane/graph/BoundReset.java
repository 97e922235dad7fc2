package org.spikelane.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What {@link Reset} runs: sets elements that lie one after the other to a value. */
public final class BoundReset implements Step {

  private final double[] array;
  private final int from;
  private final int to;
  private final double value;

  BoundReset(double[] array, int from, int count, double value) {
    this.array = array;
    this.from = from;
    this.to = from + count;
    this.value = value;
  }

  @Override
  public void step() {
    Arrays.fill(array, from, to, value);
  }

  /** What many do, in their order, in one loop; those that go on where others end as one. */
  public static Step all(List<BoundReset> resets) {
    List<BoundReset> joined = new ArrayList<>();
    for (BoundReset next : resets) {
      BoundReset last = joined.isEmpty() ? null : joined.get(joined.size() - 1);
      if (last != null
          && last.array == next.array
          && last.to == next.from
          && Double.doubleToRawLongBits(last.value) == Double.doubleToRawLongBits(next.value)) {
        joined.set(
            joined.size() - 1,
            new BoundReset(last.array, last.from, next.to - last.from, last.value));
      } else {
        joined.add(next);
      }
    }
    BoundReset[] all = joined.toArray(new BoundReset[0]);
    return () -> {
      for (BoundReset reset : all) {
        reset.step();
      }
    };
  }
}
