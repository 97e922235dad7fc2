package org.spikelane.graph;

/**
 * An operator that is bound to arrays: what runs in a tick. If it keeps anything from one tick to
 * the next other than in its signals, it is a {@link StatefulStep}.
 */
@FunctionalInterface
public interface Step {

  /** Does the operator's part of one tick. It allocates nothing. */
  void step();
}
