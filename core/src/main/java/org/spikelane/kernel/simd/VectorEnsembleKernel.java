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

  private static final VectorSpecies<Double> SPECIES = Lanes.SPECIES;
  private static final int LANES = SPECIES.length();
  private static final int GROUP = LifEnsemble.GROUP;

  /** 64 neurons of a part at once. */
  private static final VarHandle WORD =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

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
      for (int from = part.from(); from < part.to(); from += DenseProduct.BLOCK) {
        int to = Math.min(from + DenseProduct.BLOCK, part.to());
        double[] rows = part.rows();
        int stride = part.stride();
        int refractoryAt = LifEnsemble.REFRACTORY * stride;
        double[] base = rows;
        int baseAt = LifEnsemble.BIAS * stride;
        if (part.current() != null) {
          encode(part, from, to);
          base = part.current();
          baseAt = -from;
        }
        double[] room = part.room();
        DoubleVector x0 = INPUTS > 0 ? DoubleVector.broadcast(SPECIES, room[0]) : zero;
        DoubleVector x1 = INPUTS > 1 ? DoubleVector.broadcast(SPECIES, room[1]) : zero;
        DoubleVector x2 = INPUTS > 2 ? DoubleVector.broadcast(SPECIES, room[2]) : zero;
        DoubleVector x3 = INPUTS > 3 ? DoubleVector.broadcast(SPECIES, room[3]) : zero;
        int e0 = LifEnsemble.ENCODERS * stride;
        int e1 = e0 + stride;
        int e2 = e1 + stride;
        int e3 = e2 + stride;
        int d0 = (LifEnsemble.ENCODERS + part.dims()) * stride;
        int d1 = d0 + stride;
        int d2 = d1 + stride;
        int d3 = d2 + stride;
        int d4 = d3 + stride;
        int d5 = d4 + stride;
        int d6 = d5 + stride;
        int d7 = d6 + stride;
        int outputAt = rows.length - stride;
        int sumsAt = part.sumsAt();
        byte[] spikes = part.spikes();
        if (OUTPUTS == EnsembleShape.MANY) {
          Arrays.fill(spikes, (byte) 0);
        }
        for (int lane = 0; lane < GROUP; lane += LANES) {
          DoubleVector s0 = zero;
          DoubleVector s1 = zero;
          DoubleVector s2 = zero;
          DoubleVector s3 = zero;
          DoubleVector s4 = zero;
          DoubleVector s5 = zero;
          DoubleVector s6 = zero;
          DoubleVector s7 = zero;
          for (int i = from + lane; i < to; i += GROUP) {
            DoubleVector j = DoubleVector.fromArray(SPECIES, base, baseAt + i);
            if (INPUTS > 0) {
              j = DoubleVector.fromArray(SPECIES, rows, e0 + i).fma(x0, j);
            }
            if (INPUTS > 1) {
              j = DoubleVector.fromArray(SPECIES, rows, e1 + i).fma(x1, j);
            }
            if (INPUTS > 2) {
              j = DoubleVector.fromArray(SPECIES, rows, e2 + i).fma(x2, j);
            }
            if (INPUTS > 3) {
              j = DoubleVector.fromArray(SPECIES, rows, e3 + i).fma(x3, j);
            }
            DoubleVector q =
                DoubleVector.fromArray(SPECIES, rows, refractoryAt + i).fma(decay, rest);
            DoubleVector f = LifLanes.clip(q, decay, one);
            DoubleVector v = DoubleVector.fromArray(SPECIES, rows, i).sub(j).fma(f, j);
            VectorMask<Double> spiked = v.compare(GT, one);
            DoubleVector afterSpike = j.sub(v).mul(reset).div(j.sub(one));
            q.blend(afterSpike, spiked).intoArray(rows, refractoryAt + i);
            minVoltage.blend(v, v.compare(GT, minVoltage)).blend(zero, spiked).intoArray(rows, i);
            DoubleVector output = zero.blend(spikeHeight, spiked);
            if (SHOWS_OUTPUT) {
              output.intoArray(rows, outputAt + i);
            }
            if (OUTPUTS == EnsembleShape.MANY) {
              spikes[(i - from) / GROUP] |= (byte) (LifLanes.toBits(spiked) << lane);
            }
            if (OUTPUTS > 0) {
              s0 = DoubleVector.fromArray(SPECIES, rows, d0 + i).fma(output, s0);
            }
            if (OUTPUTS > 1) {
              s1 = DoubleVector.fromArray(SPECIES, rows, d1 + i).fma(output, s1);
            }
            if (OUTPUTS > 2) {
              s2 = DoubleVector.fromArray(SPECIES, rows, d2 + i).fma(output, s2);
            }
            if (OUTPUTS > 3) {
              s3 = DoubleVector.fromArray(SPECIES, rows, d3 + i).fma(output, s3);
            }
            if (OUTPUTS > 4) {
              s4 = DoubleVector.fromArray(SPECIES, rows, d4 + i).fma(output, s4);
            }
            if (OUTPUTS > 5) {
              s5 = DoubleVector.fromArray(SPECIES, rows, d5 + i).fma(output, s5);
            }
            if (OUTPUTS > 6) {
              s6 = DoubleVector.fromArray(SPECIES, rows, d6 + i).fma(output, s6);
            }
            if (OUTPUTS > 7) {
              s7 = DoubleVector.fromArray(SPECIES, rows, d7 + i).fma(output, s7);
            }
          }
          if (OUTPUTS > 0) {
            s0.intoArray(room, sumsAt + lane);
          }
          if (OUTPUTS > 1) {
            s1.intoArray(room, sumsAt + GROUP + lane);
          }
          if (OUTPUTS > 2) {
            s2.intoArray(room, sumsAt + 2 * GROUP + lane);
          }
          if (OUTPUTS > 3) {
            s3.intoArray(room, sumsAt + 3 * GROUP + lane);
          }
          if (OUTPUTS > 4) {
            s4.intoArray(room, sumsAt + 4 * GROUP + lane);
          }
          if (OUTPUTS > 5) {
            s5.intoArray(room, sumsAt + 5 * GROUP + lane);
          }
          if (OUTPUTS > 6) {
            s6.intoArray(room, sumsAt + 6 * GROUP + lane);
          }
          if (OUTPUTS > 7) {
            s7.intoArray(room, sumsAt + 7 * GROUP + lane);
          }
        }
        double[] totals = part.totals();
        int totalsAt = from / DenseProduct.BLOCK * part.decoded();
        if (OUTPUTS == EnsembleShape.MANY) {
          decode(part, from, to, totals, totalsAt);
        } else {
          for (int r = 0; r < OUTPUTS; r++) {
            totals[totalsAt + r] = totalOne(room, sumsAt + r * GROUP, 1);
          }
        }
      }
    }
  }

  /** Currents of a block: bias plus every input times its encoders, four inputs at a time. */
  private static void encode(EnsemblePart part, int from, int to) {
    double[] current = part.current();
    double[] factors = part.room();
    int[] columns = part.columns();
    int count = part.count();
    int stride = part.stride();
    System.arraycopy(part.rows(), LifEnsemble.BIAS * stride + from, current, 0, to - from);
    int first = LifEnsemble.ENCODERS * stride + from;
    int k = 0;
    for (; k <= count - 4; k += 4) {
      DoubleVector x0 = DoubleVector.broadcast(SPECIES, factors[k]);
      DoubleVector x1 = DoubleVector.broadcast(SPECIES, factors[k + 1]);
      DoubleVector x2 = DoubleVector.broadcast(SPECIES, factors[k + 2]);
      DoubleVector x3 = DoubleVector.broadcast(SPECIES, factors[k + 3]);
      int e0 = first + columns[k] * stride;
      int e1 = first + columns[k + 1] * stride;
      int e2 = first + columns[k + 2] * stride;
      int e3 = first + columns[k + 3] * stride;
      add(current, part.rows(), e0, x0, e1, x1, e2, x2, e3, x3, to - from);
    }
    for (; k < count; k++) {
      DoubleVector x = DoubleVector.broadcast(SPECIES, factors[k]);
      add(current, part.rows(), first + columns[k] * stride, x, to - from);
    }
  }

  private static void add(
      double[] current,
      double[] rows,
      int e0,
      DoubleVector x0,
      int e1,
      DoubleVector x1,
      int e2,
      DoubleVector x2,
      int e3,
      DoubleVector x3,
      int count) {
    for (int i = 0; i < count; i += LANES) {
      DoubleVector j = DoubleVector.fromArray(SPECIES, current, i);
      j = DoubleVector.fromArray(SPECIES, rows, e0 + i).fma(x0, j);
      j = DoubleVector.fromArray(SPECIES, rows, e1 + i).fma(x1, j);
      j = DoubleVector.fromArray(SPECIES, rows, e2 + i).fma(x2, j);
      j = DoubleVector.fromArray(SPECIES, rows, e3 + i).fma(x3, j);
      j.intoArray(current, i);
    }
  }

  private static void add(double[] current, double[] rows, int e, DoubleVector x, int count) {
    for (int i = 0; i < count; i += LANES) {
      DoubleVector j = DoubleVector.fromArray(SPECIES, current, i);
      DoubleVector.fromArray(SPECIES, rows, e + i).fma(x, j).intoArray(current, i);
    }
  }

  /** Sums the decoders of the neurons of a block that spiked: a neuron's are a row, by part. */
  private static void decode(EnsemblePart part, int from, int to, double[] totals, int totalsAt) {
    LifEnsemble ensemble = part.ensemble();
    double[] decoders = ensemble.decodersByNeuron();
    double[] sums = part.room();
    int sumsAt = part.sumsAt();
    byte[] spikes = part.spikes();
    int outputs = ensemble.decoded();
    double height = ensemble.coefficients().spikeHeight();
    DoubleVector spikeHeight = DoubleVector.broadcast(SPECIES, height);
    Arrays.fill(sums, sumsAt, sums.length, 0);
    for (int group = 0; group < (to - from) / GROUP; group += Long.BYTES) {
      long word = (long) WORD.get(spikes, group);
      for (; word != 0; word &= word - 1) {
        int neuron = GROUP * group + Long.numberOfTrailingZeros(word);
        int at = (from + neuron) * outputs;
        int sum = sumsAt + neuron % GROUP * outputs;
        int r = 0;
        for (; r <= outputs - LANES; r += LANES) {
          DoubleVector.fromArray(SPECIES, decoders, at + r)
              .fma(spikeHeight, DoubleVector.fromArray(SPECIES, sums, sum + r))
              .intoArray(sums, sum + r);
        }
        for (; r < outputs; r++) {
          sums[sum + r] = Math.fma(decoders[at + r], height, sums[sum + r]);
        }
      }
    }
    int r = 0;
    for (; r <= outputs - LANES; r += LANES) {
      total(sums, sumsAt + r, outputs).intoArray(totals, totalsAt + r);
    }
    for (; r < outputs; r++) {
      totals[totalsAt + r] = totalOne(sums, sumsAt + r, outputs);
    }
  }

  /** A sum of partial sums, as {@link DenseProduct} says. */
  private static double totalOne(double[] s, int at, int step) {
    return ((s[at] + s[at + 4 * step]) + (s[at + 2 * step] + s[at + 6 * step]))
        + ((s[at + step] + s[at + 5 * step]) + (s[at + 3 * step] + s[at + 7 * step]));
  }

  /** As many of them side by side as there are lanes. */
  private static DoubleVector total(double[] s, int at, int step) {
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
