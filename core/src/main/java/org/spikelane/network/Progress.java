package org.spikelane.network;

/** Is told how far long work has come: building a network, running one. */
@FunctionalInterface
public interface Progress {

  /** Tells nobody. */
  Progress NONE = (what, done, total) -> {};

  /**
   * Some work is done. Called by one thread at a time.
   *
   * @param what the kind of work, such as "decoders"
   * @param done how much of it is done
   * @param total how much there is
   */
  void report(String what, long done, long total);
}
