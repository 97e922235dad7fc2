package org.spikelane.graph;

/**
 * Seeds from seeds: every object has a stream of its own, whoever else there is.
 *
 * <p>The mixing function is that of SplitMix64 (Steele, Lea and Flood, OOPSLA 2014), whose output
 * differs in about half of its bits when one bit of its input does.
 */
public final class Seeds {

  private Seeds() {}

  /** A seed that follows from two numbers. */
  public static long mix(long a, long b) {
    return mix(mix(a) + 0x9e3779b97f4a7c15L * b);
  }

  private static long mix(long seed) {
    long z = seed + 0x9e3779b97f4a7c15L;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
