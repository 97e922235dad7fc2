package org.spikelane.nef;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.spikelane.nef.NormalEquations.Form;

/** Each solver finds the minimum that it says it finds. */
class SolverTest {

  @Test
  void regularisedDecodersSolveTheirNormalEquations() {
    DecoderProblem p = Problems.lif(200, 40, 2, 1);
    double sigma = 0.1 * p.maxActivity();
    double[][] system = Problems.gram(p);
    addToDiagonal(system, p.samples() * sigma * sigma);
    Decoders got = new LstsqL2().solve(p);
    // The system's condition is below 100 · 40, so that both agree to 12 digits and more.
    assertSolves(system, p, got, 1e-11);
    assertEquals(Map.of("sigma", sigma, "form", "primal"), got.info());
  }

  @Test
  void problemsOfTheSameActivitiesFactoriseOnce() {
    DecoderProblem p = Problems.lif(200, 40, 2, 1);
    DecoderProblem other = p.withTargets(Rows.of(p.targets(), 200, p.dims()));
    LstsqL2 solver = new LstsqL2();
    Decoders first = solver.solve(p);
    Object key = List.of(solver, Form.PRIMAL);
    Object made = other.shared(key, () -> fail("factorised again"));
    assertArrayEquals(first.toArray(), solver.solve(other).toArray());
    assertSame(made, p.shared(List.of(new LstsqL2(0.1), Form.PRIMAL), () -> fail("again")));
    assertNotEquals(made, p.shared(List.of(new LstsqL2(0.2), Form.PRIMAL), Object::new));
    DecoderProblem disturbed = p.withActivities(p.activities());
    assertEquals("new", disturbed.shared(key, () -> "new"));
  }

  @Test
  void primalAndDualAreTheSameToRounding() {
    for (int[] shape : new int[][] {{200, 30}, {30, 200}, {100, 100}, {2, 1}, {2, 50}}) {
      DecoderProblem p = Problems.lif(Math.max(shape[0], 4), shape[1], 2, shape[0]);
      LstsqL2 solver = new LstsqL2();
      Decoders primal = solver.solve(p, Form.PRIMAL);
      Decoders dual = solver.solve(p, Form.DUAL);
      double scale = largest(primal);
      for (int i = 0; i < p.neurons(); i++) {
        for (int d = 0; d < p.dims(); d++) {
          assertEquals(primal.get(i, d), dual.get(i, d), 1e-11 * scale);
        }
      }
      String form = p.neurons() <= p.samples() ? "primal" : "dual";
      assertEquals(form, solver.solve(p).info().get("form"));
    }
  }

  @Test
  void moreRegularisationMeansSmallerDecodersAndALargerError() {
    DecoderProblem p = Problems.lif(500, 60, 1, 3);
    double norm = Double.POSITIVE_INFINITY;
    double error = 0;
    for (double reg : new double[] {0.001, 0.01, 0.1, 1, 10}) {
      Decoders d = new LstsqL2(reg).solve(p);
      assertTrue(norm(d) < norm, "reg " + reg);
      assertTrue(d.rmse(0) > error, "reg " + reg);
      norm = norm(d);
      error = d.rmse(0);
    }
  }

  @Test
  void theErrorsAreThoseOfWhatIsDecoded() {
    DecoderProblem p = Problems.lif(100, 20, 2, 4);
    Decoders got = new LstsqL2().solve(p);
    double[] square = new double[p.dims()];
    for (int s = 0; s < p.samples(); s++) {
      double[] a = new double[p.neurons()];
      for (int i = 0; i < a.length; i++) {
        a[i] = p.activity(s, i);
      }
      double[] decoded = got.decode(a);
      for (int d = 0; d < p.dims(); d++) {
        square[d] += Math.pow(decoded[d] - p.target(s, d), 2) / p.samples();
      }
    }
    for (int d = 0; d < p.dims(); d++) {
      assertEquals(Math.sqrt(square[d]), got.rmse(d), 1e-13);
    }
    assertEquals(got.get(3, 1), got.toArray()[3][1]);
    assertEquals(got.get(3, 1), got.transposed()[1][3]);
  }

