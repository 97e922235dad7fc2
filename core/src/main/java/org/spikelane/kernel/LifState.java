package org.spikelane.kernel;

import static org.spikelane.check.Arguments.length;

import java.util.Map;
import org.spikelane.neuron.Lif;

/** The state of a {@link LifPopulation}: a {@link PopulationState} whose values are known. */
public final class LifState extends PopulationState {

  /** Keeps the map and the arrays it is given. */
  private LifState(Lif neuron, double dt, int neurons, Map<String, double[]> values) {
    super(neuron, dt, neurons, values, new long[0]);
  }

  /**
   * A state from its parts, which are copied.
   *
   * @param neuron the neurons' parameters
   * @param dt length of a tick in seconds
   * @param voltage v, {@code [neuron]}: finite, from minVoltage to 1
   * @param refractoryFactor exp((r − dt)/tauRc) of the refractory time r, {@code [neuron]}: finite,
   *     0 or above; what is not above 1 becomes 0, as in all states that are saved; see {@link
   *     LifCoefficients}
   * @throws IllegalArgumentException if a value is outside its range or the lengths differ
   */
  public static LifState of(Lif neuron, double dt, double[] voltage, double[] refractoryFactor) {
    LifCoefficients.of(neuron, dt);
    length("refractoryFactor", refractoryFactor.length, voltage.length);
    StateArrays state = arrays(neuron, voltage.length);
    state.set("voltage", voltage);
    state.set("refractoryFactor", refractoryFactor);
    return of(neuron, dt, state, voltage.length);
  }

  /** A copy of the state of a population. */
  static LifState of(Lif neuron, double dt, StateArrays state, int neurons) {
    return new LifState(neuron, dt, neurons, state.copy());
  }

  /** The arrays of a population: {@code voltage} and {@code refractoryFactor}, all 0. */
  static StateArrays arrays(Lif neuron, int neurons) {
    StateArrays state = new StateArrays(neurons);
    addVoltage(state, neuron.minVoltage());
    state.add(
        "refractoryFactor",
        q -> q >= 0 && q < Double.POSITIVE_INFINITY,
        "finite, 0 or above",
        LifCoefficients::resting);
    return state;
  }

  /** Adds the variable {@code voltage} of a LIF neuron of any kind. */
  static double[] addVoltage(StateArrays state, double minVoltage) {
    return state.add(
        "voltage",
        v -> v >= minVoltage && v <= 1 && v > -LifCoefficients.CURRENT_LIMIT,
        "finite, above -2^332, and from minVoltage = " + minVoltage + " to 1");
  }

  /** The neurons' parameters. */
  @Override
  public Lif neuron() {
    return (Lif) super.neuron();
  }

  /** Voltages, {@code [neuron]}: a copy. */
  public double[] voltage() {
    return values("voltage");
  }

  /** Refractory factors, {@code [neuron]}: a copy. Above 1 where a neuron rests, else 0. */
  public double[] refractoryFactor() {
    return values("refractoryFactor");
  }
}
