package org.spikelane.kernel.simd;

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
import org.spikelane.kernel.LifCoefficients;
import org.spikelane.kernel.LifEnsemble;

/**
 * Ensembles on SIMD lanes.
 *
 * <p>One loop does everything for a vector of neurons: few inputs are multiplied in it, and few
 * decoded numbers are summed in it, in accumulators that stay in registers. The tests for how many
 * there are do not change within the loop, so that the processor foresees them. Many inputs are
 * multiplied before it, for a block whose currents stay in the first-level cache; many decoded
 * numbers are summed after it, for those neurons only that spiked.
 *
 * <p>With four lanes the loop is run twice, for the lower and the upper half of each group, as a
 * sum has eight parts.
 */
public final class VectorEnsembleKernel implements EnsembleKernel {

  private static final VectorSpecies<Double> SPECIES = Lanes.SPECIES;
  private static final int LANES = SPECIES.length();
  private static final int GROUP = LifEnsemble.GROUP;

  /** 64 neurons of a part at once. */
  private static final VarHandle WORD =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /** One is as good as another: a kernel has no state. */
  public VectorEnsembleKernel() {}

  @Override
  public boolean isReady() {
    return true;
  }

  @Override
  public void step(EnsemblePart[] parts) {
    for (EnsemblePart part : parts) {
      for (int from = part.from(); from < part.to(); from += DenseProduct.BLOCK) {
        int to = Math.min(from + DenseProduct.BLOCK, part.to());
        step(part, from, to);
      }
    }
  }

  private static void step(EnsemblePart part, int from, int to) {
    LifEnsemble ensemble = part.ensemble();
    double[] rows = ensemble.rows();
    double[] base = rows;
    int baseAt = ensemble.biasAt();
    int inLoop = part.count();
    if (inLoop > LifEnsemble.FEW) {
      encode(part, from, to);
      base = part.current();
      baseAt = -from;
      inLoop = 0;
    }
    byte[] spikes = part.spikes();
    if (spikes != null) {
      Arrays.fill(spikes, (byte) 0);
    }
    for (int lane = 0; lane < GROUP; lane += LANES) {
      loop(part, base, baseAt, inLoop, from, to, lane);
    }
    int sumsAt = from / DenseProduct.BLOCK * ensemble.decoded();
    if (spikes == null) {
      for (int r = 0; r < ensemble.decoded(); r++) {
        ensemble.sums()[sumsAt + r] = total(part.sums(), r * GROUP, 1);
      }
    } else {
      decode(part, from, to, sumsAt);
    }
  }

  /** Currents of a block: bias plus every input times its encoders, four vectors at once. */
  private static void encode(EnsemblePart part, int from, int to) {
    LifEnsemble ensemble = part.ensemble();
    double[] rows = ensemble.rows();
    double[] current = part.current();
    double[] factors = part.factors();
    int[] columns = part.columns();
    int count = part.count();
    int biasAt = ensemble.biasAt();
    int first = ensemble.encodersAt(0);
    int stride = ensemble.encodersAt(1) - first;
    int i = from;
    for (; i <= to - 4 * LANES; i += 4 * LANES) {
      DoubleVector j0 = DoubleVector.fromArray(SPECIES, rows, biasAt + i);
      DoubleVector j1 = DoubleVector.fromArray(SPECIES, rows, biasAt + i + LANES);
      DoubleVector j2 = DoubleVector.fromArray(SPECIES, rows, biasAt + i + 2 * LANES);
      DoubleVector j3 = DoubleVector.fromArray(SPECIES, rows, biasAt + i + 3 * LANES);
      for (int k = 0; k < count; k++) {
        int at = first + columns[k] * stride + i;
        DoubleVector factor = DoubleVector.broadcast(SPECIES, factors[k]);
        j0 = DoubleVector.fromArray(SPECIES, rows, at).fma(factor, j0);
        j1 = DoubleVector.fromArray(SPECIES, rows, at + LANES).fma(factor, j1);
        j2 = DoubleVector.fromArray(SPECIES, rows, at + 2 * LANES).fma(factor, j2);
        j3 = DoubleVector.fromArray(SPECIES, rows, at + 3 * LANES).fma(factor, j3);
      }
      j0.intoArray(current, i - from);
      j1.intoArray(current, i - from + LANES);
      j2.intoArray(current, i - from + 2 * LANES);
      j3.intoArray(current, i - from + 3 * LANES);
    }
    for (; i < to; i += LANES) {
      DoubleVector j = DoubleVector.fromArray(SPECIES, rows, biasAt + i);
      for (int k = 0; k < count; k++) {
        DoubleVector factor = DoubleVector.broadcast(SPECIES, factors[k]);
        int at = first + columns[k] * stride + i;
        j = DoubleVector.fromArray(SPECIES, rows, at).fma(factor, j);
      }
      j.intoArray(current, i - from);
    }
  }

