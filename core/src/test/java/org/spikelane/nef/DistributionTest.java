package org.spikelane.nef;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Numbers and points drawn are distributed as their distribution says. */
class DistributionTest {

  private static final int N = 20_000;
  private static final double INF = Double.POSITIVE_INFINITY;

  /** A distribution with its mean, its variance and where nearly all of it lies. */
  record Case(
      UnivariateDistribution distribution, double mean, double variance, double low, double high) {}

  static List<Case> univariate() {
    return List.of(
        new Case(new Uniform(-1, 0.9), -0.05, 1.9 * 1.9 / 12, -1, 0.9),
        new Case(new Gaussian(3, 0.5), 3, 0.25, 0, 6),
        new Case(new Exponential(0.15, -1, INF), -0.85, 0.15 * 0.15, -1, 2),
        sqrtBeta(new SqrtBeta(5), 5, 1),
        sqrtBeta(new SqrtBeta(1, 1), 1, 1),
        sqrtBeta(new SqrtBeta(3.5, 4.5), 3.5, 4.5),
        sqrtBeta(new SqrtBeta(496, 16), 496, 16),
        sqrtBeta(new SubvectorLength(64, 8), 56, 8),
        cosine(2),
        cosine(3),
        cosine(4),
        cosine(512));
  }

  /** E[X²] = m/(m + n); E[X] = Γ((m + 1)/2) Γ((m + n)/2) / (Γ(m/2) Γ((m + n + 1)/2)). */
  private static Case sqrtBeta(UnivariateDistribution of, double n, double m) {
    double mean =
        Math.exp(
            SpecialFunctions.logGamma((m + 1) / 2)
                + SpecialFunctions.logGamma((m + n) / 2)
                - SpecialFunctions.logGamma(m / 2)
                - SpecialFunctions.logGamma((m + n + 1) / 2));
    return new Case(of, mean, m / (m + n) - mean * mean, 0, 1);
  }

  private static Case cosine(int dims) {
    return new Case(new CosineSimilarity(dims), 0, 1.0 / dims, -1, 1);
  }

  @ParameterizedTest
  @MethodSource("univariate")
  void numbersFollowTheDistributionFunctionAndHaveItsMeanAndVariance(Case c) {
    double[][] points = c.distribution.sample(N, 2, 42);
    for (int k = 0; k < 2; k++) {
      double[] numbers = Statistics.column(points, k);
      String what = c.distribution.toString();
      Statistics.assertDistributed(what, numbers, c.distribution::cdf);
      Statistics.assertMean(what, numbers, c.mean);
      Statistics.assertVariance(what, numbers, c.mean, c.variance);
    }
    double[] product =
        Arrays.stream(points).mapToDouble(p -> (p[0] - c.mean) * (p[1] - c.mean)).toArray();
    Statistics.assertMean("covariance of coordinates", product, 0);
  }

  /** Away from the ends, near which some densities grow without bound. */
  @ParameterizedTest
  @MethodSource("univariate")
  void theDensityIsTheSlopeOfTheDistributionFunction(Case c) {
    double from = c.distribution.quantile(0.25);
    double to = c.distribution.quantile(0.75);
    for (int i = 0; i <= 50; i++) {
      double x = from + (to - from) * i / 50;
      double h = (to - from) * 1e-4;
      double slope =
          (c.distribution.cdf(x - 2 * h)
                  - 8 * c.distribution.cdf(x - h)
                  + 8 * c.distribution.cdf(x + h)
                  - c.distribution.cdf(x + 2 * h))
              / (12 * h);
      // Rounding of the differences, 1e-15/h relative to the mean density, dominates.
      assertEquals(slope, c.distribution.pdf(x), 1e-9 * (1 + slope), c.distribution + " at " + x);
    }
    assertEquals(0, c.distribution.pdf(-1e9));
    assertEquals(0, c.distribution.pdf(1e9));
    assertEquals(0, c.distribution.cdf(-1e9));
    assertEquals(1, c.distribution.cdf(1e9));
  }

