package org.spikelane.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.infra.BenchmarkParams;

/** What can be measured: {@code -Dbench.suite}. */
enum Suite {
  /** LIF populations, every kernel: {@link Throughput}. */
  LIF("ns/neuron-tick", "", LifBenchmark.class),
  /** A population of every neuron type. */
  NEURONS("ns/neuron-tick", "", NeuronTypesBenchmark.class),
  /** Every kind of synapse. */
  SYNAPSES("ns/channel-tick", "", SynapseBenchmark.class),
  /** Gain and bias, activities and decoders of an ensemble. */
  BUILD("", "nengo_build.py", BuildBenchmark.class),
  /** Saving and loading models. */
  FILE("", "", FileBenchmark.class),
  /** Whole networks: their ticks and their construction. */
  NETWORKS(
      "ns/neuron-tick", "nengo_networks.py", NetworkBenchmark.class, NetworkBuildBenchmark.class) {
    @Override
    double operations(BenchmarkParams of) {
      return of.getMode() == Mode.SingleShotTime
          ? 1
          : Networks.neurons(Networks.of(of.getParam("network")).network());
    }
  };

  private final String unit;
  private final String peer;
  private final List<Class<?>> benchmarks;

  Suite(String unit, String peer, Class<?>... benchmarks) {
    this.unit = unit;
    this.peer = peer;
    this.benchmarks = List.of(benchmarks);
  }

  /** The classes with its JMH benchmarks. */
  List<Class<?>> benchmarks() {
    return benchmarks;
  }

  /** What a score is, as a table says it; single shots are in milliseconds. */
  String unit(Mode mode) {
    return mode == Mode.SingleShotTime ? "ms" : unit;
  }

  /** How many operations JMH's operation stands for. */
  double operations(BenchmarkParams of) {
    return 1;
  }

  /** The program in {@code bench/peers} that does the same on Nengo. */
  Optional<String> peer() {
    return peer.isEmpty() ? Optional.empty() : Optional.of(peer);
  }

  /** Its name as it is written on the command line. */
  String label() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }

  static Suite of(String label) {
    return Arrays.stream(values())
        .filter(suite -> suite.label().equals(label))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "bench.suite must be one of "
                        + Arrays.stream(values())
                            .map(Suite::label)
                            .collect(Collectors.joining(", "))
                        + ", peers, scaling, starts, got "
                        + label));
  }
}
