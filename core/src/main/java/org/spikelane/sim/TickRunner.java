package org.spikelane.sim;

import org.spikelane.graph.Step;
import org.spikelane.plan.Plan;

/** Runs all of a graph tick by tick, on one thread or several that share each tick. */
final class TickRunner implements Runner {

  private final Bound bound;

  /** Null if one thread is to run all steps. */
  private final Crew crew;

  /** What one thread runs in a tick. */
  private final Step[] steps;

  /**
   * Of what is bound in one piece; starts the threads that are needed.
   *
   * @param threads how many, or {@link Plan#AUTOMATIC}
   */
  TickRunner(Bound bound, int threads) {
    this.bound = bound;
    Plan plan = bound.plan(threads);
    this.crew = plan.threads() > 1 ? new Crew(plan.stages(), plan.threads()) : null;
    this.steps = plan.steps();
  }

  @Override
  public Bound bound() {
    return bound;
  }

  @Override
  public void run(long count) {
    for (long k = 0; k < count; k++) {
      if (crew != null) {
        crew.tick();
      } else {
        for (Step step : steps) {
          step.step();
        }
      }
      bound.ran(bound.ticks() + 1);
    }
  }

  @Override
  public void close() {
    if (crew != null) {
      crew.close();
    }
  }
}
