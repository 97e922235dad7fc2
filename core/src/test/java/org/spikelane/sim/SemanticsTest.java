package org.spikelane.sim;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.spikelane.Golden;
import org.spikelane.GoldenTypes;
import org.spikelane.graph.HostFunction;
import org.spikelane.nef.EvaluationPoints;
import org.spikelane.network.Connectable;
import org.spikelane.network.Connection;
import org.spikelane.network.Ensemble;
import org.spikelane.network.Function;
import org.spikelane.network.Network;
import org.spikelane.network.Node;
import org.spikelane.network.Probe;
import org.spikelane.neuron.Direct;
import org.spikelane.synapse.Alpha;
import org.spikelane.synapse.Lowpass;
import org.spikelane.synapse.Synapse;

/**
 * What connects to what and in which tick, beside the reference implementation of the NEF: small
 * networks of {@code make_semantics.py}, built from the numbers that it used. Everything recorded
 * is the same up to rounding, and neurons spike in the same ticks.
 */
class SemanticsTest {

  /** Rounding of sums that are added in another order, over values of order 1. */
  private static final double CLOSE = 1e-12;

  /** Of neurons' state, which remembers; of decoders that another algorithm solves for again. */
  private static final double STATE = 1e-10;

  /** Of a type whose dv/dt has a v²: differences grow from tick to tick. */
  private static final double GROWING = 1e-7;

  private final Network network;
  private final Map<String, Connectable> parts = new HashMap<>();
  private final Set<String> withPoints = new HashSet<>();
  private boolean izhikevich;
  private final List<Connection> solved = new ArrayList<>();
  private final List<double[][]> solvedAs = new ArrayList<>();

  SemanticsTest() {
    network = new Network("semantics");
  }

  @TestFactory
  Stream<DynamicTest> cases() {
    List<JsonObject> cases = Golden.ourCases("semantics");
    assertEquals(17, cases.size());
    return cases.stream()
        .map(
            c ->
                DynamicTest.dynamicTest(
                    c.get("name").getAsString(), () -> new SemanticsTest().compare(c)));
  }

  private void compare(JsonObject c) {
    c.getAsJsonArray("nodes").forEach(n -> add(n.getAsJsonObject()));
    c.getAsJsonArray("ensembles").forEach(e -> addEnsemble(e.getAsJsonObject()));
    c.getAsJsonArray("connections").forEach(k -> connect(k.getAsJsonObject()));
    List<JsonObject> wanted = new ArrayList<>();
    List<Probe> probes = new ArrayList<>();
    for (JsonElement p : c.getAsJsonArray("probes")) {
      wanted.add(p.getAsJsonObject());
      probes.add(probe(p.getAsJsonObject()));
    }
    try (Simulator simulator = Simulator.builder(network).dt(c.get("dt").getAsDouble()).build()) {
      for (int i = 0; i < solved.size(); i++) {
        double[][] want = solvedAs.get(i);
        double[][] got = simulator.built(solved.get(i)).decoders();
        double largest = 0;
        for (double[] row : want) {
          for (double w : row) {
            largest = Math.max(largest, Math.abs(w));
          }
        }
        for (int k = 0; k < want.length; k++) {
          assertArrayEquals(want[k], got[k], STATE * largest, solved.get(i) + "[" + k + "]");
        }
      }
      simulator.runTicks(c.get("ticks").getAsLong());
      for (int i = 0; i < probes.size(); i++) {
        compare(wanted.get(i), probes.get(i), simulator);
      }
    }
  }

  private void compare(JsonObject wanted, Probe probe, Simulator simulator) {
    double[][] want = Golden.matrix(wanted.get("data"));
    double[][] got = simulator.data(probe);
    assertArrayEquals(Golden.vector(wanted.get("t")), simulator.times(probe), 1e-12);
    assertEquals(want.length, got.length);
    boolean refractory = probe.quantity().equals("refractoryTime");
    boolean state = !probe.quantity().equals(Probe.OUTPUT) || !withPoints.isEmpty();
    double close = izhikevich ? GROWING : state ? STATE : CLOSE;
    double largest = 1;
    for (int k = 0; k < want.length; k++) {
      for (int i = 0; i < want[k].length; i++) {
        largest = Math.max(largest, Math.abs(want[k][i]));
        if (refractory && !(want[k][i] > simulator.dt())) {
          // How long ago it was over is of no account: ours is 0.
          want[k][i] = 0;
          assertEquals(0, got[k][i], probe + " at sample " + k);
        }
      }
      // As large as the largest so far: a difference may have come from there.
      assertArrayEquals(want[k], got[k], close * largest, probe + " at sample " + k);
    }
  }

  private void add(JsonObject n) {
    String label = n.get("label").getAsString();
    int sizeIn = n.get("size_in").getAsInt();
    int sizeOut = n.get("size_out").getAsInt();
    Node node =
        n.get("function").isJsonNull()
            ? network.junction(label, sizeIn)
            : network.node(label, sizeIn, sizeOut, nodeFunction(n.get("function").getAsString()));
    parts.put(label, node);
  }

