package org.spikelane.nef;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.spikelane.Golden;

/** Decoders and their errors are those that the reference implementation of the NEF finds. */
class GoldenDecodersTest {

  @Test
  void regularisedLeastSquares() {
    List<JsonObject> cases = Golden.cases("decoders");
    assertTrue(cases.size() >= 4, "cases: " + cases.size());
    double largest = 0;
    double largestRmse = 0;
    for (JsonObject c : cases) {
      double[][] activities = Golden.matrix(c.get("activities"));
      double[][] targets = Golden.matrix(c.get("targets"));
      JsonObject expected = c.getAsJsonObject("solutions").getAsJsonObject("LstsqL2");
      Decoders got = new LstsqL2(Golden.number(c, "reg", 0.1)).solve(activities, targets);
      String where = got.toString();
      largest = Math.max(largest, difference(Golden.matrix(expected.get("decoders")), got, 1e-8));
      double[] rmses = Golden.vector(expected.get("rmses"));
      for (int d = 0; d < rmses.length; d++) {
        double relative = Math.abs(got.rmse(d) / rmses[d] - 1);
        assertEquals(0, relative, 1e-8, where + ", RMSE of dim " + d);
        largestRmse = Math.max(largestRmse, relative);
      }
    }
    System.out.printf(
        "golden decoders, L2: %d cases, largest relative difference %.1e, of RMSE %.1e%n",
        cases.size(), largest, largestRmse);
  }

  @Test
  void nonNegativeLeastSquares() {
    double largest = 0;
    int cases = 0;
    for (JsonObject c : Golden.cases("decoders")) {
      JsonObject solution = c.getAsJsonObject("solutions").getAsJsonObject("NnlsL2_absY");
      if (solution == null) {
        continue;
      }
      cases++;
      double[][] targets = Golden.matrix(c.get("targets"));
      for (double[] row : targets) {
        for (int d = 0; d < row.length; d++) {
          row[d] = Math.abs(row[d]);
        }
      }
      Decoders got =
          new NnlsL2(Golden.number(c, "reg", 0.1))
              .solve(Golden.matrix(c.get("activities")), targets);
      largest = Math.max(largest, difference(Golden.matrix(solution.get("decoders")), got, 1e-6));
    }
    assertTrue(cases > 0, "cases with a non-negative solution");
    System.out.printf(
        "golden decoders, non-negative: %d case, largest relative difference %.1e%n",
        cases, largest);
  }

  /** Relative to the largest decoder of the dimension, neurons of no weight having no scale. */
  private static double difference(double[][] expected, Decoders got, double allowed) {
    assertEquals(expected.length, got.neurons());
    assertEquals(expected[0].length, got.dims());
    double largest = 0;
    for (int d = 0; d < got.dims(); d++) {
      double scale = 0;
      for (double[] row : expected) {
        scale = Math.max(scale, Math.abs(row[d]));
      }
      for (int i = 0; i < got.neurons(); i++) {
        double relative = Math.abs(got.get(i, d) - expected[i][d]) / scale;
        assertEquals(0, relative, allowed, got + ", neuron " + i + ", dim " + d);
        largest = Math.max(largest, relative);
      }
    }
    return largest;
  }
}
