package org.spikelane.network.ready;

import static org.spikelane.network.ready.Sizes.atLeast;

import org.spikelane.network.Network;
import org.spikelane.network.Node;

/**
 * Circular convolution, c[n] = Σ a[k] · b[(n − k) mod dims]: how the field binds two vectors into
 * one.
 *
 * <p>By Fourier: the transform of c is the product of those of a and b, of which each complex
 * number takes four real products. Transforms are linear, so they are matrices on connections; only
 * the products need neurons. Source: Plate, <i>Holographic Reduced Representation</i>, CSLI 2003.
 *
 * @param a a factor, {@code [dimension]}
 * @param b a factor, {@code [dimension]}
 * @param output the convolution, {@code [dimension]}
 */
public record CircularConvolution(Node a, Node b, Node output) {

  /**
   * What real and imaginary parts of the transform of a unit vector hardly exceed: they have a
   * variance of 1/2, those without an imaginary part of 1.
   */
  private static final double LARGEST = 2;

  /**
   * Adds a circular convolution of vectors of about unit length.
   *
   * @param network where it is added
   * @param label what it is called, for people
   * @param neurons how many for each of the 4 · (⌊dims/2⌋ + 1) products, 2 or above
   * @param dims how many dimensions, 1 or above
   * @throws IllegalArgumentException if an argument is outside its range; nothing was added
   */
  public static CircularConvolution in(Network network, String label, int neurons, int dims) {
    atLeast("neurons for each product of " + label, neurons, 2);
    atLeast("dimensions of " + label, dims, 1);
    Network inside = network.network(label);
    Node a = inside.junction(label + ".a", dims);
    Node b = inside.junction(label + ".b", dims);
    Node output = inside.junction(label + ".output", dims);
    Product product = Product.in(inside, label + ".product", neurons, 4 * (dims / 2 + 1), LARGEST);
    inside.from(a).transform(parts(dims, new int[] {0, 1, 0, 1})).noSynapse().to(product.a());
    inside.from(b).transform(parts(dims, new int[] {0, 1, 1, 0})).noSynapse().to(product.b());
    inside.from(product.output()).transform(back(dims)).noSynapse().to(output);
    return new CircularConvolution(a, b, output);
  }

  /**
   * Real and imaginary parts of the transform, four for each frequency.
   *
   * @param which of each frequency: 0 for the real part, 1 for the imaginary part
   */
  private static double[][] parts(int dims, int[] which) {
    double[][] matrix = new double[4 * (dims / 2 + 1)][dims];
    for (int row = 0; row < matrix.length; row++) {
      for (int n = 0; n < dims; n++) {
        double angle = angle(row / 4, n, dims);
        matrix[row][n] = which[row % 4] == 0 ? StrictMath.cos(angle) : -StrictMath.sin(angle);
      }
    }
    return matrix;
  }

  /** From the products re·re, im·im, re·im and im·re of each frequency to the convolution. */
  private static double[][] back(int dims) {
    double[][] matrix = new double[dims][4 * (dims / 2 + 1)];
    for (int n = 0; n < dims; n++) {
      for (int k = 0; k <= dims / 2; k++) {
        // Every frequency but the first, and the middle one if there is one, stands for two.
        double weight = (k == 0 || 2 * k == dims ? 1.0 : 2.0) / dims;
        double cos = weight * StrictMath.cos(angle(k, n, dims));
        double sin = weight * StrictMath.sin(angle(k, n, dims));
        matrix[n][4 * k] = cos;
        matrix[n][4 * k + 1] = -cos;
        matrix[n][4 * k + 2] = -sin;
        matrix[n][4 * k + 3] = -sin;
      }
    }
    return matrix;
  }

  private static double angle(int frequency, int n, int dims) {
    return 2 * Math.PI * ((long) frequency * n % dims) / dims;
  }
}
