package org.spikelane.sim;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLongArray;
import org.spikelane.graph.Signal;
import org.spikelane.graph.Step;
import org.spikelane.parallel.Apart;
import org.spikelane.plan.Piece;
import org.spikelane.plan.Pieces;

/**
 * A piece of a graph with what it runs, how far it has run, and what goes from it to others. It is
 * run by one thread at a time, not always the same, which has to {@link #begin} it.
 */
final class BoundPiece {

  /** Where the tick is up to which it has run. */
  private static final int DONE = Apart.ROOM;

  /** Where the tick is up to which somebody runs it, or has. */
  private static final int BEGUN = 2 * Apart.ROOM;

  private final int thread;
  private final int lead;
  private final boolean isHost;
  private final Step[] steps;
  private final AtomicLongArray words = new AtomicLongArray(3 * Apart.ROOM);

  // Arrays, as to go through a list makes an object, until it is compiled well.
  private BoundPiece[] before = {};
  private BoundPiece[] behind = {};
  private Track.Reader[] readers = {};
  private Track track;
  private int kept;

  private BoundPiece(int thread, int lead, boolean isHost, Step[] steps) {
    this.thread = thread;
    this.lead = lead;
    this.isHost = isHost;
    this.steps = steps;
  }

  /**
   * All pieces of what is bound.
   *
   * @param most so many ticks are kept at most, a power of two
   * @param widest how many numbers of all ticks that are kept a track may have
   */
  static List<BoundPiece> of(Bound bound, int most, int widest) {
    Pieces pieces = bound.pieces();
    Step[][] steps = bound.stepsOfPieces();
    List<BoundPiece> all = new ArrayList<>();
    List<Set<Signal>> outputs = new ArrayList<>();
    for (int k = 0; k < steps.length; k++) {
      Piece piece = pieces.pieces().get(k);
      all.add(new BoundPiece(pieces.threadOf()[k], pieces.leads()[k], piece.isHost(), steps[k]));
      outputs.add(new LinkedHashSet<>());
    }
    int[] furthest = new int[steps.length];
    for (int k = 0; k < steps.length; k++) {
      for (Piece.Input input : pieces.pieces().get(k).inputs()) {
        int from = input.from();
        outputs.get(from).add(input.base());
        furthest[from] = Math.max(furthest[from], all.get(from).lead - all.get(k).lead);
      }
    }
    for (int k = 0; k < steps.length; k++) {
      List<Signal> bases = List.copyOf(outputs.get(k));
      int width = bases.stream().mapToInt(Signal::size).sum();
      int ticks = most;
      while (ticks > 2 && (long) ticks * width > widest) {
        ticks /= 2;
      }
      all.get(k).kept = ticks;
      all.get(k).track = new Track(bases, bound.context(k), powerOfTwo(ticks + furthest[k]));
    }
    for (int k = 0; k < steps.length; k++) {
      Map<Integer, List<Piece.Input>> inputs = new LinkedHashMap<>();
      for (Piece.Input input : pieces.pieces().get(k).inputs()) {
        inputs.computeIfAbsent(input.from(), from -> new ArrayList<>()).add(input);
      }
      for (Map.Entry<Integer, List<Piece.Input>> from : inputs.entrySet()) {
        BoundPiece other = all.get(from.getKey());
        boolean isFar = other.thread != all.get(k).thread;
        all.get(k).reads(other, other.track.new Reader(from.getValue(), bound.context(k), isFar));
      }
    }
    return all;
  }

  /** The least that is not below a number. */
  private static int powerOfTwo(int number) {
    return Integer.highestOneBit(2 * number - 1);
  }

  private void reads(BoundPiece other, Track.Reader reader) {
    before = with(before, other);
    readers = with(readers, reader);
    other.behind = with(other.behind, this);
  }

  private static <T> T[] with(T[] some, T another) {
    T[] more = Arrays.copyOf(some, some.length + 1);
    more[some.length] = another;
    return more;
  }

  /** Which thread runs it, as a rule. */
  int thread() {
    return thread;
  }

  /** Whether it calls the caller's functions. */
  boolean isHost() {
    return isHost;
  }

  /** By how many ticks it is ahead of others: {@link Pieces#leads}. */
  int lead() {
    return lead;
  }

  /** How many of the last ticks others can still read that are as far as they should be. */
  int kept() {
    return kept;
  }

  /** Says up to which tick it has run, between runs. */
  void goesOnAfter(long tick) {
    words.set(BEGUN, tick);
    words.set(DONE, tick);
    track.write(tick);
    track.handOver(tick - 1, tick);
  }

  /** The tick up to which it has run: what it wrote in these is to be seen. */
  long done() {
    return words.getAcquire(DONE);
  }

  /** Whether nobody runs it. */
  boolean rests() {
    return words.get(BEGUN) == done();
  }

  /** Whether it could run up to a tick: what it needs is there, and nobody needs what it loses. */
  boolean mayRunTo(long tick) {
    for (int k = 0; k < before.length; k++) {
      if (before[k].done() < readers[k].needs(tick)) {
        return false;
      }
    }
    for (BoundPiece other : behind) {
      // Also of the tick before the one that comes next.
      if (other.done() + track.ticks() - 1 < tick) {
        return false;
      }
    }
    return true;
  }

  /**
   * Whether whoever calls this may {@link #run} it, as nobody else does.
   *
   * @param from the tick up to which it has run, when it was last looked at
   * @param to up to which it is to run
   */
  boolean begin(long from, long to) {
    return words.compareAndSet(BEGUN, from, to);
  }

  /**
   * Has what it reads of other threads' pieces fetched into the cache.
   *
   * @param from the tick up to which it has run
   * @param to up to which it is to run
   */
  void fetch(long from, long to) {
    for (Track.Reader reader : readers) {
      reader.fetch(from, to);
    }
  }

  /** Runs one tick. */
  void run(long tick) {
    for (Track.Reader reader : readers) {
      reader.read(tick);
    }
    for (Step step : steps) {
      step.step();
    }
    track.write(tick);
  }

  /** Says up to which tick it has run. */
  void end(long tick) {
    track.handOver(done(), tick);
    words.setRelease(BEGUN, tick);
    words.setRelease(DONE, tick);
  }
}
