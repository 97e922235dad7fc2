package org.spikelane.sim;

import java.util.ArrayDeque;
import java.util.Deque;
import org.spikelane.graph.StateReader;
import org.spikelane.graph.StateWriter;

/** State on its way from one that runs to one that goes on: what was written is read in order. */
final class Handover implements StateWriter, StateReader {

  private final Deque<Object> written = new ArrayDeque<>();

  @Override
  public void doubles(double... values) {
    written.add(values.clone());
  }

  @Override
  public void longs(long... values) {
    written.add(values.clone());
  }

  @Override
  public double[] doubles() {
    if (written.poll() instanceof double[] values) {
      return values;
    }
    throw new AssertionError("words were written where numbers are read");
  }

  @Override
  public long[] longs() {
    if (written.poll() instanceof long[] values) {
      return values;
    }
    throw new AssertionError("numbers were written where words are read");
  }
}
