package org.spikelane.neuron;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.spikelane.Golden;
import org.spikelane.GoldenTypes;

/** Gain, bias, the way back, and rates, against those of Nengo: within 1e-12, relative. */
class GoldenTuningTest {

  private double largest;

  @Test
  void everyTypeHasTheGainBiasAndRatesOfTheReference() {
    List<JsonObject> cases = Golden.cases("tuning");
    for (JsonObject c : cases) {
      NeuronType type = GoldenTypes.of(c);
      double[] maxRates = Golden.vector(c.get("max_rates"));
      double[] intercepts = Golden.vector(c.get("intercepts"));
      double[] gain = Golden.vector(c.get("gain"));
      double[] bias = Golden.vector(c.get("bias"));
      double[] maxRatesBack = Golden.vector(c.get("max_rates_back"));
      double[] interceptsBack = Golden.vector(c.get("intercepts_back"));
      double[] x = Golden.vector(c.get("x"));
      double[][] rates = Golden.matrix(c.get("rates"));
      for (int i = 0; i < gain.length; i++) {
        GainBias own = type.gainBias(maxRates[i], intercepts[i]);
        close(gain[i], own.gain());
        close(bias[i], own.bias());
        GainBias theirs = new GainBias(gain[i], bias[i]);
        close(maxRatesBack[i], type.maxRate(theirs));
        close(interceptsBack[i], type.intercept(theirs));
        for (int k = 0; k < x.length; k++) {
          close(rates[k][i], type.amplitude() * type.rate(theirs.current(x[k])));
        }
      }
    }
    System.out.printf(
        "golden tuning: %d cases, largest relative difference %.1e%n", cases.size(), largest);
    if (Golden.isOurs()) {
      assertEquals(10, cases.size());
    }
  }

  private void close(double expected, double got) {
    double difference = Math.abs(expected - got) / Math.max(Math.abs(expected), 1e-3);
    largest = Math.max(largest, difference);
    assertTrue(difference <= 1e-12, "expected " + expected + ", got " + got);
  }
}
