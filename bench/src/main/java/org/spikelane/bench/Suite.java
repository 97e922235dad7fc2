package org.spikelane.bench;

import java.util.Arrays;
import java.util.stream.Collectors;

/** What can be measured: {@code -Dbench.suite}. */
enum Suite {
  /** LIF populations, every kernel: {@link Throughput}. */
  LIF(LifBenchmark.class, "ns/neuron-tick"),
  /** A population of every neuron type. */
  NEURONS(NeuronTypesBenchmark.class, "ns/neuron-tick"),
  /** Every kind of synapse. */
  SYNAPSES(SynapseBenchmark.class, "ns/channel-tick"),
  /** Gain and bias, activities and decoders of an ensemble. */
  BUILD(BuildBenchmark.class, "ms");

  private final Class<?> benchmark;
  private final String unit;

  Suite(Class<?> benchmark, String unit) {
    this.benchmark = benchmark;
    this.unit = unit;
  }

  /** The class with its JMH benchmarks. */
  Class<?> benchmark() {
    return benchmark;
  }

  /** What a score is, as a table says it. */
  String unit() {
    return unit;
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
                        + ", got "
                        + label));
  }
}
