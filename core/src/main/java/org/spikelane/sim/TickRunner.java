package org.spikelane.sim;

import org.spikelane.graph.Step;
import org.spikelane.plan.Plan;
import org.spikelane.plan.Stage;

/**
 * Runs all of a graph tick by tick, on one thread or several that share each tick, if that is found
 * to be faster ({@link Sharing}).
 */
final class TickRunner implements Runner {

  private final Bound bound;

  /** Null if one thread is to run all ticks. */
  private final Crew crew;

  private final Sharing sharing;

  /** What one thread runs in a tick. */
  private final Step[] steps;

  /**
   * Of what is bound in one piece; starts the threads that are needed.
   *
   * @param threads how many, or {@link Plan#AUTOMATIC}
   */
  TickRunner(Bound bound, int threads) {
    this(bound, threads, new Sharing());
  }

  /** With something else to find out what is faster. */
  TickRunner(Bound bound, int threads, Sharing sharing) {
    this.bound = bound;
    this.sharing = sharing;
    Plan plan = bound.plan(threads);
    this.steps = plan.steps();
    boolean isShared = plan.stages().stream().anyMatch(Stage::isShared);
    // The last that may fail, as threads run from then on.
    this.crew = isShared ? new Crew(plan.stages(), plan.threads()) : null;
  }

  @Override
  public Bound bound() {
    return bound;
  }

  @Override
  public void run(long count) {
    for (long k = 0; k < count; k++) {
      if (crew == null) {
        alone();
      } else {
        maybeShared();
      }
      bound.ran(bound.ticks() + 1);
    }
  }

  private void alone() {
    for (Step step : steps) {
      step.step();
    }
  }

  private void maybeShared() {
    if (sharing.begin()) {
      crew.tick();
    } else {
      alone();
    }
    sharing.end();
  }

  @Override
  public void close() {
    if (crew != null) {
      crew.close();
    }
  }
}
