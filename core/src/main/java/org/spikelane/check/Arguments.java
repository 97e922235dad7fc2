package org.spikelane.check;

/**
 * The one way in which Spikelane refuses an argument: an {@link IllegalArgumentException} that
 * names the argument, the value it got and the values it allows.
 *
 * <p>Arguments are checked once, where they enter the library; what lies behind may assume.
 */
public final class Arguments {

  private Arguments() {}

  /**
   * The exception to throw for an argument that cannot be used.
   *
   * @param name the argument's name, as its caller wrote it
   * @param got the value that was given
   * @param allowed what would have been allowed, completing the sentence "… must be"
   */
  public static IllegalArgumentException refused(String name, Object got, String allowed) {
    return new IllegalArgumentException(name + " must be " + allowed + ", got " + got);
  }

  /**
   * Checks that a value is finite and above 0.
   *
   * @param unit what it is a number of, as in "a finite number of seconds above 0"
   * @return the value
   */
  public static double positive(String name, double value, String unit) {
    if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
      throw refused(name, value, "a finite number of " + unit + " above 0");
    }
    return value;
  }

  /** {@link #positive(String, double, String)} of a value without a unit. */
  public static double positive(String name, double value) {
    if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
      throw refused(name, value, "a finite number above 0");
    }
    return value;
  }

  /**
   * Checks that a value is finite and at least 0.
   *
   * @param unit what it is a number of
   * @return the value; 0 for −0, so that which zero was written reaches no bit of state
   */
  public static double notNegative(String name, double value, String unit) {
    if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
      throw refused(name, value, "a finite number of " + unit + ", 0 or above");
    }
    return value + 0.0;
  }

  /**
   * Checks that a value is finite.
   *
   * @return the value
   */
  public static double finite(String name, double value) {
    if (!Double.isFinite(value)) {
      throw refused(name, value, "a finite number");
    }
    return value;
  }

  /** Checks that every value of an array is finite. */
  public static void finite(String name, double[] values) {
    for (int i = 0; i < values.length; i++) {
      if (!Double.isFinite(values[i])) {
        throw refused(name + "[" + i + "]", values[i], "a finite number");
      }
    }
  }

  /** Checks that an array has exactly the expected number of elements. */
  public static void length(String name, int got, int expected) {
    if (got != expected) {
      throw refused(name + ".length", got, Integer.toString(expected));
    }
  }

  /** Checks that [from, to) is a part of [0, size). */
  public static void range(int from, int to, int size) {
    if (from < 0 || from > size) {
      throw refused("from", from, "from 0 to " + size);
    }
    if (to < from || to > size) {
      throw refused("to", to, "from " + from + " to " + size);
    }
  }
}
