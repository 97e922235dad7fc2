package org.spikelane.sim;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.spikelane.graph.Context;
import org.spikelane.graph.Signal;
import org.spikelane.parallel.Parallel;
import org.spikelane.plan.Pieces;

/**
 * Runs the pieces of a graph many ticks at a time, each piece ahead of those that need what it
 * writes, on one thread or several. So threads wait for each other once in many ticks; and what a
 * piece needs stays in the cache of a processor for as long.
 *
 * <p>Each piece runs block after block of ticks: when all that it needs has run so far, and none
 * that needs it is so far behind that a {@link Track} would lose what is still to be read. With
 * several threads, a run begins and ends with short blocks, so that none waits long for the first,
 * nor for the last.
 *
 * <p>Every thread has its own pieces. The caller's, before it waits for long, runs those of others
 * if they are not begun soon: a thread that the system has given no processor keeps nobody waiting.
 * The caller's functions are for the caller's thread.
 *
 * <p>If something fails in a tick, what is not so far yet runs up to the tick before: so probes
 * have all samples of the ticks before.
 */
final class Pipeline implements Runner {

  /** Most ticks of a block. */
  private static final int MOST = 32;

  /** Most ticks of a block, however short a run of several threads is. */
  private static final int FEWEST = 8;

  /** So many blocks such a run has at least: a thread that waits for another is one behind it. */
  private static final int BLOCKS = 16;

  /** So many blocks may a piece be behind those that it needs. */
  private static final int BEHIND = 4;

  /** Most numbers of a track: with as many a tick as there may be, it keeps that of 32. */
  private static final int WIDEST = 32 * Pieces.WIDEST;

  /** Most numbers of one of many tracks: no more than of a piece. */
  private static final int NARROWEST = 1 << 16;

  /** So many ticks are run by one thread, as others would begin when they are over. */
  private static final int FEW = 4;

  /** Yields between runs, before a thread sleeps: it may be long until the next. */
  private static final int YIELDS = 10;

  /** Yields within a run, as what is waited for takes no longer than a block. */
  private static final int YIELDS_IN_RUN = 1_000;

  /** So often the caller looks whether it can go on before it runs pieces of who is not here. */
  private static final int PATIENCE = 100;

  /**
   * Ticks that are run: those after {@code start} up to {@code end}.
   *
   * @param round so many ticks of a piece are run before a thread's next piece
   * @param block so many of them at a time, at most
   */
  record Run(long start, long end, long round, long block) {}

  private static final Run NONE = new Run(0, 0, 0, 0);

  private final Bound bound;
  private final BoundPiece[] pieces;
  private final BoundPiece[][] ofThread;
  private final Runnable[] handing;
  private final boolean takeTurns;
  private final int block;

  /** The longest lead of a piece. */
  private final int furthest;

  private final Sleepers sleepers;

  /** The run that each thread has joined. */
  private final AtomicReferenceArray<Run> joined;

  private volatile Run run = NONE;
  private volatile boolean closing;

  /** The last tick that is to run: before the end of the run, if one after it has failed. */
  private volatile long last;

  private Throwable failure;
  private int failed;

  /** Of what is bound in pieces; starts the threads that are needed. */
  Pipeline(Bound bound) {
    this(bound, Thread::new);
  }

  /** With threads of another make. */
  Pipeline(Bound bound, ThreadFactory factory) {
    this.bound = bound;
    int threads = bound.pieces().threads();
    this.takeTurns = bound.pieces().takeTurns();
    int most = takeTurns ? 2 * Pieces.ROUND : BEHIND * MOST;
    List<BoundPiece> all = BoundPiece.of(bound, most, takeTurns ? NARROWEST : WIDEST);
    this.pieces = all.toArray(BoundPiece[]::new);
    int kept = all.stream().mapToInt(BoundPiece::kept).min().orElseThrow();
    this.block = Math.min(bound.pieces().round(), Math.max(1, kept / (takeTurns ? 2 : BEHIND)));
    this.furthest = all.stream().mapToInt(BoundPiece::lead).max().orElseThrow();
    this.handing = handing(bound);
    this.ofThread = new BoundPiece[threads][];
    for (int thread = 0; thread < threads; thread++) {
      int own = thread;
      ofThread[thread] =
          all.stream().filter(piece -> piece.thread() == own).toArray(BoundPiece[]::new);
    }
    this.sleepers = new Sleepers(threads);
    this.joined = new AtomicReferenceArray<>(threads);
    Workers.start(threads, factory, this::work, this::close);
  }

