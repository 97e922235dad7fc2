package org.spikelane.kernel;

/**
 * A kernel whose results are to be compared with those of the three operations, tick by tick. Two
 * of one kernel are equal: so ensembles are passed over together that are so without it.
 */
record VerifyingEnsembleKernel(EnsembleKernel tested) implements EnsembleKernel {

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
