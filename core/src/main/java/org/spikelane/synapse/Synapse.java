package org.spikelane.synapse;

import static org.spikelane.check.Arguments.finite;
import static org.spikelane.check.Arguments.length;

/**
 * A synapse: the filter between a signal and what receives it.
 *
 * <p>A synapse is an immutable value in continuous time, in seconds, and knows nothing of ticks or
 * channels. Given a tick length it becomes something that steps ({@link #stepper}) or filters a
 * recording ({@link #filt}, {@link #filtfilt}).
 *
 * <p><b>Discretisation.</b> By zero-order hold: the input is taken to be constant over a tick,
 * which makes the discrete filter exact, not approximate, for such inputs. A filter without direct
 * feedthrough would then answer to an input one tick late; that delay is dropped, so that the
 * output of a tick contains the input of the same tick. Its step response at tick k, counted from
 * 0, is therefore the continuous one at t = (k + 1)·dt. A filter with direct feedthrough has no
 * such delay to drop: its step response at tick k is the continuous one at t = k·dt.
 *
 * <p><b>A synapse of your own</b>, such as one that delays or one that is not linear, states what
 * steps it, a subclass of {@link SynapseStepper}; filtering, starting, saving and restoring follow.
 * Write it as a record: a state is restored into a stepper of an equal synapse.
 *
 * <p><b>Bits.</b> The same synapse, dt, initial state and input give the same bits of output and
 * state on every processor, Java runtime and JIT tier; a channel's bits do not depend on how many
 * others are filtered with it.
 */
public interface Synapse {

  /**
   * What steps this synapse: it starts from the steady state of output 0.
   *
   * @param dt length of a tick in seconds, finite and above 0
   * @param channels how many signals are filtered side by side, 0 or above
   * @throws IllegalArgumentException if dt or channels is outside its range
   */
  SynapseStepper stepper(double dt, int channels);

  /**
   * Filters a recorded signal, forwards in time, from the steady state of output 0.
   *
   * @param signal the input, {@code [step][channel]}, all finite
   * @param dt time from one step to the next in seconds, finite and above 0
   * @return the output, {@code [step][channel]}, in new arrays
   * @throws IllegalArgumentException if dt is outside its range, the steps differ in their number
   *     of channels, or a value is NaN or infinite
   */
  default double[][] filt(double[][] signal, double dt) {
    return filt(signal, dt, 0);
  }

  /**
   * Filters a recorded signal, forwards in time.
   *
   * @param signal the input, {@code [step][channel]}, all finite
   * @param dt time from one step to the next in seconds, finite and above 0
   * @param y0 where the output starts from, as in {@link SynapseStepper#reset(double)}
   * @return the output, {@code [step][channel]}, in new arrays
   * @throws IllegalArgumentException as {@link #filt(double[][], double)}, or if the filter cannot
   *     hold its output at y0
   */
  default double[][] filt(double[][] signal, double dt, double y0) {
    return forwards(signal, start(signal, dt, y0));
  }

  /**
   * Filters a recorded signal forwards and then backwards in time: smooth, and without delay.
   *
   * <p>The gain at each frequency is that of {@link #filt} squared, the phase 0. The first pass
   * starts from the steady state of output 0; the one backwards goes on from the state in which the
   * first one ends.
   *
   * @param signal the input, {@code [step][channel]}, all finite
   * @param dt time from one step to the next in seconds, finite and above 0
   * @return the output, {@code [step][channel]}, in new arrays
   * @throws IllegalArgumentException as {@link #filt(double[][], double)}
   */
  default double[][] filtfilt(double[][] signal, double dt) {
    return filtfilt(signal, dt, 0);
  }

  /**
   * Filters a recorded signal forwards and then backwards in time: smooth, and without delay.
   *
   * <p>The pass backwards goes on from the state in which the first one ends, as if the filtered
   * recording turned round there: a signal that ends at a level does not fade.
   *
   * @param signal the input, {@code [step][channel]}, all finite
   * @param dt time from one step to the next in seconds, finite and above 0
   * @param y0 where the output of the first pass starts from, as in {@link
   *     SynapseStepper#reset(double)}
   * @return the output, {@code [step][channel]}, in new arrays
   * @throws IllegalArgumentException as {@link #filt(double[][], double, double)}
   */
  default double[][] filtfilt(double[][] signal, double dt, double y0) {
    SynapseStepper stepper = start(signal, dt, y0);
    double[][] filtered = forwards(signal, stepper);
    for (int step = signal.length - 1; step >= 0; step--) {
      stepper.advance(filtered[step], filtered[step]);
    }
    return filtered;
  }

  private SynapseStepper start(double[][] signal, double dt, double y0) {
    SynapseStepper stepper = stepper(dt, channels(signal));
    stepper.reset(y0);
    return stepper;
  }

  private static double[][] forwards(double[][] signal, SynapseStepper stepper) {
    double[][] filtered = new double[signal.length][stepper.channels()];
    for (int step = 0; step < signal.length; step++) {
      stepper.advance(signal[step], filtered[step]);
    }
    return filtered;
  }

  /** The number of channels of a signal, after a check of every value in it. */
  private static int channels(double[][] signal) {
    int channels = signal.length == 0 ? 0 : signal[0].length;
    for (int step = 0; step < signal.length; step++) {
      String name = "signal[" + step + "]";
      length(name, signal[step].length, channels);
      finite(name, signal[step]);
    }
    return channels;
  }
}