  /** What hands signals that no piece writes, such as live inputs, to all pieces that read them. */
  private static Runnable[] handing(Bound bound) {
    List<Runnable> handing = new ArrayList<>();
    for (int k = 0; k < bound.pieces().pieces().size(); k++) {
      Context to = bound.context(k);
      for (Signal base : bound.pieces().pieces().get(k).shared()) {
        double[] source = bound.array(base);
        int at = bound.at(base);
        handing.add(() -> System.arraycopy(source, at, to.array(base), to.at(base), base.size()));
      }
    }
    return handing.toArray(Runnable[]::new);
  }

  @Override
  public Bound bound() {
    return bound;
  }

  @Override
  public void run(long count) {
    long start = bound.ticks();
    bound.takeState();
    for (Runnable each : handing) {
      each.run();
    }
    for (BoundPiece piece : pieces) {
      piece.goesOnAfter(start);
    }
    // There are callers who run for ever, until something is thrown.
    long most = Long.MAX_VALUE - furthest;
    long end = count > most - start ? most : start + count;
    last = end;
    if (count <= FEW || ofThread.length == 1) {
      alone(start, end);
    } else {
      Run next = takeTurns ? turns(start, end, block, ofThread.length) : blocks(start, end);
      run = next;
      sleepers.wake();
      work(0, next);
      await(next);
    }
    bound.ran(last);
    if (failure != null) {
      Throwable e = failure;
      failure = null;
      Parallel.<RuntimeException>raise(e);
    }
  }

  /**
   * Of threads that take turns: one has its next piece soon after the other has the one before.
   *
   * @param most how many ticks a round may have: what comes back in a circle is there by then, and
   *     no sooner
   */
  static Run turns(long start, long end, long most, int threads) {
    int parts = 2 * threads;
    long each = Math.max(1, (Math.min(most, end - start) + parts - 1) / parts);
    if (parts * each <= most) {
      return new Run(start, end, parts * each, each);
    }
    each = Math.max(1, most / parts);
    return new Run(start, end, most - most % each, each);
  }

  /** Of threads that have some pieces one after the other: each is a block behind the last. */
  private Run blocks(long start, long end) {
    long count = end - start;
    // Long blocks are for caches.
    long best = pieces.length > ofThread.length ? (long) Math.sqrt(4.0 * count) : count / BLOCKS;
    long most = Math.min(block, Math.max(FEWEST, best));
    return new Run(start, end, most, most);
  }

  /** Runs all pieces. */
  private void alone(long start, long end) {
    for (long to = start - furthest; to < Math.min(end, last); ) {
      to = to + Math.min(block, end - to);
      for (BoundPiece piece : pieces) {
        long done = piece.done();
        long until = end(piece, to, end);
        if (done < until) {
          run(piece, done, until);
        }
      }
    }
  }

  /** Runs what one thread has of a run. */
  private void work(int thread, Run run) {
    for (long to = run.start - furthest; to < Math.min(run.end, last); ) {
      to = takeTurns ? to + Math.min(run.round, run.end - to) : end(run, to);
      for (BoundPiece piece : ofThread[thread]) {
        long end = end(piece, to, run.end);
        for (int k = 0; piece.done() < Math.min(end, last); k++) {
          if (!tryToRun(piece, run)) {
            pause(thread, run, k);
          }
        }
      }
    }
  }

