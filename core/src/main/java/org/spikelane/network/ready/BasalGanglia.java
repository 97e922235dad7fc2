package org.spikelane.network.ready;

import static org.spikelane.network.ready.Sizes.atLeast;

import java.util.Arrays;
import org.spikelane.network.Function;
import org.spikelane.network.Network;
import org.spikelane.network.Node;

/**
 * Action selection: of the utilities of some actions, the output is about 0 for the highest, and
 * negative for the others, which inhibits them.
 *
 * <p>With s the ramp of a nucleus above its threshold, max(0, x − threshold), of each action's
 * utility u and with sums over all actions, the nuclei settle at
 *
 * <pre>
 *     D1  = s(1.2 u)        STN = s(u − GPe)
 *     D2  = s(0.8 u)        GPe = s(0.9 Σ STN − D2)
 *     GPi = s(0.9 Σ STN − D1 − 0.3 GPe)        output = −3 GPi</pre>
 *
 * <p>Weights, thresholds and dopamine are those of Gurney, Prescott and Redgrave, <i>A
 * computational model of action selection in the basal ganglia</i>, I and II, Biological
 * Cybernetics 84, 2001. In spiking neurons they have been used by Stewart, Choo and Eliasmith,
 * <i>Dynamic behaviour of a spiking model of action selection in the basal ganglia</i>, ICCM 2010;
 * time constants, radius and the weight of the output are those that Nengo 4.1 builds the model
 * with. Other than there, the neurons of a nucleus begin to fire at its threshold, which is where
 * the equations have it.
 *
 * @param input utilities, {@code [action]}: from 0 to about 1; the highest should be above 0.3
 * @param output about 0 for the action that is selected, negative for others, {@code [action]}
 */
public record BasalGanglia(Node input, Node output) {

  /** Time constants in seconds, of what excites and of what inhibits. */
  private static final double AMPA = 0.002;

  private static final double GABA = 0.008;

  /** Weights: cortex to striatum and to STN; striatum; STN; GPe to GPi and to STN. */
  private static final double WS = 1;

  private static final double WT = 1;
  private static final double WM = 1;
  private static final double WP = 0.9;
  private static final double WE = 0.3;
  private static final double WG = 1;

  /** How much dopamine strengthens D1 and weakens D2. */
  private static final double DOPAMINE = 0.2;

  /** Thresholds of striatum, STN, GPe and GPi. */
  private static final double STRIATUM = 0.2;

  private static final double STN = -0.25;
  private static final double GPE = -0.2;
  private static final double GPI = -0.2;

  /** Of all ensembles, so that utilities up to it can be compared. */
  private static final double RADIUS = 1.5;

  /** What the output is multiplied by, so that it silences a thalamus. */
  private static final double OUTPUT = -3;

  /**
   * Adds basal ganglia.
   *
   * @param network where they are added
   * @param label what they are called, for people
   * @param neurons how many for each action in each of five nuclei, 2 or above; 100 is usual
   * @param actions how many, 2 or above
   * @throws IllegalArgumentException if a number is outside its range; nothing was added
   */
  public static BasalGanglia in(Network network, String label, int neurons, int actions) {
    atLeast("neurons for each action of " + label, neurons, 2);
    atLeast("actions of " + label, actions, 2);
    Network inside = network.network(label);
    Node input = inside.junction(label + ".input", actions);
    Node output = inside.junction(label + ".output", actions);
    EnsembleArray d1 = nucleus(inside, label + ".striatumD1", neurons, actions, STRIATUM);
    EnsembleArray d2 = nucleus(inside, label + ".striatumD2", neurons, actions, STRIATUM);
    EnsembleArray stn = nucleus(inside, label + ".stn", neurons, actions, STN);
    EnsembleArray gpe = nucleus(inside, label + ".gpe", neurons, actions, GPE);
    EnsembleArray gpi = nucleus(inside, label + ".gpi", neurons, actions, GPI);

    inside.from(input).transform(WS * (1 + DOPAMINE)).noSynapse().to(d1.input());
    inside.from(input).transform(WS * (1 - DOPAMINE)).noSynapse().to(d2.input());
    inside.from(input).transform(WT).noSynapse().to(stn.input());

    double[][] all = new double[actions][actions];
    for (double[] row : all) {
      Arrays.fill(row, WP);
    }
    inside.from(rate(d1)).transform(-WM).synapse(GABA).to(gpi.input());
    inside.from(rate(d2)).transform(-WM).synapse(GABA).to(gpe.input());
    inside.from(rate(stn)).transform(all).synapse(AMPA).to(gpi.input());
    inside.from(rate(stn)).transform(all).synapse(AMPA).to(gpe.input());
    inside.from(rate(gpe)).transform(-WE).synapse(GABA).to(gpi.input());
    inside.from(rate(gpe)).transform(-WG).synapse(GABA).to(stn.input());
    inside.from(rate(gpi)).transform(OUTPUT).noSynapse().to(output);
    return new BasalGanglia(input, output);
  }

  private static EnsembleArray nucleus(
      Network network, String label, int neurons, int actions, double threshold) {
    EnsembleArray nucleus =
        EnsembleArray.in(network, label, neurons, actions, 1, OneSided.above(threshold, RADIUS));
    Function ramp = x -> new double[] {Math.max(0, x[0] - threshold)};
    nucleus.addOutput("rate", ramp);
    return nucleus;
  }

  private static Node rate(EnsembleArray nucleus) {
    return nucleus.output("rate");
  }
}
