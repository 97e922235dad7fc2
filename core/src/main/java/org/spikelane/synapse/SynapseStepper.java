package org.spikelane.synapse;

import static org.spikelane.check.Arguments.finite;
import static org.spikelane.check.Arguments.length;
import static org.spikelane.check.Arguments.positive;
import static org.spikelane.check.Arguments.refused;

import java.util.Arrays;
import org.spikelane.parallel.Apart;

/**
 * A synapse at work: many channels, each with its own state, stepped side by side.
 *
 * <pre>{@code
 * SynapseStepper stepper = new Lowpass(0.005).stepper(0.001, 3);
 * stepper.step(input, output); // once a tick
 * }</pre>
 *
 * <p>The input of a tick is in the output of the same tick; {@link Synapse} says how. A step
 * allocates nothing. Channels do not touch each other: to split them over threads, give each thread
 * a stepper of its own.
 *
 * <p><b>Errors.</b> A call that throws {@link IllegalArgumentException} has changed neither the
 * state nor the output array. That includes inputs: one that is NaN or infinite is refused before
 * any channel moves. A filter may still overflow by itself: an unstable one in time, any one under
 * inputs near the largest double; its output is then infinite or NaN until it is reset.
 *
 * <p><b>Silence.</b> Once its input is 0, a stable filter decays to where its state is below
 * 1e-270, and rests there rather than at 0.
 *
 * <p><b>Threads.</b> A stepper is not synchronised.
 */
public abstract class SynapseStepper {

  /**
   * What {@link #settled} adds and takes away. It is far below any signal, and as far above the
   * subnormal numbers: 1e-271.
   */
  public static final double FLOOR = 0x1p-900;

  /**
   * The state, {@code [state][channel]}: 0 to begin with. One array a row, because HotSpot's C2
   * makes SIMD of loops with one index only; rows may be exchanged. A row may be longer than there
   * are channels, as there is room behind the last.
   */
  protected final double[][] state;

  private final Synapse synapse;
  private final double dt;
  private final int channels;
  private final double[] unitState;
  private final double[] window;

  /**
   * A stepper in the steady state of output 0, for which every number of state must be 0.
   *
   * @param synapse what is stepped
   * @param dt length of a tick in seconds, finite and above 0
   * @param channels how many channels, 0 or above
   * @param states how many numbers of state a channel has, 0 or above
   * @param unitState the states of a channel that hold an output of 1 under some constant input,
   *     {@code [state]}: an output of y0 is started from y0 times these; null if none do
   * @throws IllegalArgumentException if an argument is outside its range
   */
  protected SynapseStepper(
      Synapse synapse, double dt, int channels, int states, double[] unitState) {
    positive("dt", dt, "seconds");
    notNegative("channels", channels);
    notNegative("states", states);
    if (unitState != null) {
      length("unitState", unitState.length, states);
    }
    this.synapse = synapse;
    this.dt = dt;
    this.channels = channels;
    this.unitState = unitState;
    this.state = Apart.rows(states, channels);
    this.window = new double[channels + Apart.ROOM];
  }

  private static void notNegative(String name, int value) {
    if (value < 0) {
      throw refused(name, value, "0 or above");
    }
  }

  /**
   * One tick for every channel; {@link #step} has checked the arguments. The output of a channel
   * must come from its input, its {@link #state} and nothing else, so that what is saved is all.
   * The arrays may be longer than there are {@link #channels()}: what is behind these means
   * nothing.
   *
   * @param input finite, {@code [channel]}
   * @param output written, {@code [channel]}; may be the array of input itself
   */
  protected abstract void advance(double[] input, double[] output);

  /**
   * A state rounded to a multiple of 2^-953, which only changes it if it is below 2^-846. Without
   * that, the state of a channel whose input has become 0 would decay into the subnormal numbers,
   * which are slow on some processors, and never leave them.
   */
  protected static double settled(double value) {
    return value + FLOOR - FLOOR;
  }

  /** The synapse that is stepped. */
  public final Synapse synapse() {
    return synapse;
  }

  /** Length of a tick in seconds. */
  public final double dt() {
    return dt;
  }

  /** How many channels. */
  public final int channels() {
    return channels;
  }

  /** How many numbers of state a channel has; 0 if the synapse passes its input through. */
  public final int states() {
    return state.length;
  }

  /**
   * Steps every channel by one tick.
   *
   * @param input {@code [channel]}, all finite
   * @param output written, {@code [channel]}; it may be the array of {@code input} itself
   * @throws IllegalArgumentException if a length differs from {@link #channels()} or an input is
   *     NaN or infinite
   */
  public final void step(double[] input, double[] output) {
    length("input", input.length, channels);
    length("output", output.length, channels);
    checkFinite(input, 0);
    advance(input, output);
  }

  /**
   * Steps every channel by one tick, reading and writing a part of longer arrays. The bits are
   * those of {@link #step(double[], double[])}; the time is a little more.
   *
   * @param input channel c is read from {@code input[inputFrom + c]}, all finite
   * @param output channel c is written to {@code output[outputFrom + c]}, nothing else is; it may
   *     be the array of {@code input} itself, at the same place, another or an overlapping one
   * @throws IllegalArgumentException if a part does not lie in its array or an input is NaN or
   *     infinite
   */
  public final void step(double[] input, int inputFrom, double[] output, int outputFrom) {
    checkFrom("inputFrom", inputFrom, "input", input);
    checkFrom("outputFrom", outputFrom, "output", output);
    checkFinite(input, inputFrom);
    System.arraycopy(input, inputFrom, window, 0, channels);
    advance(window, window);
    System.arraycopy(window, 0, output, outputFrom, channels);
  }

