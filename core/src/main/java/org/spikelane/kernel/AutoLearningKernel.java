package org.spikelane.kernel;

import org.spikelane.kernel.DenseProduct.Vector;

/** The vector kernel, which is ready once it is compiled. */
final class AutoLearningKernel implements LearningKernel {

  /**
   * More than full groups and full blocks: what the compiler has not seen it leaves out, and begins
   * again when it comes.
   */
  private static final int MANY = 1024 + LearningPass.GROUP / 2;

  /**
   * So few that the kernel is not the faster one while only its loop is compiled, which HotSpot may
   * do long before it compiles what is before the loop.
   */
  private static final int FEW = LearningPass.GROUP + 1;

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
    this.warmUp = new WarmUp(() -> work(vector, shape));
  }

  private static WarmUp.Work work(LearningKernel vector, LearningShape shape) {
    LearningPass many = pass(shape, MANY);
    LearningPass few = pass(shape, FEW);
    return new WarmUp.Work(
        () -> {
          many.rest(0);
          few.rest(0);
          few.rest(0);
        },
        () -> {
          vector.step(many);
          vector.step(few);
          vector.step(few);
        });
  }

  private static LearningPass pass(LearningShape shape, int neurons) {
    return new LearningPass(
        shape.rows(),
        neurons,
        new Vector(new double[neurons], 0, 1),
        new Vector(new double[neurons], 0, 1),
        shape.filters() ? new LearningPass.Filter(0.5, 0) : null,
        new Vector(new double[shape.rows() * neurons], 0, 1),
        new Vector(new double[shape.rows()], 0, 1),
        false);
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