  /**
   * Up to which tick a piece runs while those without a lead run up to one, or had yet to begin.
   */
  private static long end(BoundPiece piece, long tick, long end) {
    return end - tick <= piece.lead() ? end : tick + piece.lead();
  }

  /** Waits until all pieces have run as far as they are to. */
  private void await(Run run) {
    for (BoundPiece piece : pieces) {
      for (int k = 0; piece.done() < last || !piece.rests(); k++) {
        pause(0, run, k);
      }
    }
  }

  /** Waits a little, longer if it has been waited so often; the caller's thread looks for work. */
  private void pause(int thread, Run run, int times) {
    if (thread == 0 && times >= PATIENCE && help(run, Sleepers.mayTakeLong(times))) {
      return;
    }
    Sleepers.pause(times, YIELDS_IN_RUN);
  }

  /**
   * Runs a block of a piece that nobody runs; whether there was one.
   *
   * @param anyone also of a thread that has joined the run, and so has the piece in its cache
   */
  private boolean help(Run run, boolean anyone) {
    for (BoundPiece piece : pieces) {
      if ((anyone || joined.get(piece.thread()) != run) && tryToRun(piece, run)) {
        return true;
      }
    }
    return false;
  }

  /** Runs the next block of a piece, if it can run and nobody else does. */
  private boolean tryToRun(BoundPiece piece, Run run) {
    long from = piece.done();
    long to = Math.min(end(run, piece, from), last);
    if (from >= to || !piece.mayRunTo(to) || !piece.begin(from, to)) {
      return false;
    }
    run(piece, from, to);
    return true;
  }

  /**
   * Where the block of a piece ends that begins after a tick.
   *
   * <p>If threads take turns, all blocks end at a multiple of the run's from where it begins for a
   * piece that has the longest lead, whoever runs them, and a track keeps two rounds and all leads:
   * so a piece that is a round ahead of those behind it never waits for one that waits for it.
   */
  private long end(Run run, BoundPiece piece, long from) {
    if (!takeTurns) {
      return end(run, from);
    }
    long before = from - run.start + furthest - piece.lead();
    return from + Math.min(run.block - before % run.block, run.end - from);
  }

  /** If threads wait for each other's first blocks, they are short, and so are the last. */
  private long end(Run run, long from) {
    long left = run.end - from;
    long half = left - left / 2;
    return from + Math.min(Math.min(run.block, half), Math.max(1, from - run.start));
  }

  private void run(BoundPiece piece, long from, long to) {
    long tick = from;
    try {
      piece.fetch(from, to);
      while (tick < to && tick < last) {
        if (piece.isHost()) {
          bound.ran(tick);
        }
        piece.run(tick + 1);
        tick++;
      }
    } catch (Throwable e) {
      // Also what Java checks, and code of another language throws unasked.
      fail(piece, tick, e);
    }
    piece.end(tick);
  }

  /** Has all pieces stop before a tick that failed; of several ticks, and pieces, the first. */
  private synchronized void fail(BoundPiece piece, long before, Throwable e) {
    // Nothing is allocated here, as what failed may be that: then all would be waited for in vain.
    int number = 0;
    while (pieces[number] != piece) {
      number++;
    }
    if (failure == null || before < last || before == last && number < failed) {
      failure = e;
      failed = number;
      last = before;
    }
  }

  private void work(int thread) {
    for (Run before = NONE; ; ) {
      Run next = next(thread, before);
      if (closing) {
        return;
      }
      joined.set(thread, next);
      work(thread, next);
      before = next;
    }
  }

  /** Waits for another run, or for the end. */
  private Run next(int thread, Run before) {
    for (int k = 0; ; k++) {
      Run next = run;
      if (next != before || closing) {
        return next;
      }
      if (!Sleepers.mayTakeLong(k - YIELDS)) {
        Sleepers.pause(k, YIELDS);
      } else {
        sleepers.sleep(thread, () -> run != before || closing);
      }
    }
  }

  @Override
  public void close() {
    closing = true;
    sleepers.wake();
  }
}