  @ParameterizedTest
  @MethodSource("univariate")
  void theQuantileIsTheInverse(Case c) {
    double before = Double.NEGATIVE_INFINITY;
    for (int i = 1; i < 1000; i++) {
      double p = i / 1000.0;
      double x = c.distribution.quantile(p);
      // The function is exact to 1e-13, and x to its last bit, over which the function may rise.
      double allowed = 1e-13 + c.distribution.pdf(x) * Math.ulp(x);
      assertEquals(p, c.distribution.cdf(x), allowed, c.distribution + " at " + x);
      assertTrue(x > before && x >= c.low && x <= c.high, c.distribution + ": " + x);
      before = x;
    }
    assertTrue(c.distribution.quantile(0) <= c.distribution.quantile(1e-9));
    assertTrue(c.distribution.quantile(1) >= c.distribution.quantile(1 - 1e-9));
  }

  @Test
  void closedFormsOfTheBetaFamily() {
    for (double x = 0; x <= 1; x += 1.0 / 64) {
      assertEquals(x * x, new SqrtBeta(2, 2).cdf(x), 1e-14);
      assertEquals(StrictMath.pow(x, 7), new SqrtBeta(2, 7).cdf(x), 1e-14);
      assertEquals(2 / Math.PI * Math.asin(x), new SqrtBeta(1, 1).cdf(x), 1e-14);
      // Archimedes: one coordinate of a random unit vector in space is uniform.
      assertEquals((1 + x) / 2, new CosineSimilarity(3).cdf(x), 1e-14);
      assertEquals((1 - x) / 2, new CosineSimilarity(3).cdf(-x), 1e-14);
      assertEquals(0.5, new CosineSimilarity(3).pdf(x), 1e-14);
    }
    assertEquals(Math.sqrt(0.3), new SqrtBeta(2, 2).quantile(0.3), 1e-14);
  }

  @Test
  void knownValuesOfTheSpecialFunctions() {
    assertEquals(0, SpecialFunctions.logGamma(1), 1e-14);
    assertEquals(Math.log(Math.PI) / 2, SpecialFunctions.logGamma(0.5), 1e-14);
    assertEquals(Math.log(3628800), SpecialFunctions.logGamma(11), 2e-14);
    double lnFactorial = IntStream.rangeClosed(1, 299).mapToDouble(Math::log).sum();
    assertEquals(1, SpecialFunctions.logGamma(300) / lnFactorial, 1e-14);
    // Abramowitz and Stegun, tables 26.1 and 26.2.
    assertEquals(0.841344746068543, SpecialFunctions.normal(1), 1e-15);
    assertEquals(0.977249868051821, SpecialFunctions.normal(2), 1e-15);
    assertEquals(1, SpecialFunctions.normal(-5) / 2.866515718791939e-7, 1e-12);
    assertEquals(1, SpecialFunctions.normal(-10) / 7.619853024160527e-24, 1e-12);
    // The two ways to it meet.
    assertEquals(
        1, SpecialFunctions.normal(Math.nextUp(-3.0)) / SpecialFunctions.normal(-3), 1e-12);
    assertEquals(1.959963984540054, new Gaussian(0, 1).quantile(0.975), 1e-14);
    assertEquals(-INF, new Gaussian(0, 1).quantile(0));
    assertEquals(INF, new Gaussian(0, 1).quantile(1));
  }

  @Test
  void aCutExponentialGathersAtTheCut() {
    Exponential cut = new Exponential(0.5, -1, 0);
    double largest = Math.nextDown(0.0);
    double[] numbers = cut.sample(N, new SplittableRandom(1));
    double[] atCut = Arrays.stream(numbers).map(x -> x == largest ? 1 : 0).toArray();
    Statistics.assertMean("at the cut", atCut, Math.exp(-2));
    assertTrue(Arrays.stream(numbers).allMatch(x -> x >= -1 && x < 0));
    assertEquals(-Math.expm1(-2 * 0.99), cut.cdf(-0.01), 1e-15);
    assertEquals(1, cut.cdf(largest));
    assertEquals(0, cut.pdf(0));
  }

  @Test
  void uniformNumbersStayBelowTheirBound() {
    Uniform narrow = new Uniform(1, Math.nextUp(1.0));
    assertEquals(1, narrow.quantile(1));
    assertEquals(-1, new Uniform(-1, 1).quantile(0));
    assertEquals(Math.nextDown(1.0), new Uniform(-1, 1).quantile(1));
  }

