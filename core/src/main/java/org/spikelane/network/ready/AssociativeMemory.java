package org.spikelane.network.ready;

import static org.spikelane.check.Arguments.finite;
import static org.spikelane.check.Arguments.length;
import static org.spikelane.check.Arguments.refused;
import static org.spikelane.network.ready.Sizes.atLeast;

import org.spikelane.network.Function;
import org.spikelane.network.Network;
import org.spikelane.network.Node;

/**
 * Recognises vectors: puts out the values of those keys that its input is similar to, by the dot
 * product; with the keys as values, it cleans its input up.
 *
 * <p>An ensemble for each key fires if the similarity is above a threshold, and its value is added
 * to the output. Source: Stewart, Tang and Eliasmith, <i>A biologically realistic cleanup memory:
 * Autoassociation in spiking neurons</i>, Cognitive Systems Research 12, 2011.
 *
 * @param input {@code [dimension]}
 * @param similarities about 1 for keys that are recognised, 0 for others, {@code [key]}
 * @param output sum of the values of keys that are recognised, {@code [dimension of values]}
 */
public record AssociativeMemory(Node input, Node similarities, Node output) {

  /** The similarity from which keys are recognised, if nothing else is said. */
  public static final double THRESHOLD = 0.3;

  /** How strongly a recognised key inhibits the others, if only one is to win. */
  private static final double INHIBITION = -1.5;

  /**
   * Adds a memory that cleans up: values are the keys, the threshold is {@link #THRESHOLD}, and
   * several keys can be recognised at once.
   */
  public static AssociativeMemory in(Network network, String label, int neurons, double[][] keys) {
    return in(network, label, neurons, keys, keys, THRESHOLD, false);
  }

  /**
   * Adds a memory.
   *
   * @param network where it is added
   * @param label what it is called, for people
   * @param neurons how many for each key, 1 or above; 50 is usual
   * @param keys what is recognised, {@code [key][dimension]}, of about unit length
   * @param values what is put out, {@code [key][dimension of values]}
   * @param threshold similarity from which a key is recognised, from 0 to below 1
   * @param winnerTakeAll whether only the most similar key is recognised: each inhibits the others
   * @throws IllegalArgumentException if an argument is outside its range; nothing was added
   */
  public static AssociativeMemory in(
      Network network,
      String label,
      int neurons,
      double[][] keys,
      double[][] values,
      double threshold,
      boolean winnerTakeAll) {
    atLeast("neurons for each key of " + label, neurons, 1);
    check("keys of " + label, keys);
    check("values of " + label, values);
    length("values of " + label, values.length, keys.length);
    if (!(threshold >= 0 && threshold < 1)) {
      throw refused("threshold of " + label, threshold, "from 0 to below 1");
    }
    Network inside = network.network(label);
    Node input = inside.junction(label + ".input", keys[0].length);
    EnsembleArray items =
        EnsembleArray.in(
            inside, label + ".keys", neurons, keys.length, 1, OneSided.above(threshold, 1));
    Function step = x -> new double[] {x[0] > threshold ? 1 : 0};
    Node similarities = items.addOutput("recognised", step);
    Node output = inside.junction(label + ".output", values[0].length);
    inside.from(input).transform(keys).noSynapse().to(items.input());
    inside.from(similarities).transform(transposed(values)).noSynapse().to(output);
    if (winnerTakeAll && keys.length > 1) {
      // By how similar they are: of two that are recognised, both would inhibit by the same.
      inside
          .from(items.output())
          .transform(Competition.between(keys.length, INHIBITION))
          .to(items.input());
    }
    return new AssociativeMemory(input, similarities, output);
  }

  private static void check(String name, double[][] vectors) {
    if (vectors.length == 0 || vectors[0].length == 0) {
      throw refused(name, "a matrix without elements", "1 vector or more, of 1 number or more");
    }
    for (int i = 0; i < vectors.length; i++) {
      length(name + "[" + i + "]", vectors[i].length, vectors[0].length);
      finite(name + "[" + i + "]", vectors[i]);
    }
  }

  private static double[][] transposed(double[][] matrix) {
    double[][] transposed = new double[matrix[0].length][matrix.length];
    for (int i = 0; i < matrix.length; i++) {
      for (int j = 0; j < matrix[i].length; j++) {
        transposed[j][i] = matrix[i][j];
      }
    }
    return transposed;
  }
}
