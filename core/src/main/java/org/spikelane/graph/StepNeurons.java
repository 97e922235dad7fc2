package org.spikelane.graph;

import static org.spikelane.check.Arguments.refused;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.spikelane.kernel.Population;
import org.spikelane.kernel.PopulationBuilder;
import org.spikelane.neuron.NeuronType;

/**
 * A population of neurons: reads their input currents, sets their output, and moves their state,
 * which is the population's own. State that others want to see is copied into a signal each tick.
 */
public final class StepNeurons implements Operator {

  private final String name;
  private final NeuronType type;
  private final Signal current;
  private final Signal output;
  private final long seed;
  private final Map<String, double[]> initial;
  private final Map<String, Signal> shown;

  /**
   * A population.
   *
   * @param name for people
   * @param type the neurons' type
   * @param current input currents, {@code [neuron]}, all of its base
   * @param output set, {@code [neuron]}, all of its base
   * @param seed of what the type draws: initial voltages; and, with the seed of the run, spikes if
   *     they are random
   * @param initial initial values of some quantities of state, {@code [neuron]}
   * @param shown quantities of state that are set in a signal of {@code [neuron]}, all of its base,
   *     after the neurons have moved
   * @throws IllegalArgumentException if a signal has another shape, or there is no such quantity
   */
  public StepNeurons(
      String name,
      NeuronType type,
      Signal current,
      Signal output,
      long seed,
      Map<String, double[]> initial,
      Map<String, Signal> shown) {
    this.name = name;
    this.type = type;
    this.current = current;
    this.output = output;
    this.seed = seed;
    this.initial = new LinkedHashMap<>();
    for (Map.Entry<String, double[]> each : initial.entrySet()) {
      this.initial.put(each.getKey(), each.getValue().clone());
    }
    this.shown = new LinkedHashMap<>(shown);
    vector("current", current, current.size());
    vector("output", output, current.size());
    for (Map.Entry<String, Signal> each : shown.entrySet()) {
      vector(each.getKey(), each.getValue(), current.size());
    }
    if (!shown.isEmpty()) {
      List<String> quantities = Population.builder(type, 0).build().quantities();
      for (String quantity : shown.keySet()) {
        if (!quantities.contains(quantity)) {
          throw refused("state of " + name, quantity, "one of " + quantities);
        }
      }
    }
  }

  private static void vector(String name, Signal signal, int size) {
    if (signal.shape().length != 1 || signal.size() != size || !signal.isWhole()) {
      throw refused(name, signal, "a vector of " + size + " elements, and no view");
    }
  }

  /** What they are called, for people. */
  public String name() {
    return name;
  }

  /** The seed of what the type draws. */
  public long seed() {
    return seed;
  }

  /** Initial values of some quantities of state, {@code [neuron]}: copies. */
  public Map<String, double[]> initial() {
    Map<String, double[]> copy = new LinkedHashMap<>();
    initial.forEach((quantity, values) -> copy.put(quantity, values.clone()));
    return copy;
  }

  /** Quantities of state that are set in a signal. */
  public Map<String, Signal> shown() {
    return new LinkedHashMap<>(shown);
  }

  /** The neurons' type. */
  public NeuronType type() {
    return type;
  }

  /** Input currents, {@code [neuron]}. */
  public Signal current() {
    return current;
  }

  /** Output, {@code [neuron]}. */
  public Signal output() {
    return output;
  }

  @Override
  public String label() {
    return "neurons " + name;
  }

  @Override
  public List<Signal> sets() {
    List<Signal> sets = new ArrayList<>(List.of(output));
    sets.addAll(shown.values());
    return sets;
  }

  @Override
  public List<Signal> reads() {
    return List.of(current);
  }

  @Override
  public Step bind(Context context) {
    Population population = population(context, context.seed(seed));
    // Its state is part of what was built; only what is drawn in ticks depends on the run.
    Population start = population(context, seed);
    for (String quantity : population.quantities()) {
      population.write(quantity, start.read(quantity, new double[current.size()]));
    }
    Map<String, double[]> into = new LinkedHashMap<>();
    for (Map.Entry<String, Signal> each : shown.entrySet()) {
      into.put(each.getKey(), context.array(each.getValue()));
    }
    return new BoundNeurons(name, population, context.array(current), context.array(output), into);
  }

  private Population population(Context context, long seed) {
    PopulationBuilder builder =
        Population.builder(type, current.size())
            .dt(context.dt())
            .seed(seed)
            .kernel(context.kernel());
    for (Map.Entry<String, double[]> each : initial.entrySet()) {
      builder.initial(each.getKey(), each.getValue());
    }
    return builder.build();
  }

  @Override
  public String toString() {
    return label()
        + " of type "
        + type
        + ", initial "
        + Arrays.toString(initial.keySet().toArray());
  }
}
