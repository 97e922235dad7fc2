package org.spikelane.network.ready;

import static org.spikelane.check.Arguments.refused;
import static org.spikelane.network.ready.Sizes.atLeast;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.spikelane.network.Ensemble;
import org.spikelane.network.Function;
import org.spikelane.network.Network;
import org.spikelane.network.Node;
import org.spikelane.network.Slice;

/**
 * A vector that is represented part by part, each by an ensemble of its own: what is computed from
 * it is computed for each part alone, and decoders stay small.
 */
public final class EnsembleArray {

  private final Network network;
  private final List<Ensemble> ensembles = new ArrayList<>();
  private final int dimsEach;
  private final Node input;
  private final Map<String, Node> outputs = new LinkedHashMap<>();

  private EnsembleArray(
      Network network, int neurons, int count, int dimsEach, Consumer<Ensemble> settings) {
    this.network = network;
    this.dimsEach = dimsEach;
    for (int i = 0; i < count; i++) {
      Ensemble ensemble = network.ensemble(network.label() + "[" + i + "]", neurons, dimsEach);
      settings.accept(ensemble);
      ensembles.add(ensemble);
    }
    input = network.junction(network.label() + ".input", count * dimsEach);
    for (int i = 0; i < count; i++) {
      network.from(part(input, i, dimsEach)).noSynapse().to(ensembles.get(i));
    }
    addOutput("output", null);
  }

  /**
   * An array of ensembles with the network's defaults.
   *
   * @param network where it is added
   * @param label what it is called, for people
   * @param neurons how many each ensemble has, 1 or above
   * @param count how many ensembles, 1 or above
   */
  public static EnsembleArray in(Network network, String label, int neurons, int count) {
    return in(network, label, neurons, count, 1, ensemble -> {});
  }

  /**
   * An array of ensembles.
   *
   * @param network where it is added
   * @param label what it is called, for people
   * @param neurons how many each ensemble has, 1 or above
   * @param count how many ensembles, 1 or above
   * @param dimsEach how many dimensions each represents, 1 or above
   * @param settings is given every ensemble, to set its radius, say
   * @throws IllegalArgumentException if a number is outside its range; nothing was added
   */
  public static EnsembleArray in(
      Network network,
      String label,
      int neurons,
      int count,
      int dimsEach,
      Consumer<Ensemble> settings) {
    // Before there is a network inside, which would stay behind.
    atLeast("neurons of each ensemble of " + label, neurons, 1);
    atLeast("number of ensembles of " + label, count, 1);
    atLeast("dimensions of each ensemble of " + label, dimsEach, 1);
    if ((long) count * dimsEach > Integer.MAX_VALUE) {
      throw refused("dimensions of " + label, (long) count * dimsEach, "below 2^31");
    }
    return new EnsembleArray(network.network(label), neurons, count, dimsEach, settings);
  }

  /**
   * Adds an output that is a function of each part.
   *
   * @param name what it is called: none of another output
   * @param function of a part's {@code [dimsEach]} numbers; null for the identity
   * @return the function's values, part after part
   * @throws IllegalArgumentException if there is an output of this name, or the function throws or
   *     gives nothing at 0; nothing was added
   */
  public Node addOutput(String name, Function function) {
    if (outputs.containsKey(name)) {
      throw refused("name", "'" + name + "'", "that of one output of " + network.label() + " only");
    }
    if (function != null) {
      // Refuses what is no function, before anything is added.
      network.from(ensembles.get(0)).function(function);
    }
    int size = function == null ? dimsEach : function.apply(new double[dimsEach]).length;
    Node output = network.junction(network.label() + "." + name, size * ensembles.size());
    for (int i = 0; i < ensembles.size(); i++) {
      var from = network.from(ensembles.get(i)).noSynapse();
      if (function != null) {
        from.function(function);
      }
      from.to(part(output, i, size));
    }
    outputs.put(name, output);
    return output;
  }

  private static Slice part(Node node, int i, int size) {
    return node.slice(i * size, (i + 1) * size);
  }

  /** The whole vector goes in here. */
  public Node input() {
    return input;
  }

  /** The whole vector comes out here, decoded within the tick. */
  public Node output() {
    return outputs.get("output");
  }

  /**
   * An output that was added.
   *
   * @param name as in {@link #addOutput}; {@code output} for the identity
   * @throws IllegalArgumentException if there is none of this name
   */
  public Node output(String name) {
    Node output = outputs.get(name);
    if (output == null) {
      throw refused("output of " + network.label(), "'" + name + "'", "one of " + outputs.keySet());
    }
    return output;
  }

  /** The ensembles, in the order of the parts. */
  public List<Ensemble> ensembles() {
    return List.copyOf(ensembles);
  }
}