  /** Goes to the steady state of output 0: that of a stepper which is new. */
  public final void reset() {
    for (double[] row : state) {
      Arrays.fill(row, 0);
    }
  }

  /**
   * Goes to the steady state of an output, in every channel: what an input that has been constant
   * for ever leaves behind, where that input is the one that keeps the output at y0 (y0 divided by
   * the gain at frequency 0; for an integrator, 0). A synapse without state has nothing to set.
   *
   * @param y0 the output to start from, finite
   * @throws IllegalArgumentException if y0 is NaN or infinite, or if it is not 0 and no constant
   *     input holds the output there, as in a filter whose gain at frequency 0 is 0
   */
  public final void reset(double y0) {
    checkOutput("y0", y0);
    for (int s = 0; s < state.length; s++) {
      Arrays.fill(state[s], y0 == 0 ? 0 : unitState[s] * y0);
    }
  }

  /**
   * Goes to the steady state of an output for each channel, as {@link #reset(double)}.
   *
   * @param y0 the outputs to start from, {@code [channel]}, all finite
   * @throws IllegalArgumentException if the length is not {@link #channels()}, or as in {@link
   *     #reset(double)}
   */
  public final void reset(double[] y0) {
    length("y0", y0.length, channels);
    for (int channel = 0; channel < channels; channel++) {
      checkOutput("y0[" + channel + "]", y0[channel]);
    }
    for (int s = 0; s < state.length; s++) {
      for (int channel = 0; channel < channels; channel++) {
        state[s][channel] = y0[channel] == 0 ? 0 : unitState[s] * y0[channel];
      }
    }
  }

  /**
   * Copies a number of the state of every channel.
   *
   * @param s which, from 0 to {@link #states()} − 1
   * @param into written from {@code at} on
   */
  public final void readState(int s, double[] into, int at) {
    System.arraycopy(state[s], 0, into, at, channels);
  }

  /** Sets what {@link #readState} copies. */
  public final void writeState(int s, double[] from, int at) {
    System.arraycopy(from, at, state[s], 0, channels);
  }

  /**
   * Copies the state of some channels to those of another stepper; allocates nothing.
   *
   * @param from the first channel here
   * @param count how many
   * @param to a stepper of an equal synapse, with the same dt
   * @param toFrom the first channel there
   * @throws IllegalArgumentException if it is of another synapse or dt, or has not these channels,
   *     or this one has not
   */
  public final void copyState(int from, int count, SynapseStepper to, int toFrom) {
    if (!to.synapse.equals(synapse) || to.dt != dt) {
      throw refused("to", to.synapse + ", dt " + to.dt, synapse + ", dt " + dt);
    }
    checkChannels("from", from, count, channels);
    checkChannels("toFrom", toFrom, count, to.channels);
    for (int s = 0; s < state.length; s++) {
      System.arraycopy(state[s], from, to.state[s], toFrom, count);
    }
  }

  private static void checkChannels(String name, int from, int count, int channels) {
    notNegative("count", count);
    if (from < 0 || from > channels - count) {
      throw refused(name, from, "from 0 to channels - count = " + channels + " - " + count);
    }
  }

  /** The state as it is now, exact to the bit. */
  public final SynapseState save() {
    double[][] values = new double[state.length][];
    Arrays.setAll(values, s -> Arrays.copyOf(state[s], channels));
    return new SynapseState(synapse, dt, channels, values);
  }

  /**
   * Goes back, or over, to a saved state: from here on every bit is as it was from there.
   *
   * @param saved a state of the same synapse, dt and number of channels
   * @throws IllegalArgumentException if it is a state of another stepper
   */
  public final void restore(SynapseState saved) {
    if (saved.channels() != channels || !saved.synapse().equals(synapse) || saved.dt() != dt) {
      throw refused(
          "saved", saved, "a state of " + channels + " channels, " + synapse + ", dt " + dt);
    }
    saved.copyTo(state);
  }

  private void checkOutput(String name, double y0) {
    finite(name, y0);
    if (y0 != 0 && unitState == null) {
      throw refused(name, y0, "0, as no constant input holds another output of " + synapse);
    }
  }

  private void checkFrom(String name, int from, String arrayName, double[] array) {
    if (from < 0 || from > array.length - channels) {
      throw refused(
          name,
          from,
          "from 0 to " + arrayName + ".length - channels = " + array.length + " - " + channels);
    }
  }

  private void checkFinite(double[] input, int from) {
    int i = from;
    int end = from + channels;
    // A sum of magnitudes is finite only if all are: four at a time, unless that overflows.
    while (i <= end - 4
        && Math.abs(input[i])
                + Math.abs(input[i + 1])
                + Math.abs(input[i + 2])
                + Math.abs(input[i + 3])
            <= Double.MAX_VALUE) {
      i += 4;
    }
    for (; i < end; i++) {
      if (!(Math.abs(input[i]) <= Double.MAX_VALUE)) {
        throw refused("input[" + i + "]", input[i], "a finite number");
      }
    }
  }
}