  @Test
  void choicesComeAsOftenAsTheirWeights() {
    Choice choice =
        Choice.of(new double[][] {{1, 0}, {2, 5}, {3, 0}, {4, 0}}, new double[] {1, 2, 0, 5});
    double[][] points = choice.sample(N, 2, 3);
    double[] first = Statistics.column(points, 0);
    for (int option = 0; option < 4; option++) {
      double value = option + 1;
      double expected = choice.weights()[option] / 8;
      double[] hits = Arrays.stream(first).map(x -> x == value ? 1 : 0).toArray();
      Statistics.assertMean("option " + option, hits, expected);
    }
    for (double[] point : points) {
      assertEquals(point[0] == 2 ? 5 : 0, point[1]);
    }
    assertArrayEquals(new double[] {7, 7, 7}, Choice.of(7).sample(3, new SplittableRandom(1)));
    assertEquals(Choice.of(1, 2), Choice.of(new double[][] {{1}, {2}}));
    assertEquals(Choice.of(1, 2).hashCode(), Choice.of(1, 2).hashCode());
  }

  @Test
  void theSpheresSurfaceIsUniform() {
    for (int dims : new int[] {2, 3, 5, 16}) {
      double[][] points = UniformHypersphere.SURFACE.sample(N, dims, dims);
      assertSphere("surface, " + dims + " dims", points, 1.0 / dims);
      CosineSimilarity coordinate = new CosineSimilarity(dims);
      SubvectorLength pair = new SubvectorLength(Math.max(3, dims), 2);
      for (int k = 0; k < dims; k++) {
        Statistics.assertDistributed("coordinate", Statistics.column(points, k), coordinate::cdf);
      }
      for (double[] point : points) {
        assertEquals(1, RandomNumbers.length(point), 1e-15);
      }
      if (dims > 2) {
        double[] lengths = Arrays.stream(points).mapToDouble(p -> Math.hypot(p[0], p[1])).toArray();
        Statistics.assertDistributed("length of two coordinates", lengths, pair::cdf);
      }
    }
    double[] line = Statistics.column(UniformHypersphere.SURFACE.sample(N, 1, 1), 0);
    assertTrue(Arrays.stream(line).allMatch(x -> Math.abs(x) == 1));
    Statistics.assertMean("signs", line, 0);
  }

  @Test
  void theBallIsUniform() {
    for (int dims : new int[] {1, 2, 3, 5, 16}) {
      double[][] points = UniformHypersphere.BALL.sample(N, dims, dims);
      assertSphere("ball, " + dims + " dims", points, 1.0 / (dims + 2));
      CosineSimilarity coordinate = new CosineSimilarity(dims + 2);
      Statistics.assertDistributed("coordinate", Statistics.column(points, 0), coordinate::cdf);
      assertVolumes(points, 0);
      assertVolumes(new UniformHypersphere(false, 0.6).sample(N, dims, dims), 0.6);
      assertVolumes(new ScatteredHypersphere(false, 0.6).sample(N, dims, dims), 0.6);
    }
  }

  /** The share of the volume within a point's length is uniform. */
  private static void assertVolumes(double[][] points, double hole) {
    int dims = points[0].length;
    double empty = Math.pow(hole, dims);
    double[] volumes =
        Arrays.stream(points)
            .mapToDouble(p -> (Math.pow(RandomNumbers.length(p), dims) - empty) / (1 - empty))
            .toArray();
    Statistics.assertDistributed("volume, " + dims + " dims", volumes, v -> v);
    for (double[] point : points) {
      double length = RandomNumbers.length(point);
      assertTrue(length > hole - 1e-15 && length < 1 + 1e-15, "length " + length);
    }
  }

  private static void assertSphere(String what, double[][] points, double variance) {
    int dims = points[0].length;
    for (int k = 0; k < dims; k++) {
      Statistics.assertMean(what, Statistics.column(points, k), 0);
      Statistics.assertVariance(what, Statistics.column(points, k), 0, variance);
      int other = (k + 1) % dims;
      int coordinate = k;
      if (other != k) {
        double[] products =
            Arrays.stream(points).mapToDouble(p -> p[coordinate] * p[other]).toArray();
        Statistics.assertMean("covariance, " + what, products, 0);
      }
    }
  }

