package org.spikelane.kernel;

import java.util.List;
import org.spikelane.neuron.NeuronType;

/**
 * A population of neurons of one type: input currents in, output out, one tick at a time.
 *
 * <p>{@link LifPopulation} is the one for LIF neurons and has more ways to read spikes; this is
 * what populations of all types have in common. The guarantees are those that it states: the same
 * bits everywhere, nothing half changed by a call that throws, ranges that may be stepped from
 * several threads.
 */
public interface Population {

  /** Begins a population of {@code neurons} neurons of a type. */
  static PopulationBuilder builder(NeuronType neuron, int neurons) {
    return new PopulationBuilder(neuron, neurons);
  }

  /** The neurons' type and parameters. */
  NeuronType neuron();

  /** How many neurons. */
  int neurons();

  /** Length of a tick in seconds. */
  double dt();

  /**
   * Steps by one tick.
   *
   * @param current input current, {@code [neuron]}: finite and below 2^332 in magnitude
   * @param output written, {@code [neuron]}: for types that spike, the number of spikes in the tick
   *     times amplitude/dt; for the others amplitude · rate
   * @throws IllegalArgumentException if a length differs from {@link #neurons()}, the two are one
   *     array, or a current cannot be used
   */
  default void step(double[] current, double[] output) {
    step(current, output, 0, neurons());
  }

  /**
   * Steps the neurons [{@code from}, {@code to}) by one tick.
   *
   * @throws IllegalArgumentException as {@link #step(double[], double[])}, or if the range is not
   *     one
   */
  void step(double[] current, double[] output, int from, int to);

  /** The names of what {@link #read} can read, such as {@code voltage}. */
  List<String> quantities();

  /**
   * Reads one quantity of every neuron.
   *
   * @param quantity one of {@link #quantities()}
   * @param into written, {@code [neuron]}
   * @return {@code into}
   * @throws IllegalArgumentException if there is no such quantity, or the length is another
   */
  double[] read(String quantity, double[] into);
}
