package org.spikelane.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.spikelane.Golden;
import org.spikelane.neuron.Lif;

/** The kernel against traces recorded from Nengo, on currents that are redrawn every tick. */
class GoldenTracesTest {

  @Test
  void lifMatchesEveryTrace() {
    List<JsonObject> cases =
        Golden.cases("traces").stream()
            .filter(c -> c.get("type").getAsString().equals("LIF"))
            .toList();
    assertTrue(!cases.isEmpty());
    for (KernelChoice choice : Jvm.choices()) {
      int spikes = 0;
      double voltageError = 0;
      double refractoryError = 0;
      for (JsonObject c : cases) {
        JsonObject params = c.getAsJsonObject("params");
        Lif neuron =
            new Lif(
                Golden.number(params, "tau_rc", 0.02),
                Golden.number(params, "tau_ref", 0.002),
                Golden.number(params, "min_voltage", 0),
                Golden.number(params, "amplitude", 1));
        double dt = c.get("dt").getAsDouble();
        JsonObject initial = c.getAsJsonObject("initial");
        double[][] current = Golden.matrix(c.get("J"));
        double[][] output = Golden.matrix(c.get("output"));
        double[][] voltage = Golden.matrix(c.getAsJsonObject("state").get("voltage"));
        double[][] refractoryTime =
            Golden.matrix(c.getAsJsonObject("state").get("refractory_time"));
        int n = current[0].length;
        LifPopulation population =
            LifPopulation.builder(n)
                .neuron(neuron)
                .dt(dt)
                .voltage(Golden.vector(initial.get("voltage")))
                .refractoryTime(Golden.vector(initial.get("refractory_time")))
                .kernel(choice)
                .build();
        double[] got = new double[n];
        for (int t = 0; t < current.length; t++) {
          population.step(current[t], got);
          for (int i = 0; i < n; i++) {
            String where = neuron + ", dt " + dt + ", step " + t + ", neuron " + i;
            assertEquals(output[t][i], got[i], where);
            assertEquals(voltage[t][i], population.voltage(i), 1e-11, where);
            voltageError = Math.max(voltageError, Math.abs(voltage[t][i] - population.voltage(i)));
            if (refractoryTime[t][i] > -dt) {
              assertEquals(refractoryTime[t][i], population.refractoryTime(i), 1e-13, where);
              refractoryError =
                  Math.max(
                      refractoryError,
                      Math.abs(refractoryTime[t][i] - population.refractoryTime(i)));
            }
            spikes += got[i] == 0 ? 0 : 1;
          }
        }
      }
      System.out.printf(
          "golden traces, %s: %d LIF cases, %d spikes, largest difference of voltage %.1e, of"
              + " refractory time %.1e s%n",
          choice, cases.size(), spikes, voltageError, refractoryError);
      if (Golden.isOurs()) {
        assertEquals(9, cases.size());
        assertEquals(4227, spikes);
      }
    }
  }
}
