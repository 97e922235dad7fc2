package org.spikelane.sim;

import static org.spikelane.check.Arguments.length;
import static org.spikelane.check.Arguments.refused;

import org.spikelane.graph.Signal;

/**
 * A live input of a network, to be given values while it runs: see {@link Simulator#input}. Not
 * thread-safe.
 */
public final class LiveInput {

  private final Execution execution;

  /** As errors call it; made once, as nothing is to be allocated in a tick. */
  private final String label;

  private final Signal signal;

  LiveInput(Execution execution, String name, Signal signal) {
    this.execution = execution;
    this.label = "input " + name;
    this.signal = signal;
  }

  /**
   * Gives it a value, if it has one number only, from the next tick on.
   *
   * @param value finite
   * @throws IllegalArgumentException as {@link #set(double...)}
   * @throws IllegalStateException as {@link #set(double...)}
   */
  public void set(double value) {
    execution.checkUsable();
    execution.checkBetweenTicks();
    length(label, 1, signal.size());
    if (!Double.isFinite(value)) {
      throw refused(label, value, "a finite number");
    }
    execution.bound().array(signal)[execution.bound().at(signal)] = value;
  }

  /**
   * Gives it values, from the next tick on. Where nothing is to be allocated, keep an array: to
   * list several numbers makes one in every call.
   *
   * @param values finite, as many as the input has
   * @throws IllegalArgumentException if there are more or fewer, or one is not finite; the values
   *     before remain
   * @throws IllegalStateException if this is called from within a tick, or after one that failed
   */
  public void set(double... values) {
    execution.checkUsable();
    execution.checkBetweenTicks();
    if (values == null) {
      throw new NullPointerException("values of " + label);
    }
    length(label, values.length, signal.size());
    for (int i = 0; i < values.length; i++) {
      if (!Double.isFinite(values[i])) {
        throw refused(label + "[" + i + "]", values[i], "a finite number");
      }
    }
    System.arraycopy(
        values, 0, execution.bound().array(signal), execution.bound().at(signal), values.length);
  }
}
