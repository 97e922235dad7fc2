package org.spikelane.kernel.simd;

import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LT;

import java.lang.invoke.MethodHandles;
import java.util.Arrays;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.spikelane.kernel.EnsembleKernel;
import org.spikelane.kernel.EnsemblePart;
import org.spikelane.kernel.EnsembleShape;
import org.spikelane.kernel.LifCoefficients;
import org.spikelane.kernel.LifEnsemble;

/**
 * Ensembles of one shape on SIMD lanes.
 *
 * <p>One loop does everything for a vector of neurons: few inputs are multiplied in it, and few
 * decoded numbers are summed in it, in accumulators that stay in registers. Many inputs are
 * multiplied before it, for a block whose currents stay in the first-level cache; many decoded
 * numbers are summed after it, for those neurons only that spiked.
 *
 * <p>C2 has an instruction that reads the second factor of an fma, while a first factor is read
 * into a register before. Of few rows the first is faster, of many, which run out of registers, the
 * second: so encoders are that, if there are more than eight.
 *
 * <p>The state of a neuron is one number ({@link LifEnsemble}). While it rests, the current has no
 * part in it (f is 1), so that its voltage comes out as 0 by itself.
 *
 * <p>With four lanes the loop is run twice, for the lower and the upper half of each group, as a
 * sum has eight parts.
 *
 * <p>This class is a template: {@link VectorEnsembleKernels} loads it once for every shape, and all
 * tests of the shape are gone when it is compiled. It must not have nested classes or lambdas; and
 * it writes the LIF tick out, as {@link VectorLifKernel} does: a method that both called would be
 * compiled on its own, be found too large to be inlined in the next kernel, and its vectors would
 * be objects there.
 */
final class VectorEnsembleKernel implements EnsembleKernel {

  private static final EnsembleShape SHAPE =
      Template.shape(MethodHandles.lookup(), EnsembleShape.class);
  private static final int INPUTS = SHAPE.inputs();
  private static final int OUTPUTS = SHAPE.outputs();
  private static final boolean SHOWS_OUTPUT = SHAPE.showsOutput();
  private static final boolean IS_NEGATED = SHAPE.isNegated();
  private static final boolean IS_LARGE = SHAPE.isLarge();
  private static final int WIDTH = SHAPE.width();
  private static final int BIAS = SHAPE.biasAt();
  private static final int ENCODERS = SHAPE.encodersAt();
  private static final int DECODERS = SHAPE.decodersAt();

  /** The voltage beyond which a neuron spikes, and which side that is. */
  private static final double THRESHOLD = IS_NEGATED ? -1 : 1;

  private static final VectorOperators.Comparison BEYOND = IS_NEGATED ? LT : GT;

  private static final VectorSpecies<Double> SPECIES = Lanes.SPECIES;
  private static final int LANES = SPECIES.length();
  private static final int GROUP = LifEnsemble.GROUP;
  private static final int TILE = LifEnsemble.TILE;
  private static final int BLOCK = EnsemblePart.BLOCK;

  private static final boolean LONG_MAX_IS_FAST = LifLanes.LONG_MAX_IS_FAST;

  private static final VectorSpecies<Byte> BYTES =
      VectorSpecies.of(byte.class, SPECIES.vectorShape());

  /** From the decoders of one neuron to those of the next. */
  private static final int COLUMNS = LifEnsemble.DECODERS;

  /** From the decoders of one group to those of the next. */
  private static final int STEP = GROUP * COLUMNS;

  VectorEnsembleKernel() {}

  @Override
  public boolean isReady() {
    return true;
  }

