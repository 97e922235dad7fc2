package org.spikelane.kernel;

import java.lang.ref.WeakReference;
import java.util.Optional;
import java.util.function.Function;
import org.spikelane.parallel.Apart;

/**
 * Some numbers of an array that begin where a line of the cache begins, if that can be had, with
 * {@linkplain Apart room} before and behind them.
 *
 * <p>A vector of eight numbers is as long as a line. One that does not begin with it is in two, and
 * takes twice as long to be read: ensembles then took 1.1 to 1.3 times as long. Java puts arrays
 * wherever there is room. But the G1 collector, which is Java's own choice, puts an array that is
 * larger than half of one of its regions where a region begins, and leaves it there. So what is to
 * be aligned is a part of such an array, which many share that live long; it is collected when none
 * of them is left. With other collectors, each has an array of its own, wherever that is.
 *
 * @param array what they are in
 * @param at where they begin
 */
public record Aligned(double[] array, int at) {

  /** Less than a region, by what an array has besides its numbers. */
  private static final int LESS = 8;

  private static final int LINE = 8;

  private static final Shared SHARED = new Shared(sharedSize(HotSpotFlags::value));

  /** Numbers that are 0. */
  public static Aligned doubles(int count) {
    return SHARED.doubles(count);
  }

  /** Whether so many would have an array of their own. */
  public static boolean isAlone(int count) {
    return SHARED.isAlone(count);
  }

  /**
   * How many numbers a shared array has; 0 if none is to be shared.
   *
   * @param flag the value of a VM flag by its name, empty if unknown
   */
  static int sharedSize(Function<String, Optional<String>> flag) {
    if (!flag.apply("UseG1GC").orElse("false").equals("true")) {
      return 0;
    }
    long bytes = Long.parseLong(flag.apply("G1HeapRegionSize").orElse("0"));
    return (int) Math.max(0, bytes / Double.BYTES - LESS);
  }

  /** The arrays that are shared, one after the other. */
  static final class Shared {

    private final int size;
    private WeakReference<double[]> last = new WeakReference<>(null);

    /** Where there is room in the last. */
    private int next;

    /** Of so many numbers each; 0 for none. */
    Shared(int size) {
      this.size = size;
    }

    /** Those that are large are aligned by themselves. */
    boolean isAlone(int count) {
      return count >= size / 2;
    }

    synchronized Aligned doubles(int count) {
      if (isAlone(count)) {
        return alone(count);
      }
      double[] array = last.get();
      if (array == null || next + count + Apart.ROOM > size) {
        try {
          array = new double[size];
        } catch (OutOfMemoryError e) {
          // There may be room for less.
          return alone(count);
        }
        last = new WeakReference<>(array);
        next = Apart.BEGIN;
      }
      Aligned place = new Aligned(array, next);
      next += (count + LINE - 1) / LINE * LINE + Apart.ROOM;
      return place;
    }

    private static Aligned alone(int count) {
      return new Aligned(Apart.doubles(count), Apart.BEGIN);
    }
  }
}
