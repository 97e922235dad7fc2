package org.spikelane.plan;

import org.spikelane.graph.Step;

/**
 * Steps that run together: those of different threads have nothing to do with each other.
 *
 * @param shares the steps of each thread, {@code [thread][]}, each in their order; of the caller's
 *     thread alone, if there is one share
 */
public record Stage(Step[][] shares) {

  /** Whether it is of several threads. */
  public boolean isShared() {
    return shares.length > 1;
  }
}
