package org.spikelane.nef;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.spikelane.nef.NnlsL2.Minimise;

/** Non-negative decoders are the minimum: by its conditions, and by trying everything. */
class NonNegativeTest {

  /**
   * Karush–Kuhn–Tucker: every decoder is 0 or above; the slope of the error is 0 where it is above,
   * and does not fall where it is 0. For a convex error that is the minimum. Slopes count relative
   * to the product of the lengths they are a scalar product of.
   */
  @Test
  void theConditionsOfTheMinimumHold() {
    for (int seed = 0; seed < 6; seed++) {
      DecoderProblem p = Problems.lif(150 + 20 * seed, 20 + 15 * seed, 1 + seed % 3, seed);
      Decoders plain = new Nnls().solve(p);
      Decoders error = new NnlsL2(0.1, Minimise.ERROR).solve(p);
      Decoders equations = new NnlsL2().solve(p);
      double lambda = p.samples() * Math.pow(0.1 * p.maxActivity(), 2);
      for (int d = 0; d < p.dims(); d++) {
        assertMinimum(withRoot(p, 0), withZeros(p, d), plain, d);
        assertMinimum(withRoot(p, lambda), withZeros(p, d), error, d);
        double[][] system = Problems.gram(p);
        for (int i = 0; i < p.neurons(); i++) {
          system[i][i] += lambda;
        }
        assertMinimum(system, Problems.right(p, d), equations, d);
      }
      assertTrue(error.rmse(0) < equations.rmse(0) * (1 + 1e-9));
      assertNonzero(plain);
      assertNonzero(error);
      assertNonzero(equations);
    }
    DecoderProblem wide = Problems.lif(20, 60, 2, 9);
    Decoders plain = new Nnls().solve(wide);
    for (int d = 0; d < wide.dims(); d++) {
      assertMinimum(withRoot(wide, 0), withZeros(wide, d), plain, d);
    }
  }

  /** A, and below it the root of lambda times the identity: |BD − (Y, 0)|² is |AD − Y|² + λ|D|². */
  private static double[][] withRoot(DecoderProblem p, double lambda) {
    double[][] rows = new double[p.samples() + p.neurons()][p.neurons()];
    for (int i = 0; i < p.neurons(); i++) {
      for (int s = 0; s < p.samples(); s++) {
        rows[s][i] = p.activity(s, i);
      }
      rows[p.samples() + i][i] = Math.sqrt(lambda);
    }
    return rows;
  }

  private static double[] withZeros(DecoderProblem p, int dim) {
    double[] target = new double[p.samples() + p.neurons()];
    for (int s = 0; s < p.samples(); s++) {
      target[s] = p.target(s, dim);
    }
    return target;
  }

  private static void assertMinimum(double[][] rows, double[] target, Decoders got, int dim) {
    double[] rest = target.clone();
    for (int s = 0; s < rest.length; s++) {
      for (int i = 0; i < got.neurons(); i++) {
        rest[s] -= rows[s][i] * got.get(i, dim);
      }
    }
    for (int i = 0; i < got.neurons(); i++) {
      double slope = 0;
      double square = 0;
      for (int s = 0; s < rest.length; s++) {
        slope += rows[s][i] * rest[s];
        square += rows[s][i] * rows[s][i];
      }
      String where = got + ", neuron " + i + ", dim " + dim;
      if (square == 0) {
        assertEquals(0, got.get(i, dim), where + ", which is silent");
        continue;
      }
      double relative = slope / (Math.sqrt(square) * RandomNumbers.length(target));
      assertTrue(got.get(i, dim) >= 0, where);
      // Rounding of a scalar product of some 200 terms, each of several roundings: 200 · 10 ·
      // 2^−53.
      assertTrue(relative < 2e-13, where + ": " + relative);
      if (got.get(i, dim) > 0) {
        assertEquals(0, relative, 2e-13, where);
      }
    }
  }

