package org.spikelane.nef;

/**
 * How far some numbers reach.
 *
 * @param highest the largest of them; NaN if one is
 * @param farthest the largest magnitude; NaN if one is
 */
record Extent(double highest, double farthest) {

  /** Of no numbers. */
  static final Extent NONE = new Extent(Double.NEGATIVE_INFINITY, 0);

  /** Of numbers from one place in an array to before another. */
  static Extent of(double[] numbers, int from, int to) {
    double highest = NONE.highest;
    double farthest = NONE.farthest;
    for (int i = from; i < to; i++) {
      highest = Math.max(highest, numbers[i]);
      farthest = Math.max(farthest, Math.abs(numbers[i]));
    }
    return new Extent(highest, farthest);
  }

  /** Of these numbers and others. */
  Extent and(Extent others) {
    return new Extent(Math.max(highest, others.highest), Math.max(farthest, others.farthest));
  }
}
