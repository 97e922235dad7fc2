package org.spikelane.kernel.simd;

import java.lang.invoke.MethodHandles;
import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;
import org.spikelane.kernel.LearningKernel;
import org.spikelane.kernel.LearningPass;
import org.spikelane.kernel.LearningShape;

/**
 * Learning on SIMD lanes, of rows of one shape: for a vector of neurons, each weight is multiplied
 * and changed while it is in a register. Sums stay there too.
 *
 * <p>With fewer than eight lanes the loop is run once for each part of a group, as a sum has eight
 * parts.
 *
 * <p>This class is a template: {@link VectorLearningKernels} loads it once for every shape, and all
 * tests of the shape are gone when it is compiled. It must not have nested classes or lambdas.
 */
final class VectorLearningKernel implements LearningKernel {

  private static final LearningShape SHAPE =
      Template.shape(MethodHandles.lookup(), LearningShape.class);
  private static final int ROWS = SHAPE.rows();
  private static final boolean FILTERS = SHAPE.filters();

  private static final VectorSpecies<Double> SPECIES = Lanes.SPECIES;
  private static final int LANES = SPECIES.length();
  private static final int GROUP = LearningPass.GROUP;
  private static final int BLOCK = LearningPass.BLOCK;

  VectorLearningKernel() {}

  @Override
  public boolean isReady() {
    return true;
  }

  @Override
  public void step(LearningPass pass) {
    int neurons = pass.neurons();
    int full = neurons - neurons % GROUP;
    double[] output = pass.output();
    double[] activity = pass.activity();
    double[] weights = pass.weights();
    double[] factors = pass.factors();
    double[] sums = pass.sums();
    int outputAt = pass.outputAt();
    int activityAt = pass.activityAt();
    int w0At = pass.weightsAt();
    int w1At = w0At + (ROWS > 1 ? neurons : 0);
    int w2At = w1At + (ROWS > 2 ? neurons : 0);
    int w3At = w2At + (ROWS > 3 ? neurons : 0);
    DoubleVector zero = DoubleVector.zero(SPECIES);
    DoubleVector decay = DoubleVector.broadcast(SPECIES, pass.decay());
    DoubleVector floor = DoubleVector.broadcast(SPECIES, pass.floor());
    DoubleVector f0 = DoubleVector.broadcast(SPECIES, factors[0]);
    DoubleVector f1 = ROWS > 1 ? DoubleVector.broadcast(SPECIES, factors[1]) : zero;
    DoubleVector f2 = ROWS > 2 ? DoubleVector.broadcast(SPECIES, factors[2]) : zero;
    DoubleVector f3 = ROWS > 3 ? DoubleVector.broadcast(SPECIES, factors[3]) : zero;
    int sumsAt = 0;
    for (int from = 0; from < full; from += BLOCK) {
      int to = Math.min(from + BLOCK, full);
      for (int lane = 0; lane < GROUP; lane += LANES) {
        DoubleVector s0 = zero;
        DoubleVector s1 = zero;
        DoubleVector s2 = zero;
        DoubleVector s3 = zero;
        for (int j = from + lane; j < to; j += GROUP) {
          DoubleVector spike = DoubleVector.fromArray(SPECIES, output, outputAt + j);
          DoubleVector learnedBy = DoubleVector.fromArray(SPECIES, activity, activityAt + j);
          // All is read before anything is written: rows may lie at distances at which a processor
          // takes a read for one of what is being written.
          DoubleVector w0 = DoubleVector.fromArray(SPECIES, weights, w0At + j);
          DoubleVector w1 = ROWS > 1 ? DoubleVector.fromArray(SPECIES, weights, w1At + j) : zero;
          DoubleVector w2 = ROWS > 2 ? DoubleVector.fromArray(SPECIES, weights, w2At + j) : zero;
          DoubleVector w3 = ROWS > 3 ? DoubleVector.fromArray(SPECIES, weights, w3At + j) : zero;
          if (FILTERS) {
            learnedBy = learnedBy.sub(spike).fma(decay, spike).add(floor).sub(floor);
            learnedBy.intoArray(activity, activityAt + j);
          }
          s0 = w0.fma(spike, s0);
          learnedBy.fma(f0, w0).intoArray(weights, w0At + j);
          if (ROWS > 1) {
            s1 = w1.fma(spike, s1);
            learnedBy.fma(f1, w1).intoArray(weights, w1At + j);
          }
          if (ROWS > 2) {
            s2 = w2.fma(spike, s2);
            learnedBy.fma(f2, w2).intoArray(weights, w2At + j);
          }
          if (ROWS > 3) {
            s3 = w3.fma(spike, s3);
            learnedBy.fma(f3, w3).intoArray(weights, w3At + j);
          }
        }
        s0.intoArray(sums, sumsAt + lane);
        if (ROWS > 1) {
          s1.intoArray(sums, sumsAt + GROUP + lane);
        }
        if (ROWS > 2) {
          s2.intoArray(sums, sumsAt + 2 * GROUP + lane);
        }
        if (ROWS > 3) {
          s3.intoArray(sums, sumsAt + 3 * GROUP + lane);
        }
      }
      sumsAt += ROWS * GROUP;
    }
    // Of a block that has no full group.
    Arrays.fill(sums, sumsAt, sums.length, 0);
    pass.rest(full);
  }
}
