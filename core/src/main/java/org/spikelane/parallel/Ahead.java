package org.spikelane.parallel;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Something that takes time and will be needed, such as the loading of a library: done by another
 * thread while something else is done.
 *
 * <p>One thread does all of it, in the order in which it was begun. If each had its own, they would
 * keep each other, and whoever has something to do, from the processors, and what is needed first
 * would be there last.
 *
 * <p>Nobody waits for it, or is told if it fails: whoever needs what it makes does the same again,
 * waits for what is under way, and is told then.
 */
public final class Ahead {

  private static final ThreadPoolExecutor THREAD =
      new ThreadPoolExecutor(1, 1, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), Ahead::thread);

  static {
    THREAD.allowCoreThreadTimeOut(true);
  }

  private final Runnable work;
  private final AtomicBoolean begun = new AtomicBoolean();

  /**
   * Work to be begun.
   *
   * @param work may be done by others at the same time
   */
  public Ahead(Runnable work) {
    this.work = work;
  }

  private static Thread thread(Runnable all) {
    Thread thread = new Thread(all, "spikelane-ahead");
    thread.setDaemon(true);
    return thread;
  }

  /** Begins it, when what was begun before is done; does nothing if this was called before. */
  public void begin() {
    if (begun.get() || begun.getAndSet(true)) {
      return;
    }
    try {
      THREAD.execute(this::run);
    } catch (OutOfMemoryError e) {
      // The system is out of threads: it is done when it is needed.
    }
  }

  private void run() {
    try {
      work.run();
    } catch (RuntimeException | Error e) {
      // Whoever needs it will be told.
    }
  }
}
