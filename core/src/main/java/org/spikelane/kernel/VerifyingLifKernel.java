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
    return reference.firstUnusable(current, from, to);
  }

  @Override
  public void stepDense(
      LifCoefficients coefficients,
      double[] current,
      double[] voltage,
      double[] refractory,
      double[] spikes,
      int from,
      int to) {
    long tick = begin(voltage, refractory, from, to);
    reference.stepDense(coefficients, current, voltage, refractory, spikes, from, to);
    tested.stepDense(coefficients, current, this.voltage, this.refractory, dense, from, to);
    int spike = firstDifference(spikes, dense, from, to);
    compare(tick, voltage, refractory, from, to, spike);
    if (spike < to) {
      throw mismatch(tick, spike, "output", spikes[spike], dense[spike]);
    }
  }

  @Override
  public int stepIndices(
      LifCoefficients coefficients,
      double[] current,
      double[] voltage,
      double[] refractory,
      int[] indices,
      int from,
      int to) {
    long tick = begin(voltage, refractory, from, to);
    int expected =
        reference.stepIndices(coefficients, current, voltage, refractory, indices, from, to);
    int got =
        tested.stepIndices(
            coefficients, current, this.voltage, this.refractory, this.indices, from, to);
    int position = Arrays.mismatch(indices, from, from + expected, this.indices, from, from + got);
    if (position < 0) {
      compare(tick, voltage, refractory, from, to, to);
      return expected;
    }
    int next = position < expected ? indices[from + position] : to;
    int nextGot = position < got ? this.indices[from + position] : to;
    int spike = Math.min(next, nextGot);
    compare(tick, voltage, refractory, from, to, spike);
    throw mismatch(tick, spike, "output", next == spike ? 1 : 0, nextGot == spike ? 1 : 0);
  }

  @Override
  public void stepBits(
      LifCoefficients coefficients,
      double[] current,
      double[] voltage,
      double[] refractory,
      long[] bits,
      int from,
      int to) {
    long tick = begin(voltage, refractory, from, to);
    reference.stepBits(coefficients, current, voltage, refractory, bits, from, to);
    tested.stepBits(coefficients, current, this.voltage, this.refractory, this.bits, from, to);
    int end = LifPopulation.bitWords(to);
    int word = from / SpikeWord.SIZE;
    while (word < end && bits[word] == this.bits[word]) {
      word++;
    }
    if (word == end) {
      compare(tick, voltage, refractory, from, to, to);
      return;
    }
    int bit = Long.numberOfTrailingZeros(bits[word] ^ this.bits[word]);
    int spike = word * SpikeWord.SIZE + bit;
    compare(tick, voltage, refractory, from, to, Math.min(spike, to));
    throw mismatch(tick, spike, "output", bits[word] >>> bit & 1, this.bits[word] >>> bit & 1);
  }

  private long begin(double[] voltage, double[] refractory, int from, int to) {
    System.arraycopy(voltage, from, this.voltage, from, to - from);
    System.arraycopy(refractory, from, this.refractory, from, to - from);
    return 1 + stepped.getAndAdd(to - from) / Math.max(1, dense.length);
  }

  /** Throws for the first neuron whose state differs, unless the output of an earlier one does. */
  private void compare(
      long tick, double[] voltage, double[] refractory, int from, int to, int differingOutput) {
    int v = firstDifference(voltage, this.voltage, from, to);
    int q = firstDifference(refractory, this.refractory, from, to);
    int neuron = Math.min(v, q);
    if (neuron == to || neuron > differingOutput) {
      return;
    }
    throw v == neuron
        ? mismatch(tick, neuron, "voltage", voltage[neuron], this.voltage[neuron])
        : mismatch(tick, neuron, "refractory factor", refractory[neuron], this.refractory[neuron]);
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
