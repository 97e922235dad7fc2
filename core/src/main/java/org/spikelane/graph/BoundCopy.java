package org.spikelane.graph;

import java.util.ArrayList;
import java.util.List;

/**
 * What {@link Copy} runs: elements from one array to another, set or added. It is a class that has
 * a name so that many can be run in one loop, as networks of many ensembles have many small ones.
 */
public final class BoundCopy implements Step {

  private final double[] source;
  private final int from;
  private final int[] read;
  private final double[] target;
  private final int to;
  private final int[] written;
  private final int count;
  private final boolean increment;

  /** Elements that lie one after the other. */
  BoundCopy(double[] source, int from, double[] target, int to, int count, boolean increment) {
    this(source, from, null, target, to, null, count, increment);
  }

  /** Elements of given positions, as many of both. */
  BoundCopy(double[] source, int[] read, double[] target, int[] written, boolean increment) {
    this(source, 0, read, target, 0, written, written.length, increment);
  }

  private BoundCopy(
      double[] source,
      int from,
      int[] read,
      double[] target,
      int to,
      int[] written,
      int count,
      boolean increment) {
    this.source = source;
    this.from = from;
    this.read = read;
    this.target = target;
    this.to = to;
    this.written = written;
    this.count = count;
    this.increment = increment;
  }

  /** What many do, in their order, in one loop; those that go on where others end as one. */
  public static Step all(List<BoundCopy> copies) {
    List<BoundCopy> joined = new ArrayList<>();
    for (BoundCopy next : copies) {
      BoundCopy last = joined.isEmpty() ? null : joined.get(joined.size() - 1);
      if (last != null && last.endsWhereBegins(next)) {
        joined.set(joined.size() - 1, last.with(next));
      } else {
        joined.add(next);
      }
    }
    BoundCopy[] all = joined.toArray(new BoundCopy[0]);
    return () -> {
      for (BoundCopy copy : all) {
        copy.step();
      }
    };
  }

  private boolean endsWhereBegins(BoundCopy next) {
    return read == null
        && next.read == null
        && source == next.source
        && target == next.target
        && from + count == next.from
        && to + count == next.to
        && increment == next.increment;
  }

  private BoundCopy with(BoundCopy next) {
    return new BoundCopy(source, from, target, to, count + next.count, increment);
  }

  @Override
  public void step() {
    if (read != null) {
      byPosition();
    } else if (increment) {
      for (int i = 0; i < count; i++) {
        target[to + i] += source[from + i];
      }
    } else {
      for (int i = 0; i < count; i++) {
        target[to + i] = source[from + i];
      }
    }
  }

  private void byPosition() {
    if (increment) {
      for (int i = 0; i < count; i++) {
        target[written[i]] += source[read[i]];
      }
    } else {
      for (int i = 0; i < count; i++) {
        target[written[i]] = source[read[i]];
      }
    }
  }
}
