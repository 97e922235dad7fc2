package org.spikelane.process;

import java.util.random.RandomGenerator;

/**
 * A stream of random numbers that can be saved: SplitMix64, whose state is one word of 64 bits.
 *
 * <p>{@link #nextLong()} gives what {@link java.util.SplittableRandom} made from the same seed
 * gives; that class cannot be used because it keeps its state to itself. The other methods are
 * {@link RandomGenerator}'s, which remember nothing but may differ in bits between versions of
 * Java. A stream is not synchronised.
 *
 * <p>Source: Steele, Lea and Flood, <i>OOPSLA</i> 2014.
 */
public final class RandomStream implements RandomGenerator {

  /** The odd number nearest to 2^64 divided by the golden ratio. */
  private static final long GAMMA = 0x9e3779b97f4a7c15L;

  private long state;

  /**
   * A stream.
   *
   * @param seed which: the same seed gives the same numbers
   */
  public RandomStream(long seed) {
    state = seed;
  }

  /** The next 64 random bits. */
  @Override
  public long nextLong() {
    state += GAMMA;
    long z = (state ^ (state >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }

  /** All that the numbers to come depend on. */
  public long state() {
    return state;
  }

  /**
   * Goes back, or over, to a saved state.
   *
   * @param state what {@link #state()} gave
   */
  public void restore(long state) {
    this.state = state;
  }
}
