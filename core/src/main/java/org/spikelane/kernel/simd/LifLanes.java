package org.spikelane.kernel.simd;

import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LT;
import static jdk.incubator.vector.VectorOperators.OR;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/** What the LIF kernels of this package share: what a processor does in one way or another. */
final class LifLanes {

  private static final VectorSpecies<Double> SPECIES = Lanes.SPECIES;

  /**
   * AVX-512, told by its width, has an instruction for the maximum of longs, and one for the
   * minimum; AVX2 has not.
   */
  static final boolean LONG_MAX_IS_FAST = DoubleVector.SPECIES_PREFERRED.length() >= 8;

  private LifLanes() {}

  /** Clips values to [low, high], low above 0. */
  static DoubleVector clip(DoubleVector value, DoubleVector low, DoubleVector high) {
    if (LONG_MAX_IS_FAST) {
      // Doubles above 0 are in the order of their bits, and all others below them.
      return value
          .reinterpretAsLongs()
          .max(low.reinterpretAsLongs())
          .min(high.reinterpretAsLongs())
          .reinterpretAsDoubles();
    }
    DoubleVector clipped = low.blend(value, value.compare(GT, low));
    return high.blend(clipped, clipped.compare(LT, high));
  }

  /** Bit k is lane k. */
  static long toBits(VectorMask<Double> mask) {
    return Lanes.MASKS_ARE_SLOW
        ? DoubleVector.zero(SPECIES)
            .blend(LaneBits.VALUES, mask)
            .reinterpretAsLongs()
            .reduceLanes(OR)
        : mask.toLong();
  }

  /** Lane k holds the bits of 1L &lt;&lt; k: never used as a number, only blended. */
  private static final class LaneBits {
    private static final VectorSpecies<Long> LONGS =
        VectorSpecies.of(long.class, SPECIES.vectorShape());
    static final DoubleVector VALUES =
        LongVector.broadcast(LONGS, 1)
            .lanewise(LSHL, LongVector.zero(LONGS).addIndex(1))
            .reinterpretAsDoubles();
  }
}
