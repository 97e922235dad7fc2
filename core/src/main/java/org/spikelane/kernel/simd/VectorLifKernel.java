package org.spikelane.kernel.simd;

import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.NE;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;
import org.spikelane.kernel.LifCoefficients;
import org.spikelane.kernel.LifKernel;
import org.spikelane.kernel.LifNeurons;
import org.spikelane.kernel.ScalarLifKernel;
import org.spikelane.kernel.SpikeWord;

/**
 * The LIF tick on SIMD lanes, with the Vector API.
 *
 * <p>It does without branches what {@link ScalarLifKernel} does with two loops: every lane computes
 * the reset, division included, and a mask keeps it where there was a spike, because a mispredicted
 * branch costs more than the division. Neurons that do not fill a vector are stepped by the scalar
 * kernel, whose bits are the same.
 *
 * <p>Three habits that decide the speed: constants are broadcast once, before the loop; nothing is
 * clipped by the {@code max} and {@code min} of doubles, which carry Java's NaN and −0.0 rules and
 * take several instructions; and {@link #step} is small enough to be inlined, as a vector that
 * leaves compiled code is an object.
 */
public final class VectorLifKernel implements LifKernel {

  private static final VectorSpecies<Double> SPECIES = Lanes.SPECIES;

  private static final int LANES = SPECIES.length();

  /** For what does not fill a vector. */
  private static final ScalarLifKernel SCALAR = new ScalarLifKernel();

  /** Infinity iff a current is at the limit or beyond: 2^332 · 2^692 = 2^1024. */
  private static final double TO_OVERFLOW = 0x1p692;

  @Override
  public String name() {
    return "vector";
  }

  @Override
  public int lanes() {
    return LANES;
  }

  @Override
  public int firstUnusable(double[] current, int from, int to) {
    DoubleVector zero = DoubleVector.zero(SPECIES);
    DoubleVector toOverflow = DoubleVector.broadcast(SPECIES, TO_OVERFLOW);
    int end = Lanes.end(from, to, 4 * LANES);
    int i = from;
    for (; i < end; i += 4 * LANES) {
      // 0 · x is NaN iff x is infinite or NaN.
      DoubleVector sum = DoubleVector.fromArray(SPECIES, current, i).mul(toOverflow).mul(zero);
      sum = DoubleVector.fromArray(SPECIES, current, i + LANES).mul(toOverflow).fma(zero, sum);
      sum = DoubleVector.fromArray(SPECIES, current, i + 2 * LANES).mul(toOverflow).fma(zero, sum);
      sum = DoubleVector.fromArray(SPECIES, current, i + 3 * LANES).mul(toOverflow).fma(zero, sum);
      if (sum.compare(NE, zero).anyTrue()) {
        break;
      }
    }
    return SCALAR.firstUnusable(current, i, to);
  }

  @Override
  public void stepDense(LifNeurons neurons, double[] current, double[] spikes, int from, int to) {
    LifCoefficients coefficients = neurons.coefficients();
    double[] voltage = neurons.voltage();
    double[] refractory = neurons.refractory();
    DoubleVector decay = DoubleVector.broadcast(SPECIES, coefficients.decay());
    DoubleVector rest = DoubleVector.broadcast(SPECIES, LifCoefficients.REST);
    DoubleVector reset = DoubleVector.broadcast(SPECIES, coefficients.reset());
    DoubleVector minVoltage = DoubleVector.broadcast(SPECIES, coefficients.minVoltage());
    DoubleVector one = DoubleVector.broadcast(SPECIES, 1);
    DoubleVector zero = DoubleVector.zero(SPECIES);
    DoubleVector spikeHeight = DoubleVector.broadcast(SPECIES, coefficients.spikeHeight());
    int end = Lanes.end(from, to, LANES);
    int i = from;
    for (; i < end; i += LANES) {
      VectorMask<Double> spiked =
          step(current, voltage, refractory, i, decay, rest, reset, minVoltage, one, zero);
      zero.blend(spikeHeight, spiked).intoArray(spikes, i);
    }
    if (i < to) {
      long spiked = ScalarLifKernel.stepWord(neurons, current, i, to);
      SpikeWord.toDense(spiked, coefficients.spikeHeight(), spikes, i, to);
    }
  }

  @Override
  public int stepIndices(LifNeurons neurons, double[] current, int[] indices, int from, int to) {
    int at = from;
    for (int i = from; i < to; i += SpikeWord.SIZE) {
      long spiked = stepWord(neurons, current, i, to);
      at = SpikeWord.toIndices(spiked, i, indices, at);
    }
    return at - from;
  }

  @Override
  public void stepBits(LifNeurons neurons, double[] current, long[] bits, int from, int to) {
    for (int i = from; i < to; i += SpikeWord.SIZE) {
      bits[i / SpikeWord.SIZE] = stepWord(neurons, current, i, to);
    }
  }

  /** Steps the 64 neurons from {@code from} on, or those that there are before {@code to}. */
  private static long stepWord(LifNeurons neurons, double[] current, int from, int to) {
    LifCoefficients coefficients = neurons.coefficients();
    double[] voltage = neurons.voltage();
    double[] refractory = neurons.refractory();
    DoubleVector decay = DoubleVector.broadcast(SPECIES, coefficients.decay());
    DoubleVector rest = DoubleVector.broadcast(SPECIES, LifCoefficients.REST);
    DoubleVector reset = DoubleVector.broadcast(SPECIES, coefficients.reset());
    DoubleVector minVoltage = DoubleVector.broadcast(SPECIES, coefficients.minVoltage());
    DoubleVector one = DoubleVector.broadcast(SPECIES, 1);
    DoubleVector zero = DoubleVector.zero(SPECIES);
    int size = Math.min(SpikeWord.SIZE, to - from);
    long word = 0;
    int end = Lanes.end(0, size, LANES);
    int k = 0;
    for (; k < end; k += LANES) {
      VectorMask<Double> spiked =
          step(current, voltage, refractory, from + k, decay, rest, reset, minVoltage, one, zero);
      word |= LifLanes.toBits(spiked) << k;
    }
    if (k < size) {
      word |= ScalarLifKernel.stepWord(neurons, current, from + k, from + size) << k;
    }
    return word;
  }

  /** Steps one vector of neurons from {@code i} on, and says which spiked. */
  private static VectorMask<Double> step(
      double[] current,
      double[] voltage,
      double[] refractory,
      int i,
      DoubleVector decay,
      DoubleVector rest,
      DoubleVector reset,
      DoubleVector minVoltage,
      DoubleVector one,
      DoubleVector zero) {
    DoubleVector j = DoubleVector.fromArray(SPECIES, current, i);
    DoubleVector q = DoubleVector.fromArray(SPECIES, refractory, i).fma(decay, rest);
    DoubleVector f = LifLanes.clip(q, decay, one);
    DoubleVector v = DoubleVector.fromArray(SPECIES, voltage, i).sub(j).fma(f, j);
    VectorMask<Double> spiked = v.compare(GT, one);
    DoubleVector afterSpike = j.sub(v).mul(reset).div(j.sub(one));
    q.blend(afterSpike, spiked).intoArray(refractory, i);
    minVoltage.blend(v, v.compare(GT, minVoltage)).blend(zero, spiked).intoArray(voltage, i);
    return spiked;
  }
}
