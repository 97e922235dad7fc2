package org.spikelane.network.ready;

import static org.spikelane.check.Arguments.positive;
import static org.spikelane.network.ready.Sizes.atLeast;

import org.spikelane.network.Function;
import org.spikelane.network.Network;
import org.spikelane.network.Node;

/**
 * Multiplies two vectors element by element, as two squares: a · b = (x² − y²) / 2 with x = (a + b)
 * / √2 and y = (a − b) / √2. Squares are easier to decode than a product, as each needs one
 * dimension only.
 *
 * @param a a factor, {@code [dimension]}
 * @param b a factor, {@code [dimension]}
 * @param output the products, {@code [dimension]}
 */
public record Product(Node a, Node b, Node output) {

  private static final Function SQUARE = x -> new double[] {x[0] * x[0]};

  /**
   * Adds a product of vectors whose elements are between −1 and 1.
   *
   * @param network where it is added
   * @param label what it is called, for people
   * @param neurons how many for each dimension, 2 or above
   * @param dims how many dimensions, 1 or above
   */
  public static Product in(Network network, String label, int neurons, int dims) {
    return in(network, label, neurons, dims, 1);
  }

  /**
   * Adds a product.
   *
   * @param network where it is added
   * @param label what it is called, for people
   * @param neurons how many for each dimension: 2 or above: half of them for each of the two
   *     squares
   * @param dims how many dimensions, 1 or above
   * @param inputMagnitude the largest magnitude of an element of a factor, above 0
   * @throws IllegalArgumentException if an argument is outside its range; nothing was added
   */
  public static Product in(
      Network network, String label, int neurons, int dims, double inputMagnitude) {
    double radius = positive("inputMagnitude of " + label, inputMagnitude) * Math.sqrt(2);
    atLeast("neurons for each dimension of " + label, neurons, 2);
    atLeast("dimensions of " + label, dims, 1);
    Network inside = network.network(label);
    Node a = inside.junction(label + ".a", dims);
    Node b = inside.junction(label + ".b", dims);
    Node output = inside.junction(label + ".output", dims);
    for (int sign = 1; sign >= -1; sign -= 2) {
      EnsembleArray squares =
          EnsembleArray.in(
              inside,
              label + (sign > 0 ? ".sum" : ".difference"),
              neurons / 2,
              dims,
              1,
              ensemble -> ensemble.radius(radius));
      inside.from(a).transform(Math.sqrt(0.5)).noSynapse().to(squares.input());
      inside.from(b).transform(sign * Math.sqrt(0.5)).noSynapse().to(squares.input());
      inside.from(squares.addOutput("square", SQUARE)).transform(sign * 0.5).noSynapse().to(output);
    }
    return new Product(a, b, output);
  }
}
