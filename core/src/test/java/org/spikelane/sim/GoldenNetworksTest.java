package org.spikelane.sim;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.spikelane.Golden;
import org.spikelane.kernel.KernelChoice;
import org.spikelane.network.Connectable;
import org.spikelane.network.Connection;
import org.spikelane.network.Ensemble;
import org.spikelane.network.Network;
import org.spikelane.network.Node;
import org.spikelane.network.Probe;

/**
 * Whole networks, built from the numbers that the reference implementation of the NEF drew and
 * solved for, spike in the same ticks and decode the same values.
 */
class GoldenNetworksTest {

  /** A model made of a case's numbers, and what is recorded of it. */
  private record Rebuilt(Network network, Map<String, Probe> probes) {}

  @ParameterizedTest
  @EnumSource(names = {"AUTO", "SCALAR"})
  void networks(KernelChoice kernel) {
    List<JsonObject> cases = Golden.cases("networks");
    assertTrue(cases.size() >= 3, "cases: " + cases.size());
    for (JsonObject c : cases) {
      String name = c.get("name").getAsString();
      Rebuilt rebuilt = rebuild(c);
      double[] times = Golden.vector(c.get("t"));
      try (Simulator simulator =
          Simulator.builder(rebuilt.network())
              .dt(Golden.number(c, "dt", 0.001))
              .kernel(kernel)
              .build()) {
        simulator.runTicks(times.length);
        double largest = 0;
        int spikes = 0;
        for (Map.Entry<String, JsonElement> expected : c.getAsJsonObject("probes").entrySet()) {
          double[][] want = Golden.matrix(expected.getValue());
          Probe probe = rebuilt.probes().get(expected.getKey());
          double[][] got = simulator.data(probe);
          assertArrayEquals(times, simulator.times(probe), 1e-12);
          boolean exact = expected.getKey().endsWith("_spikes");
          for (int k = 0; k < times.length; k++) {
            for (int d = 0; d < want[k].length; d++) {
              String where = name + " " + expected.getKey() + "[" + k + "][" + d + "]";
              assertEquals(want[k][d], got[k][d], exact ? 0 : 1e-12, where);
              largest = Math.max(largest, Math.abs(want[k][d] - got[k][d]));
              spikes += exact && got[k][d] > 0 ? 1 : 0;
            }
          }
        }
        assertTrue(spikes > 0, name + " spikes");
        System.out.printf(
            "golden network %s: %d spikes, each in its tick; largest difference %.1e%n",
            name, spikes, largest);
      }
    }
  }

  private static Rebuilt rebuild(JsonObject c) {
    Network network = new Network(c.get("name").getAsString());
    Map<String, Connectable> parts = new HashMap<>();
    Map<String, Probe> probes = new LinkedHashMap<>();
    parts.put("u", network.node("u", stimulus(network.label())));
    parts.put("k", network.node("k", 0, 2, (t, x, out) -> out[0] = t < 0.1 ? 1 : 0));
    for (JsonElement element : c.getAsJsonArray("ensembles")) {
      JsonObject e = element.getAsJsonObject();
      String label = e.get("label").getAsString();
      Ensemble ensemble =
          network
              .ensemble(label, e.get("n_neurons").getAsInt(), e.get("dimensions").getAsInt())
              .radius(Golden.number(e, "radius", 1))
              .gainBias(Golden.vector(e.get("gain")), Golden.vector(e.get("bias")))
              .encoders(Golden.matrix(e.get("encoders")))
              .initial("voltage", Golden.vector(e.get("initial_voltage")));
      parts.put(label, ensemble);
      probes.put(label + "_spikes", network.probe(ensemble.neurons()));
    }
    for (JsonElement element : c.getAsJsonArray("connections")) {
      JsonObject connection = element.getAsJsonObject();
      Connectable pre = parts.get(connection.get("pre").getAsString());
      Connection.Builder from = network.from(pre);
      int size = pre.sizeOut();
      JsonElement weights = connection.get("weights");
      if (weights.isJsonArray()) {
        double[][] decoders = transposed(Golden.matrix(weights));
        size = decoders[0].length;
        from.decoders(decoders);
      } else if (!weights.isJsonNull()) {
        from.transform(weights.getAsDouble());
      }
      JsonElement synapse = connection.get("synapse");
      if (synapse.isJsonNull()) {
        from.noSynapse();
      } else {
        from.synapse(synapse.getAsDouble());
      }
      String post = connection.get("post").getAsString();
      if (connection.get("to_probe").getAsBoolean()) {
        Node recorded = network.junction("recorded " + post, size);
        from.to(recorded);
        probes.put(post, network.probe(recorded));
      } else {
        from.to(parts.get(post));
      }
    }
    return new Rebuilt(network, probes);
  }

  /** The input of a case, as its {@code stimulus} says it. */
  private static java.util.function.DoubleUnaryOperator stimulus(String name) {
    return name.equals("square") ? t -> Math.sin(2 * Math.PI * t) : t -> t < 0.2 ? 1 : 0;
  }

  private static double[][] transposed(double[][] matrix) {
    double[][] transposed = new double[matrix[0].length][matrix.length];
    for (int i = 0; i < matrix.length; i++) {
      for (int j = 0; j < matrix[i].length; j++) {
        transposed[j][i] = matrix[i][j];
      }
    }
    return transposed;
  }

  @Test
  void theCasesInTheRepositoryAreTheThreeNetworks() {
    if (Golden.isOurs()) {
      assertEquals(
          List.of("square", "integrator", "oscillator"),
          Golden.cases("networks").stream().map(c -> c.get("name").getAsString()).toList());
    }
  }
}
