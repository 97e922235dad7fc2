package org.spikelane.kernel;

import static org.spikelane.check.Arguments.length;
import static org.spikelane.check.Arguments.refused;

import java.util.Arrays;
import org.spikelane.neuron.Lif;

/**
 * The state of a {@link LifPopulation} between two ticks, exact to the bit, and what it is a state
 * of.
 *
 * <p>A value: it shares no array with a population or a caller. To keep one outside the process,
 * write the two arrays and build it again with {@link #of}.
 */
public final class LifState {

  private final Lif neuron;
  private final double dt;
  private final double[] voltage;
  private final double[] refractoryFactor;

  /**
   * A state from its parts, which are copied.
   *
   * @param neuron the neurons' parameters
   * @param dt length of a tick in seconds
   * @param voltage v, {@code [neuron]}: finite, from minVoltage to 1
   * @param refractoryFactor exp((r − dt)/tauRc) of the refractory time r, {@code [neuron]}: finite,
   *     0 or above; see {@link LifCoefficients}
   * @throws IllegalArgumentException if a value is outside its range or the lengths differ
   */
  public static LifState of(Lif neuron, double dt, double[] voltage, double[] refractoryFactor) {
    LifCoefficients.of(neuron, dt);
    LifState state = new LifState(neuron, dt, voltage.clone(), refractoryFactor.clone());
    length("refractoryFactor", state.refractoryFactor.length, state.voltage.length);
    for (int i = 0; i < state.voltage.length; i++) {
      checkVoltage(neuron, state.voltage, i);
      double q = state.refractoryFactor[i];
      if (!(q >= 0 && q < Double.POSITIVE_INFINITY)) {
        throw refused("refractoryFactor[" + i + "]", q, "finite, 0 or above");
      }
    }
    return state;
  }

  /** Keeps the arrays it is given. */
  LifState(Lif neuron, double dt, double[] voltage, double[] refractoryFactor) {
    this.neuron = neuron;
    this.dt = dt;
    this.voltage = voltage;
    this.refractoryFactor = refractoryFactor;
  }

  static void checkVoltage(Lif neuron, double[] voltage, int i) {
    double v = voltage[i];
    if (!(v >= neuron.minVoltage() && v <= 1 && v > -LifCoefficients.CURRENT_LIMIT)) {
      throw refused(
          "voltage[" + i + "]",
          v,
          "finite, above -2^332, and from minVoltage = " + neuron.minVoltage() + " to 1");
    }
  }

  /** How many neurons it is the state of. */
  public int neurons() {
    return voltage.length;
  }

  /** The neurons' parameters. */
  public Lif neuron() {
    return neuron;
  }

  /** Length of a tick in seconds. */
  public double dt() {
    return dt;
  }

  /** Voltages, {@code [neuron]}: a copy. */
  public double[] voltage() {
    return voltage.clone();
  }

  /** Refractory factors, {@code [neuron]}: a copy. */
  public double[] refractoryFactor() {
    return refractoryFactor.clone();
  }

  /** Writes both arrays into those of a population. */
  void copyTo(double[] voltage, double[] refractory) {
    System.arraycopy(this.voltage, 0, voltage, 0, voltage.length);
    System.arraycopy(refractoryFactor, 0, refractory, 0, refractory.length);
  }

  /** Equal parameters and, bit for bit, equal arrays. */
  @Override
  public boolean equals(Object other) {
    return other instanceof LifState that
        && neuron.equals(that.neuron)
        && dt == that.dt
        && Arrays.equals(voltage, that.voltage)
        && Arrays.equals(refractoryFactor, that.refractoryFactor);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(voltage) * 31 + Arrays.hashCode(refractoryFactor);
  }

  @Override
  public String toString() {
    return "state of " + voltage.length + " neurons, " + neuron + ", dt " + dt;
  }
}
