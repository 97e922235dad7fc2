package org.spikelane.kernel;

/** The vector kernel, once it is compiled; until then the scalar one, whose bits are the same. */
final class AutoLifKernel implements LifKernel {

  private final LifKernel scalar;
  private final LifKernel vector;
  private final WarmUp warmUp;

  AutoLifKernel(LifKernel scalar, LifKernel vector, WarmUp warmUp) {
    this.scalar = scalar;
    this.vector = vector;
    this.warmUp = warmUp;
  }

  /** What steps at present. */
  LifKernel now() {
    return warmUp.isDone() ? vector : scalar;
  }

  @Override
  public String name() {
    return vector.name();
  }

  @Override
  public int lanes() {
    return vector.lanes();
  }

  @Override
  public int firstUnusable(double[] current, int from, int to) {
    return now().firstUnusable(current, from, to);
  }

  @Override
  public void stepDense(LifNeurons neurons, double[] current, double[] spikes, int from, int to) {
    now().stepDense(neurons, current, spikes, from, to);
  }

  @Override
  public int stepIndices(LifNeurons neurons, double[] current, int[] indices, int from, int to) {
    return now().stepIndices(neurons, current, indices, from, to);
  }

  @Override
  public void stepBits(LifNeurons neurons, double[] current, long[] bits, int from, int to) {
    now().stepBits(neurons, current, bits, from, to);
  }
}