  @Override
  public void step(LifCoefficients coefficients, EnsemblePart[] parts) {
    DoubleVector decay = DoubleVector.broadcast(SPECIES, coefficients.decay());
    DoubleVector rest = DoubleVector.broadcast(SPECIES, LifCoefficients.REST);
    DoubleVector reset = DoubleVector.broadcast(SPECIES, coefficients.reset());
    DoubleVector minVoltage = DoubleVector.broadcast(SPECIES, coefficients.minVoltage());
    DoubleVector one = DoubleVector.broadcast(SPECIES, 1);
    DoubleVector threshold = DoubleVector.broadcast(SPECIES, THRESHOLD);
    DoubleVector zero = DoubleVector.zero(SPECIES);
    DoubleVector spikeHeight = DoubleVector.broadcast(SPECIES, coefficients.spikeHeight());
    LongVector decayBits = decay.reinterpretAsLongs();
    LongVector oneBits = one.reinterpretAsLongs();
    LongVector zeroBits = zero.reinterpretAsLongs();
    for (EnsemblePart part : parts) {
      double[] rows = part.rows();
      int rowsAt = part.rowsAt();
      double[] x = part.input();
      int xFrom = part.inputAt();
      int xStep = IS_LARGE ? 0 : part.inputStep();
      double[] current = part.current();
      int currentAt = part.currentAt();
      byte[] spikes = part.spikes();
      double[] outputs = part.output();
      double[] sums = part.sums();
      int sumsFrom = part.firstSumsAt();
      int sumsStep = part.sumsPerBlock();
      int all = part.to();
      int block = IS_LARGE ? BLOCK : part.block();
      int blocks = (all - part.from() + block - 1) / block;
      for (int k = 0; k < blocks; k++) {
        int from = part.from() + k * block;
        int to = Math.min(from + block, all);
        int xAt = xFrom + k * xStep;
        int sumsAt = sumsFrom + k * sumsStep;
        if (INPUTS == EnsembleShape.MANY) {
          encode(part, from, to);
        }
        if (OUTPUTS == EnsembleShape.MANY) {
          Arrays.fill(spikes, 0, BLOCK, (byte) 0);
        }
        DoubleVector x0 = INPUTS > 0 ? DoubleVector.broadcast(SPECIES, x[xAt]) : zero;
        DoubleVector x1 = INPUTS > 1 ? DoubleVector.broadcast(SPECIES, x[xAt + 1]) : zero;
        DoubleVector x2 = INPUTS > 2 ? DoubleVector.broadcast(SPECIES, x[xAt + 2]) : zero;
        DoubleVector x3 = INPUTS > 3 ? DoubleVector.broadcast(SPECIES, x[xAt + 3]) : zero;
        DoubleVector x4 = INPUTS > 4 ? DoubleVector.broadcast(SPECIES, x[xAt + 4]) : zero;
        DoubleVector x5 = INPUTS > 5 ? DoubleVector.broadcast(SPECIES, x[xAt + 5]) : zero;
        DoubleVector x6 = INPUTS > 6 ? DoubleVector.broadcast(SPECIES, x[xAt + 6]) : zero;
        DoubleVector x7 = INPUTS > 7 ? DoubleVector.broadcast(SPECIES, x[xAt + 7]) : zero;
        DoubleVector x8 = INPUTS > 8 ? DoubleVector.broadcast(SPECIES, x[xAt + 8]) : zero;
        DoubleVector x9 = INPUTS > 9 ? DoubleVector.broadcast(SPECIES, x[xAt + 9]) : zero;
        DoubleVector x10 = INPUTS > 10 ? DoubleVector.broadcast(SPECIES, x[xAt + 10]) : zero;
        DoubleVector x11 = INPUTS > 11 ? DoubleVector.broadcast(SPECIES, x[xAt + 11]) : zero;
        DoubleVector x12 = INPUTS > 12 ? DoubleVector.broadcast(SPECIES, x[xAt + 12]) : zero;
        DoubleVector x13 = INPUTS > 13 ? DoubleVector.broadcast(SPECIES, x[xAt + 13]) : zero;
        DoubleVector x14 = INPUTS > 14 ? DoubleVector.broadcast(SPECIES, x[xAt + 14]) : zero;
        DoubleVector x15 = INPUTS > 15 ? DoubleVector.broadcast(SPECIES, x[xAt + 15]) : zero;
        for (int lane = 0; lane < GROUP; lane += LANES) {
          DoubleVector s0 = zero;
          DoubleVector s1 = zero;
          DoubleVector s2 = zero;
          DoubleVector s3 = zero;
          DoubleVector s4 = zero;
          DoubleVector s5 = zero;
          DoubleVector s6 = zero;
          int end = rowsAt + to * WIDTH;
          int neuron = lane;
          for (int at = rowsAt + from * WIDTH + lane; at < end; at += WIDTH) {
            DoubleVector j =
                INPUTS == EnsembleShape.MANY
                    ? DoubleVector.fromArray(SPECIES, current, currentAt + neuron)
                    : DoubleVector.fromArray(SPECIES, rows, at + BIAS);
            if (INPUTS > 8) {
              j = x0.fma(DoubleVector.fromArray(SPECIES, rows, at + ENCODERS), j);
              j = x1.fma(DoubleVector.fromArray(SPECIES, rows, at + ENCODERS + GROUP), j);
              j = x2.fma(DoubleVector.fromArray(SPECIES, rows, at + ENCODERS + 2 * GROUP), j);
              j = x3.fma(DoubleVector.fromArray(SPECIES, rows, at + ENCODERS + 3 * GROUP), j);
              j = x4.fma(DoubleVector.fromArray(SPECIES, rows, at + ENCODERS + 4 * GROUP), j);
              j = x5.fma(DoubleVector.fromArray(SPECIES, rows, at + ENCODERS + 5 * GROUP), j);
              j = x6.fma(DoubleVector.fromArray(SPECIES, rows, at + ENCODERS + 6 * GROUP), j);
              j = x7.fma(DoubleVector.fromArray(SPECIES, rows, at + ENCODERS + 7 * GROUP), j);
            } else {
              if (INPUTS > 0) {
                j = DoubleVector.fromArray(SPECIES, rows, at + ENCODERS).fma(x0, j);
              }
              if (INPUTS > 1) {
                j = DoubleVector.fromArray(SPECIES, rows, at + ENCODERS + GROUP).fma(x1, j);
              }
              if (INPUTS > 2) {
                j = DoubleVector.fromArray(SPECIES, rows, at + ENCODERS + 2 * GROUP).fma(x2, j);
              }
              if (INPUTS > 3) {
                j = DoubleVector.fromArray(SPECIES, rows, at + ENCODERS + 3 * GROUP).fma(x3, j);
              }
              if (INPUTS > 4) {
                j = DoubleVector.fromArray(SPECIES, rows, at + ENCODERS + 4 * GROUP).fma(x4, j);
              }
              if (INPUTS > 5) {
                j = DoubleVector.fromArray(SPECIES, rows, at + ENCODERS + 5 * GROUP).fma(x5, j);
              }
              if (INPUTS > 6) {
                j = DoubleVector.fromArray(SPECIES, rows, at + ENCODERS + 6 * GROUP).fma(x6, j);
              }
              if (INPUTS > 7) {
                j = DoubleVector.fromArray(SPECIES, rows, at + ENCODERS + 7 * GROUP).fma(x7, j);
              }
            }
            if (INPUTS > 8) {
              j = x8.fma(DoubleVector.fromArray(SPECIES, rows, at + ENCODERS + 8 * GROUP), j);
            }
            if (INPUTS > 9) {
              j = x9.fma(DoubleVector.fromArray(SPECIES, rows, at + ENCODERS + 9 * GROUP), j);
            }
            if (INPUTS > 10) {
              j = x10.fma(DoubleVector.fromArray(SPECIES, rows, at + ENCODERS + 10 * GROUP), j);
            }
            if (INPUTS > 11) {
              j = x11.fma(DoubleVector.fromArray(SPECIES, rows, at + ENCODERS + 11 * GROUP), j);
            }
            if (INPUTS > 12) {
              j = x12.fma(DoubleVector.fromArray(SPECIES, rows, at + ENCODERS + 12 * GROUP), j);
            }
            if (INPUTS > 13) {
              j = x13.fma(DoubleVector.fromArray(SPECIES, rows, at + ENCODERS + 13 * GROUP), j);
            }
            if (INPUTS > 14) {
              j = x14.fma(DoubleVector.fromArray(SPECIES, rows, at + ENCODERS + 14 * GROUP), j);
            }
            if (INPUTS > 15) {
              j = x15.fma(DoubleVector.fromArray(SPECIES, rows, at + ENCODERS + 15 * GROUP), j);
            }
            DoubleVector state = DoubleVector.fromArray(SPECIES, rows, at);
            DoubleVector q = state.fma(decay, rest);
            DoubleVector f;
            if (LONG_MAX_IS_FAST) {
              f = q.reinterpretAsLongs().max(decayBits).min(oneBits).reinterpretAsDoubles();
            } else {
              f = decay.blend(q, q.compare(GT, decay));
              f = one.blend(f, f.compare(LT, one));
            }
            DoubleVector before =
                !IS_NEGATED
                    ? state.blend(zero, state.compare(GT, one))
                    : LONG_MAX_IS_FAST
                        ? state.reinterpretAsLongs().min(zeroBits).reinterpretAsDoubles()
                        : zero.blend(state, state.compare(LT, zero));
            DoubleVector v = before.sub(j).fma(f, j);
            VectorMask<Double> spiked = v.compare(BEYOND, threshold);
            DoubleVector afterSpike = j.sub(v).mul(reset).div(j.sub(threshold));
            DoubleVector factor = q.blend(afterSpike, spiked);
            DoubleVector voltage =
                !IS_NEGATED
                    ? minVoltage.blend(v, v.compare(GT, minVoltage))
                    : LONG_MAX_IS_FAST
                        ? v.reinterpretAsLongs().min(zeroBits).reinterpretAsDoubles()
                        : zero.blend(v, v.compare(LT, zero));
            voltage.blend(zero, spiked).blend(factor, factor.compare(GT, one)).intoArray(rows, at);
            DoubleVector output = zero.blend(spikeHeight, spiked);
            if (SHOWS_OUTPUT) {
              output.intoArray(outputs, from * GROUP + neuron);
            }
            if (OUTPUTS == EnsembleShape.MANY) {
              spikes[neuron / GROUP] |= (byte) (spiked.toLong() << lane);
            }
            if (OUTPUTS > 0) {
              s0 = DoubleVector.fromArray(SPECIES, rows, at + DECODERS).fma(output, s0);
            }
            if (OUTPUTS > 1) {
              s1 = DoubleVector.fromArray(SPECIES, rows, at + DECODERS + GROUP).fma(output, s1);
            }
            if (OUTPUTS > 2) {
              s2 = DoubleVector.fromArray(SPECIES, rows, at + DECODERS + 2 * GROUP).fma(output, s2);
            }
            if (OUTPUTS > 3) {
              s3 = DoubleVector.fromArray(SPECIES, rows, at + DECODERS + 3 * GROUP).fma(output, s3);
            }
            if (OUTPUTS > 4) {
              s4 = DoubleVector.fromArray(SPECIES, rows, at + DECODERS + 4 * GROUP).fma(output, s4);
            }
            if (OUTPUTS > 5) {
              s5 = DoubleVector.fromArray(SPECIES, rows, at + DECODERS + 5 * GROUP).fma(output, s5);
            }
            if (OUTPUTS > 6) {
              s6 = DoubleVector.fromArray(SPECIES, rows, at + DECODERS + 6 * GROUP).fma(output, s6);
            }
            neuron += GROUP;
          }
          if (OUTPUTS > 0) {
            s0.intoArray(sums, sumsAt + lane);
          }
          if (OUTPUTS > 1) {
            s1.intoArray(sums, sumsAt + lane + GROUP);
          }
          if (OUTPUTS > 2) {
            s2.intoArray(sums, sumsAt + lane + 2 * GROUP);
          }
          if (OUTPUTS > 3) {
            s3.intoArray(sums, sumsAt + lane + 3 * GROUP);
          }
          if (OUTPUTS > 4) {
            s4.intoArray(sums, sumsAt + lane + 4 * GROUP);
          }
          if (OUTPUTS > 5) {
            s5.intoArray(sums, sumsAt + lane + 5 * GROUP);
          }
          if (OUTPUTS > 6) {
            s6.intoArray(sums, sumsAt + lane + 6 * GROUP);
          }
        }
        if (OUTPUTS == EnsembleShape.MANY) {
          decode(part, from, sums, sumsAt, coefficients.spikeHeight());
        }
      }
    }
  }

