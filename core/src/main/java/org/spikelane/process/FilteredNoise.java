package org.spikelane.process;

import static org.spikelane.check.Arguments.refused;

import org.spikelane.nef.Distribution;
import org.spikelane.nef.Gaussian;
import org.spikelane.synapse.Lowpass;
import org.spikelane.synapse.Synapse;

/**
 * White noise through a filter, which starts from the steady state of output 0.
 *
 * <p>Of Gaussian noise of standard deviation σ, scaled, and {@code Lowpass(tau)} the variance
 * approaches σ²/dt · (1 − a)/(1 + a) with a = exp(−dt/tau), which is σ²/(2·tau) for dt far below
 * tau; a time s of whole ticks later, the correlation is exp(−s/tau).
 *
 * @param synapse the filter
 * @param dist where points are drawn from; of univariate ones each dimension is independent
 * @param scale whether points are divided by √dt before they are filtered, as in {@link
 *     WhiteNoise}: the variance of what comes out then hardly depends on dt
 */
public record FilteredNoise(Synapse synapse, Distribution dist, boolean scale) implements Process {

  /**
   * Checks the arguments.
   *
   * @throws IllegalArgumentException if synapse or dist is null
   */
  public FilteredNoise {
    if (synapse == null) {
      throw refused("synapse", "null", "a synapse");
    }
    WhiteNoise.checkDistribution(dist);
  }

  /** Gaussian noise of mean 0 and standard deviation 1, scaled, through {@code Lowpass(0.005)}. */
  public FilteredNoise() {
    this(Lowpass.DEFAULT);
  }

  /** Gaussian noise of mean 0 and standard deviation 1, scaled. */
  public FilteredNoise(Synapse synapse) {
    this(synapse, new Gaussian(0, 1), true);
  }

  /**
   * {@inheritDoc}
   *
   * <p>The noise of a tick is in the output of the same tick; {@link Synapse} says how. A step
   * throws as that of {@link WhiteNoise}.
   *
   * @throws IllegalArgumentException if dims or dt is outside its range, or dt is one at which the
   *     synapse cannot be stepped
   */
  @Override
  public ProcessStepper stepper(int dims, double dt, long seed) {
    return new FilteredNoiseStepper(this, dims, dt, seed);
  }
}
