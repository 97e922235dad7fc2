package org.spikelane.parallel;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Something that takes time and will be needed, such as the loading of a library: begun in a thread
 * of its own while something else is done.
 *
 * <p>Nobody waits for it, or is told if it fails: whoever needs what it makes does the same again,
 * waits for what is under way, and is told then.
 */
public final class Ahead {

  private final String name;
  private final Runnable work;
  private final AtomicBoolean begun = new AtomicBoolean();

  /**
   * Work to be begun.
   *
   * @param name of the thread
   * @param work may be done by others at the same time
   */
  public Ahead(String name, Runnable work) {
    this.name = name;
    this.work = work;
  }

  /** Begins it; does nothing if this was called before. */
  public void begin() {
    if (begun.getAndSet(true)) {
      return;
    }
    Thread thread = new Thread(this::run, name);
    thread.setDaemon(true);
    try {
      thread.start();
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