  @Test
  void plainLeastSquaresRecoversDecodersThatFitExactly() {
    DecoderProblem p = Problems.lif(300, 15, 2, 5);
    double[][] targets = new double[p.samples()][1];
    for (int s = 0; s < p.samples(); s++) {
      for (int i = 0; i < p.neurons(); i++) {
        targets[s][0] += (i - 7) * p.activity(s, i);
      }
    }
    Decoders got = new Lstsq(0).solve(p.withTargets(targets));
    assertEquals(15, got.info().get("rank"));
    for (int i = 0; i < p.neurons(); i++) {
      assertEquals(i - 7, got.get(i, 0), 1e-9);
    }
  }

  @Test
  void ofManyPlainSolutionsTheSmallestIsFound() {
    // The third neuron is the first again: the two share what the first alone would decode.
    double[][] activities = {{1, 0, 1}, {0, 2, 0}, {1, 2, 1}, {3, 1, 3}};
    double[][] targets = {{2}, {6}, {8}, {9}};
    Decoders got = new Lstsq(1e-10).solve(activities, targets);
    assertEquals(2, got.info().get("rank"));
    assertEquals(1, got.get(0, 0), 1e-14);
    assertEquals(3, got.get(1, 0), 1e-14);
    assertEquals(1, got.get(2, 0), 1e-14);

    // Fewer samples than neurons: an exact fit that is a combination of the samples' activities.
    DecoderProblem wide = Problems.lif(10, 40, 2, 6);
    Decoders fit = new Lstsq(0).solve(wide);
    assertEquals(10, fit.info().get("rank"));
    assertEquals(0, fit.rmse(0), 1e-12);
    assertEquals(0, fit.rmse(2), 1e-12);
  }

  @Test
  void leftOutSingularValuesBoundTheDecoders() {
    DecoderProblem p = Problems.lif(500, 60, 1, 7);
    int rank = (int) new Lstsq(1e-6).solve(p).info().get("rank");
    Decoders less = new Lstsq(0.01).solve(p);
    assertTrue((int) less.info().get("rank") < rank);
    assertTrue(norm(less) < norm(new Lstsq(1e-6).solve(p)));
  }

  /** The noise of many samples has the Gram matrix that L2 assumes, within 1/√samples. */
  @Test
  void withManySamplesAddedNoiseIsRegularisation() {
    DecoderProblem p = Problems.lif(40_000, 8, 1, 8);
    Decoders l2 = new LstsqL2(0.2).solve(p);
    Decoders noise = new LstsqNoise(0.2, 1).solve(p);
    for (int i = 0; i < p.neurons(); i++) {
      // Errors of 1/√40000 = 0.005 in each of 8 entries of a row, enlarged by few; 0.05 is ten
      // times.
      assertEquals(l2.get(i, 0), noise.get(i, 0), 0.05 * largest(l2));
    }
    assertTrue(noise.rmse(0) > new Lstsq(0).solve(p).rmse(0));
    Decoders weak = new LstsqL2(0.01).solve(p);
    assertNotEquals(weak.get(0, 0), noise.get(0, 0), 0.05 * largest(l2));
  }

  /** E[Ã ᵀÃ] = AᵀA + noise² · diagonal(AᵀA) for independent factors. */
  @Test
  void withManySamplesMultipliedNoiseActsOnTheDiagonal() {
    DecoderProblem p = Problems.lif(40_000, 8, 1, 9);
    double[][] system = Problems.gram(p);
    for (int i = 0; i < system.length; i++) {
      system[i][i] *= 1 + 0.3 * 0.3;
    }
    double[] expected = Problems.eliminate(system, Problems.right(p, 0));
    Decoders got = new LstsqMultNoise(0.3, 1).solve(p);
    assertEquals(Map.of("form", "primal"), got.info());
    for (int i = 0; i < p.neurons(); i++) {
      assertEquals(expected[i], got.get(i, 0), 0.05 * largest(got));
    }
  }

