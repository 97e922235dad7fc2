package org.spikelane.kernel;

import java.util.Arrays;

/**
 * The LIF tick in plain Java: the reference, and what runs where there is no SIMD.
 *
 * <p>A tick is two thoughts, and two loops. {@link #integrate} moves every neuron's voltage and
 * knows nothing of spikes; having no branches, it is turned into SIMD by HotSpot's C2 compiler.
 * {@link #fire} then resets the few neurons whose voltage passed the threshold, so that the
 * division is paid for spikes only. Testing for each neuron at its turn whether it spiked would be
 * mispredicted at every spike; gathering the comparisons of 64 neurons in a word is not.
 */
public final class ScalarLifKernel implements LifKernel {

  /** Neurons between the two loops: their state, three arrays, stays in a 32 KiB cache. */
  private static final int BLOCK = 16 * SpikeWord.SIZE;

  /** One is as good as another: a kernel has no state. */
  public ScalarLifKernel() {}

  @Override
  public String name() {
    return "scalar";
  }

  @Override
  public int lanes() {
    return 1;
  }

  @Override
  public int firstUnusable(double[] current, int from, int to) {
    for (int i = from; i < to; i++) {
      if (!(Math.abs(current[i]) < LifCoefficients.CURRENT_LIMIT)) {
        return i;
      }
    }
    return -1;
  }

  @Override
  public void stepDense(LifNeurons neurons, double[] current, double[] spikes, int from, int to) {
    for (int block = from; block < to; block += BLOCK) {
      int blockEnd = Math.min(block + BLOCK, to);
      integrate(neurons, current, block, blockEnd);
      Arrays.fill(spikes, block, blockEnd, 0.0);
      for (int i = block; i < blockEnd; i += SpikeWord.SIZE) {
        int end = Math.min(i + SpikeWord.SIZE, blockEnd);
        fire(neurons, current, spikes, i, end);
      }
    }
  }

  @Override
  public int stepIndices(LifNeurons neurons, double[] current, int[] indices, int from, int to) {
    int at = from;
    for (int block = from; block < to; block += BLOCK) {
      int blockEnd = Math.min(block + BLOCK, to);
      integrate(neurons, current, block, blockEnd);
      for (int i = block; i < blockEnd; i += SpikeWord.SIZE) {
        int end = Math.min(i + SpikeWord.SIZE, blockEnd);
        long spiked = fire(neurons, current, null, i, end);
        at = SpikeWord.toIndices(spiked, i, indices, at);
      }
    }
    return at - from;
  }

  @Override
  public void stepBits(LifNeurons neurons, double[] current, long[] bits, int from, int to) {
    for (int block = from; block < to; block += BLOCK) {
      int blockEnd = Math.min(block + BLOCK, to);
      integrate(neurons, current, block, blockEnd);
      for (int i = block; i < blockEnd; i += SpikeWord.SIZE) {
        int end = Math.min(i + SpikeWord.SIZE, blockEnd);
        bits[i / SpikeWord.SIZE] = fire(neurons, current, null, i, end);
      }
    }
  }

  /**
   * Steps at most 64 neurons.
   *
   * @return their spikes, bit 0 for neuron {@code from}
   */
  public static long stepWord(LifNeurons neurons, double[] current, int from, int to) {
    integrate(neurons, current, from, to);
    return fire(neurons, current, null, from, to);
  }

  /** Integrates the membrane over the part of the tick in which it is not refractory. */
  private static void integrate(LifNeurons neurons, double[] current, int from, int to) {
    double[] voltage = neurons.voltage();
    double[] refractory = neurons.refractory();
    double decay = neurons.coefficients().decay();
    double minVoltage = neurons.coefficients().minVoltage();
    for (int i = from; i < to; i++) {
      double q = Math.fma(refractory[i], decay, LifCoefficients.REST);
      double f = Math.min(Math.max(q, decay), 1);
      double v = Math.fma(voltage[i] - current[i], f, current[i]);
      refractory[i] = q;
      voltage[i] = Math.max(v, minVoltage);
    }
  }

  /**
   * Resets those of at most 64 neurons whose voltage is above threshold, and says which.
   *
   * @param dense where to write the spike height for them, or null for nowhere
   */
  private static long fire(LifNeurons neurons, double[] current, double[] dense, int from, int to) {
    double[] voltage = neurons.voltage();
    double[] refractory = neurons.refractory();
    double reset = neurons.coefficients().reset();
    double spikeHeight = neurons.coefficients().spikeHeight();
    long spiked = 0;
    for (int i = from; i < to; i++) {
      // The sign of 1 − v, which is v > 1 without a jump.
      spiked |= (Double.doubleToRawLongBits(1 - voltage[i]) >>> 63) << (i - from);
    }
    for (long rest = spiked; rest != 0; rest &= rest - 1) {
      int i = from + Long.numberOfTrailingZeros(rest);
      double j = current[i];
      refractory[i] = (j - voltage[i]) * reset / (j - 1);
      voltage[i] = 0;
      if (dense != null) {
        dense[i] = spikeHeight;
      }
    }
    return spiked;
  }
}
