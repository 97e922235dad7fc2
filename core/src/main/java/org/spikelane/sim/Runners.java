package org.spikelane.sim;

import java.util.Optional;
import org.spikelane.graph.NamedGraph;
import org.spikelane.graph.StateReader;
import org.spikelane.kernel.KernelChoice;
import org.spikelane.plan.Pieces;

/**
 * Begins what runs a graph, and chooses how: tick by tick, until there is a long run; then in
 * pieces, if the graph gains by that. It makes no difference to any bit. To change over takes about
 * as long as to begin, so it is done seldom.
 */
final class Runners {

  /** So many ticks at a time are a long run. */
  static final int LONG = 32;

  /** After so many ticks in shorter runs it goes on tick by tick. */
  static final int MANY = 1_000;

  private final NamedGraph graph;
  private final double dt;
  private final KernelChoice kernel;
  private final int threads;
  private final boolean isPatient;
  private final long cached;

  /** Null before they are asked for. */
  private Optional<Pieces> pieces;

  private boolean inPieces;

  /**
   * Whether there was too little memory, or no thread, to change over: for a while there are two.
   */
  private boolean remains;

  private long beginNanos;
  private long longNanos;
  private long shortTicks;

  /**
   * Of a graph.
   *
   * @param graph all of it runs
   * @param threads how many, or {@link org.spikelane.plan.Plan#AUTOMATIC}
   * @param isPatient whether to wait with changing over until it is worth it; if not, it is done
   *     when a long run begins
   * @param cached about how many numbers a piece has, if there are too many for a cache
   */
  Runners(
      NamedGraph graph,
      double dt,
      KernelChoice kernel,
      int threads,
      boolean isPatient,
      long cached) {
    this.graph = graph;
    this.dt = dt;
    this.kernel = kernel;
    this.threads = threads;
    this.isPatient = isPatient;
    this.cached = cached;
  }

  /** At time 0. */
  Runner begin(long seed) {
    long start = System.nanoTime();
    Runner runner = of(new Bound(graph, cut(), dt, seed, kernel));
    beginNanos = System.nanoTime() - start;
    return runner;
  }

  /**
   * What is bound as it was saved, to be given to {@link #of} when all of it has been read.
   *
   * @throws IllegalArgumentException if it was one of another graph
   */
  Bound restored(StateReader from) {
    return Bound.restored(graph, cut(), dt, kernel, from);
  }

  /** The pieces that it runs in; null if in none. */
  private Pieces cut() {
    return inPieces ? pieces.orElseThrow() : null;
  }

  /** What runs what is bound; starts the threads that are needed. */
  Runner of(Bound bound) {
    return bound.pieces() == null ? new TickRunner(bound, threads) : new Pipeline(bound);
  }

  /**
   * What is to run some ticks: what has run, or another that goes on where that has ended.
   *
   * @param count how many are to come
   * @param oneByOne whether somebody wants to see each tick
   */
  Runner next(Runner now, long count, boolean oneByOne) {
    boolean isLong = count >= LONG && !oneByOne;
    shortTicks = isLong ? 0 : shortTicks + count;
    boolean changes =
        inPieces
            ? oneByOne || shortTicks > MANY
            : isLong && (!isPatient || longNanos >= beginNanos);
    return changes && mayChange() ? changeOver(now) : now;
  }

  private boolean mayChange() {
    return !remains && (pieces == null || pieces.isPresent());
  }

  /** Runs some ticks, of a run that may be longer; how many. */
  long run(Runner now, long count) {
    if (inPieces || count < LONG || !mayChange()) {
      now.run(count);
      return count;
    }
    long start = System.nanoTime();
    now.run(LONG);
    longNanos += System.nanoTime() - start;
    return LONG;
  }

  private Runner changeOver(Runner now) {
    longNanos = 0;
    boolean before = inPieces;
    Runner next = null;
    try {
      if (pieces == null) {
        pieces = now.bound().cut(threads, cached);
        if (pieces.isEmpty()) {
          return now;
        }
      }
      inPieces = !before;
      Bound bound = new Bound(graph, cut(), dt, now.bound().seed, kernel);
      bound.takeState(now.bound());
      next = of(bound);
    } catch (OutOfMemoryError e) {
      // What there is can run any number of ticks as well.
      remains = true;
      return now;
    } finally {
      if (next == null) {
        inPieces = before;
      }
    }
    next.bound().takeRecordings(now.bound());
    now.close();
    return next;
  }
}
