package org.spikelane.kernel.simd;

import org.spikelane.kernel.LearningKernel;
import org.spikelane.kernel.LearningShape;

/** A {@link VectorLearningKernel} for every shape. */
public final class VectorLearningKernels extends Template<LearningShape, LearningKernel> {

  /**
   * Reads the class file.
   *
   * @throws IllegalStateException if it cannot be read, as with class loaders that hide theirs
   */
  public VectorLearningKernels() {
    super(LearningKernel.class, VectorLearningKernel.class);
  }
}