  @Test
  void multipliedNoiseLeavesSilentNeuronsOut() {
    double[][] points = Problems.points(100, 1, 10);
    double[][] activities = Problems.activities(10, points, 11);
    for (double[] row : activities) {
      row[4] = 0;
    }
    Decoders got = new LstsqMultNoise(1).solve(activities, Problems.targets(points));
    assertEquals(Map.of("form", "singular values"), got.info());
    assertEquals(0, got.get(4, 0), 1e-15 * largest(got));
    assertTrue(got.rmse(0) < 0.1, "RMSE " + got.rmse(0));
  }

  @Test
  void noiseIsThatOfTheSeed() {
    DecoderProblem p = Problems.lif(100, 10, 1, 11);
    assertArrayEquals(
        new LstsqNoise(5).solve(p).toArray(), new LstsqNoise(0.1, 5).solve(p).toArray());
    assertNotEquals(new LstsqNoise(5).solve(p).get(0, 0), new LstsqNoise(6).solve(p).get(0, 0));
    assertArrayEquals(
        new LstsqMultNoise(5).solve(p).toArray(), new LstsqMultNoise(0.1, 5).solve(p).toArray());
    assertNotEquals(
        new LstsqMultNoise(5).solve(p).get(0, 0), new LstsqMultNoise(6).solve(p).get(0, 0));
  }

  @Test
  void regularisationWhereNeuronsFireSolvesItsEquations() {
    for (int samples : new int[] {200, 12}) {
      DecoderProblem p = Problems.lif(samples, 20, 1, 12);
      double sigma = 0.1 * p.maxActivity();
      double[][] system = Problems.gram(p);
      for (int i = 0; i < p.neurons(); i++) {
        int firing = 0;
        for (int s = 0; s < samples; s++) {
          firing += p.activity(s, i) > 0 ? 1 : 0;
        }
        assertTrue(firing > 0, "the elimination needs every neuron to fire");
        system[i][i] += firing * sigma * sigma;
      }
      assertSolves(system, p, new LstsqL2nz().solve(p), 1e-10);
    }
    Decoders silent =
        new LstsqL2nz().solve(new double[][] {{1, 0}, {2, 0}}, new double[][] {{1}, {2}});
    assertEquals(0, silent.get(1, 0));
    assertTrue(silent.get(0, 0) > 0.9);
  }

  @Test
  void droppingKeepsTheLargestAndSolvesForThemAgain() {
    DecoderProblem p = Problems.lif(300, 21, 1, 13);
    LstsqDrop solver = new LstsqDrop(0.25);
    Decoders got = solver.solve(p);
    assertEquals(Map.of("dropped", 5), got.info());
    Decoders first = solver.first().solve(p);
    for (int d = 0; d < p.dims(); d++) {
      double largestDropped = 0;
      double smallestKept = Double.POSITIVE_INFINITY;
      int[] kept = new int[16];
      int count = 0;
      for (int i = 0; i < p.neurons(); i++) {
        double size = Math.abs(first.get(i, d));
        if (got.get(i, d) == 0) {
          largestDropped = Math.max(largestDropped, size);
        } else {
          smallestKept = Math.min(smallestKept, size);
          kept[count++] = i;
        }
      }
      assertEquals(16, count);
      assertTrue(largestDropped < smallestKept);
      double[][] some = new double[p.samples()][16];
      double[][] target = new double[p.samples()][1];
      for (int s = 0; s < p.samples(); s++) {
        for (int i = 0; i < 16; i++) {
          some[s][i] = p.activity(s, kept[i]);
        }
        target[s][0] = p.target(s, d);
      }
      Decoders again = solver.second().solve(some, target);
      for (int i = 0; i < 16; i++) {
        assertEquals(again.get(i, 0), got.get(kept[i], d));
      }
      assertEquals(again.rmse(0), got.rmse(d), 1e-12);
    }
    assertArrayEquals(row(new LstsqL2().solve(p), 1), row(new LstsqDrop(0).solve(p), 1), 1e-13);
  }

