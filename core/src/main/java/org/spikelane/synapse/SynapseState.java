package org.spikelane.synapse;

import static org.spikelane.check.Arguments.finite;
import static org.spikelane.check.Arguments.length;
import static org.spikelane.check.Arguments.refused;

import java.util.Arrays;

/**
 * The state of a {@link SynapseStepper} between two ticks, exact to the bit, and what it is a state
 * of.
 *
 * <p>A value: it shares no array with a stepper or a caller. To keep one outside the process, write
 * its values and build it again with {@link #of}.
 */
public final class SynapseState {

  private final Synapse synapse;
  private final double dt;
  private final int channels;
  private final double[][] values;

  /**
   * A state from its parts, which are copied.
   *
   * @param synapse the synapse that was stepped
   * @param dt length of a tick in seconds
   * @param channels how many channels
   * @param values finite, {@code [state][channel]}, as {@link #values()} gave them
   * @throws IllegalArgumentException if dt or channels is outside its range, the values have
   *     another shape or one of them is NaN or infinite
   */
  public static SynapseState of(Synapse synapse, double dt, int channels, double[][] values) {
    SynapseState state = exact(synapse, dt, channels, values);
    for (int s = 0; s < state.values.length; s++) {
      finite("values[" + s + "]", state.values[s]);
    }
    return state;
  }

  /**
   * As {@link #of}, but of any numbers: those of a filter that has overflowed are infinite or NaN,
   * and as much its state.
   *
   * @throws IllegalArgumentException if dt or channels is outside its range, or the values have
   *     another shape
   */
  public static SynapseState exact(Synapse synapse, double dt, int channels, double[][] values) {
    SynapseState state = new SynapseState(synapse, dt, channels, Matrices.copy(values));
    length("values", state.values.length, synapse.stepper(dt, 0).states());
    if (channels < 0) {
      throw refused("channels", channels, "0 or above");
    }
    for (int s = 0; s < state.values.length; s++) {
      length("values[" + s + "]", state.values[s].length, channels);
    }
    return state;
  }

  /** Keeps the arrays it is given. */
  SynapseState(Synapse synapse, double dt, int channels, double[][] values) {
    this.synapse = synapse;
    this.dt = dt;
    this.channels = channels;
    this.values = values;
  }

  /** The synapse that was stepped. */
  public Synapse synapse() {
    return synapse;
  }

  /** Length of a tick in seconds. */
  public double dt() {
    return dt;
  }

  /** How many channels it is the state of. */
  public int channels() {
    return channels;
  }

  /** The numbers, {@code [state][channel]}: a copy. */
  public double[][] values() {
    return Matrices.copy(values);
  }

  /** Writes the numbers into the rows of a stepper. */
  void copyTo(double[][] rows) {
    for (int s = 0; s < rows.length; s++) {
      System.arraycopy(values[s], 0, rows[s], 0, channels);
    }
  }

  /** The same synapse, dt and channels and, bit for bit, equal numbers. */
  @Override
  public boolean equals(Object other) {
    return other instanceof SynapseState that
        && synapse.equals(that.synapse)
        && dt == that.dt
        && channels == that.channels
        && Arrays.deepEquals(values, that.values);
  }

  @Override
  public int hashCode() {
    return Arrays.deepHashCode(values) * 31 + synapse.hashCode();
  }

  @Override
  public String toString() {
    return "state of " + channels + " channels, " + synapse + ", dt " + dt;
  }
}
