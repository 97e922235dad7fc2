package org.spikelane.graph;

import static org.spikelane.check.Arguments.refused;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A graph, and by name what it shows to the outside: all that is needed to run it without what
 * built it.
 *
 * @param graph what runs
 * @param inputs signals to be written from outside, contiguous and not constant
 * @param outputs signals to be read from outside, contiguous
 * @param probes operators of the graph that keep a signal's values
 */
public record NamedGraph(
    Graph graph,
    Map<String, Signal> inputs,
    Map<String, Signal> outputs,
    Map<String, Sample> probes) {

  /**
   * Copies the maps, whose order remains.
   *
   * @throws IllegalArgumentException if a signal or an operator is none of the graph's, an input is
   *     constant, or elements do not lie one after the other
   */
  public NamedGraph {
    inputs = copy(inputs);
    outputs = copy(outputs);
    probes = copy(probes);
    Set<Object> parts = Collections.newSetFromMap(new IdentityHashMap<>());
    parts.addAll(graph.signals());
    parts.addAll(graph.operators());
    for (Map.Entry<String, Signal> input : inputs.entrySet()) {
      String name = "input " + input.getKey();
      check(parts, name, input.getValue());
      if (input.getValue().isConstant()) {
        throw refused(name, input.getValue() + ", a constant", "a signal that may be written");
      }
    }
    for (Map.Entry<String, Signal> output : outputs.entrySet()) {
      check(parts, "output " + output.getKey(), output.getValue());
    }
    for (Map.Entry<String, Sample> probe : probes.entrySet()) {
      if (!parts.contains(probe.getValue())) {
        throw refused(
            "probe " + probe.getKey(), probe.getValue().label(), "an operator of the graph");
      }
    }
  }

  private static void check(Set<Object> parts, String what, Signal signal) {
    if (!parts.contains(signal.base())) {
      throw refused(what, signal, "a signal that the graph's operators use");
    }
    if (!signal.isContiguous()) {
      throw refused(what, signal, "a signal whose elements lie one after the other");
    }
  }

  private static <T> Map<String, T> copy(Map<String, T> named) {
    return Collections.unmodifiableMap(new LinkedHashMap<>(named));
  }

  /**
   * A graph whose probes are called what their operators are. Where several have one name, the
   * second is called {@code name (2)}, and so on, in the order of the operators.
   *
   * @throws IllegalArgumentException as the constructor
   */
  public static NamedGraph of(
      Graph graph, Map<String, Signal> inputs, Map<String, Signal> outputs) {
    Map<String, Sample> probes = new LinkedHashMap<>();
    for (Operator operator : graph.operators()) {
      if (operator instanceof Sample sample) {
        probes.put(unused(sample.name(), probes.keySet()), sample);
      }
    }
    return new NamedGraph(graph, inputs, outputs, probes);
  }

  /** The same, but only {@linkplain Graph#seen what has to run} for what it shows. */
  public NamedGraph seen() {
    return new NamedGraph(graph.seen(outputs.values()), inputs, outputs, probes);
  }

  /** A name that is not taken: itself or, with a number behind it, one like it. */
  public static String unused(String name, Set<String> taken) {
    String unused = name;
    for (int k = 2; taken.contains(unused); k++) {
      unused = name + " (" + k + ")";
    }
    return unused;
  }

  /** The names of the functions that the embedding program gives, in the order of the operators. */
  public List<String> hostFunctions() {
    return graph.operators().stream()
        .filter(HostFunction.class::isInstance)
        .map(operator -> ((HostFunction) operator).name())
        .toList();
  }
}
