package org.spikelane.synapse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.spikelane.Golden;

/** Every synapse against outputs recorded from Nengo, on white noise. */
class SynapseGoldenTest {

  @Test
  void everyRecordedOutputIsMatched() {
    List<JsonObject> cases = Golden.cases("synapses");
    assertTrue(cases.size() >= 18, "cases: " + cases.size());
    Map<String, Double> largest = new TreeMap<>();
    for (JsonObject c : cases) {
      String type = c.get("type").getAsString();
      Synapse synapse = synapse(type, c.getAsJsonObject("params"));
      double[][] expected = Golden.matrix(c.get("y"));
      double[][] filtered =
          synapse.filt(
              Golden.matrix(c.get("u")), c.get("dt").getAsDouble(), Golden.number(c, "y0", 0));
      assertEquals(expected.length, filtered.length);
      for (int step = 0; step < expected.length; step++) {
        String where = synapse + ", dt " + c.get("dt") + ", step " + step;
        assertEquals(expected[step].length, filtered[step].length, where);
        for (int channel = 0; channel < expected[step].length; channel++) {
          double difference = Math.abs(expected[step][channel] - filtered[step][channel]);
          assertTrue(difference <= 1e-11, where + ": off by " + difference);
          largest.merge(type, difference, Math::max);
        }
      }
    }
    assertEquals(Set.of("Alpha", "LinearFilter", "Lowpass", "Triangle"), largest.keySet());
    System.out.println(
        "golden synapses, " + cases.size() + " cases, largest difference " + largest);
  }

  private static Synapse synapse(String type, JsonObject params) {
    return switch (type) {
      case "Lowpass" -> new Lowpass(params.get("tau").getAsDouble());
      case "Alpha" -> new Alpha(params.get("tau").getAsDouble());
      case "Triangle" -> new Triangle(params.get("t").getAsDouble());
      case "LinearFilter" ->
          LinearFilter.of(Golden.vector(params.get("num")), Golden.vector(params.get("den")));
      default -> throw new AssertionError("a case of another type: " + type);
    };
  }
}
