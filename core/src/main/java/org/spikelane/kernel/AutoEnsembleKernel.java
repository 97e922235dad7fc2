package org.spikelane.kernel;

/** The vector kernel, which is ready once it is compiled. */
final class AutoEnsembleKernel implements EnsembleKernel {

  private final EnsembleKernel vector;

  AutoEnsembleKernel(EnsembleKernel vector) {
    this.vector = vector;
  }

  @Override
  public boolean isReady() {
    return WarmUp.isDone();
  }

  @Override
  public void step(EnsemblePart[] parts) {
    vector.step(parts);
  }
}
