package org.spikelane.sim;

import static org.spikelane.check.Arguments.refused;

import org.spikelane.graph.Signal;

/**
 * A live output of a network, to be read while it runs: see {@link Simulator#output}. Not
 * thread-safe.
 */
public final class LiveOutput {

  private final Execution execution;

  private final String name;
  private final Signal signal;

  LiveOutput(Execution execution, String name, Signal signal) {
    this.execution = execution;
    this.name = name;
    this.signal = signal;
  }

  /**
   * Reads what it had in the last tick; 0 before the first.
   *
   * @param into written, as many as the output has
   * @return {@code into}
   * @throws IllegalArgumentException if it has another length
   * @throws IllegalStateException if this is called from within a tick, or after one that failed
   */
  public double[] get(double[] into) {
    execution.checkUsable();
    execution.checkBetweenTicks();
    if (into.length != signal.size()) {
      throw refused("array for output " + name, into.length + " long", signal.size() + " long");
    }
    System.arraycopy(
        execution.bound().array(signal), execution.bound().at(signal), into, 0, into.length);
    return into;
  }

  /**
   * Reads one of the numbers that it had in the last tick.
   *
   * @param index which, from 0
   * @throws IllegalArgumentException if there is none
   * @throws IllegalStateException as {@link #get(double[])}
   */
  public double get(int index) {
    execution.checkUsable();
    execution.checkBetweenTicks();
    if (index < 0 || index >= signal.size()) {
      throw refused("index into output " + name, index, "from 0 to " + (signal.size() - 1));
    }
    return execution.bound().array(signal)[execution.bound().at(signal) + index];
  }
}
