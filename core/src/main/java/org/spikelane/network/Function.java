package org.spikelane.network;

/**
 * A function of a vector: what a connection computes.
 *
 * <p>It is called when the network is built, at every evaluation point, possibly by several threads
 * at once; it must give the same values for the same x.
 */
@FunctionalInterface
public interface Function {

  /**
   * The function's value.
   *
   * @param x a point, {@code [dimension]}; a copy that may be changed
   * @return {@code [output]}: finite, as many at every point
   */
  double[] apply(double[] x);
}
