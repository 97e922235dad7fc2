package org.spikelane.network.ready;

import static org.spikelane.check.Arguments.positive;
import static org.spikelane.network.ready.Sizes.atLeast;

import org.spikelane.network.Ensemble;
import org.spikelane.network.Network;
import org.spikelane.network.Node;

/**
 * A memory that takes its input while its gate is open, and holds it while that is closed.
 *
 * <p>An integrator of the difference between input and memory: dx/dt = (u − x) · differenceGain /
 * recurrentTau. The gate silences the neurons that represent the difference. The equation is that
 * of {@link Integrator}, with the difference as input. On working memory in spiking neurons: Choo,
 * <i>The Ordinal Serial Encoding Model: Serial Memory in Spiking Neurons</i>, University of
 * Waterloo 2010.
 *
 * @param input u, {@code [dimension]}
 * @param gate 0 is open, 1 is closed
 * @param reset 1 empties the memory, 0 leaves it
 * @param output x, {@code [dimension]}
 */
public record InputGatedMemory(Node input, Node gate, Node reset, Node output) {

  /** Added to the input of a neuron, this silences it whatever it represents. */
  private static final double SILENCE = -10;

  /** The usual memory: differenceGain 1 and recurrentTau 0.1 s. */
  public static InputGatedMemory in(Network network, String label, int neurons, int dims) {
    return in(network, label, neurons, dims, 1, 0.1);
  }

  /**
   * Adds a memory of values between −1 and 1 in each dimension.
   *
   * @param network where it is added
   * @param label what it is called, for people
   * @param neurons how many for each dimension in each of two arrays, 1 or above
   * @param dims how many dimensions, 1 or above
   * @param differenceGain how fast the memory takes its input, above 0
   * @param recurrentTau time constant of the memory's synapses in seconds, above 0; longer drifts
   *     less
   * @throws IllegalArgumentException if an argument is outside its range; nothing was added
   */
  public static InputGatedMemory in(
      Network network,
      String label,
      int neurons,
      int dims,
      double differenceGain,
      double recurrentTau) {
    atLeast("neurons for each dimension of " + label, neurons, 1);
    atLeast("dimensions of " + label, dims, 1);
    positive("differenceGain of " + label, differenceGain);
    positive("recurrentTau of " + label, recurrentTau, "seconds");
    Network inside = network.network(label);
    Node input = inside.junction(label + ".input", dims);
    Node gate = inside.junction(label + ".gate", 1);
    Node reset = inside.junction(label + ".reset", 1);
    EnsembleArray memory = EnsembleArray.in(inside, label + ".memory", neurons, dims);
    EnsembleArray difference = EnsembleArray.in(inside, label + ".difference", neurons, dims);
    inside.from(memory.output()).synapse(recurrentTau).to(memory.input());
    inside
        .from(difference.output())
        .transform(differenceGain)
        .synapse(recurrentTau)
        .to(memory.input());
    inside.from(input).noSynapse().to(difference.input());
    inside.from(memory.output()).transform(-1).to(difference.input());
    silence(inside, gate, difference);
    silence(inside, reset, memory);
    return new InputGatedMemory(input, gate, reset, memory.output());
  }

  private static void silence(Network network, Node by, EnsembleArray array) {
    for (Ensemble ensemble : array.ensembles()) {
      double[][] weights = new double[ensemble.neurons().sizeIn()][1];
      for (double[] row : weights) {
        row[0] = SILENCE;
      }
      network.from(by).transform(weights).to(ensemble.neurons());
    }
  }
}
