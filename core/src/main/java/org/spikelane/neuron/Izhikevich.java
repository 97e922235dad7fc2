package org.spikelane.neuron;

import static org.spikelane.check.Arguments.finite;
import static org.spikelane.check.Arguments.positive;
import static org.spikelane.check.Arguments.refused;

import java.util.List;

/**
 * Izhikevich's simple model of a spiking neuron, which bursts, adapts or fires regularly depending
 * on its four parameters. Per millisecond, with membrane potential v in millivolts and recovery u,
 *
 * <pre>    v ← v + 0.04 v² + 5 v + 140 − u + J
 *    v ≥ 30:  a spike, v ← resetVoltage
 *    u ← u + tauRecovery · (coupling · v − u),  and + resetRecovery after a spike</pre>
 *
 * by forward Euler, the reset of v before the step of u. Currents below −30 count as −30, as the
 * quadratic term would make them run away.
 *
 * <p>Its curve is measured with one neuron in ticks of 1 ms, so it has steps.
 *
 * <p>Source: E. M. Izhikevich, Simple model of spiking neurons, IEEE Transactions on Neural
 * Networks 14 (2003) 1569–1572.
 *
 * @param tauRecovery the model's a, the rate of the recovery per millisecond, finite and above 0;
 *     larger means faster recovery
 * @param coupling the model's b, the sensitivity of the recovery to v, finite; larger means more
 *     subthreshold oscillation
 * @param resetVoltage the model's c, v after a spike, in millivolts, below 30
 * @param resetRecovery the model's d, what a spike adds to u, finite
 */
public record Izhikevich(
    double tauRecovery, double coupling, double resetVoltage, double resetRecovery)
    implements SteppedNeuron {

  /** Regular spiking: 0.02, 0.2, −65 mV, 8. */
  public static final Izhikevich DEFAULT = new Izhikevich(0.02, 0.2, -65, 8);

  /**
   * Checks the parameters.
   *
   * @throws IllegalArgumentException if one is outside its range
   */
  public Izhikevich {
    positive("tauRecovery", tauRecovery, "units per millisecond");
    finite("coupling", coupling);
    if (!(resetVoltage > -1000 && resetVoltage < 30)) {
      throw refused("resetVoltage", resetVoltage, "above -1000 mV and below 30 mV");
    }
    finite("resetRecovery", resetRecovery);
  }

  @Override
  public List<String> stateNames() {
    return List.of("voltage", "recovery");
  }

  /** At the reset voltage, the recovery in balance with it. */
  @Override
  public double[] initialState() {
    return new double[] {resetVoltage, coupling * resetVoltage};
  }

  @Override
  public double step(double dt, double current, double[] state) {
    double v = voltageReached(dt, current, state[0], state[1]);
    boolean spiked = v >= 30;
    double after = spiked ? resetVoltage : v;
    state[1] = recovery(dt, after, state[1]) + (spiked ? resetRecovery : 0);
    state[0] = after;
    return spiked ? 1 / dt : 0;
  }

  /** The voltage at the end of a tick, before a reset. */
  public double voltageReached(double dt, double current, double v, double u) {
    double slope = 0.04 * (v * v) + 5 * v + 140 - u + Math.max(current, -30);
    return v + slope * 1000 * dt;
  }

  /** The recovery at the end of a tick, before a spike's addition. */
  public double recovery(double dt, double v, double u) {
    return u + tauRecovery * (coupling * v - u) * 1000 * dt;
  }
}
