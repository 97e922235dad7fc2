package org.spikelane.nef;

import static org.spikelane.check.Arguments.refused;

import java.util.Optional;

/**
 * Finds decoders: from what neurons do at some samples, and what should be decoded there, to how
 * much each neuron counts.
 *
 * <p>A solver is an immutable value. {@link LstsqL2} is the one to use unless there is a reason.
 */
@FunctionalInterface
public interface Solver {

  /** Regularised least squares with the field's usual amount of noise: what is used unless told. */
  Solver DEFAULT = new LstsqL2();

  /**
   * Solves a problem.
   *
   * @param problem activities A [sample][neuron] and targets Y [sample][dim]
   * @return decoders [neuron][dim], the error of each dimension, and what the solver says about its
   *     way
   * @throws IllegalArgumentException if the solver's parameters leave these decoders undetermined
   */
  Decoders solve(DecoderProblem problem);

  /**
   * Solves for decoders.
   *
   * @param activities A [sample][neuron], in hertz (or whatever a neuron's output is measured in),
   *     finite; at least 2 samples and 1 neuron, not all 0
   * @param targets Y [sample][dim], finite; as many samples, at least 1 dim; see {@link
   *     EvaluationPoints#targets}
   * @return decoders [neuron][dim]
   * @throws IllegalArgumentException as {@link DecoderProblem#of} and {@link
   *     #solve(DecoderProblem)}
   */
  default Decoders solve(double[][] activities, double[][] targets) {
    return solve(DecoderProblem.of(activities, targets));
  }

  /**
   * What tells this solver's answers from those of all others, so that a {@link DecoderCache} may
   * keep them: the name of its algorithm, with a number that changes whenever its bits do, and all
   * parameters, exactly. Two solvers of equal identity must give the same bits for the same
   * problem. Empty, the default, for a solver whose answers are not to be kept.
   */
  default Optional<String> identity() {
    return Optional.empty();
  }

  /**
   * Whether most of the work depends on the activities alone, and is done once for problems that
   * have them in common by {@link DecoderProblem#withTargets}. Each problem's answer is what it
   * would be alone, to the bit.
   */
  default boolean sharesActivities() {
    return false;
  }

  /**
   * Solves for full connection weights, neuron to neuron: the targets are multiplied by the
   * encoders of the population behind, so that the answer's "dimensions" are its neurons and its
   * errors those of their input. Matters to solvers that drop or bound weights; with others it is
   * the same as decoders times encoders, for more work.
   *
   * @param activities A [sample][neuron], finite; at least 2 samples and 1 neuron, not all 0
   * @param targets Y [sample][dim], finite; as many samples, at least 1 dim
   * @param postEncoders encoders of the population behind [post neuron][dim], scaled as they are to
   *     be used (by gain and 1/radius, if weights are to yield currents)
   * @return weights [neuron][post neuron]
   * @throws IllegalArgumentException as {@link #solve(double[][], double[][])}, and if the encoders
   *     don't fit the targets
   */
  default Decoders weights(double[][] activities, double[][] targets, double[][] postEncoders) {
    DecoderProblem problem = DecoderProblem.of(activities, targets);
    Rows.check("postEncoders", postEncoders, 1, "neuron");
    if (postEncoders[0].length != problem.dims()) {
      throw refused(
          "postEncoders[0].length",
          postEncoders[0].length,
          problem.dims() + ", the number of dims of the targets");
    }
    double[][] inputs = new double[targets.length][postEncoders.length];
    for (int s = 0; s < targets.length; s++) {
      for (int j = 0; j < postEncoders.length; j++) {
        double input = 0;
        for (int d = 0; d < problem.dims(); d++) {
          input += targets[s][d] * postEncoders[j][d];
        }
        inputs[s][j] = input;
      }
    }
    return solve(problem.withTargets(inputs));
  }
}
