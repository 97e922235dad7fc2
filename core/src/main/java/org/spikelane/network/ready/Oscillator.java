package org.spikelane.network.ready;

import static org.spikelane.check.Arguments.finite;
import static org.spikelane.check.Arguments.positive;
import static org.spikelane.network.ready.Sizes.atLeast;

import org.spikelane.network.Ensemble;
import org.spikelane.network.Network;
import org.spikelane.network.Node;

/**
 * Two dimensions that turn: dx/dt = (−ω y, ω x) + u, as {@link Integrator}, with a rotation in the
 * feedback. It needs a kick to begin.
 *
 * @param input u
 * @param ensemble represents (x, y)
 */
public record Oscillator(Node input, Ensemble ensemble) {

  /**
   * Adds an oscillator.
   *
   * @param network where it is added
   * @param label what it is called, for people
   * @param recurrentTau time constant of the synapses in seconds, above 0
   * @param frequency ω in radians per second, finite
   * @param neurons how many, 1 or above
   * @throws IllegalArgumentException if an argument is outside its range; nothing was added
   */
  public static Oscillator in(
      Network network, String label, double recurrentTau, double frequency, int neurons) {
    positive("recurrentTau of " + label, recurrentTau, "seconds");
    double turn = finite("frequency of " + label, frequency) * recurrentTau;
    atLeast("neurons of " + label, neurons, 1);
    Network inside = network.network(label);
    Node input = inside.junction(label + ".input", 2);
    Ensemble ensemble = inside.ensemble(label, neurons, 2);
    inside.from(input).transform(recurrentTau).synapse(recurrentTau).to(ensemble);
    inside
        .from(ensemble)
        .transform(new double[][] {{1, -turn}, {turn, 1}})
        .synapse(recurrentTau)
        .to(ensemble);
    return new Oscillator(input, ensemble);
  }
}