  private static void assertNonzero(Decoders got) {
    long above =
        Arrays.stream(got.toArray()).flatMapToDouble(Arrays::stream).filter(x -> x > 0).count();
    assertEquals((int) above, got.info().get("nonzero"));
    assertTrue(above > 0 && above < got.neurons() * got.dims(), "above 0: " + above);
  }

  /** With 8 neurons there are 256 choices of which are 0: none that is feasible is better. */
  @Test
  void noChoiceOfZerosIsBetter() {
    for (int seed = 0; seed < 10; seed++) {
      DecoderProblem p = Problems.lif(60, 8, 1, 100 + seed);
      double lambda = p.samples() * Math.pow(0.1 * p.maxActivity(), 2);
      Decoders got = new NnlsL2(0.1, Minimise.ERROR).solve(p);
      for (int d = 0; d < p.dims(); d++) {
        double[][] gram = Problems.gram(p);
        double[] right = Problems.right(p, d);
        double best = 0;
        double[] bestX = new double[8];
        for (int set = 1; set < 256; set++) {
          double[] x = solve(gram, right, lambda, set);
          double value = 0;
          boolean feasible = true;
          for (int i = 0; i < 8; i++) {
            feasible &= x[i] >= 0;
            // At a stationary point the error is |Y|² − hᵀx.
            value -= right[i] * x[i];
          }
          if (feasible && value < best) {
            best = value;
            bestX = x;
          }
        }
        for (int i = 0; i < 8; i++) {
          assertEquals(bestX[i], got.get(i, d), 1e-12);
        }
      }
    }
  }

  private static double[] solve(double[][] gram, double[] right, double lambda, int set) {
    int n = Integer.bitCount(set);
    double[][] m = new double[n][n];
    double[] b = new double[n];
    int[] index = new int[n];
    int count = 0;
    for (int i = 0; i < 8; i++) {
      if ((set >> i & 1) == 1) {
        index[count++] = i;
      }
    }
    for (int i = 0; i < n; i++) {
      b[i] = right[index[i]];
      for (int j = 0; j < n; j++) {
        m[i][j] = gram[index[i]][index[j]] + (i == j ? lambda : 0);
      }
    }
    double[] part = Problems.eliminate(m, b);
    double[] x = new double[8];
    for (int i = 0; i < n; i++) {
      x[index[i]] = part[i];
    }
    return x;
  }

  @Test
  void targetsThatNoExcitationReachesLeaveDecodersAt0() {
    double[][] activities = {{10, 20}, {30, 5}, {1, 1}};
    Decoders got = new Nnls().solve(activities, new double[][] {{-1}, {-2}, {-3}});
    assertEquals(0, got.get(0, 0));
    assertEquals(0, got.get(1, 0));
    assertEquals(0, got.info().get("iterations"));
    Decoders twins = new Nnls().solve(new double[][] {{1, 1}, {2, 2}}, new double[][] {{3}, {6}});
    assertEquals(3, twins.get(0, 0) + twins.get(1, 0), 1e-14);
  }

  /** The normal equations are squared once more: fourth powers of 1e80 are beyond any double. */
  @Test
  void unitsDoNotMatter() {
    double[][] activities = {{1, 2}, {3, 4}, {5, 7}};
    double[][] targets = {{1}, {2}, {3}};
    for (Solver solver : List.of(new Nnls(), new NnlsL2(), new NnlsL2(0.1, Minimise.ERROR))) {
      double[][] expected = solver.solve(activities, targets).toArray();
      for (int a : new int[] {-300, 0, 300}) {
        for (int y : new int[] {-300, 0, 300}) {
          double[][] got = solver.solve(scaled(activities, a), scaled(targets, y)).toArray();
          assertArrayEquals(scaled(expected, y - a), got, solver + ", 2^" + a + ", 2^" + y);
        }
      }
    }
  }

  private static double[][] scaled(double[][] rows, int exponent) {
    return Arrays.stream(rows)
        .map(row -> Arrays.stream(row).map(x -> Math.scalb(x, exponent)).toArray())
        .toArray(double[][]::new);
  }
}
