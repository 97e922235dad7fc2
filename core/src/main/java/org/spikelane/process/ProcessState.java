package org.spikelane.process;

import static org.spikelane.check.Arguments.refused;

import java.util.Arrays;

/**
 * The state of a {@link ProcessStepper} between two ticks, exact to the bit: numbers, and words of
 * 64 bits, such as the states of random streams and counters.
 *
 * <p>A value: it shares no array with a stepper or a caller. To keep one outside the process, write
 * its numbers and words and build it again with {@link #of}. What it is a state of it does not
 * know: that goes with it in whatever saves a whole simulation.
 */
public final class ProcessState {

  /** The state of what has no past. */
  public static final ProcessState NONE = of(new double[0]);

  private final double[] numbers;
  private final long[] words;

  private ProcessState(double[] numbers, long[] words) {
    this.numbers = numbers;
    this.words = words;
  }

  /**
   * A state from its parts, which are copied.
   *
   * @param numbers any numbers, {@code [number]}
   * @param words any words of 64 bits, {@code [word]}
   */
  public static ProcessState of(double[] numbers, long... words) {
    return new ProcessState(numbers.clone(), words.clone());
  }

  /** The numbers, {@code [number]}: a copy. */
  public double[] numbers() {
    return numbers.clone();
  }

  /** The words, {@code [word]}: a copy. */
  public long[] words() {
    return words.clone();
  }

  /**
   * A word.
   *
   * @param index which, from 0 to their number less 1
   * @throws IllegalArgumentException if there is none
   */
  public long word(int index) {
    if (index < 0 || index >= words.length) {
      throw refused("index", index, "from 0 to " + (words.length - 1));
    }
    return words[index];
  }

  /**
   * Writes the numbers into an array.
   *
   * @param into written, {@code [number]}
   * @throws IllegalArgumentException if it is not of that length
   */
  public void copyNumbers(double[] into) {
    if (into.length != numbers.length) {
      throw refused("into.length", into.length, Integer.toString(numbers.length));
    }
    System.arraycopy(numbers, 0, into, 0, numbers.length);
  }

  /**
   * Checks, for a stepper that is to be restored, that this can be a state of its kind.
   *
   * @param numbers how many numbers that has
   * @param words how many words
   * @throws IllegalArgumentException if this one has another number of them
   */
  public void requireSize(int numbers, int words) {
    if (this.numbers.length != numbers || this.words.length != words) {
      throw refused("saved", this, description(numbers, words));
    }
  }

  /** Bit for bit equal numbers and equal words. */
  @Override
  public boolean equals(Object other) {
    return other instanceof ProcessState that
        && Arrays.equals(numbers, that.numbers)
        && Arrays.equals(words, that.words);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(numbers) * 31 + Arrays.hashCode(words);
  }

  @Override
  public String toString() {
    return description(numbers.length, words.length);
  }

  private static String description(int numbers, int words) {
    return "a state of " + numbers + " numbers and " + words + " words";
  }
}
