package org.spikelane.kernel;

/** The vector kernel, which is ready once it is compiled. */
final class AutoEnsembleKernel implements EnsembleKernel {

  private final EnsembleKernel vector;
  private final WarmUp ofOthers;
  private final WarmUp warmUp;

  /**
   * A kernel to be warmed up.
   *
   * @param vector the kernel
   * @param ofOthers the warm-up of the kernels that run until then, which comes first
   */
  AutoEnsembleKernel(EnsembleKernel vector, EnsembleShape shape, WarmUp ofOthers) {
    this.vector = vector;
    this.ofOthers = ofOthers;
    this.warmUp = WarmUpWork.of(vector, shape);
  }

  @Override
  public boolean isReady() {
    return ofOthers.isDone() && warmUp.isDone();
  }

  @Override
  public void step(LifCoefficients coefficients, EnsemblePart[] parts) {
    vector.step(coefficients, parts);
  }
}
