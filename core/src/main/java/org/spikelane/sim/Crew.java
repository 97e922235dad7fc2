package org.spikelane.sim;

import java.util.List;
import java.util.concurrent.ThreadFactory;
import org.spikelane.graph.Step;
import org.spikelane.plan.Stage;

/**
 * Runs the steps of a tick on several threads: stage by stage, each thread its own steps, all
 * waiting for each other in between. Stages that are not worth that are run by the caller's thread
 * alone.
 *
 * <p>Steps of a stage have nothing to do with each other, so that the bits are those of one thread.
 */
final class Crew {

  /** A barrier before the stage is needed where the caller has run alone before. */
  private record Turn(Stage stage, boolean begins) {}

  private final Turn[] turns;
  private final Barrier barrier;
  private final boolean shared;
  private final Throwable[] failures;
  private volatile boolean failed;
  private volatile boolean closing;

  /** Starts the threads that are needed, up to {@code threads} with the caller's. */
  Crew(List<Stage> stages, int threads) {
    this(stages, threads, Thread::new);
  }

  /** With threads of another make. */
  Crew(List<Stage> stages, int threads, ThreadFactory factory) {
    turns = new Turn[stages.size()];
    boolean any = false;
    for (int k = 0; k < turns.length; k++) {
      Stage stage = stages.get(k);
      boolean begins = stage.isShared() && (k == 0 || !stages.get(k - 1).isShared());
      turns[k] = new Turn(stage, begins);
      any |= stage.isShared();
    }
    shared = any;
    barrier = new Barrier(threads);
    failures = new Throwable[threads];
    if (shared) {
      for (int thread = 1; thread < threads; thread++) {
        int own = thread;
        try {
          Thread worker = factory.newThread(() -> work(own));
          worker.setName("spikelane-" + own);
          worker.setDaemon(true);
          worker.start();
        } catch (RuntimeException | Error e) {
          // Such as a system that is out of threads: those that run must not wait for the others.
          close(threads - (thread - 1));
          throw e;
        }
      }
    }
  }

  /**
   * Runs one tick. What a step throws is thrown when all threads have stopped, the caller's first.
   */
  void tick() {
    for (Turn turn : turns) {
      if (turn.stage().isShared()) {
        if (turn.begins()) {
          barrier.await(0);
        }
        run(turn.stage(), 0);
        barrier.await(0);
      } else {
        run(turn.stage(), 0);
      }
    }
    if (failed) {
      rethrow();
    }
  }

  private void rethrow() {
    failed = false;
    Throwable first = null;
    for (int thread = 0; thread < failures.length; thread++) {
      first = first == null ? failures[thread] : first;
      failures[thread] = null;
    }
    if (first instanceof Error error) {
      throw error;
    }
    throw (RuntimeException) first;
  }

  private void work(int thread) {
    while (true) {
      for (Turn turn : turns) {
        if (turn.stage().isShared()) {
          if (turn.begins()) {
            barrier.await(thread);
            if (closing) {
              return;
            }
          }
          run(turn.stage(), thread);
          barrier.await(thread);
        }
      }
    }
  }

  private void run(Stage stage, int thread) {
    if (failed) {
      return;
    }
    try {
      for (Step step : stage.shares()[thread]) {
        step.step();
      }
    } catch (RuntimeException | Error e) {
      failures[thread] = e;
      failed = true;
    }
  }

  /** Lets the threads end. Not to be called from within a tick. */
  void close() {
    if (shared && !closing) {
      close(1);
    }
  }

  /** Comes for those who will not, the caller included, to where a tick begins. */
  private void close(int missing) {
    closing = true;
    barrier.arrive(missing);
  }
}
