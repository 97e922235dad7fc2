package org.spikelane.kernel;

/**
 * Passes over ensembles of one {@link EnsembleShape} once a tick: encoders, neurons and decoders in
 * one loop.
 *
 * <p>The bits are those of the three operations that {@link LifEnsemble} names, by whatever kernel.
 * An implementation holds no state and may be called from several threads at once for parts of an
 * ensemble that do not overlap.
 */
public interface EnsembleKernel {

  /**
   * Steps parts of ensembles, one after the other, and leaves the sums of each block of neurons in
   * {@link LifEnsemble#sums}.
   *
   * @param coefficients the constants of the neurons' dynamics, the same for all
   * @param parts of the kernel's shape; their inputs have been {@linkplain EnsemblePart#takeInput
   *     taken}
   */
  void step(LifCoefficients coefficients, EnsemblePart[] parts);

  /** Whether it is worth using yet; until it is, the three operations are the faster ones. */
  boolean isReady();

  /**
   * Whether the three operations are to be done as well, from the same state, and what came of both
   * compared: {@link LifEnsemble#compare}.
   */
  default boolean verifies() {
    return false;
  }
}
