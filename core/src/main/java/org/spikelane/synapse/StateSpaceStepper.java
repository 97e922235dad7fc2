package org.spikelane.synapse;

import org.spikelane.parallel.Apart;

/**
 * Steps a {@link DiscreteFilter}.
 *
 * <p>Every sum has one order, whatever the number of states: the input's term first, then the
 * states' in turn, each added by a fused multiply-add.
 */
final class StateSpaceStepper extends SynapseStepper {

  /** Channels between two rows: the block of every row stays in a 32 KiB cache. */
  private static final int BLOCK = 256;

  private final double[][] a;
  private final double[] b;
  private final double[] c;
  private final double d;
  private final double[][] next;

  StateSpaceStepper(Synapse synapse, DiscreteFilter filter, int channels) {
    super(synapse, filter.dt(), channels, filter.order(), filter.unitState());
    this.a = filter.a();
    this.b = filter.b();
    this.c = filter.c();
    this.d = filter.d();
    this.next = Apart.rows(filter.order(), channels);
  }

  @Override
  protected void advance(double[] input, double[] output) {
    int order = next.length;
    for (int from = 0; from < channels(); from += BLOCK) {
      int to = Math.min(from + BLOCK, channels());
      for (int row = 0; row < order; row++) {
        scale(b[row], input, next[row], from, to);
        for (int column = 0; column < order; column++) {
          add(a[row][column], state[column], next[row], from, to);
        }
        settle(next[row], from, to);
      }
      // The last use of the input, which the output may overwrite.
      scale(d, input, output, from, to);
      for (int column = 0; column < order; column++) {
        add(c[column], state[column], output, from, to);
      }
    }
    for (int row = 0; row < order; row++) {
      double[] before = state[row];
      state[row] = next[row];
      next[row] = before;
    }
  }

  private static void scale(double factor, double[] x, double[] to, int from, int end) {
    for (int i = from; i < end; i++) {
      to[i] = factor * x[i];
    }
  }

  private static void settle(double[] x, int from, int end) {
    for (int i = from; i < end; i++) {
      x[i] = settled(x[i]);
    }
  }

  private static void add(double factor, double[] x, double[] to, int from, int end) {
    for (int i = from; i < end; i++) {
      to[i] = Math.fma(factor, x[i], to[i]);
    }
  }
}
