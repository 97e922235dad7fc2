package org.spikelane.sim;

import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicLongArray;
import org.spikelane.graph.Step;
import org.spikelane.parallel.Apart;
import org.spikelane.parallel.Parallel;
import org.spikelane.plan.Stage;

/**
 * Runs the steps of a tick on several threads, stage by stage. Stages that are not worth that are
 * run by the caller's thread alone.
 *
 * <p>Of a stage that is shared, each thread runs its own share. The first is the caller's, who then
 * waits for the others, and runs those that have not been begun soon: a thread that the system has
 * given no processor keeps nobody waiting. A stage begins when all shares of the one before have
 * ended; those of one have nothing to do with each other, so that the bits are those of one thread,
 * whoever runs what.
 *
 * <p>A line of a cache takes 50 to 250 ns from one processor to another, and a stage is a few
 * microseconds: so there is one line that goes to the others, and one that comes from each. Who has
 * begun what is in lines of their own, which nobody else looks at unless it takes long.
 *
 * <p>A thread that waits spins, then yields a few times, and sleeps in the end, such as where ticks
 * are rare, as in a control loop. It sleeps soon, because a thread that waits takes the processor
 * from the one it waits for, where there are fewer processors than threads that run. A tick
 * allocates nothing.
 */
final class Crew {

  private static final int YIELDS = 10;

  /** So often the caller looks whether a share has ended before it asks whether it has begun. */
  private static final int PATIENCE = 30;

  /** Where in the words the number of the stage is that is open. */
  private static final int OPEN = Apart.ROOM;

  /** Where it says of the first share which stage's was the last that somebody began. */
  private static final int BEGUN = 2 * Apart.ROOM;

  /** Where it says of the first share which stage's was the last that ended. */
  private static final int ENDED = 3 * Apart.ROOM;

  /** How far it is there from one share to the next. */
  private static final int SHARE = 2 * Apart.ROOM;

  private final Stage[] stages;
  private final Stage[] shared;
  private final AtomicLongArray words;
  private final Throwable[] failures;
  private final Sleepers sleepers;
  private volatile boolean failed;
  private volatile boolean closing;

  /** Starts the threads, {@code threads} with the caller's, for stages some of which are shared. */
  Crew(List<Stage> stages, int threads) {
    this(stages, threads, Thread::new);
  }

  /** With threads of another make. */
  Crew(List<Stage> stages, int threads, ThreadFactory factory) {
    this.stages = stages.toArray(Stage[]::new);
    this.shared = stages.stream().filter(Stage::isShared).toArray(Stage[]::new);
    this.words = new AtomicLongArray(BEGUN + threads * SHARE + Apart.ROOM);
    this.failures = new Throwable[threads];
    this.sleepers = new Sleepers(threads);
    Workers.start(threads, factory, this::work, this::close);
  }

  /**
   * Runs one tick. What a step throws is thrown when all threads have stopped, that of the caller's
   * share first.
   */
  void tick() {
    for (Stage stage : stages) {
      if (stage.isShared()) {
        share(stage);
      } else {
        run(stage, 0);
      }
    }
    if (failed) {
      rethrow();
    }
  }

  private void share(Stage stage) {
    long number = words.getPlain(OPEN) + 1;
    words.set(OPEN, number);
    sleepers.wake();
    run(stage, 0);
    for (int share = 1; share < stage.shares().length; share++) {
      for (int k = 0; words.getAcquire(ENDED + share * SHARE) != number; k++) {
        if (k == PATIENCE && begin(share, number)) {
          run(stage, share);
          break;
        }
        Sleepers.pause(k, YIELDS);
      }
    }
  }

  /** Begins a share of a stage, unless somebody has: who comes late finds it or a later one. */
  private boolean begin(int share, long number) {
    int begun = BEGUN + share * SHARE;
    long last = words.get(begun);
    return last < number && words.compareAndSet(begun, last, number);
  }

  private void run(Stage stage, int share) {
    if (failed) {
      return;
    }
    try {
      for (Step step : stage.shares()[share]) {
        step.step();
      }
    } catch (Throwable e) {
      // Also what Java checks and code of another language throws unasked: a share that never ended
      // would be waited for without end.
      failures[share] = e;
      failed = true;
    }
  }

  private void rethrow() {
    failed = false;
    Throwable first = null;
    for (int share = 0; share < failures.length; share++) {
      first = first == null ? failures[share] : first;
      failures[share] = null;
    }
    Parallel.<RuntimeException>raise(first);
  }

  private void work(int thread) {
    for (long last = 0; ; ) {
      long number = next(thread, last);
      if (closing) {
        return;
      }
      Stage stage = shared[(int) ((number - 1) % shared.length)];
      if (begin(thread, number)) {
        run(stage, thread);
        words.setRelease(ENDED + thread * SHARE, number);
      }
      last = number;
    }
  }

  /** Waits for a stage to be opened after the last one, or for the end. */
  private long next(int thread, long last) {
    for (int k = 0; ; k++) {
      long number = words.get(OPEN);
      if (number != last || closing) {
        return number;
      }
      if (!Sleepers.mayTakeLong(k - YIELDS)) {
        Sleepers.pause(k, YIELDS);
      } else {
        sleepers.sleep(thread, () -> words.get(OPEN) != last || closing);
      }
    }
  }

  /** Lets the threads end. Not to be called from within a tick. */
  void close() {
    closing = true;
    sleepers.wake();
  }
}
