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
}
