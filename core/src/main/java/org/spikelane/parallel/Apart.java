package org.spikelane.parallel;

/**
 * Arrays with room around what is in them, or at least behind it, for what one thread changes in
 * every tick.
 *
 * <p>A line of a cache is one processor's while that writes to it: another that needs something
 * else in the same line waits for it, in every tick, for as long as a small ensemble takes if the
 * processors are far apart. Which objects share a line changes whenever the garbage collector moves
 * them; the room moves with the array.
 */
public final class Apart {

  /** So many numbers are two lines of a cache, as some processors fetch lines in pairs. */
  public static final int ROOM = 16;

  /**
   * Where what is in an array begins. An array begins with 16 bytes of its own: so what is in a
   * large one, which the collector puts where a region of memory begins, is at the beginning of a
   * line, and no vector is in two.
   */
  public static final int BEGIN = ROOM + 6;

  private Apart() {}

  /** An array of numbers that are 0, from {@link #BEGIN} on. */
  public static double[] doubles(int count) {
    return new double[Math.addExact(BEGIN + ROOM, count)];
  }

  /**
   * Rows of numbers that are 0, from 0 on, that one thread changes together: there is room behind
   * the last only, as many short rows would else be spread over several times as many lines.
   */
  public static double[][] rows(int rows, int count) {
    double[][] all = new double[rows][];
    for (int row = 0; row < rows; row++) {
      all[row] = new double[row < rows - 1 ? count : Math.addExact(count, ROOM)];
    }
    return all;
  }

  /** An array of words that are 0, from {@link #BEGIN} on. */
  public static long[] longs(int count) {
    return new long[Math.addExact(BEGIN + ROOM, count)];
  }
}
