package org.spikelane.network;

import java.io.PrintStream;

/** Is told how far long work has come: building a network, running one. */
@FunctionalInterface
public interface Progress {

  /** Tells nobody. */
  Progress NONE = (what, done, total) -> {};

  /**
   * Some work is done. Called by one thread at a time; what it throws ends the work, which in a run
   * is between two ticks.
   *
   * @param what the kind of work, such as "decoders"
   * @param done how much of it is done: first 0, last the total
   * @param total how much there is
   */
  void report(String what, long done, long total);

  /**
   * One line on the console (standard error) for work that takes long: how much is done and about
   * how many seconds are left, a few times a second. Work that takes less than about a second
   * prints nothing. One for each simulator.
   */
  static Progress console() {
    return console(System.err);
  }

  /**
   * The line of {@link #console()}, elsewhere.
   *
   * @param to where it is printed
   */
  static Progress console(PrintStream to) {
    return new ConsoleProgress(to, System::nanoTime);
  }
}
