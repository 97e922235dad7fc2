package org.spikelane.kernel;

/** A kernel whose results are to be compared with those of the operations, tick by tick. */
record VerifyingLearningKernel(LearningKernel tested) implements LearningKernel {

  @Override
  public boolean isReady() {
    return true;
  }

  @Override
  public boolean verifies() {
    return true;
  }

  @Override
  public void step(LearningPass pass) {
    tested.step(pass);
  }
}
