package org.spikelane.graph;

/**
 * A step whose next tick depends on more than its signals: it can say on what, so that a simulation
 * that is saved goes on as if it had not been.
 *
 * <p>Arrays that are overwritten in each tick before they are read are no state; neither is what a
 * step is bound with. What is left, such as a filter's past or a random stream, is. An operator
 * whose step is not of this kind states by that that it has none.
 */
public interface StatefulStep extends Step {

  /** Writes all that the ticks to come depend on, besides the signals. */
  void save(StateWriter out);

  /**
   * Takes over what an equal step wrote; its signals have the values that they had then. Called
   * once, before the first tick: a step that refuses is thrown away.
   *
   * @throws IllegalArgumentException if it is not such a state
   */
  void restore(StateReader in);
}
