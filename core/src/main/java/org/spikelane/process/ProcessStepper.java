package org.spikelane.process;

/**
 * A process at work.
 *
 * <pre>{@code
 * ProcessStepper stepper = new WhiteNoise().stepper(3, 0.001, seed);
 * for (long k = 1; ; k++) {
 *   stepper.step(k * 0.001, out); // once a tick, in order
 * }
 * }</pre>
 *
 * <p>Those of this package allocate nothing in a step as long as their distribution does not,
 * refuse a wrong length of {@code out} and a time that is not finite, and have not moved on if a
 * step has thrown. A stepper is not synchronised.
 *
 * <p><b>A stepper of one's own</b> must be able to say what its future depends on, so that a
 * simulation that is saved in the middle goes on as if it had not been. Chance comes from a {@link
 * RandomStream}, whose state is one number:
 *
 * <pre>{@code
 * final class RandomWalk implements ProcessStepper {
 *   private final RandomStream random;
 *   private final double[] at;
 *
 *   RandomWalk(int dims, long seed) {
 *     random = new RandomStream(seed);
 *     at = new double[dims];
 *   }
 *
 *   public void step(double time, double[] out) {
 *     for (int d = 0; d < at.length; d++) {
 *       at[d] += random.nextLong() < 0 ? -1 : 1;
 *       out[d] = at[d];
 *     }
 *   }
 *
 *   public ProcessState save() {
 *     return ProcessState.of(at, random.state());
 *   }
 *
 *   public void restore(ProcessState saved) {
 *     saved.requireSize(at.length, 1);
 *     saved.copyNumbers(at);
 *     random.restore(saved.word(0));
 *   }
 * }
 * }</pre>
 */
public interface ProcessStepper {

  /**
   * Generates one tick of the signal.
   *
   * <p>Ticks come in order and each of them once. A process whose signal is a function of time
   * ignores that and answers to any time; one that has a past may ignore the time.
   *
   * @param time the tick's time in seconds: tick k, counted from 1, is at k·dt
   * @param out written, {@code [dim]}
   */
  void step(double time, double[] out);

  /**
   * All that the ticks to come depend on, besides the time: exact to the bit. Not what the stepper
   * was made from, which a new one has again.
   */
  ProcessState save();

  /**
   * Goes back, or over, to a saved state: from here on every bit is as it was from there.
   *
   * @param saved a state that {@link #save} gave, of this stepper or of another made from the same
   *     process, dims, dt and seed
   * @throws IllegalArgumentException if it cannot be one
   */
  void restore(ProcessState saved);

  /** A signal that depends on the time and on nothing else. */
  @FunctionalInterface
  interface OfTime {

    /**
     * Calculates the signal at a time.
     *
     * @param time in seconds
     * @param out written, {@code [dim]}
     */
    void at(double time, double[] out);
  }

  /**
   * A stepper without a past, of which there is nothing to save.
   *
   * @param signal the signal as a function of time; it must not remember anything from one call to
   *     the next that changes what it writes
   */
  static ProcessStepper stateless(OfTime signal) {
    return new StatelessStepper(signal);
  }
}
