package org.spikelane.process;

import static org.spikelane.check.Arguments.notNegative;
import static org.spikelane.check.Arguments.positive;
import static org.spikelane.check.Arguments.refused;

/**
 * A signal that is generated: noise, a recording that is played back, anything that is a function
 * of time, a seed and its own past.
 *
 * <p>A process is an immutable value and knows nothing of ticks or of how many dimensions it is
 * wanted in. Given both and a seed it becomes something that steps ({@link #stepper}), or an array
 * ({@link #run}). Tick k, counted from 1, is at time k·dt.
 *
 * <p><b>Bits.</b> The processes of this package give the same bits for the same dims, dt and seed
 * on every processor, Java runtime and JIT tier, given a distribution that does.
 *
 * <p><b>Processes of one's own.</b> What depends on time only is a line:
 *
 * <pre>{@code
 * Process ramp = (dims, dt, seed) -> ProcessStepper.stateless((time, out) -> Arrays.fill(out, time));
 * }</pre>
 *
 * What has a past implements {@link ProcessStepper}, and says there what that past is.
 */
@FunctionalInterface
public interface Process {

  /**
   * What generates the signal, tick by tick, from its beginning.
   *
   * @param dims how many dimensions the signal has, 1 or above
   * @param dt length of a tick in seconds, finite and above 0
   * @param seed which signal, where there is chance in it: the same seed gives the same signal
   * @throws IllegalArgumentException if dims or dt is outside its range, or one that the process
   *     does not come in
   */
  ProcessStepper stepper(int dims, double dt, long seed);

  /**
   * The signal from its beginning, as an array.
   *
   * @param seconds how long, finite and 0 or above; rounded to whole ticks, halves to the even one
   * @param dims how many dimensions the signal has, 1 or above
   * @param dt length of a tick in seconds, finite and above 0
   * @param seed which signal, as in {@link #stepper}
   * @return the signal at the times dt, 2·dt, …, {@code [tick][dim]}; the caller's own
   * @throws IllegalArgumentException as {@link #stepper}, or if seconds is outside its range or too
   *     long for an array
   */
  default double[][] run(double seconds, int dims, double dt, long seed) {
    double ticks =
        Math.rint(notNegative("seconds", seconds, "seconds") / positive("dt", dt, "seconds"));
    if (ticks > Ticks.MOST) {
      throw refused("seconds", seconds, "at most " + Ticks.MOST + " ticks of dt = " + dt);
    }
    ProcessStepper stepper = stepper(CheckedStepper.checkedDims(dims), dt, seed);
    double[][] signal = new double[(int) ticks][dims];
    for (int tick = 1; tick <= signal.length; tick++) {
      stepper.step(tick * dt, signal[tick - 1]);
    }
    return signal;
  }
}