  /**
   * Currents of a block: bias plus every input times its encoders. It has eight vectors of neurons
   * at a time, as each waits for its own sums only.
   */
  private static void encode(EnsemblePart part, int from, int to) {
    double[] encoders = part.encoders();
    int encodersAt = part.encodersAt();
    double[] current = part.current();
    int currentAt = part.currentAt();
    double[] x = part.input();
    int xAt = part.inputAt();
    int dims = part.dims();
    int tileSize = LifEnsemble.tileSize(dims);
    for (int neuron = 0; neuron < (to - from) * GROUP; neuron += 8 * LANES) {
      int at = encodersAt + (from * GROUP + neuron) / TILE * tileSize + neuron % TILE;
      int into = currentAt + neuron;
      DoubleVector j0 = DoubleVector.fromArray(SPECIES, encoders, at);
      DoubleVector j1 = DoubleVector.fromArray(SPECIES, encoders, at + LANES);
      DoubleVector j2 = DoubleVector.fromArray(SPECIES, encoders, at + 2 * LANES);
      DoubleVector j3 = DoubleVector.fromArray(SPECIES, encoders, at + 3 * LANES);
      DoubleVector j4 = DoubleVector.fromArray(SPECIES, encoders, at + 4 * LANES);
      DoubleVector j5 = DoubleVector.fromArray(SPECIES, encoders, at + 5 * LANES);
      DoubleVector j6 = DoubleVector.fromArray(SPECIES, encoders, at + 6 * LANES);
      DoubleVector j7 = DoubleVector.fromArray(SPECIES, encoders, at + 7 * LANES);
      for (int d = 0; d < dims; d++) {
        DoubleVector factor = DoubleVector.broadcast(SPECIES, x[xAt + d]);
        at += TILE;
        j0 = factor.fma(DoubleVector.fromArray(SPECIES, encoders, at), j0);
        j1 = factor.fma(DoubleVector.fromArray(SPECIES, encoders, at + LANES), j1);
        j2 = factor.fma(DoubleVector.fromArray(SPECIES, encoders, at + 2 * LANES), j2);
        j3 = factor.fma(DoubleVector.fromArray(SPECIES, encoders, at + 3 * LANES), j3);
        j4 = factor.fma(DoubleVector.fromArray(SPECIES, encoders, at + 4 * LANES), j4);
        j5 = factor.fma(DoubleVector.fromArray(SPECIES, encoders, at + 5 * LANES), j5);
        j6 = factor.fma(DoubleVector.fromArray(SPECIES, encoders, at + 6 * LANES), j6);
        j7 = factor.fma(DoubleVector.fromArray(SPECIES, encoders, at + 7 * LANES), j7);
      }
      j0.intoArray(current, into);
      j1.intoArray(current, into + LANES);
      j2.intoArray(current, into + 2 * LANES);
      j3.intoArray(current, into + 3 * LANES);
      j4.intoArray(current, into + 4 * LANES);
      j5.intoArray(current, into + 5 * LANES);
      j6.intoArray(current, into + 6 * LANES);
      j7.intoArray(current, into + 7 * LANES);
    }
  }