  private void addEnsemble(JsonObject e) {
    String label = e.get("label").getAsString();
    Ensemble ensemble =
        network
            .ensemble(label, e.get("n_neurons").getAsInt(), e.get("dimensions").getAsInt())
            .radius(e.get("radius").getAsDouble());
    parts.put(label, ensemble);
    if (e.get("type").getAsString().equals("Direct")) {
      ensemble.neuronType(Direct.DEFAULT);
      return;
    }
    izhikevich |= e.get("type").getAsString().equals("Izhikevich");
    ensemble
        .neuronType(GoldenTypes.of(e))
        .gainBias(Golden.vector(e.get("gain")), Golden.vector(e.get("bias")))
        .encoders(Golden.matrix(e.get("encoders")));
    if (!e.get("eval_points").isJsonNull()) {
      withPoints.add(label);
      ensemble.evaluationPoints(EvaluationPoints.given(Golden.matrix(e.get("eval_points"))));
    }
    for (Map.Entry<String, JsonElement> state : e.getAsJsonObject("initial").entrySet()) {
      ensemble.initial(quantity(state.getKey()), Golden.vector(state.getValue()));
    }
  }

  private static String quantity(String theirs) {
    return theirs.equals("refractory_time") ? "refractoryTime" : theirs;
  }

  private Connectable end(JsonObject end) {
    Connectable part = parts.get(end.get("label").getAsString());
    if (end.get("neurons").getAsBoolean()) {
      part = ((Ensemble) part).neurons();
    }
    if (end.get("slice").isJsonNull()) {
      return part;
    }
    int[] indices = new int[end.getAsJsonArray("slice").size()];
    for (int i = 0; i < indices.length; i++) {
      indices[i] = end.getAsJsonArray("slice").get(i).getAsInt();
    }
    return part.at(indices);
  }

  private void connect(JsonObject c) {
    Connection.Builder from =
        network.from(end(c.getAsJsonObject("pre"))).synapse(synapse(c.get("synapse")));
    if (!c.get("function").isJsonNull()) {
      from.function(function(c.get("function").getAsString()));
    }
    Connectable to = end(c.getAsJsonObject("post"));
    boolean decoded = !c.get("decoders").isJsonNull();
    boolean solve =
        decoded && withPoints.contains(c.getAsJsonObject("pre").get("label").getAsString());
    JsonElement transform = c.get("transform");
    if (decoded && !solve) {
      from.decoders(transposed(Golden.matrix(c.get("decoders"))));
    } else if (transform.isJsonArray()) {
      from.transform(Golden.matrix(transform));
    } else if (!transform.isJsonNull()) {
      from.transform(transform.getAsDouble());
    }
    if (c.get("weights").getAsBoolean()) {
      solved.add(from.solveWeights().to(to));
      solvedAs.add(transposed(Golden.matrix(c.get("decoders"))));
    } else {
      from.to(to);
    }
  }

  private Probe probe(JsonObject p) {
    Connectable target = end(p.getAsJsonObject("target"));
    Synapse synapse = synapse(p.get("synapse"));
    Probe probe;
    if (p.get("decoders").isJsonNull()) {
      probe = network.probe(target, quantity(p.get("attr").getAsString())).synapse(synapse);
    } else {
      double[][] decoders = transposed(Golden.matrix(p.get("decoders")));
      Node decoded = network.junction("decoded", decoders[0].length);
      network.from(target).decoders(decoders).synapse(synapse).to(decoded);
      probe = network.probe(decoded);
    }
    return p.get("sample_every").isJsonNull()
        ? probe
        : probe.sampleEvery(p.get("sample_every").getAsDouble());
  }

  private static Synapse synapse(JsonElement synapse) {
    if (synapse.isJsonNull()) {
      return null;
    }
    return synapse.isJsonObject()
        ? new Alpha(synapse.getAsJsonObject().get("alpha").getAsDouble())
        : new Lowpass(synapse.getAsDouble());
  }

  private static HostFunction.Body nodeFunction(String name) {
    return switch (name) {
      case "waves" ->
          (t, x, out) -> {
            out[0] = Math.sin(20 * t);
            out[1] = Math.cos(15 * t);
            out[2] = 0.5 * Math.sin(40 * t);
          };
      case "wave" -> (t, x, out) -> out[0] = Math.sin(20 * t);
      case "ramp" -> (t, x, out) -> out[0] = 10 * t - 0.5;
      case "mix" ->
          (t, x, out) -> {
            out[0] = x[0] * x[1];
            out[1] = x[0] - t;
            out[2] = 2 * x[1];
          };
      default -> throw new IllegalArgumentException(name);
    };
  }

  private static Function function(String name) {
    return switch (name) {
      case "square" ->
          x -> {
            for (int i = 0; i < x.length; i++) {
              x[i] *= x[i];
            }
            return x;
          };
      case "product" -> x -> new double[] {x[0] * x[1]};
      case "pair" -> x -> new double[] {x[0] + 0.5, x[0] * 3};
      default -> throw new IllegalArgumentException(name);
    };
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
}
