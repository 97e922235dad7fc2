package org.spikelane.graph;

import static org.spikelane.check.Arguments.length;
import static org.spikelane.check.Arguments.refused;

import java.util.Arrays;
import org.spikelane.parallel.Apart;

/** What a {@link Sample} has kept. */
public final class Recording implements StatefulStep {

  /** Somewhat less than the longest array. */
  private static final int MOST = Integer.MAX_VALUE - 64;

  /** About so many numbers are in a chunk: little, where there are thousands of probes. */
  private static final int CHUNK = 1 << 7;

  /** Where it says how many samples are kept. */
  private static final int COUNT = Apart.BEGIN;

  /** Where it says which tick the last sample is of; 0 before the first. */
  private static final int LATEST_TICK = COUNT + 1;

  /** Where it says how many samples were taken. */
  private static final int TAKEN = COUNT + 2;

  private final double[] source;
  private final int from;
  private final int width;
  private final double[] tick;
  private final int tickAt;
  private final double dt;
  private final double period;

  /** So many samples are in a chunk: two to the power of this. */
  private final int shift;

  /** Samples side by side, {@code [chunk][sample · element]}: few objects, and none is copied. */
  private double[][] chunks = {};

  /** The tick of each sample, {@code [chunk][sample]}. */
  private long[][] ticks = {};

  /** How many chunks there are; behind them is room for more. */
  private int made;

  private boolean keeping = true;
  private final double[] latest;

  /** What changes in every tick, at {@link #COUNT}, {@link #LATEST_TICK} and {@link #TAKEN}. */
  private final long[] changing = Apart.longs(3);

  private final String name;

  Recording(Sample sample, Context context) {
    this.name = sample.name();
    this.source = context.array(sample.from());
    this.from = context.at(sample.from());
    this.width = sample.from().size();
    this.tick = context.array(sample.tick());
    this.tickAt = context.at(sample.tick());
    this.dt = context.dt();
    this.period = Math.max(1, sample.every() / dt);
    this.latest = new double[width];
    this.shift = 31 - Integer.numberOfLeadingZeros(Math.max(1, CHUNK / Math.max(1, width)));
  }

  @Override
  public void step() {
    double k = tick[tickAt];
    // The remainder is exact; a quotient would be rounded, maybe up to a whole number.
    if (period > 1 && k % period >= 1) {
      return;
    }
    changing[LATEST_TICK] = (long) k;
    if (keeping) {
      int count = samples();
      int chunk = count >> shift;
      if (chunk == made) {
        grow(count + 1L);
      }
      int sample = sample(count);
      ticks[chunk][sample] = (long) k;
      System.arraycopy(source, from, chunks[chunk], sample * width, width);
      changing[COUNT]++;
    } else {
      System.arraycopy(source, from, latest, 0, width);
    }
    // Not before: there may be no memory left for another chunk.
    changing[TAKEN]++;
  }

  /** Where in its chunk a sample is. */
  private int sample(int index) {
    return index & (1 << shift) - 1;
  }

  private long tick(int index) {
    return ticks[index >> shift][sample(index)];
  }

  private double value(int index, int element) {
    return chunks[index >> shift][sample(index) * width + element];
  }

  /**
   * Goes on where another recording of the same sample has ended, which is not to be used again.
   */
  public void continueFrom(Recording other) {
    chunks = other.chunks;
    ticks = other.ticks;
    made = other.made;
    keeping = other.keeping;
    System.arraycopy(other.latest, 0, latest, 0, width);
    System.arraycopy(other.changing, COUNT, changing, COUNT, 3);
  }

  /** Whether samples are kept from here on; they are, unless somebody else takes them. */
  public void keep(boolean keep) {
    keeping = keep;
  }

  /** What its probe is called. */
  public String name() {
    return name;
  }

  /** How many numbers a sample has. */
  public int width() {
    return width;
  }

  /** The last sample that was not kept, {@code [element]}: not a copy, overwritten by the next. */
  public double[] latest() {
    return latest;
  }

  /** The tick of the last sample; 0 before the first. */
  public long latestTick() {
    return changing[LATEST_TICK];
  }

  /** How many samples were taken since time 0, kept or not, also before a saved state. */
  public long taken() {
    return changing[TAKEN];
  }

  /** The kept samples are no part of the state: they depend on it, not it on them. */
  @Override
  public void save(StateWriter out) {
    out.longs(taken());
  }

  @Override
  public void restore(StateReader in) {
    long[] words = in.longs();
    length("saved words", words.length, 1);
    changing[TAKEN] = words[0];
  }

  /**
   * Makes room for the samples of so many ticks, so that these allocate nothing.
   *
   * @param moreTicks 0 or above
   * @throws IllegalArgumentException if there would be more samples than an array can hold
   */
  public void reserve(long moreTicks) {
    check(moreTicks);
    grow((long) samplesAfter(moreTicks));
  }

  /** The check of {@link #reserve}, without making room. */
  public void check(long moreTicks) {
    if (samplesAfter(moreTicks) > MOST) {
      throw refused(
          "number of ticks",
          moreTicks,
          "one after which probe " + name + " has at most " + MOST + " samples");
    }
  }

  private double samplesAfter(long moreTicks) {
    return keeping ? samples() + Math.ceil(moreTicks / period) + 1 : samples();
  }

  /** Drops the samples of ticks after one that failed, and of itself if it failed halfway. */
  public void dropAfter(long tick) {
    if (!keeping && latestTick() > tick) {
      changing[TAKEN]--;
    }
    while (samples() > 0 && tick(samples() - 1) > tick) {
      changing[COUNT]--;
      changing[TAKEN]--;
    }
    if (latestTick() > tick) {
      changing[LATEST_TICK] = 0;
    }
  }

  /** Makes room for so many samples in all. */
  private void grow(long samples) {
    int needed = (int) ((samples + (1 << shift) - 1) >> shift);
    if (needed > chunks.length) {
      int length = Math.max(needed, made + made / 2);
      chunks = Arrays.copyOf(chunks, length);
      ticks = Arrays.copyOf(ticks, length);
    }
    for (; made < needed; made++) {
      ticks[made] = new long[1 << shift];
      chunks[made] = new double[width << shift];
    }
  }

  /** How many samples there are. */
  public int samples() {
    return (int) changing[COUNT];
  }

  /** The samples, {@code [sample][element]}: a copy. */
  public double[][] values() {
    double[][] copy = new double[samples()][];
    for (int i = 0; i < copy.length; i++) {
      int at = sample(i) * width;
      copy[i] = Arrays.copyOfRange(chunks[i >> shift], at, at + width);
    }
    return copy;
  }

  /**
   * One element of every sample, {@code [sample]}.
   *
   * @throws IllegalArgumentException if there is no such element
   */
  public double[] values(int element) {
    if (element < 0 || element >= width) {
      throw refused("element", element, "from 0 to " + (width - 1));
    }
    double[] column = new double[samples()];
    Arrays.setAll(column, i -> value(i, element));
    return column;
  }

  /** The times of the samples in seconds, {@code [sample]}. */
  public double[] times() {
    double[] times = new double[samples()];
    Arrays.setAll(times, i -> tick(i) * dt);
    return times;
  }
}
