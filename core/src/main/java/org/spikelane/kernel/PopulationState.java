package org.spikelane.kernel;

import static org.spikelane.check.Arguments.length;
import static org.spikelane.check.Arguments.positive;
import static org.spikelane.check.Arguments.refused;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.spikelane.neuron.NeuronType;

/**
 * The state of a {@link Population} between two ticks, exact to the bit, and what it is a state of.
 *
 * <p>A value: it shares no array with a population or a caller. To keep one outside the process,
 * write its {@linkplain #values values} by name and its {@linkplain #randomStreams random streams},
 * and build it again with {@link #of}.
 *
 * <p>The names are those of the numbers that are kept, which are not always those that a population
 * {@linkplain Population#read shows}: a LIF neuron keeps a {@code refractoryFactor}, of which its
 * {@code refractoryTime} is computed. What makes no difference to any later tick is not in it: the
 * factor of a neuron that does not rest is saved as 0.
 */
public sealed class PopulationState permits LifState {

  private final NeuronType neuron;
  private final double dt;
  private final int neurons;
  private final Map<String, double[]> values;
  private final long[] randomStreams;

  /** Keeps the map and the arrays it is given. */
  PopulationState(
      NeuronType neuron,
      double dt,
      int neurons,
      Map<String, double[]> values,
      long[] randomStreams) {
    this.neuron = neuron;
    this.dt = dt;
    this.neurons = neurons;
    this.values = values;
    this.randomStreams = randomStreams;
  }

  /**
   * A state from its parts, which are copied. Whether the values are such as the type may have is
   * checked by {@link Population#restore}.
   *
   * @param neuron the neurons' type and parameters
   * @param dt length of a tick in seconds, finite and above 0
   * @param neurons how many neurons, 0 or above
   * @param values by name, as in {@link #names()}, {@code [neuron]} each
   * @param randomStreams the states of the random streams, {@code [neuron]}; empty for types that
   *     do not spike at random
   * @throws IllegalArgumentException if dt or neurons is outside its range or a length is not
   *     neurons
   */
  public static PopulationState of(
      NeuronType neuron,
      double dt,
      int neurons,
      Map<String, double[]> values,
      long[] randomStreams) {
    positive("dt", dt, "seconds");
    if (neurons < 0) {
      throw refused("neurons", neurons, "0 or above");
    }
    Map<String, double[]> copy = new LinkedHashMap<>();
    values.forEach(
        (name, array) -> {
          length(name, array.length, neurons);
          copy.put(name, array.clone());
        });
    if (randomStreams.length != 0) {
      length("randomStreams", randomStreams.length, neurons);
    }
    return new PopulationState(neuron, dt, neurons, copy, randomStreams.clone());
  }

  /** How many neurons it is the state of. */
  public int neurons() {
    return neurons;
  }

  /** The neurons' type and parameters. */
  public NeuronType neuron() {
    return neuron;
  }

  /** Length of a tick in seconds. */
  public double dt() {
    return dt;
  }

  /** The names of the values, such as {@code voltage}. */
  public List<String> names() {
    return List.copyOf(values.keySet());
  }

  /**
   * The values of one name.
   *
   * @param name one of {@link #names()}
   * @return {@code [neuron]}: a copy
   * @throws IllegalArgumentException if there is no such name
   */
  public double[] values(String name) {
    if (!values.containsKey(name)) {
      throw refused("name", name, "one of " + names());
    }
    return values.get(name).clone();
  }

  /**
   * The states of the random streams, {@code [neuron]}: a copy; empty for types that do not spike
   * at random.
   */
  public long[] randomStreams() {
    return randomStreams.clone();
  }

  /** The array of one name, not a copy. */
  double[] array(String name) {
    return values.get(name);
  }

  /** The random streams, not a copy. */
  long[] streams() {
    return randomStreams;
  }

  /** Equal parameters and, bit for bit, equal arrays. */
  @Override
  public final boolean equals(Object other) {
    return other instanceof PopulationState that
        && neuron.equals(that.neuron)
        && dt == that.dt
        && neurons == that.neurons
        && values.keySet().equals(that.values.keySet())
        && values.keySet().stream().allMatch(n -> Arrays.equals(array(n), that.array(n)))
        && Arrays.equals(randomStreams, that.randomStreams);
  }

  @Override
  public final int hashCode() {
    int hash = Arrays.hashCode(randomStreams);
    for (Map.Entry<String, double[]> e : values.entrySet()) {
      // A sum: states are equal whatever the order of their values.
      hash += e.getKey().hashCode() ^ Arrays.hashCode(e.getValue());
    }
    return hash;
  }

  @Override
  public final String toString() {
    return "state of " + neurons + " neurons, " + neuron + ", dt " + dt;
  }
}