  /** Of decoders that are all 0 the first neurons' are kept, which may be silent everywhere. */
  @Test
  void droppingFromADimensionOfZerosLeavesZeros() {
    double[][] activities = {{0, 1, 2}, {0, 2, 1}, {0, 1, 1}};
    double[][] targets = {{0, 1}, {0, 1}, {0, 2}};
    Decoders got = new LstsqDrop(0.9).solve(activities, targets);
    assertArrayEquals(new double[3], got.transposed()[0]);
    assertEquals(0, got.rmse(0));
    assertTrue(largest(got) > 0.1);
  }

  @Test
  void decodingIntoAnArrayIsTheSame() {
    DecoderProblem p = Problems.lif(100, 20, 2, 4);
    Decoders decoders = new LstsqL2().solve(p);
    double[] activities = new double[20];
    Arrays.setAll(activities, i -> p.activity(3, i));
    double[] into = {7, 8, 9};
    assertSame(into, decoders.decode(activities, into));
    assertArrayEquals(decoders.decode(activities), into);
  }

  @Test
  void weightsAreDecodersTimesEncodersWhereTheSolverIsLinear() {
    double[][] points = Problems.points(200, 2, 14);
    double[][] activities = Problems.activities(30, points, 15);
    double[][] encoders = UniformHypersphere.SURFACE.sample(7, 2, 16);
    Decoders decoders = new LstsqL2().solve(activities, points);
    Decoders weights = new LstsqL2().weights(activities, points, encoders);
    assertEquals(7, weights.dims());
    for (int i = 0; i < 30; i++) {
      for (int j = 0; j < 7; j++) {
        double expected = decoders.get(i, 0) * encoders[j][0] + decoders.get(i, 1) * encoders[j][1];
        assertEquals(expected, weights.get(i, j), 1e-11 * largest(decoders));
      }
    }
  }

  @Test
  void weightsOfOtherSolversAreTheirOwn() {
    double[][] points = Problems.points(200, 2, 17);
    double[][] activities = Problems.activities(30, points, 18);
    double[][] encoders = UniformHypersphere.SURFACE.sample(7, 2, 19);
    double[][] dropped = new LstsqDrop(0.5).weights(activities, points, encoders).transposed();
    for (double[] post : dropped) {
      assertEquals(15, Arrays.stream(post).filter(w -> w == 0).count());
    }
    for (double[] post : new NnlsL2().weights(activities, points, encoders).transposed()) {
      for (double weight : post) {
        assertTrue(weight >= 0);
      }
    }
  }

  @Test
  void aSolverOfOnesOwnNeedsOneMethod() {
    Solver mean =
        problem -> {
          double[] decoders = new double[problem.neurons() * problem.dims()];
          Arrays.fill(decoders, 0.5);
          return Decoders.of(problem, decoders, Map.of("note", "all the same"));
        };
    Decoders got = mean.solve(new double[][] {{1, 1}, {2, 2}}, new double[][] {{1}, {5}});
    assertEquals(Math.sqrt((0 + 9) / 2.0), got.rmse(0), 1e-15);
    assertEquals("all the same", got.info().get("note"));
  }

  private static void assertSolves(
      double[][] system, DecoderProblem p, Decoders got, double tolerance) {
    for (int d = 0; d < p.dims(); d++) {
      double[] expected = Problems.eliminate(system, Problems.right(p, d));
      for (int i = 0; i < p.neurons(); i++) {
        assertEquals(expected[i], got.get(i, d), tolerance * largest(got), "neuron " + i);
      }
    }
  }

  private static void addToDiagonal(double[][] matrix, double value) {
    for (int i = 0; i < matrix.length; i++) {
      matrix[i][i] += value;
    }
  }

  private static double largest(Decoders d) {
    double largest = 0;
    for (double[] row : d.toArray()) {
      for (double x : row) {
        largest = Math.max(largest, Math.abs(x));
      }
    }
    return largest;
  }

  private static double norm(Decoders d) {
    return RandomNumbers.length(row(d, 0));
  }

  private static double[] row(Decoders d, int dim) {
    return d.transposed()[dim];
  }
}