  /** One point of each of many sets: within a set, points are not independent. */
  @Test
  void oneScatteredPointIsUniform() {
    for (int dims : new int[] {1, 2, 3, 4, 5, 12}) {
      double[][] ball = new double[N][];
      double[][] surface = new double[N][];
      SplittableRandom random = new SplittableRandom(dims);
      for (int i = 0; i < N; i++) {
        ball[i] = ScatteredHypersphere.BALL.sample(3, dims, random)[i % 3];
        surface[i] = ScatteredHypersphere.SURFACE.sample(3, dims, random)[i % 3];
      }
      assertSphere("scattered ball", ball, 1.0 / (dims + 2));
      assertSphere("scattered surface", surface, 1.0 / dims);
      CosineSimilarity inBall = new CosineSimilarity(dims + 2);
      Statistics.assertDistributed("ball", Statistics.column(ball, 0), inBall::cdf);
      if (dims > 1) {
        CosineSimilarity onSurface = new CosineSimilarity(dims);
        Statistics.assertDistributed(
            "surface", Statistics.column(surface, dims - 1), onSurface::cdf);
      }
      for (double[] point : surface) {
        assertEquals(1, RandomNumbers.length(point), 1e-14);
      }
    }
  }

  /**
   * Means over a set of all products of two coordinates: how far they are from the integral, over
   * 20 sets of the default number of points, relative to random points. A wrong map from the cube
   * shows here even though the rotation hides it from single points. Random ratios scatter by some
   * 10 %.
   */
  @Test
  void scatteredPointsAreMoreEvenThanRandomOnes() {
    for (boolean surface : new boolean[] {true, false}) {
      for (int dims : new int[] {2, 3, 4, 5, 6, 8, 16, 40}) {
        Distribution scattered = new ScatteredHypersphere(surface, 0);
        Distribution random = new UniformHypersphere(surface, 0);
        double ratio = unevenness(scattered, surface, dims) / unevenness(random, surface, dims);
        double allowed = dims <= 3 ? 0.25 : dims <= 6 ? 0.5 : 1.2;
        assertTrue(ratio < allowed, scattered + ", " + dims + " dims: ratio " + ratio);
      }
    }
  }

  private static double unevenness(Distribution distribution, boolean surface, int dims) {
    int n = EvaluationPoints.defaultNumber(50, dims);
    double square = 0;
    for (int seed = 0; seed < 20; seed++) {
      double[][] points = distribution.sample(n, dims, seed);
      for (int i = 0; i < dims; i++) {
        for (int j = 0; j < dims; j++) {
          double mean = 0;
          for (double[] p : points) {
            mean += p[i] * p[j] / n;
          }
          double expected = i != j ? 0 : 1.0 / (surface ? dims : dims + 2);
          square += (mean - expected) * (mean - expected);
        }
      }
    }
    return Math.sqrt(square);
  }

  @Test
  void aStreamGoesOnAndASeedStartsAgain() {
    SplittableRandom random = new SplittableRandom(9);
    for (Distribution d :
        List.of(
            new Uniform(0, 1),
            new Gaussian(0, 1),
            new CosineSimilarity(5),
            UniformHypersphere.BALL,
            ScatteredHypersphere.BALL)) {
      double first = d.sample(5, 2, random)[0][0];
      assertTrue(first != d.sample(5, 2, random)[0][0], d + " repeats itself");
      assertArrayEquals(d.sample(5, 2, 7), d.sample(5, 2, new SplittableRandom(7)));
      assertEquals(0, d.sample(0, 2, 7).length);
    }
  }

  @Test
  void theVerySmallestWeightsStillChoose() {
    Choice choice =
        Choice.of(new double[][] {{1}, {2}, {3}}, new double[] {0, Double.MIN_VALUE, 0});
    for (double[] point : choice.sample(20, 1, 1)) {
      assertEquals(2, point[0]);
    }
  }
}
