package org.spikelane.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.spikelane.Golden;
import org.spikelane.GoldenTypes;
import org.spikelane.neuron.NeuronType;

/** Populations of every type against traces recorded from Nengo, of currents redrawn every tick. */
class GoldenTracesTest {

  static List<KernelChoice> choices() {
    return Jvm.choices();
  }

  @ParameterizedTest
  @MethodSource("choices")
  void everyTypeFollowsItsTrace(KernelChoice choice) {
    List<JsonObject> cases = Golden.cases("traces");
    Map<String, Double> largest = new TreeMap<>();
    int spikes = 0;
    for (JsonObject c : cases) {
      NeuronType neuron = GoldenTypes.of(c);
      String type = c.get("type").getAsString();
      double dt = c.get("dt").getAsDouble();
      double[][] current = Golden.matrix(c.get("J"));
      double[][] output = Golden.matrix(c.get("output"));
      int n = current[0].length;
      PopulationBuilder builder = Population.builder(neuron, n).dt(dt).kernel(choice);
      for (Map.Entry<String, JsonElement> e : c.getAsJsonObject("initial").entrySet()) {
        builder.initial(name(e.getKey()), Golden.vector(e.getValue()));
      }
      Population population = builder.build();
      Map<String, double[][]> state = new TreeMap<>();
      for (Map.Entry<String, JsonElement> e : c.getAsJsonObject("state").entrySet()) {
        state.put(name(e.getKey()), Golden.matrix(e.getValue()));
      }
      boolean spiking = state.containsKey("voltage");
      double[] got = new double[n];
      double[] values = new double[n];
      for (int t = 0; t < current.length; t++) {
        population.step(current[t], got);
        for (int i = 0; i < n; i++) {
          String where = neuron + ", dt " + dt + ", step " + t + ", neuron " + i;
          // Spikes on the same tick; rates to rounding.
          double tolerance = spiking ? 0 : 1e-11 * Math.max(1, Math.abs(output[t][i]));
          compare(type + " output", output[t][i], got[i], tolerance, largest, where);
          spikes += spiking && got[i] != 0 ? 1 : 0;
        }
        for (Map.Entry<String, double[][]> e : state.entrySet()) {
          population.read(e.getKey(), values);
          for (int i = 0; i < n; i++) {
            double expected = e.getValue()[t][i];
            String where = neuron + ", dt " + dt + ", step " + t + ", neuron " + i;
            double tolerance = type.equals("Izhikevich") ? 1e-9 : 1e-11;
            if (e.getKey().equals("refractoryTime")) {
              // How long ago it was over is of no account: ours is 0.
              boolean rests = expected > dt;
              expected = rests ? expected : 0;
              tolerance = rests ? 1e-13 : 0;
            }
            compare(type + " " + e.getKey(), expected, values[i], tolerance, largest, where);
          }
        }
      }
    }
    System.out.printf(
        "golden traces, %s: %d cases, %d spikes, largest differences %s%n",
        choice, cases.size(), spikes, largest);
    if (Golden.isOurs()) {
      assertEquals(18, cases.size());
      assertTrue(spikes > 4227, "spikes: " + spikes);
    }
  }

  private static void compare(
      String what,
      double expected,
      double got,
      double tolerance,
      Map<String, Double> largest,
      String where) {
    double difference = Math.abs(expected - got);
    assertTrue(
        difference <= tolerance, what + ": expected " + expected + ", got " + got + ", " + where);
    largest.merge(what, difference, Math::max);
  }

  private static String name(String golden) {
    return golden.equals("refractory_time") ? "refractoryTime" : golden;
  }
}
