package org.spikelane.nef;

import java.util.SplittableRandom;

/**
 * Points that fill a cube more evenly than random ones.
 *
 * <p>The first {@value #ADDITIVE} coordinates are an additive sequence: coordinate k of point i is
 * the fraction of shift[k] + i · phi^−(k+1), where phi is the root of phi^(D+1) = phi + 1 above 1,
 * the golden ratio in one dimension (Roberts, <i>The Unreasonable Effectiveness of Quasirandom
 * Sequences</i>, 2018). With more coordinates its steps become alike and it fills nothing evenly,
 * so the others are a Latin hypercube: each has one point in each n-th of its range, in random
 * order (McKay, Beckman and Conover, <i>Technometrics</i> 21, 1979; for the combination, Owen,
 * <i>ACM TOMACS</i> 8, 1998). The random shift makes each single point uniform.
 */
final class LowDiscrepancy {

  private static final int ADDITIVE = 8;

  private LowDiscrepancy() {}

  /** Points [n][dims], each coordinate in [0, 1). */
  static double[][] cube(int n, int dims, SplittableRandom random) {
    double[][] points = new double[n][dims];
    int additive = Math.min(dims, ADDITIVE);
    double root = root(additive);
    double step = 1;
    for (int k = 0; k < additive; k++) {
      step /= root;
      double shift = RandomNumbers.uniform(random);
      for (int i = 0; i < n; i++) {
        double x = shift + i * step;
        points[i][k] = x - Math.floor(x);
      }
    }
    for (int k = additive; k < dims; k++) {
      int[] order = permutation(n, random);
      for (int i = 0; i < n; i++) {
        double x = (order[i] + RandomNumbers.uniform(random)) / n;
        points[i][k] = Math.min(x, Math.nextDown(1.0));
      }
    }
    return points;
  }

  /** The root above 1 of x^(dims+1) = x + 1: x = (1 + x)^(1/(dims+1)) contracts to it. */
  private static double root(int dims) {
    double x = 2;
    for (int i = 0; i < 60; i++) {
      x = StrictMath.pow(1 + x, 1.0 / (dims + 1));
    }
    return x;
  }

  private static int[] permutation(int n, SplittableRandom random) {
    int[] order = new int[n];
    for (int i = 0; i < n; i++) {
      int j = RandomNumbers.below(random, i + 1);
      order[i] = order[j];
      order[j] = i;
    }
    return order;
  }
}
