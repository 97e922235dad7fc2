package org.spikelane.graph;

/**
 * Which elements of its base's array a signal has, in whatever order: rows that lie one after the
 * other, none reaching into the next, each of elements that are equally far apart.
 *
 * @param lowest position of the first
 * @param count how many elements a row has, 1 or above
 * @param stride from one to the next, 1 or above
 * @param rows how many rows there are, 1 or above
 * @param rowStride from one to the next; 0 if there is one
 */
record Elements(int lowest, int count, int stride, int rows, int rowStride) {

  /** Those of a signal that is not empty. */
  static Elements of(Signal signal) {
    int count = signal.size(1);
    int stride = Math.abs(signal.stride(1));
    int rows = signal.size(0);
    int rowStride = Math.abs(signal.stride(0));
    if (count == 1 || rows > 1 && rowStride < stride) {
      int rowsBefore = rows;
      int rowStrideBefore = rowStride;
      rows = count;
      rowStride = stride;
      count = rowsBefore;
      stride = rowStrideBefore;
    }
    if (rows > 1 && rowStride == (long) count * stride) {
      count *= rows;
      rows = 1;
    }
    return new Elements(
        signal.lowest(), count, count == 1 ? 1 : stride, rows, rows == 1 ? 0 : rowStride);
  }

  // What a record has by itself: written out, as making that at run time takes the JVM fifty
  // classes.

  @Override
  public boolean equals(Object other) {
    return other instanceof Elements e
        && lowest == e.lowest
        && count == e.count
        && stride == e.stride
        && rows == e.rows
        && rowStride == e.rowStride;
  }

  @Override
  public int hashCode() {
    return (((lowest * 31 + count) * 31 + stride) * 31 + rows) * 31 + rowStride;
  }

  private int reach() {
    return (count - 1) * stride;
  }

  /** Position of the last. */
  int highest() {
    return lowest + (rows - 1) * rowStride + reach();
  }

  /** Whether two have an element in common, if they are of one base. In time of all their rows. */
  boolean overlaps(Elements other) {
    if (lowest > other.highest() || other.lowest > highest()) {
      return false;
    }
    for (int row = 0; row < rows; row++) {
      int first = lowest + row * rowStride;
      // The rows of the other that end after this one begins, and begin before it ends.
      int from = 0;
      int to = 0;
      if (other.rows > 1) {
        from = -Math.floorDiv(other.lowest + other.reach() - first, other.rowStride);
        to = Math.floorDiv(first + reach() - other.lowest, other.rowStride);
      }
      for (int k = Math.max(0, from); k <= Math.min(other.rows - 1, to); k++) {
        if (meet(first, other.lowest + k * other.rowStride, other)) {
          return true;
        }
      }
    }
    return false;
  }

  /** Whether a row from a has an element of another's row from b. */
  private boolean meet(int a, int b, Elements other) {
    // Positions x with x = a modulo stride and x = b modulo the other's, by Chinese remainders.
    long modulus = other.stride;
    long divisor = stride;
    long inverse = 0;
    long next = 1;
    while (divisor != 0) {
      // Invariant: modulus = inverse * stride and divisor = next * stride, modulo other.stride.
      long quotient = modulus / divisor;
      long rest = modulus - quotient * divisor;
      modulus = divisor;
      divisor = rest;
      long after = inverse - quotient * next;
      inverse = next;
      next = after;
    }
    long common = modulus;
    long distance = (long) b - a;
    if (distance % common != 0) {
      return false;
    }
    long period = other.stride / common;
    long steps = Math.floorMod(distance / common % period * (inverse % period), period);
    long x = a + steps * stride;
    long together = stride * period;
    if (x < b) {
      x += (b - x + together - 1) / together * together;
    }
    return x <= Math.min((long) a + reach(), (long) b + other.reach());
  }
}
