package org.spikelane.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.openjdk.jmh.annotations.Param;

/** Every name that a suite offers is one that it knows. */
class SuiteTest {

  @Test
  void suitesAreFoundByTheirLabels() {
    for (Suite suite : Suite.values()) {
      assertEquals(suite, Suite.of(suite.label()));
    }
    assertEquals(
        "bench.suite must be one of lif, neurons, synapses, build, file, networks, peers, scaling,"
            + " starts, got all",
        assertThrows(IllegalArgumentException.class, () -> Suite.of("all")).getMessage());
  }

  @Test
  void everyNeuronTypeAndSynapseExists() throws NoSuchFieldException {
    for (String name : values(NeuronTypesBenchmark.class, "neuron")) {
      assertEquals(name, NeuronTypesBenchmark.type(name).getClass().getSimpleName());
    }
    for (String name : values(SynapseBenchmark.class, "synapse")) {
      assertEquals(
          name.equals("order4") ? "LinearFilter" : name,
          SynapseBenchmark.synapse(name).getClass().getSimpleName());
    }
  }

  @Test
  void everyModelOfAFileExists() throws NoSuchFieldException {
    for (String model : values(FileBenchmark.Model.class, "model")) {
      assertNotNull(FileModels.of(model));
    }
  }

  private static String[] values(Class<?> benchmark, String parameter) throws NoSuchFieldException {
    return benchmark.getDeclaredField(parameter).getAnnotation(Param.class).value();
  }
}
