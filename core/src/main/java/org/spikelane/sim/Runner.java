package org.spikelane.sim;

/** Runs what is bound: tick by tick, or many ticks at a time. */
interface Runner {

  /** What it runs. */
  Bound bound();

  /**
   * Runs some ticks. It is counted in what is bound how many have ended; within a tick, as far as
   * the caller's functions can see.
   *
   * @param count 0 or above
   */
  void run(long count);

  /** Lets its threads end, if it has any. Not to be called from within a tick. */
  void close();
}
