package org.spikelane.kernel;

import static org.spikelane.check.Arguments.refused;

import java.util.Arrays;
import org.spikelane.neuron.Lif;

/**
 * What a LIF kernel needs to know of its neurons: the constants of the dynamics in the coordinate
 * in which a tick needs neither exp nor log.
 *
 * <p>The textbook keeps a refractory time r per neuron and integrates each tick over the part of it
 * that is not refractory, d = clip(dt − r, 0, dt), which takes exp(−d/tauRc) per neuron and a
 * logarithm per spike. Kept as the <i>refractory factor</i>
 *
 * <pre>    q = exp((r − dt) / tauRc)        of the r at the end of a tick</pre>
 *
 * the same dynamics are arithmetic. With decay = exp(−dt/tauRc) and reset = exp(tauRef/tauRc), a
 * tick of current J takes (q, v) to
 *
 * <pre>    q' = q · decay                   r falls by dt
 *    f  = clip(q', decay, 1)          exp(−d/tauRc)
 *    v' = J + (v − J) · f             tauRc dv/dt = J − v for d seconds
 *    v' &gt; 1:  the neuron spikes       at t = dt + tauRc ln((J − v')/(J − 1)) into the tick, and so
 *             q' = reset · (J − v')/(J − 1),  v' = 0</pre>
 *
 * because r after a spike is tauRef + t. To {@code q'} a constant {@link #REST} is added that is
 * far below its last bit until the neuron has been silent for hundreds of tauRc; it keeps q from
 * decaying into subnormal numbers, which are slow. Every product followed by a sum is one fused
 * multiply-add.
 *
 * <p>A q above 1 says how long the neuron rests on after the tick. A q at or below 1 says no more
 * than that it does not: q' is then at most decay, in this tick and in all to come, so f = decay
 * whatever q is. Kernels may leave any such q behind; {@link #resting} makes them one, and nothing
 * else is seen outside of them.
 *
 * <p>Accuracy: a tick adds to a voltage a rounding error of the order of the last bit of J (also to
 * the voltage of a neuron at rest, where the textbook changes nothing), which then decays with the
 * membrane.
 *
 * @param dt length of a tick in seconds
 * @param tauRc membrane time constant in seconds
 * @param decay exp(−dt/tauRc)
 * @param reset exp(tauRef/tauRc)
 * @param minVoltage lowest voltage
 * @param spikeHeight output in the tick of a spike, amplitude/dt
 */
public record LifCoefficients(
    double dt, double tauRc, double decay, double reset, double minVoltage, double spikeHeight) {

  /**
   * Where the refractory factor of a neuron that never spikes comes to rest, up to 1/(1 − decay).
   */
  public static final double REST = 0x1p-960;

  /**
   * Currents must be below this in magnitude: about 8.7e99. It keeps every intermediate value of a
   * tick finite.
   */
  public static final double CURRENT_LIMIT = 0x1p332;

  private static final double MIN_DT_PER_TAU_RC = 1e-9;

  /** Beyond, J − v after a spike has too few bits left to tell when in the tick the spike was. */
  private static final double MAX_DT_PER_TAU_RC = 10;

  private static final double MAX_TAU_REF_PER_TAU_RC = 300;

  /**
   * The coefficients of a neuron at a tick length.
   *
   * @param neuron the neuron's parameters; tauRef at most 300 tauRc
   * @param dt length of a tick in seconds, from 1e-9 to 10 times tauRc
   * @throws IllegalArgumentException if dt or tauRef is outside its range, or amplitude/dt is not
   *     finite
   */
  public static LifCoefficients of(Lif neuron, double dt) {
    double tauRc = neuron.tauRc();
    if (!(dt >= MIN_DT_PER_TAU_RC * tauRc && dt <= MAX_DT_PER_TAU_RC * tauRc)) {
      throw refused(
          "dt",
          dt,
          "from "
              + MIN_DT_PER_TAU_RC
              + " to "
              + MAX_DT_PER_TAU_RC
              + " times tauRc = "
              + tauRc
              + " seconds");
    }
    if (neuron.tauRef() > MAX_TAU_REF_PER_TAU_RC * tauRc) {
      throw refused(
          "tauRef",
          neuron.tauRef(),
          "at most 300 tauRc = " + MAX_TAU_REF_PER_TAU_RC * tauRc + " seconds");
    }
    return new LifCoefficients(
        dt,
        tauRc,
        StrictMath.exp(-dt / tauRc),
        StrictMath.exp(neuron.tauRef() / tauRc),
        neuron.minVoltage(),
        spikeHeight(neuron.amplitude(), dt));
  }

  /** Written down, as what Java makes up costs the first simulator some milliseconds. */
  @Override
  public boolean equals(Object other) {
    return other instanceof LifCoefficients all && Arrays.equals(values(), all.values());
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(values());
  }

  private double[] values() {
    return new double[] {dt, tauRc, decay, reset, minVoltage, spikeHeight};
  }

  /** The output in the tick of a spike: of a given area, over a tick. */
  static double spikeHeight(double amplitude, double dt) {
    double height = amplitude / dt;
    if (!(height > 0 && height < Double.POSITIVE_INFINITY)) {
      throw refused("amplitude", amplitude, "such that amplitude/dt is finite and above 0");
    }
    return height;
  }

  /**
   * The refractory factor of a refractory time in seconds: above 1, or 0 if the time is not above
   * dt or the factor is rounded to 1.
   */
  public double refractoryFactor(double refractoryTime) {
    return resting(StrictMath.exp((refractoryTime - dt) / tauRc));
  }

  /**
   * The refractory time, in seconds, of a refractory factor: 0 if that is not above 1, so that the
   * neuron does not rest any longer.
   */
  public double refractoryTime(double refractoryFactor) {
    return refractoryFactor > 1 ? dt + tauRc * StrictMath.log(refractoryFactor) : 0;
  }

  /** A refractory factor as it is seen: itself above 1, where it means something, else 0. */
  public static double resting(double refractoryFactor) {
    return refractoryFactor > 1 ? refractoryFactor : 0;
  }
}
