package org.spikelane.nef;

import static org.spikelane.check.Arguments.refused;

import java.util.Comparator;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Sparse decoders: solves, drops the smallest, and solves again for those that are left. Each
 * dimension (of full weights, each neuron behind) drops its own, so each is a solve of its own.
 *
 * <p>Info: {@code dropped}, how many decoders of each dimension are 0 for having been dropped.
 *
 * @param drop the part of each dimension's decoders to drop, from 0 to below 1, rounded to whole
 *     neurons; of equally small ones those of later neurons go first
 * @param first the solver whose decoders tell which are small; its regularisation should be weak
 * @param second the solver for those that are left
 */
public record LstsqDrop(double drop, Solver first, Solver second) implements RecordSolver {

  /**
   * Checks the parameters.
   *
   * @throws IllegalArgumentException if drop is outside its range
   */
  public LstsqDrop {
    if (!(drop >= 0 && drop < 1)) {
      throw refused("drop", drop, "from 0 to below 1 (a usual value is 0.25)");
    }
  }

  /** {@link LstsqL2} twice, with reg 0.001 to tell which are small and 0.1 for the others. */
  public LstsqDrop(double drop) {
    this(drop, new LstsqL2(0.001), new LstsqL2(0.1));
  }

  /** Drops a quarter. */
  public LstsqDrop() {
    this(0.25);
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException as the two solvers do
   */
  @Override
  public Decoders solve(DecoderProblem problem) {
    Decoders all = first.solve(problem);
    int neurons = problem.neurons();
    int dims = problem.dims();
    int dropped = Math.min((int) Math.rint(drop * neurons), neurons - 1);
    double[] decoders = new double[neurons * dims];
    for (int d = 0; d < dims; d++) {
      int dim = d;
      int[] kept =
          IntStream.range(0, neurons)
              .boxed()
              .sorted(Comparator.comparingDouble(i -> -Math.abs(all.get(i, dim))))
              .limit(neurons - dropped)
              .mapToInt(i -> i)
              .sorted()
              .toArray();
      if (IntStream.of(kept).allMatch(i -> all.get(i, dim) == 0)) {
        continue; // Nothing but 0 to decode: all decoders stay at 0.
      }
      Decoders some = second.solve(problem.part(kept, dim));
      for (int i = 0; i < kept.length; i++) {
        decoders[kept[i] * dims + dim] = some.get(i, 0);
      }
    }
    return Decoders.of(problem, decoders, Map.of("dropped", dropped));
  }
}
