package org.spikelane.sim;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.spikelane.graph.Context;
import org.spikelane.graph.Signal;
import org.spikelane.parallel.Apart;
import org.spikelane.plan.Piece;

/**
 * What goes from one piece of a graph to those behind it: its signals as they were after each of
 * the last ticks.
 *
 * <p>If another thread reads it, what was written in a block of ticks is handed over at its end,
 * and fetched before it is read. A line of a cache takes up to half a microsecond from one
 * processor to another: for those of many ticks at once, that is waited for once.
 */
final class Track {

  /** Numbers that lie one after the other in an array, and on the track. */
  private record Stretch(double[] array, int at, int onTrack, int count) {

    boolean endsWhereBegins(Stretch next) {
      return array == next.array && at + count == next.at && onTrack + count == next.onTrack;
    }

    Stretch with(Stretch next) {
      return new Stretch(array, at, onTrack, count + next.count);
    }
  }

  /** So many numbers are a line of a cache. */
  private static final int LINE = 64 / Double.BYTES;

  private final Map<Signal, Integer> places = new IdentityHashMap<>();
  private final int width;
  private final int ticks;
  private final double[] values;

  /** What others read: the same array, if they are all of the thread that writes. */
  private double[] handedOver;

  private final Stretch[] written;

  /**
   * A track.
   *
   * @param bases base signals that go over it
   * @param context of the piece that writes them
   * @param ticks how many of the last ticks are kept, a power of two
   */
  Track(List<Signal> bases, Context context, int ticks) {
    int at = 0;
    for (Signal base : bases) {
      places.put(base, at);
      at += base.size();
    }
    this.width = at;
    this.ticks = ticks;
    this.values = Apart.doubles(Math.multiplyExact(width, ticks));
    this.handedOver = values;
    this.written = stretches(bases, context);
  }

  /** Signals that lie side by side in both, as one. */
  private Stretch[] stretches(List<Signal> bases, Context context) {
    List<Stretch> stretches = new ArrayList<>();
    for (Signal base : bases.stream().sorted(Comparator.comparing(places::get)).toList()) {
      Stretch next =
          new Stretch(context.array(base), context.at(base), places.get(base), base.size());
      int last = stretches.size() - 1;
      if (last >= 0 && stretches.get(last).endsWhereBegins(next)) {
        stretches.set(last, stretches.get(last).with(next));
      } else {
        stretches.add(next);
      }
    }
    return stretches.toArray(Stretch[]::new);
  }

  /** How many of the last ticks are kept. */
  int ticks() {
    return ticks;
  }

  /** Writes down what the signals are after a tick. */
  void write(long tick) {
    int slot = slot(tick);
    for (Stretch stretch : written) {
      int onTrack = slot + stretch.onTrack;
      for (int i = 0; i < stretch.count; i++) {
        values[onTrack + i] = stretch.array[stretch.at + i];
      }
    }
  }

  /**
   * Lets others read what was written.
   *
   * @param after the tick after which it was
   * @param to the last tick in which it was
   */
  void handOver(long after, long to) {
    if (handedOver == values || after == to) {
      return;
    }
    int from = slot(after + 1);
    int end = slot(to) + width;
    if (from < end) {
      System.arraycopy(values, from, handedOver, from, end - from);
    } else {
      System.arraycopy(values, from, handedOver, from, end() - from);
      System.arraycopy(values, slot(0), handedOver, slot(0), end - slot(0));
    }
  }

  /** Where the last slot ends. */
  private int end() {
    return slot(ticks - 1) + width;
  }

  private int slot(long tick) {
    return Apart.BEGIN + (int) (tick & ticks - 1) * width;
  }

  /** What another piece reads. */
  final class Reader {

    private final Stretch[] early;
    private final Stretch[] late;
    private final boolean isFar;

    /** 1 if all that it reads was written in the tick before, so that it may be one ahead. */
    private final int ahead;

    /** A number that nobody needs, so that what is fetched is not left out. */
    private final double[] fetched = Apart.doubles(1);

    /**
     * A reader.
     *
     * @param inputs of this track
     * @param context of the piece that reads
     * @param isFar whether another thread writes the track, as a rule
     */
    Reader(List<Piece.Input> inputs, Context context, boolean isFar) {
      this.isFar = isFar;
      if (isFar && handedOver == values) {
        handedOver = new double[values.length];
      }
      early = stretches(of(inputs, false), context);
      late = stretches(of(inputs, true), context);
      ahead = early.length == 0 ? 1 : 0;
    }

    /** Up to which tick the track must have been written for a tick to be read. */
    long needs(long tick) {
      return tick - ahead;
    }

    private static List<Signal> of(List<Piece.Input> inputs, boolean isLate) {
      return inputs.stream()
          .filter(input -> input.isLate() == isLate)
          .map(Piece.Input::base)
          .toList();
    }

    /**
     * Has what will be read fetched into the cache, all lines of it at once.
     *
     * @param from the tick before the first in which it is read
     * @param to the last one
     */
    void fetch(long from, long to) {
      if (isFar) {
        int first = slot(from);
        int end = slot(needs(to)) + width;
        fetched[Apart.BEGIN] =
            first < end ? sum(first, end) : sum(first, end()) + sum(slot(0), end);
      }
    }

    private double sum(int from, int to) {
      double sum = 0;
      for (int i = from; i < to; i += LINE) {
        sum += handedOver[i];
      }
      // The last line, if the first is not whole.
      return sum + handedOver[to - 1];
    }

    /** Reads what there is to be seen in a tick: of what is updated, that of the tick before. */
    void read(long tick) {
      read(early, slot(tick));
      read(late, slot(tick - 1));
    }

    private void read(Stretch[] stretches, int slot) {
      for (Stretch stretch : stretches) {
        int onTrack = slot + stretch.onTrack;
        for (int i = 0; i < stretch.count; i++) {
          stretch.array[stretch.at + i] = handedOver[onTrack + i];
        }
      }
    }
  }
}
