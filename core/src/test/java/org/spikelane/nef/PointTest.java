package org.spikelane.nef;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** One point at a time, drawn into an array. Arrays of doubles are compared by their bits. */
@Tag("bits")
class PointTest {

  private static final int DIMS = 3;

  /** A user's own, which knows of nothing but the one method that it must have. */
  private static final Distribution OWN =
      (n, dims, random) -> {
        double[][] points = new double[n][dims];
        for (double[] point : points) {
          for (int k = 0; k < dims; k++) {
            point[k] = random.nextLong() * 0x1p-63;
          }
        }
        return points;
      };

  private static final List<Distribution> OVERRIDING =
      List.of(
          new Gaussian(1, 2),
          new Uniform(-1, 0.9),
          new Exponential(0.15, -1, 1),
          new CosineSimilarity(16),
          Choice.of(new double[][] {{1, 2, 3}, {4, 5, 6}, {7, 8, 9}}),
          UniformHypersphere.BALL,
          UniformHypersphere.SURFACE);

  @Test
  void fromASplittableRandomItIsTheOnlyPointOfASample() {
    for (Distribution distribution : OVERRIDING) {
      assertSample(distribution);
    }
    assertSample(OWN);
    assertSample(ScatteredHypersphere.BALL);
  }

  private static void assertSample(Distribution distribution) {
    SplittableRandom sampled = new SplittableRandom(5);
    SplittableRandom drawn = new SplittableRandom(5);
    double[] point = new double[DIMS];
    for (int i = 0; i < 20; i++) {
      distribution.sample(drawn, point);
      assertArrayEquals(
          distribution.sample(1, DIMS, sampled)[0], point, distribution + ", point " + i);
    }
    assertEquals(sampled.nextLong(), drawn.nextLong(), distribution.toString());
  }

  @Test
  void anotherGeneratorOfTheSameNumbersGivesTheSamePoints() {
    for (Distribution distribution : OVERRIDING) {
      SplittableRandom splittable = new SplittableRandom(6);
      RandomGenerator other = new SplittableRandom(6)::nextLong;
      double[] expected = new double[DIMS];
      double[] point = new double[DIMS];
      for (int i = 0; i < 20; i++) {
        distribution.sample(splittable, expected);
        distribution.sample(other, point);
        assertArrayEquals(expected, point, distribution + ", point " + i);
      }
    }
  }

  /** All that is remembered is the stream: what a saved stream then draws is the same again. */
  @Test
  void aDistributionThatDoesNotKnowGeneratorsTakesASeedFromThem() {
    RandomGenerator other = new SplittableRandom(7)::nextLong;
    SplittableRandom seeds = new SplittableRandom(7);
    double[] point = new double[DIMS];
    for (int i = 0; i < 20; i++) {
      OWN.sample(other, point);
      assertArrayEquals(OWN.sample(1, DIMS, seeds.nextLong())[0], point, "point " + i);
    }
  }
}
