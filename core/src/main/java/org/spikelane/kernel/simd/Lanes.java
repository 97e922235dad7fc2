package org.spikelane.kernel.simd;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/** The width of the vectors that all kernels of a JVM work with. */
final class Lanes {

  /**
   * JDK 17 keeps masks in vectors of their own, {@code VectorMask.toLong} goes bit by bit, and sums
   * in eight lanes stay objects: four lanes are the faster ones there. Measured on 17 and 25; which
   * release between them is the first without this was not.
   */
  static final boolean MASKS_ARE_SLOW = Runtime.version().feature() < 21;

  /** Eight lanes at most: a sum has so many parts. */
  static final VectorSpecies<Double> SPECIES =
      MASKS_ARE_SLOW && DoubleVector.SPECIES_PREFERRED.length() > 4
          ? DoubleVector.SPECIES_256
          : DoubleVector.SPECIES_PREFERRED.length() > 8
              ? DoubleVector.SPECIES_512
              : DoubleVector.SPECIES_PREFERRED;

  private Lanes() {}

  /**
   * The end of the last whole step from {@code from} on; at most {@code from} if there is none. A
   * loop that runs while its index is below that needs no check before it; one that runs while its
   * index is at most what is left for a step gets one from C2 that fails if there is but one step
   * or none, and takes the compiled code with it.
   *
   * @param step a power of two
   */
  static int end(int from, int to, int step) {
    return from + ((to - from) & -step);
  }
}
