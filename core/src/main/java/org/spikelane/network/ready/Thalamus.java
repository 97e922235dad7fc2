package org.spikelane.network.ready;

import static org.spikelane.network.ready.Sizes.atLeast;

import java.util.Arrays;
import org.spikelane.network.Network;
import org.spikelane.network.Node;

/**
 * Turns what {@link BasalGanglia} put out into about 1 for the action that is selected and 0 for
 * the others, which inhibit each other besides.
 *
 * <p>Each action is driven by a constant 1, so that one that nothing inhibits is at 1. After the
 * thalamus behind the basal ganglia of Stewart, Choo and Eliasmith, <i>Dynamic behaviour of a
 * spiking model of action selection in the basal ganglia</i>, ICCM 2010; weights and time constants
 * are chosen here.
 *
 * @param input inhibition, {@code [action]}: 0 or negative
 * @param output {@code [action]}
 */
public record Thalamus(Node input, Node output) {

  private static final double SYNAPSE = 0.008;
  private static final double THRESHOLD = 0.2;
  private static final double MUTUAL = -1;

  /**
   * Adds a thalamus.
   *
   * @param network where it is added
   * @param label what it is called, for people
   * @param neurons how many for each action, 1 or above; 50 is usual
   * @param actions how many, 2 or above
   * @throws IllegalArgumentException if a number is outside its range; nothing was added
   */
  public static Thalamus in(Network network, String label, int neurons, int actions) {
    atLeast("neurons for each action of " + label, neurons, 1);
    atLeast("actions of " + label, actions, 2);
    Network inside = network.network(label);
    Node input = inside.junction(label + ".input", actions);
    EnsembleArray array =
        EnsembleArray.in(
            inside, label + ".actions", neurons, actions, 1, OneSided.above(THRESHOLD, 1));
    double[] ones = new double[actions];
    Arrays.fill(ones, 1);
    inside.from(inside.constant(label + ".bias", ones)).noSynapse().to(array.input());
    inside.from(input).synapse(SYNAPSE).to(array.input());
    inside
        .from(array.output())
        .transform(Competition.between(actions, MUTUAL))
        .synapse(SYNAPSE)
        .to(array.input());
    return new Thalamus(input, array.output());
  }
}
