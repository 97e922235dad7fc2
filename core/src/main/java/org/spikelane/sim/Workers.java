package org.spikelane.sim;

import java.util.concurrent.ThreadFactory;
import java.util.function.IntConsumer;

/** Starts the threads that run beside the caller's: all of them, or none that stays. */
final class Workers {

  private Workers() {}

  /**
   * Starts threads 1, 2 and so on; 0 is the caller's. They keep no program from ending.
   *
   * @param threads how many, with the caller's
   * @param work what each runs, given its number
   * @param close lets those that have begun end, if another cannot, such as where the system is out
   *     of threads
   */
  static void start(int threads, ThreadFactory factory, IntConsumer work, Runnable close) {
    for (int thread = 1; thread < threads; thread++) {
      int own = thread;
      try {
        Thread worker = factory.newThread(() -> work.accept(own));
        worker.setName("spikelane-" + own);
        worker.setDaemon(true);
        worker.start();
      } catch (RuntimeException | Error e) {
        close.run();
        throw e;
      }
    }
  }
}
