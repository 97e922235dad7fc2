package org.spikelane.sim;

import static org.spikelane.check.Arguments.refused;

import java.util.Map;
import org.spikelane.graph.Fingerprint;
import org.spikelane.graph.NamedGraph;
import org.spikelane.graph.Operator;
import org.spikelane.graph.Sample;
import org.spikelane.graph.Signal;
import org.spikelane.graph.StepNeurons;
import org.spikelane.kernel.KernelChoice;
import org.spikelane.kernel.KernelProvider;
import org.spikelane.nef.DecoderCache;
import org.spikelane.network.BuiltConnection;
import org.spikelane.network.BuiltEnsemble;
import org.spikelane.network.Connection;
import org.spikelane.network.Ensemble;
import org.spikelane.network.EnsembleNeurons;
import org.spikelane.network.Model;
import org.spikelane.network.Probe;

/**
 * What is simulated, as it was built, and where in it is what a caller asks for, be it by an object
 * of the network or by name. It never changes: simulators of one network share it, also on several
 * threads.
 */
final class Simulated {

  /** Null if it is a graph without its network: then all is asked for by name. */
  private final Model model;

  private final NamedGraph named;

  /** What of it runs. */
  private final NamedGraph seen;

  private final double dt;
  private final KernelChoice kernel;

  /** Null before it is asked for; volatile, so that who sees the array sees what is in it. */
  private volatile byte[] fingerprint;

  /**
   * Builds the network, if there is one.
   *
   * @param cache where its decoders are looked for
   * @throws IllegalArgumentException if something in it cannot be built; the message names it
   */
  Simulated(SimulatorBuilder builder, DecoderCache cache) {
    this.kernel = builder.kernel == null ? KernelChoice.fromProperty() : builder.kernel;
    KernelProvider.prepare(kernel);
    this.model = builder.graph == null ? Model.of(builder.network, builder.progress, cache) : null;
    this.named = builder.graph == null ? model.named() : builder.graph;
    this.dt = builder.dt;
    this.seen = named.seen();
  }

  /** What runs it; the parameters are those of {@link Runners}. */
  Runners runners(int threads, boolean isPatient, long cached) {
    return new Runners(seen, dt, kernel, threads, isPatient, cached);
  }

  /** All of it, with what does not run as nobody can see it. */
  NamedGraph named() {
    return named;
  }

  /** Length of a tick in seconds. */
  double dt() {
    return dt;
  }

  /** What a {@link Checkpoint} knows it by. */
  byte[] fingerprint() {
    if (fingerprint == null) {
      fingerprint = Fingerprint.of(named, dt);
    }
    return fingerprint;
  }

  BuiltEnsemble built(Ensemble ensemble) {
    BuiltEnsemble built = model == null ? null : model.ensembles().get(ensemble);
    if (built == null) {
      throw refused(
          "ensemble",
          ensemble,
          "one of neurons, of the network that this simulator was built from");
    }
    return built;
  }

  BuiltConnection built(Connection connection) {
    BuiltConnection built = model == null ? null : model.connections().get(connection);
    if (built == null) {
      throw refused(
          "connection",
          connection,
          "one from an ensemble, of the network that this simulator was built from");
    }
    return built;
  }

  /** The operator that takes a probe's samples. */
  Operator sample(Probe probe) {
    Operator sample = model == null ? null : model.probes().get(probe);
    if (sample == null) {
      throw refused("probe", probe, "one of the network that this simulator was built from");
    }
    return sample;
  }

  /** The operator that takes the samples of the probe of a name. */
  Operator sample(String probe) {
    return byName("probe", probe, named.probes());
  }

  /** The number that a probe samples where a neuron spikes; NaN if that is not what it samples. */
  double spike(Probe probe) {
    if (probe.target() instanceof EnsembleNeurons && probe.quantity().equals(Probe.OUTPUT)) {
      Signal output = ((Sample) sample(probe)).from().base();
      for (Operator operator : named.graph().operators()) {
        if (operator instanceof StepNeurons neurons && neurons.output().base() == output) {
          return neurons.type().amplitude() / dt;
        }
      }
    }
    return Double.NaN;
  }

  /** The signal of an input, also of one that nothing is connected to. */
  Signal input(String name) {
    return byName("input", name, model == null ? named.inputs() : model.inputs());
  }

  /** The signal of an output, also of one that nothing is connected to. */
  Signal output(String name) {
    return byName("output", name, model == null ? named.outputs() : model.outputs());
  }

  private static <T> T byName(String what, String name, Map<String, T> all) {
    T found = all.get(name);
    if (found == null) {
      throw refused(what, "'" + name + "'", "one of " + all.keySet());
    }
    return found;
  }
}
