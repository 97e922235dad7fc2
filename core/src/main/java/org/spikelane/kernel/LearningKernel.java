package org.spikelane.kernel;

/**
 * Passes over neurons that are decoded and learn in the same tick: everything in one loop.
 *
 * <p>The bits are those of the operations that {@link LearningPass} names, by whatever kernel. An
 * implementation holds no state.
 */
public interface LearningKernel {

  /**
   * One tick, but for {@link LearningPass#end}.
   *
   * @param pass of the kernel's shape
   */
  void step(LearningPass pass);

  /** Whether it is worth using yet; until it is, the operations are the faster ones. */
  boolean isReady();

  /** Whether the operations are to be done as well, and what came of both compared. */
  default boolean verifies() {
    return false;
  }
}
