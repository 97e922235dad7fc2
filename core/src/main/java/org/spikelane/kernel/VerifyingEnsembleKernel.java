package org.spikelane.kernel;

/** A kernel whose results are to be compared with those of the three operations, tick by tick. */
final class VerifyingEnsembleKernel implements EnsembleKernel {

  private final EnsembleKernel tested;

  VerifyingEnsembleKernel(EnsembleKernel tested) {
    this.tested = tested;
  }

  @Override
  public boolean isReady() {
    return true;
  }

  @Override
  public boolean verifies() {
    return true;
  }

  @Override
  public void step(LifCoefficients coefficients, EnsemblePart[] parts) {
    tested.step(coefficients, parts);
  }
}
