package org.spikelane.kernel.simd;

import org.spikelane.kernel.EnsembleKernel;
import org.spikelane.kernel.EnsembleShape;

/** A {@link VectorEnsembleKernel} for every shape. */
public final class VectorEnsembleKernels extends Template<EnsembleShape, EnsembleKernel> {

  /**
   * Reads the class file.
   *
   * @throws IllegalStateException if it cannot be read, as with class loaders that hide theirs
   */
  public VectorEnsembleKernels() {
    super(EnsembleKernel.class, VectorEnsembleKernel.class);
  }
}
