package org.spikelane.network;

import java.util.LinkedHashMap;
import java.util.Map;
import org.spikelane.graph.Graph;
import org.spikelane.graph.NamedGraph;
import org.spikelane.graph.Sample;
import org.spikelane.graph.Signal;
import org.spikelane.nef.DecoderCache;

/**
 * A network that was built: its graph, and where in it the network's parts are.
 *
 * @param graph what runs
 * @param ensembles what each was built with
 * @param connections what each that has decoders was built with
 * @param probes the operator of each
 * @param inputs signals to be written from outside, by name
 * @param outputs signals to be read from outside, by name
 */
public record Model(
    Graph graph,
    Map<Ensemble, BuiltEnsemble> ensembles,
    Map<Connection, BuiltConnection> connections,
    Map<Probe, Sample> probes,
    Map<String, Signal> inputs,
    Map<String, Signal> outputs) {

  /**
   * The graph with what it shows by name: what a file can hold, and a simulator run, without the
   * network. Inputs and outputs that nothing is connected to are not in it.
   */
  public NamedGraph named() {
    return NamedGraph.of(graph, inGraph(inputs), inGraph(outputs));
  }

  private Map<String, Signal> inGraph(Map<String, Signal> named) {
    Map<String, Signal> in = new LinkedHashMap<>(named);
    in.values().removeIf(signal -> !graph.signals().contains(signal.base()));
    return in;
  }

  /**
   * Builds a network.
   *
   * @param network the network with all networks inside it
   * @param progress is told how many decoders are solved for
   * @throws IllegalArgumentException if something cannot be built; the message names the object
   */
  public static Model of(Network network, Progress progress) {
    return of(network, progress, DecoderCache.NONE);
  }

  /**
   * Builds a network with decoders that were solved for before, if there are such.
   *
   * @param decoders where they are looked for and kept; they change no bit
   * @throws IllegalArgumentException if something cannot be built; the message names the object
   */
  public static Model of(Network network, Progress progress, DecoderCache decoders) {
    return new Lowering(network, progress, decoders).model();
  }
}
