package org.spikelane.kernel.simd;

import static jdk.incubator.vector.VectorOperators.GT;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;
import org.spikelane.kernel.DenseProduct;
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

  private static final EnsembleShape SHAPE = shape();
  private static final int INPUTS = SHAPE.inputs();
  private static final int OUTPUTS = SHAPE.outputs();
  private static final boolean SHOWS_OUTPUT = SHAPE.showsOutput();
  private static final int WIDTH = SHAPE.width();
  private static final int BIAS = SHAPE.biasAt();
  private static final int ENCODERS = SHAPE.encodersAt();
  private static final int DECODERS = SHAPE.decodersAt();

  /**
   * Whether C2 is to see a counted loop, whose index grows by a constant. It then tests once before
   * the loop that every index is within its array, and may unroll it, which pays if the loop is
   * long or has many rows to read. A short one takes 1.5 times as long if it is unrolled; and
   * whether it is, changes from one JVM to the next.
   */
  private static final boolean IS_COUNTED =
      SHAPE.isLarge()
          || INPUTS != EnsembleShape.MANY && OUTPUTS != EnsembleShape.MANY && INPUTS + OUTPUTS > 4;

  private static final VectorSpecies<Double> SPECIES = Lanes.SPECIES;
  private static final int LANES = SPECIES.length();
  private static final int GROUP = LifEnsemble.GROUP;
  private static final int BLOCK = EnsemblePart.BLOCK;

  /** 64 neurons of a part at once. */
  private static final VarHandle WORD =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /** The lowest bit of every byte. */
  private static final long LOWEST = 0x0101_0101_0101_0101L;

  /** Times eight bytes of 0 or 1, these bits are in the highest byte: byte k as bit k. */
  private static final long TO_HIGHEST = 0x0102_0408_1020_4080L;

  VectorEnsembleKernel() {}

  private static EnsembleShape shape() {
    try {
      return MethodHandles.classData(MethodHandles.lookup(), "_", EnsembleShape.class);
    } catch (IllegalAccessException e) {
      throw new AssertionError("a class may look at itself", e);
    }
  }

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
    DoubleVector zero = DoubleVector.zero(SPECIES);
    DoubleVector spikeHeight = DoubleVector.broadcast(SPECIES, coefficients.spikeHeight());
    for (EnsemblePart part : parts) {
      for (int from = part.from(); from < part.to(); from += BLOCK) {
        int to = Math.min(from + BLOCK, part.to());
        double[] rows = part.rows();
        int rowsAt = part.rowsAt();
        int width = IS_COUNTED ? WIDTH : part.width();
        double[] x = part.input();
        int xAt = part.inputAt();
        double[] current = part.current();
        byte[] spikes = part.spikes();
        double[] outputs = part.output();
        double[] sums = part.sums();
        int sumsAt = part.sumsAt() + from / BLOCK * part.sumsPerBlock();
        if (INPUTS == EnsembleShape.MANY) {
          encode(part, from, to);
        }
        if (OUTPUTS == EnsembleShape.MANY) {
          Arrays.fill(spikes, (byte) 0);
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
          DoubleVector s7 = zero;
          int end = rowsAt + to * WIDTH;
          int neuron = lane;
          for (int at = rowsAt + from * WIDTH + lane; at < end; at += width) {
            DoubleVector j =
                INPUTS == EnsembleShape.MANY
                    ? DoubleVector.fromArray(SPECIES, current, neuron)
                    : DoubleVector.fromArray(SPECIES, rows, at + BIAS);
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
            if (INPUTS > 8) {
              j = DoubleVector.fromArray(SPECIES, rows, at + ENCODERS + 8 * GROUP).fma(x8, j);
            }
            if (INPUTS > 9) {
              j = DoubleVector.fromArray(SPECIES, rows, at + ENCODERS + 9 * GROUP).fma(x9, j);
            }
            if (INPUTS > 10) {
              j = DoubleVector.fromArray(SPECIES, rows, at + ENCODERS + 10 * GROUP).fma(x10, j);
            }
            if (INPUTS > 11) {
              j = DoubleVector.fromArray(SPECIES, rows, at + ENCODERS + 11 * GROUP).fma(x11, j);
            }
            if (INPUTS > 12) {
              j = DoubleVector.fromArray(SPECIES, rows, at + ENCODERS + 12 * GROUP).fma(x12, j);
            }
            if (INPUTS > 13) {
              j = DoubleVector.fromArray(SPECIES, rows, at + ENCODERS + 13 * GROUP).fma(x13, j);
            }
            if (INPUTS > 14) {
              j = DoubleVector.fromArray(SPECIES, rows, at + ENCODERS + 14 * GROUP).fma(x14, j);
            }
            if (INPUTS > 15) {
              j = DoubleVector.fromArray(SPECIES, rows, at + ENCODERS + 15 * GROUP).fma(x15, j);
            }
            DoubleVector state = DoubleVector.fromArray(SPECIES, rows, at);
            DoubleVector q = state.fma(decay, rest);
            DoubleVector f = LifLanes.clip(q, decay, one);
            DoubleVector before = state.blend(zero, state.compare(GT, one));
            DoubleVector v = before.sub(j).fma(f, j);
            VectorMask<Double> spiked = v.compare(GT, one);
            DoubleVector afterSpike = j.sub(v).mul(reset).div(j.sub(one));
            minVoltage
                .blend(v, v.compare(GT, minVoltage))
                .blend(q, q.compare(GT, one))
                .blend(zero, spiked)
                .blend(afterSpike, afterSpike.compare(GT, one, spiked))
                .intoArray(rows, at);
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
            if (OUTPUTS > 7) {
              s7 = DoubleVector.fromArray(SPECIES, rows, at + DECODERS + 7 * GROUP).fma(output, s7);
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
          if (OUTPUTS > 7) {
            s7.intoArray(sums, sumsAt + lane + 7 * GROUP);
          }
        }
        if (OUTPUTS == EnsembleShape.MANY) {
          decode(part, from, sums, sumsAt);
        }
      }
    }
  }

  /**
   * Currents of a block: bias plus every input times its encoders. It has eight vectors of neurons
   * at a time, as each waits for its own sums only.
   */
  private static void encode(EnsemblePart part, int from, int to) {
    double[] encoders = part.ensemble().encoders();
    double[] current = part.current();
    double[] x = part.input();
    int xAt = part.inputAt();
    int dims = part.dims();
    int step = part.ensemble().encoded();
    for (int g = from; g < to; g += LANES) {
      int a0 = g * step;
      int a1 = a0 + 1 * LANES / GROUP * step + 1 * LANES % GROUP;
      int a2 = a0 + 2 * LANES / GROUP * step + 2 * LANES % GROUP;
      int a3 = a0 + 3 * LANES / GROUP * step + 3 * LANES % GROUP;
      int a4 = a0 + 4 * LANES / GROUP * step + 4 * LANES % GROUP;
      int a5 = a0 + 5 * LANES / GROUP * step + 5 * LANES % GROUP;
      int a6 = a0 + 6 * LANES / GROUP * step + 6 * LANES % GROUP;
      int a7 = a0 + 7 * LANES / GROUP * step + 7 * LANES % GROUP;
      DoubleVector j0 = DoubleVector.fromArray(SPECIES, encoders, a0);
      DoubleVector j1 = DoubleVector.fromArray(SPECIES, encoders, a1);
      DoubleVector j2 = DoubleVector.fromArray(SPECIES, encoders, a2);
      DoubleVector j3 = DoubleVector.fromArray(SPECIES, encoders, a3);
      DoubleVector j4 = DoubleVector.fromArray(SPECIES, encoders, a4);
      DoubleVector j5 = DoubleVector.fromArray(SPECIES, encoders, a5);
      DoubleVector j6 = DoubleVector.fromArray(SPECIES, encoders, a6);
      DoubleVector j7 = DoubleVector.fromArray(SPECIES, encoders, a7);
      for (int d = 0; d < dims; d++) {
        DoubleVector factor = DoubleVector.broadcast(SPECIES, x[xAt + d]);
        int e = (1 + d) * GROUP;
        j0 = DoubleVector.fromArray(SPECIES, encoders, a0 + e).fma(factor, j0);
        j1 = DoubleVector.fromArray(SPECIES, encoders, a1 + e).fma(factor, j1);
        j2 = DoubleVector.fromArray(SPECIES, encoders, a2 + e).fma(factor, j2);
        j3 = DoubleVector.fromArray(SPECIES, encoders, a3 + e).fma(factor, j3);
        j4 = DoubleVector.fromArray(SPECIES, encoders, a4 + e).fma(factor, j4);
        j5 = DoubleVector.fromArray(SPECIES, encoders, a5 + e).fma(factor, j5);
        j6 = DoubleVector.fromArray(SPECIES, encoders, a6 + e).fma(factor, j6);
        j7 = DoubleVector.fromArray(SPECIES, encoders, a7 + e).fma(factor, j7);
      }
      int c = (g - from) * GROUP;
      j0.intoArray(current, c);
      j1.intoArray(current, c + LANES);
      j2.intoArray(current, c + 2 * LANES);
      j3.intoArray(current, c + 3 * LANES);
      j4.intoArray(current, c + 4 * LANES);
      j5.intoArray(current, c + 5 * LANES);
      j6.intoArray(current, c + 6 * LANES);
      j7.intoArray(current, c + 7 * LANES);
    }
  }

  /**
   * Sums the decoders of the neurons of a block that spiked, one of the eight parts of all sums
   * after the other: the neurons of a part are those of one lane.
   */
  private static void decode(EnsemblePart part, int from, double[] totals, int totalsAt) {
    LifEnsemble ensemble = part.ensemble();
    double[] decoders = ensemble.decoders();
    double[] sums = part.partialSums();
    long[] spikes = byLane(part);
    int outputs = part.sumsPerBlock();
    DoubleVector spikeHeight =
        DoubleVector.broadcast(SPECIES, ensemble.coefficients().spikeHeight());
    for (int r = 0; r < outputs; r += 2 * LANES) {
      for (int lane = 0; lane < GROUP; lane++) {
        DoubleVector s0 = DoubleVector.zero(SPECIES);
        DoubleVector s1 = DoubleVector.zero(SPECIES);
        for (long rest = spikes[lane]; rest != 0; rest &= rest - 1) {
          int neuron = (from + Long.numberOfTrailingZeros(rest)) * GROUP + lane;
          int at = neuron * outputs + r;
          s0 = DoubleVector.fromArray(SPECIES, decoders, at).fma(spikeHeight, s0);
          s1 = DoubleVector.fromArray(SPECIES, decoders, at + LANES).fma(spikeHeight, s1);
        }
        s0.intoArray(sums, lane * outputs + r);
        s1.intoArray(sums, lane * outputs + r + LANES);
      }
    }
    for (int r = 0; r < outputs; r += LANES) {
      totals(sums, r, outputs).intoArray(totals, totalsAt + r);
    }
  }

  /** The spikes of a block, a word a lane: bit k is group k. */
  private static long[] byLane(EnsemblePart part) {
    long[] byLane = part.spikesByLane();
    Arrays.fill(byLane, 0);
    for (int k = 0; k < BLOCK; k += Long.BYTES) {
      long word = (long) WORD.get(part.spikes(), k);
      for (int lane = 0; lane < GROUP; lane++) {
        byLane[lane] |= ((word >>> lane & LOWEST) * TO_HIGHEST >>> 56) << k;
      }
    }
    return byLane;
  }

  /** Sums of partial sums, as {@link DenseProduct} says, as many as there are lanes. */
  private static DoubleVector totals(double[] s, int at, int step) {
    DoubleVector s04 = part(s, at).add(part(s, at + 4 * step));
    DoubleVector s26 = part(s, at + 2 * step).add(part(s, at + 6 * step));
    DoubleVector s15 = part(s, at + step).add(part(s, at + 5 * step));
    DoubleVector s37 = part(s, at + 3 * step).add(part(s, at + 7 * step));
    return s04.add(s26).add(s15.add(s37));
  }

  private static DoubleVector part(double[] s, int at) {
    return DoubleVector.fromArray(SPECIES, s, at);
  }
}
