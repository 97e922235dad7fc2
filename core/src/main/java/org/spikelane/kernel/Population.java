package org.spikelane.kernel;

import java.util.List;
import org.spikelane.neuron.NeuronType;

/**
 * A population of neurons of one type: input currents in, output out, one tick at a time.
 *
 * <p>{@link LifPopulation} is the one for LIF neurons and has more ways to read spikes; this is
 * what populations of all types have in common. The guarantees are those that it states: the same
 * bits everywhere, nothing half changed by a call that throws, nothing allocated by a tick, ranges
 * that may be stepped from several threads.
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
   *     times the area of one, divided by dt; for the others amplitude · rate
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

  /**
   * The names of what {@link #read} and {@link #write} know of a neuron's state, such as {@code
   * voltage}, {@code refractoryTime}, {@code adaptation} or {@code recovery}.
   */
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

  /**
   * Sets one quantity of every neuron.
   *
   * <p>What has been read can be written, but where a quantity is computed when it is read, such as
   * a refractory time, not to the bit: {@link #save} and {@link #restore} are exact.
   *
   * @param quantity one of {@link #quantities()}
   * @param from the new values, {@code [neuron]}
   * @throws IllegalArgumentException if there is no such quantity, the length is another or a value
   *     is none that the quantity may have
   */
  void write(String quantity, double[] from);

  /**
   * The state as it is now, exact to the bit, with that of the random streams. Saved before the
   * first tick it is the initial state, to start anew from.
   */
  PopulationState save();

  /**
   * Goes back, or over, to a saved state: from here on every bit is as it was from there.
   *
   * @param saved a state of a population with the same number of neurons, type, parameters and dt
   * @throws IllegalArgumentException if it is a state of another population, or has a value that
   *     the type may not have
   */
  void restore(PopulationState saved);
}
