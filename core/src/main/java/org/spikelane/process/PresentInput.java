package org.spikelane.process;

import static org.spikelane.check.Arguments.positive;

import java.util.Arrays;

/**
 * Inputs presented one after the other, each for the same time, and then from the first again.
 *
 * <p>The first is there from the first tick on: at time t it is input number ⌊(t −
 * dt)/presentationTime⌋, modulo how many there are. A presentation that begins less than a
 * millionth of its length after a tick begins with that tick, whichever way rounding went. If a
 * presentation is shorter than a tick, inputs are skipped.
 */
public final class PresentInput implements Process {

  private final double[][] inputs;
  private final double presentationTime;

  /**
   * A sequence of inputs.
   *
   * @param inputs what is presented, {@code [input][dim]}, finite, at least one; copied
   * @param presentationTime how long each of them is, in seconds, finite and above 0
   * @throws IllegalArgumentException if an argument is outside its range
   */
  public PresentInput(double[][] inputs, double presentationTime) {
    this.inputs = Points.copy("inputs", inputs, "input");
    this.presentationTime = positive("presentationTime", presentationTime, "seconds");
  }

  /** What is presented, {@code [input][dim]}: a copy. */
  public double[][] inputs() {
    return Points.copy("inputs", inputs, "input");
  }

  /** How long each input is presented, in seconds. */
  public double presentationTime() {
    return presentationTime;
  }

  /**
   * {@inheritDoc}
   *
   * @param seed of no effect
   * @throws IllegalArgumentException if dt is outside its range or dims is not the length of an
   *     input
   */
  @Override
  public ProcessStepper stepper(int dims, double dt, long seed) {
    Points.checkDims(dims, inputs, "an input");
    return new CheckedStepper(dims, dt) {
      @Override
      void advance(double time, double[] out) {
        double presentation = Math.floor((time - dt) / presentationTime + Ticks.TOLERANCE);
        int input = (int) Math.floorMod((long) presentation, (long) inputs.length);
        System.arraycopy(inputs[input], 0, out, 0, dims);
      }
    };
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PresentInput that
        && Arrays.deepEquals(inputs, that.inputs)
        && presentationTime == that.presentationTime;
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.deepHashCode(inputs) + Double.hashCode(presentationTime);
  }

  @Override
  public String toString() {
    return "PresentInput[inputs="
        + Arrays.deepToString(inputs)
        + ", presentationTime="
        + presentationTime
        + "]";
  }
}
