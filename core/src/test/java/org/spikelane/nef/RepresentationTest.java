package org.spikelane.nef;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * Encoders and evaluation points: their defaults, what is done to given ones, and target values.
 */
class RepresentationTest {

  @Test
  void encodersAreUnitVectorsUnlessTheyAreToStayAsTheyAre() {
    Encoders random = Encoders.random(100, 3, new SplittableRandom(1));
    assertEquals(100, random.neurons());
    assertEquals(3, random.dims());
    for (double[] encoder : random.toArray()) {
      assertEquals(1, RandomNumbers.length(encoder), 1e-15);
    }
    double[][] given = {{3, 4}, {-1e-90, 0}, {1e99, -1e99}};
    Encoders normalised = Encoders.normalised(given);
    assertEquals(0.6, normalised.get(0, 0), 1e-15);
    assertEquals(0.8, normalised.get(0, 1), 1e-15);
    assertEquals(-1, normalised.get(1, 0));
    assertEquals(-Math.sqrt(0.5), normalised.get(2, 1), 1e-15);
    assertEquals(1.4, normalised.along(0, new double[] {1, 1}), 1e-15);
    assertArrayEquals(given, Encoders.unchanged(given).toArray());
    Distribution one = Choice.of(new double[][] {{2, 0}});
    assertArrayEquals(
        new double[][] {{1, 0}, {1, 0}},
        Encoders.sampled(one, 2, 2, new SplittableRandom(1)).toArray());
  }

  @Test
  void whatIsGivenIsCopied() {
    double[][] given = {{1, 0}, {0, 1}, {1, 1}};
    Encoders encoders = Encoders.unchanged(given);
    EvaluationPoints points = EvaluationPoints.given(given);
    given[0][0] = 9;
    encoders.toArray()[0][0] = 9;
    points.toArray()[0][0] = 9;
    points.targets(
        x -> {
          x[0] = 9;
          return x;
        });
    assertEquals(1, encoders.get(0, 0));
    assertEquals(1, points.get(0, 0));
    assertNotEquals(encoders, Encoders.unchanged(given));
    given[0][0] = 1;
    assertEquals(encoders, Encoders.unchanged(given));
    assertEquals(points, EvaluationPoints.given(given));
    assertEquals(points.hashCode(), EvaluationPoints.given(given).hashCode());
  }

  @Test
  void theDefaultNumberOfPoints() {
    assertEquals(750, EvaluationPoints.defaultNumber(50, 1));
    assertEquals(1000, EvaluationPoints.defaultNumber(50, 2));
    assertEquals(2500, EvaluationPoints.defaultNumber(50, 5));
    assertEquals(2500, EvaluationPoints.defaultNumber(50, Integer.MAX_VALUE));
    assertEquals(8000, EvaluationPoints.defaultNumber(4000, 1));
    EvaluationPoints points = EvaluationPoints.defaults(50, 2, new SplittableRandom(1));
    assertEquals(1000, points.number());
    assertEquals(2, points.dims());
    assertTrue(points.toString().contains("1000 points"));
    for (double[] point : points.times(2.5).toArray()) {
      assertTrue(RandomNumbers.length(point) <= 2.5 * (1 + 1e-15));
    }
    assertEquals(2.5 * points.get(7, 1), points.times(2.5).get(7, 1));
  }

  @Test
  void targetsAreTheFunctionsValues() {
    EvaluationPoints points = EvaluationPoints.given(new double[][] {{1, 2}, {3, 4}, {2, -1}});
    assertArrayEquals(
        new double[][] {{2}, {12}, {-2}}, points.targets(x -> new double[] {x[0] * x[1]}));
  }

  /** A function of the same array at every point must not change the points before. */
  @Test
  void aFunctionMayReturnOneArrayAgainAndAgain() {
    double[] one = new double[1];
    double[][] targets =
        EvaluationPoints.given(new double[][] {{1}, {2}, {3}})
            .targets(
                x -> {
                  one[0] = x[0];
                  return one;
                });
    assertArrayEquals(new double[][] {{1}, {2}, {3}}, targets);
  }

  @Test
  void theRepresentedValueIsDecoded() {
    SplittableRandom random = new SplittableRandom(3);
    EvaluationPoints points = EvaluationPoints.defaults(100, 2, random);
    double[][] activities = Problems.activities(100, points.toArray(), 4);
    Decoders decoders = Solver.DEFAULT.solve(activities, points.toArray());
    // Rates of a hundred neurons with the usual noise allowed for: some hundredths of the radius.
    assertTrue(decoders.rmse(0) < 0.05, "RMSE " + decoders.rmse(0));
    assertTrue(decoders.rmse(1) < 0.05, "RMSE " + decoders.rmse(1));
  }
}
