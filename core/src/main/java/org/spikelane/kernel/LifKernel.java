package org.spikelane.kernel;

/**
 * One implementation of the LIF tick over arrays of neurons.
 *
 * <p>All implementations do the arithmetic of {@link LifCoefficients} with the same operations in
 * the same order, so they agree in every bit of state and output. The scalar and the vector kernel
 * hold no state of their own, the one that verifies belongs to its population; all may be called
 * from several threads at once for ranges that do not overlap.
 *
 * <p>The three {@code step…} methods differ only in the form of the output. Each steps the neurons
 * [{@code from}, {@code to}) by one tick, their state in place, and leaves all others alone. What a
 * kernel may assume, and does not check: every array reaches to {@code to}, which is at most 2^30;
 * no two of them are the same array; every current {@linkplain #firstUnusable can be used};
 * voltages are finite and at most 1, refractory factors finite and at least 0. Most callers want
 * {@link LifPopulation}, which sees to all that.
 */
public interface LifKernel {

  /** What runs: {@code scalar}, {@code vector} or {@code verify}. */
  String name();

  /**
   * How many neurons are stepped by one instruction of the kernel's own: 1 for the scalar kernel.
   */
  int lanes();

  /**
   * The index of the first current in [{@code from}, {@code to}) that is NaN, infinite or at least
   * {@link LifCoefficients#CURRENT_LIMIT} in magnitude; −1 if there is none.
   */
  int firstUnusable(double[] current, int from, int to);

  /**
   * Steps and writes a dense output.
   *
   * @param current input current J, {@code [neuron]}
   * @param spikes written at [{@code from}, {@code to}): the spike height for neurons that spiked,
   *     0 for the others
   */
  void stepDense(LifNeurons neurons, double[] current, double[] spikes, int from, int to);

  /**
   * Steps and lists the neurons that spiked.
   *
   * @param indices written from position {@code from} on: the neurons that spiked, ascending
   * @return how many they are
   */
  int stepIndices(LifNeurons neurons, double[] current, int[] indices, int from, int to);

  /**
   * Steps and writes one bit a neuron: bit {@code i % 64} of {@code bits[i / 64]}.
   *
   * @param bits the words of [{@code from}, {@code to}) are written whole
   * @param from a multiple of 64
   * @param to a multiple of 64, or the end of the population: bits past it become 0
   */
  void stepBits(LifNeurons neurons, double[] current, long[] bits, int from, int to);
}
