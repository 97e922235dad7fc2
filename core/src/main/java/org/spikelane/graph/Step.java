package org.spikelane.graph;

/** An operator that is bound to arrays: what runs in a tick. */
@FunctionalInterface
public interface Step {

  /** Does the operator's part of one tick. It allocates nothing. */
  void step();
}
