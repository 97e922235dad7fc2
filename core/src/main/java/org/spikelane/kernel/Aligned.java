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
 * be aligned is a part of such an array, which many share; it is collected when none of them is
 * left. Those of about the same size share one, so that what is small and lives long does not keep
 * much that is not used. With other collectors, each has an array of its own, wherever that is.
 *
 * @param array what they are in
 * @param at where they begin
 */
public record Aligned(double[] array, int at) {

  /** A line's numbers: as many fewer than in a region, as an array has a length as well. */
  private static final int LINE = 8;

  /** Regions of a heap, at least, if one is to be shared: those that are in use are not many. */
  private static final int REGIONS = 256;

  /** How much larger a request may be than another that shares its array, but for the smallest. */
  private static final int ALIKE = 8;

  private static final Sizes SIZES =
      new Sizes(sharedSize(HotSpotFlags::value, Runtime.getRuntime().maxMemory()));

  /** Numbers that are 0. */
  public static Aligned doubles(int count) {
    return SIZES.doubles(count);
  }

  /** Whether so many would have an array of their own. */
  public static boolean isAlone(int count) {
    return SIZES.isAlone(count);
  }

  /**
   * How many numbers a shared array has; 0 if none is to be shared.
   *
   * @param flag the value of a VM flag by its name, empty if unknown
   * @param heap bytes, at most
   */
  static int sharedSize(Function<String, Optional<String>> flag, long heap) {
    if (!flag.apply("UseG1GC").orElse("false").equals("true")) {
      return 0;
    }
    long bytes = Long.parseLong(flag.apply("G1HeapRegionSize").orElse("0"));
    return heap / REGIONS < bytes ? 0 : (int) Math.max(0, bytes / Double.BYTES - LINE);
  }

  /**
   * The arrays that are shared: one for the smallest, and for those up to 8 and 64 times as many.
   */
  static final class Sizes {

    private final int size;
    private final Shared small;
    private final Shared medium;
    private final Shared large;

    /** With arrays of so many numbers each; 0 for none. */
    Sizes(int size) {
      this.size = size;
      this.small = new Shared(size);
      this.medium = new Shared(size);
      this.large = new Shared(size);
    }

    /** Those that are large are aligned by themselves. */
    boolean isAlone(int count) {
      return count >= size / 2;
    }

    Aligned doubles(int count) {
      if (isAlone(count)) {
        return alone(count);
      }
      int most = size / 2 / ALIKE;
      return (count > most ? large : count > most / ALIKE ? medium : small).doubles(count);
    }
  }

  /** Arrays that are filled one after the other. */
  private static final class Shared {

    private final int size;
    private WeakReference<double[]> last = new WeakReference<>(null);

    /** Where there is room in the last. */
    private int next;

    Shared(int size) {
      this.size = size;
    }

    synchronized Aligned doubles(int count) {
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
  }

  private static Aligned alone(int count) {
    return new Aligned(Apart.doubles(count), Apart.BEGIN);
  }
}
