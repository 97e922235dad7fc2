package org.spikelane.kernel;

import org.spikelane.kernel.DenseProduct.Vector;

/** The vector kernel, which is ready once it is compiled. */
final class AutoLearningKernel implements LearningKernel {

  /**
   * More than full groups and full blocks: what the compiler has not seen it leaves out, and begins
   * again when it comes.
   */
  private static final int NEURONS = 1024 + LearningPass.GROUP / 2;

  private final LearningKernel vector;
  private final WarmUp ofOthers;
  private final WarmUp warmUp;

  /**
   * A kernel to be warmed up.
   *
   * @param vector the kernel
   * @param ofOthers the warm-up of the kernels that run until then, which comes first
   */
  AutoLearningKernel(LearningKernel vector, LearningShape shape, WarmUp ofOthers) {
    this.vector = vector;
    this.ofOthers = ofOthers;
    LearningPass pass =
        new LearningPass(
            shape.rows(),
            NEURONS,
            new Vector(new double[NEURONS], 0, 1),
            new Vector(new double[NEURONS], 0, 1),
            shape.filters() ? new LearningPass.Filter(0.5, 0) : null,
            new Vector(new double[shape.rows() * NEURONS], 0, 1),
            new Vector(new double[shape.rows()], 0, 1),
            false);
    this.warmUp = new WarmUp(() -> pass.rest(0), () -> vector.step(pass));
  }

  @Override
  public boolean isReady() {
    return ofOthers.isDone() && warmUp.isDone();
  }

  @Override
  public void step(LearningPass pass) {
    vector.step(pass);
  }
}
