package org.spikelane.network.ready;

import static org.spikelane.check.Arguments.positive;
import static org.spikelane.network.ready.Sizes.atLeast;

import org.spikelane.network.Ensemble;
import org.spikelane.network.Network;
import org.spikelane.network.Node;

/**
 * A memory: dx/dt = u, by neurons that feed back to themselves.
 *
 * <p>Behind a Lowpass synapse of time constant tau a population follows tau · dx/dt = −x + v. With
 * v = x + tau · u, that is dx/dt = u. Source: Eliasmith and Anderson, <i>Neural Engineering</i>,
 * MIT Press 2003, chapter 8.
 *
 * @param input u
 * @param ensemble represents x
 */
public record Integrator(Node input, Ensemble ensemble) {

  /**
   * Adds an integrator.
   *
   * @param network where it is added
   * @param label what it is called, for people
   * @param recurrentTau time constant of the synapses in seconds, above 0; longer drifts less
   * @param neurons how many, 1 or above
   * @param dims how many dimensions are integrated, 1 or above
   * @throws IllegalArgumentException if an argument is outside its range; nothing was added
   */
  public static Integrator in(
      Network network, String label, double recurrentTau, int neurons, int dims) {
    positive("recurrentTau of " + label, recurrentTau, "seconds");
    atLeast("neurons of " + label, neurons, 1);
    atLeast("dimensions of " + label, dims, 1);
    Network inside = network.network(label);
    Node input = inside.junction(label + ".input", dims);
    Ensemble ensemble = inside.ensemble(label, neurons, dims);
    inside.from(input).transform(recurrentTau).synapse(recurrentTau).to(ensemble);
    inside.from(ensemble).synapse(recurrentTau).to(ensemble);
    return new Integrator(input, ensemble);
  }
}