  /**
   * The pass over a block.
   *
   * @param base currents without the inputs that are multiplied here
   * @param baseAt position of that of neuron 0
   * @param inputs how many inputs are multiplied here
   * @param lane first of the lanes of each group that are handled
   */
  private static void loop(
      EnsemblePart part, double[] base, int baseAt, int inputs, int from, int to, int lane) {
    LifEnsemble ensemble = part.ensemble();
    LifCoefficients coefficients = ensemble.coefficients();
    DoubleVector decay = DoubleVector.broadcast(SPECIES, coefficients.decay());
    DoubleVector rest = DoubleVector.broadcast(SPECIES, LifCoefficients.REST);
    DoubleVector reset = DoubleVector.broadcast(SPECIES, coefficients.reset());
    DoubleVector minVoltage = DoubleVector.broadcast(SPECIES, coefficients.minVoltage());
    DoubleVector one = DoubleVector.broadcast(SPECIES, 1);
    DoubleVector zero = DoubleVector.zero(SPECIES);
    DoubleVector spikeHeight = DoubleVector.broadcast(SPECIES, coefficients.spikeHeight());

    double[] rows = ensemble.rows();
    int refractoryAt = ensemble.refractoryAt();
    double[] factors = part.factors();
    DoubleVector x0 = DoubleVector.broadcast(SPECIES, factors[0]);
    DoubleVector x1 = DoubleVector.broadcast(SPECIES, factors[1]);
    DoubleVector x2 = DoubleVector.broadcast(SPECIES, factors[2]);
    DoubleVector x3 = DoubleVector.broadcast(SPECIES, factors[3]);
    int[] columns = part.columns();
    int e0 = inputs > 0 ? ensemble.encodersAt(columns[0]) : 0;
    int e1 = inputs > 1 ? ensemble.encodersAt(columns[1]) : 0;
    int e2 = inputs > 2 ? ensemble.encodersAt(columns[2]) : 0;
    int e3 = inputs > 3 ? ensemble.encodersAt(columns[3]) : 0;

    byte[] spikes = part.spikes();
    int outputs = spikes == null ? ensemble.decoded() : 0;
    int d0 = ensemble.decodersAt(0);
    int d1 = ensemble.decodersAt(1);
    int d2 = ensemble.decodersAt(2);
    int d3 = ensemble.decodersAt(3);
    DoubleVector s0 = zero;
    DoubleVector s1 = zero;
    DoubleVector s2 = zero;
    DoubleVector s3 = zero;
    boolean shows = ensemble.showsOutput();
    int outputAt = ensemble.outputAt();

    for (int i = from + lane; i < to; i += GROUP) {
      DoubleVector j = DoubleVector.fromArray(SPECIES, base, baseAt + i);
      if (inputs > 0) {
        j = DoubleVector.fromArray(SPECIES, rows, e0 + i).fma(x0, j);
        if (inputs > 1) {
          j = DoubleVector.fromArray(SPECIES, rows, e1 + i).fma(x1, j);
          if (inputs > 2) {
            j = DoubleVector.fromArray(SPECIES, rows, e2 + i).fma(x2, j);
            if (inputs > 3) {
              j = DoubleVector.fromArray(SPECIES, rows, e3 + i).fma(x3, j);
            }
          }
        }
      }
      VectorMask<Double> spiked =
          LifLanes.step(
              j, rows, i, rows, refractoryAt + i, decay, rest, reset, minVoltage, one, zero);
      DoubleVector output = zero.blend(spikeHeight, spiked);
      if (shows) {
        output.intoArray(rows, outputAt + i);
      }
      if (spikes != null) {
        spikes[(i - from) / GROUP] |= (byte) (LifLanes.toBits(spiked) << lane);
      } else if (outputs > 0) {
        s0 = DoubleVector.fromArray(SPECIES, rows, d0 + i).fma(output, s0);
        if (outputs > 1) {
          s1 = DoubleVector.fromArray(SPECIES, rows, d1 + i).fma(output, s1);
          if (outputs > 2) {
            s2 = DoubleVector.fromArray(SPECIES, rows, d2 + i).fma(output, s2);
            if (outputs > 3) {
              s3 = DoubleVector.fromArray(SPECIES, rows, d3 + i).fma(output, s3);
            }
          }
        }
      }
    }
    if (spikes == null) {
      double[] sums = part.sums();
      s0.intoArray(sums, lane);
      s1.intoArray(sums, GROUP + lane);
      s2.intoArray(sums, 2 * GROUP + lane);
      s3.intoArray(sums, 3 * GROUP + lane);
    }
  }

  /** Sums the decoders of the neurons of a block that spiked: a neuron's are a row, by part. */
  private static void decode(EnsemblePart part, int from, int to, int sumsAt) {
    LifEnsemble ensemble = part.ensemble();
    double[] decoders = ensemble.decodersByNeuron();
    double[] sums = part.sums();
    byte[] spikes = part.spikes();
    int outputs = ensemble.decoded();
    double height = ensemble.coefficients().spikeHeight();
    DoubleVector spikeHeight = DoubleVector.broadcast(SPECIES, height);
    Arrays.fill(sums, 0);
    for (int group = 0; group < (to - from) / GROUP; group += Long.BYTES) {
      long word = (long) WORD.get(spikes, group);
      for (; word != 0; word &= word - 1) {
        int neuron = GROUP * group + Long.numberOfTrailingZeros(word);
        int at = (from + neuron) * outputs;
        int sum = neuron % GROUP * outputs;
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
    for (int r = 0; r < outputs; r++) {
      ensemble.sums()[sumsAt + r] = total(sums, r, outputs);
    }
  }

  /** The sum of partial sums, as {@link DenseProduct} says. */
  private static double total(double[] s, int at, int step) {
    return ((s[at] + s[at + 4 * step]) + (s[at + 2 * step] + s[at + 6 * step]))
        + ((s[at + step] + s[at + 5 * step]) + (s[at + 3 * step] + s[at + 7 * step]));
  }
}
