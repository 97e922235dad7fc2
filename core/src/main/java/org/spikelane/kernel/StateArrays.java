package org.spikelane.kernel;

import static org.spikelane.check.Arguments.length;
import static org.spikelane.check.Arguments.refused;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.DoublePredicate;
import java.util.function.DoubleUnaryOperator;

/**
 * The state of a population while it is stepped: one array of doubles a variable and, for types
 * that spike at random, a random stream a neuron. What a {@link PopulationState} is a copy of.
 */
final class StateArrays {

  /**
   * One variable.
   *
   * @param values {@code [neuron]}; stepped in place
   * @param may which values it may be given
   * @param allowed those values in words, completing the sentence "… must be"
   * @param seen what is saved of a value: the same of values that no tick tells apart
   */
  private record Variable(
      double[] values, DoublePredicate may, String allowed, DoubleUnaryOperator seen) {

    double[] copy() {
      double[] copy = new double[values.length];
      Arrays.setAll(copy, i -> seen.applyAsDouble(values[i]));
      return copy;
    }
  }

  private final int neurons;
  private final Map<String, Variable> variables = new LinkedHashMap<>();
  private final List<String> names = new ArrayList<>();
  private final List<String> namesToRead = Collections.unmodifiableList(names);
  private long[] randomStreams = {};

  StateArrays(int neurons) {
    this.neurons = neurons;
  }

  /**
   * Adds a variable, 0 to begin with.
   *
   * @return its array
   */
  double[] add(String name, DoublePredicate may, String allowed) {
    return add(name, may, allowed, DoubleUnaryOperator.identity());
  }

  /**
   * Adds a variable of which not every value means something of its own, 0 to begin with.
   *
   * @param seen what is saved of a value: the same of values that no tick tells apart
   * @return its array
   */
  double[] add(String name, DoublePredicate may, String allowed, DoubleUnaryOperator seen) {
    double[] values = new double[neurons];
    put(name, new Variable(values, may, allowed, seen));
    return values;
  }

  /** Adds everything in another state, as it is: for populations made of others. */
  void addAll(StateArrays part) {
    part.variables.forEach(this::put);
  }

  private void put(String name, Variable variable) {
    if (variables.putIfAbsent(name, variable) != null) {
      throw refused("state variable", name, "a name that no other variable has");
    }
    names.add(name);
  }

  /** Sets the random streams, {@code [neuron]}; the array is stepped in place. */
  void randomStreams(long[] streams) {
    randomStreams = streams;
  }

  List<String> names() {
    return namesToRead;
  }

  /** The array of a variable, or null if there is none of that name. */
  double[] values(String name) {
    Variable variable = variables.get(name);
    return variable == null ? null : variable.values();
  }

  private void check(String name, double[] from) {
    Variable variable = variables.get(name);
    length(name, from.length, neurons);
    for (int i = 0; i < neurons; i++) {
      if (!variable.may().test(from[i])) {
        throw refused(name + "[" + i + "]", from[i], variable.allowed());
      }
    }
  }

  /** Checks new values of a variable, and sets them. */
  void set(String name, double[] from) {
    check(name, from);
    System.arraycopy(from, 0, values(name), 0, neurons);
  }

  /** Copies of all variables as they are seen, {@code [neuron]} each, by name. */
  Map<String, double[]> copy() {
    Map<String, double[]> copy = new LinkedHashMap<>();
    variables.forEach((name, variable) -> copy.put(name, variable.copy()));
    return copy;
  }

  /** What a population of these neurons is in now. */
  PopulationState save(Population of) {
    return new PopulationState(of.neuron(), of.dt(), neurons, copy(), randomStreams.clone());
  }

  /** Checks a saved state, every number of it, and goes to it. */
  void restore(Population of, PopulationState saved) {
    if (saved.neurons() != neurons
        || !saved.neuron().equals(of.neuron())
        || saved.dt() != of.dt()) {
      throw refused(
          "saved", saved, "a state of " + neurons + " neurons, " + of.neuron() + ", dt " + of.dt());
    }
    if (!Set.copyOf(saved.names()).equals(variables.keySet())) {
      throw refused("saved", "a state with " + saved.names(), "a state with " + names());
    }
    length("saved.randomStreams", saved.streams().length, randomStreams.length);
    names().forEach(name -> check(name, saved.array(name)));
    variables.forEach(
        (name, variable) -> System.arraycopy(saved.array(name), 0, variable.values(), 0, neurons));
    System.arraycopy(saved.streams(), 0, randomStreams, 0, randomStreams.length);
  }
}
