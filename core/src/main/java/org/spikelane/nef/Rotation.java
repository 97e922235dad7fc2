package org.spikelane.nef;

import java.util.SplittableRandom;

/**
 * A random orthogonal map (a rotation, with or without a reflection), every one equally likely.
 *
 * <p>A product of reflections: the k-th maps a random direction of the last k coordinates to their
 * first axis, and a random sign takes care of the last coordinate. Source: Stewart, <i>SIAM Journal
 * on Numerical Analysis</i> 17, 1980.
 */
final class Rotation {

  /** Unit normals of the mirrors, the k-th of k + 2 coordinates. */
  private final double[][] normals;

  private final double[] signs;

  private Rotation(double[][] normals, double[] signs) {
    this.normals = normals;
    this.signs = signs;
  }

  static Rotation random(int dims, SplittableRandom random) {
    double[][] normals = new double[dims - 1][];
    double[] signs = new double[dims];
    signs[dims - 1] = random.nextLong() < 0 ? -1 : 1;
    for (int k = 0; k < normals.length; k++) {
      double[] v = new double[k + 2];
      RandomNumbers.direction(random, v);
      // To the axis' far end: the sum in the first coordinate cannot cancel.
      signs[dims - 2 - k] = v[0] < 0 ? 1 : -1;
      v[0] += v[0] < 0 ? -1 : 1;
      double length = RandomNumbers.length(v);
      for (int j = 0; j < v.length; j++) {
        v[j] /= length;
      }
      normals[k] = v;
    }
    return new Rotation(normals, signs);
  }

  /** Maps points [n][dims] in place. */
  void apply(double[][] points) {
    for (double[] point : points) {
      int dims = point.length;
      for (int k = 0; k < dims; k++) {
        point[k] *= signs[k];
      }
      for (double[] v : normals) {
        int from = dims - v.length;
        double along = 0;
        for (int j = 0; j < v.length; j++) {
          along += v[j] * point[from + j];
        }
        for (int j = 0; j < v.length; j++) {
          point[from + j] -= 2 * along * v[j];
        }
      }
    }
  }
}
