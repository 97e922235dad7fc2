package org.spikelane.kernel;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Steps one population with two kernels at once and compares their bits.
 *
 * <p>The reference works on the caller's arrays, the tested kernel on a copy made before the tick:
 * if they disagree the caller is left with the reference's state.
 */
final class VerifyingLifKernel implements LifKernel {

  private final LifKernel reference;
  private final LifKernel tested;
  private final double[] voltage;
  private final double[] refractory;
  private final double[] dense;
  private final int[] indices;
  private final long[] bits;

  /** Neurons stepped so far: ticks, also when a tick is stepped in parts. */
  private final AtomicLong stepped = new AtomicLong();

  VerifyingLifKernel(LifKernel reference, LifKernel tested, int neurons) {
    this.reference = reference;
    this.tested = tested;
    this.voltage = new double[neurons];
    this.refractory = new double[neurons];
    this.dense = new double[neurons];
    this.indices = new int[neurons];
    this.bits = new long[LifPopulation.bitWords(neurons)];
  }

  @Override
  public String name() {
    return "verify";
  }

  @Override
  public int lanes() {
    return tested.lanes();
  }

  @Override
  public int firstUnusable(double[] current, int from, int to) {
    int expected = reference.firstUnusable(current, from, to);
    int got = tested.firstUnusable(current, from, to);
    if (expected != got) {
      int neuron = expected < 0 || got < 0 ? Math.max(expected, got) : Math.min(expected, got);
      throw mismatch(
          tick(), neuron, "refused current", neuron == expected ? 1 : 0, neuron == got ? 1 : 0);
    }
    return expected;
  }

  @Override
  public void stepDense(LifNeurons neurons, double[] current, double[] spikes, int from, int to) {
    long tick = begin(neurons, from, to);
    reference.stepDense(neurons, current, spikes, from, to);
    tested.stepDense(copy(neurons), current, dense, from, to);
    int spike = firstDifference(spikes, dense, from, to);
    compare(tick, neurons, from, to, spike);
    if (spike < to) {
      throw mismatch(tick, spike, "output", spikes[spike], dense[spike]);
    }
  }

  @Override
  public int stepIndices(LifNeurons neurons, double[] current, int[] indices, int from, int to) {
    long tick = begin(neurons, from, to);
    int expected = reference.stepIndices(neurons, current, indices, from, to);
    int got = tested.stepIndices(copy(neurons), current, this.indices, from, to);
    int position = Arrays.mismatch(indices, from, from + expected, this.indices, from, from + got);
    if (position < 0) {
      compare(tick, neurons, from, to, to);
      return expected;
    }
    int next = position < expected ? indices[from + position] : to;
    int nextGot = position < got ? this.indices[from + position] : to;
    int spike = Math.min(next, nextGot);
    compare(tick, neurons, from, to, spike);
    throw mismatch(tick, spike, "output", next == spike ? 1 : 0, nextGot == spike ? 1 : 0);
  }

  @Override
  public void stepBits(LifNeurons neurons, double[] current, long[] bits, int from, int to) {
    long tick = begin(neurons, from, to);
    reference.stepBits(neurons, current, bits, from, to);
    tested.stepBits(copy(neurons), current, this.bits, from, to);
    // An empty range has no word of its own: the one at its place belongs to others.
    int end = from == to ? from / SpikeWord.SIZE : LifPopulation.bitWords(to);
    int word = from / SpikeWord.SIZE;
    while (word < end && bits[word] == this.bits[word]) {
      word++;
    }
    if (word == end) {
      compare(tick, neurons, from, to, to);
      return;
    }
    int bit = Long.numberOfTrailingZeros(bits[word] ^ this.bits[word]);
    int spike = word * SpikeWord.SIZE + bit;
    compare(tick, neurons, from, to, Math.min(spike, to));
    throw mismatch(tick, spike, "output", bits[word] >>> bit & 1, this.bits[word] >>> bit & 1);
  }

  private long begin(LifNeurons neurons, int from, int to) {
    System.arraycopy(neurons.voltage(), from, voltage, from, to - from);
    System.arraycopy(neurons.refractory(), from, refractory, from, to - from);
    long tick = tick();
    stepped.addAndGet(to - from);
    return tick;
  }

  private long tick() {
    return 1 + stepped.get() / Math.max(1, dense.length);
  }

  private LifNeurons copy(LifNeurons neurons) {
    return new LifNeurons(neurons.coefficients(), voltage, refractory);
  }

  /** Throws for the first neuron whose state differs, unless the output of an earlier one does. */
  private void compare(long tick, LifNeurons neurons, int from, int to, int differingOutput) {
    int v = firstDifference(neurons.voltage(), voltage, from, to);
    int q = firstDifference(neurons.refractory(), refractory, from, to);
    int i = Math.min(v, q);
    if (i == to || i > differingOutput) {
      return;
    }
    throw v == i
        ? mismatch(tick, i, "voltage", neurons.voltage()[i], voltage[i])
        : mismatch(tick, i, "refractory factor", neurons.refractory()[i], refractory[i]);
  }

  /** Where two arrays first differ in a bit; {@code to} if nowhere in [from, to). */
  private static int firstDifference(double[] expected, double[] got, int from, int to) {
    for (int i = from; i < to; i++) {
      if (Double.doubleToRawLongBits(expected[i]) != Double.doubleToRawLongBits(got[i])) {
        return i;
      }
    }
    return to;
  }

  private KernelMismatchException mismatch(
      long tick, int neuron, String quantity, double expected, double got) {
    return new KernelMismatchException(
        tick, neuron, quantity, reference.name(), expected, tested.name(), got);
  }
}