  /**
   * Sums the decoders of the neurons of a block that spiked. The neurons of one of the eight parts
   * of a sum are those of one lane, and the parts go side by side, as each is a chain of operations
   * that wait for one another: a spike of every lane at a time. A lane that has none left adds the
   * zeros that are behind the decoders, until all are through. That changes at most the sign of a
   * sum that is 0, which nobody sees, as the total is added to 0 ({@link LifEnsemble}).
   */
  private static void decode(
      EnsemblePart part, int from, double[] totals, int totalsAt, double height) {
    double[] decoders = part.decoders();
    DoubleVector spikeHeight = DoubleVector.broadcast(SPECIES, height);
    long spiked0 = 0;
    long spiked1 = 0;
    long spiked2 = 0;
    long spiked3 = 0;
    long spiked4 = 0;
    long spiked5 = 0;
    long spiked6 = 0;
    long spiked7 = 0;
    for (int k = 0; k < BLOCK; k += BYTES.length()) {
      ByteVector bits = ByteVector.fromArray(BYTES, part.spikes(), k);
      spiked7 |= bits.lt((byte) 0).toLong() << k;
      bits = bits.add(bits);
      spiked6 |= bits.lt((byte) 0).toLong() << k;
      bits = bits.add(bits);
      spiked5 |= bits.lt((byte) 0).toLong() << k;
      bits = bits.add(bits);
      spiked4 |= bits.lt((byte) 0).toLong() << k;
      bits = bits.add(bits);
      spiked3 |= bits.lt((byte) 0).toLong() << k;
      bits = bits.add(bits);
      spiked2 |= bits.lt((byte) 0).toLong() << k;
      bits = bits.add(bits);
      spiked1 |= bits.lt((byte) 0).toLong() << k;
      bits = bits.add(bits);
      spiked0 |= bits.lt((byte) 0).toLong() << k;
    }
    int groups = part.groupsOfBlock(from);
    int outputs = part.sumsPerBlock();
    for (int r = 0; r < outputs; r += 2 * LANES) {
      int at = part.decodersAt(from, r);
      long rest0 = spiked0;
      long rest1 = spiked1;
      long rest2 = spiked2;
      long rest3 = spiked3;
      long rest4 = spiked4;
      long rest5 = spiked5;
      long rest6 = spiked6;
      long rest7 = spiked7;
      DoubleVector s0 = DoubleVector.zero(SPECIES);
      DoubleVector s1 = DoubleVector.zero(SPECIES);
      DoubleVector s2 = DoubleVector.zero(SPECIES);
      DoubleVector s3 = DoubleVector.zero(SPECIES);
      DoubleVector s4 = DoubleVector.zero(SPECIES);
      DoubleVector s5 = DoubleVector.zero(SPECIES);
      DoubleVector s6 = DoubleVector.zero(SPECIES);
      DoubleVector s7 = DoubleVector.zero(SPECIES);
      DoubleVector t0 = DoubleVector.zero(SPECIES);
      DoubleVector t1 = DoubleVector.zero(SPECIES);
      DoubleVector t2 = DoubleVector.zero(SPECIES);
      DoubleVector t3 = DoubleVector.zero(SPECIES);
      DoubleVector t4 = DoubleVector.zero(SPECIES);
      DoubleVector t5 = DoubleVector.zero(SPECIES);
      DoubleVector t6 = DoubleVector.zero(SPECIES);
      DoubleVector t7 = DoubleVector.zero(SPECIES);
      while ((rest0 | rest1 | rest2 | rest3 | rest4 | rest5 | rest6 | rest7) != 0) {
        int a0 = at + Math.min(Long.numberOfTrailingZeros(rest0), groups) * STEP + 0 * COLUMNS;
        rest0 &= rest0 - 1;
        s0 = spikeHeight.fma(DoubleVector.fromArray(SPECIES, decoders, a0), s0);
        t0 = spikeHeight.fma(DoubleVector.fromArray(SPECIES, decoders, a0 + LANES), t0);
        int a1 = at + Math.min(Long.numberOfTrailingZeros(rest1), groups) * STEP + 1 * COLUMNS;
        rest1 &= rest1 - 1;
        s1 = spikeHeight.fma(DoubleVector.fromArray(SPECIES, decoders, a1), s1);
        t1 = spikeHeight.fma(DoubleVector.fromArray(SPECIES, decoders, a1 + LANES), t1);
        int a2 = at + Math.min(Long.numberOfTrailingZeros(rest2), groups) * STEP + 2 * COLUMNS;
        rest2 &= rest2 - 1;
        s2 = spikeHeight.fma(DoubleVector.fromArray(SPECIES, decoders, a2), s2);
        t2 = spikeHeight.fma(DoubleVector.fromArray(SPECIES, decoders, a2 + LANES), t2);
        int a3 = at + Math.min(Long.numberOfTrailingZeros(rest3), groups) * STEP + 3 * COLUMNS;
        rest3 &= rest3 - 1;
        s3 = spikeHeight.fma(DoubleVector.fromArray(SPECIES, decoders, a3), s3);
        t3 = spikeHeight.fma(DoubleVector.fromArray(SPECIES, decoders, a3 + LANES), t3);
        int a4 = at + Math.min(Long.numberOfTrailingZeros(rest4), groups) * STEP + 4 * COLUMNS;
        rest4 &= rest4 - 1;
        s4 = spikeHeight.fma(DoubleVector.fromArray(SPECIES, decoders, a4), s4);
        t4 = spikeHeight.fma(DoubleVector.fromArray(SPECIES, decoders, a4 + LANES), t4);
        int a5 = at + Math.min(Long.numberOfTrailingZeros(rest5), groups) * STEP + 5 * COLUMNS;
        rest5 &= rest5 - 1;
        s5 = spikeHeight.fma(DoubleVector.fromArray(SPECIES, decoders, a5), s5);
        t5 = spikeHeight.fma(DoubleVector.fromArray(SPECIES, decoders, a5 + LANES), t5);
        int a6 = at + Math.min(Long.numberOfTrailingZeros(rest6), groups) * STEP + 6 * COLUMNS;
        rest6 &= rest6 - 1;
        s6 = spikeHeight.fma(DoubleVector.fromArray(SPECIES, decoders, a6), s6);
        t6 = spikeHeight.fma(DoubleVector.fromArray(SPECIES, decoders, a6 + LANES), t6);
        int a7 = at + Math.min(Long.numberOfTrailingZeros(rest7), groups) * STEP + 7 * COLUMNS;
        rest7 &= rest7 - 1;
        s7 = spikeHeight.fma(DoubleVector.fromArray(SPECIES, decoders, a7), s7);
        t7 = spikeHeight.fma(DoubleVector.fromArray(SPECIES, decoders, a7 + LANES), t7);
      }
      s0.add(s4).add(s2.add(s6)).add(s1.add(s5).add(s3.add(s7))).intoArray(totals, totalsAt + r);
      t0.add(t4)
          .add(t2.add(t6))
          .add(t1.add(t5).add(t3.add(t7)))
          .intoArray(totals, totalsAt + r + LANES);
    }
  }
}
