package org.spikelane.kernel;

import static org.spikelane.check.Arguments.length;
import static org.spikelane.check.Arguments.refused;

import java.util.List;
import java.util.SplittableRandom;
import org.spikelane.neuron.GridLif;

/**
 * {@link GridLif} neurons. The refractory period is counted in ticks, as a double, so that the
 * whole tick is arithmetic: {@code active} and {@code spiked} below are exactly 0 or 1.
 */
final class GridLifPopulation extends ArrayPopulation {

  /** Up to this, doubles count whole ticks. */
  private static final double MAX_REST_TICKS = 0x1p53;

  private final double[] voltage;
  private final double[] refractoryTicks;
  private final double step;
  private final double restTicks;
  private final double minVoltage;
  private final double spikeHeight;

  GridLifPopulation(GridLif neuron, int neurons, double dt, long seed) {
    super(neuron, neurons, dt);
    if (!(dt < neuron.tauRc())) {
      throw refused("dt", dt, "below tauRc = " + neuron.tauRc() + " s, or Euler's steps overshoot");
    }
    minVoltage = neuron.minVoltage();
    spikeHeight = LifCoefficients.spikeHeight(neuron.amplitude(), dt);
    step = dt / neuron.tauRc();
    restTicks = Math.rint(neuron.tauRef() / dt);
    if (!(restTicks <= MAX_REST_TICKS)) {
      throw refused(
          "dt", dt, "at least tauRef / 2^53 = " + neuron.tauRef() / MAX_REST_TICKS + " seconds");
    }
    voltage = LifState.addVoltage(arrays(), minVoltage);
    write("voltage", new SplittableRandom(seed).doubles(neurons).toArray());
    refractoryTicks =
        variable(
            "refractoryTicks",
            r -> r >= 0 && r <= restTicks && r == Math.rint(r),
            "a whole number from 0 to tauRef/dt = " + restTicks);
  }

  @Override
  void tick(double[] current, double[] output, int from, int to) {
    for (int i = from; i < to; i++) {
      double active = 1 - Math.min(refractoryTicks[i], 1);
      double v = Math.fma(current[i] - voltage[i], step, voltage[i]);
      v = Math.max(v, minVoltage) * active;
      double spiked = Math.min(Math.max(Math.ceil(v - 1), 0), 1);
      double quiet = 1 - spiked;
      voltage[i] = v * quiet;
      refractoryTicks[i] = Math.max(refractoryTicks[i] - 1, 0) * quiet + restTicks * spiked;
      output[i] = spikeHeight * spiked;
    }
  }

  @Override
  public List<String> quantities() {
    return LifPopulation.QUANTITIES;
  }

  @Override
  public double[] read(String quantity, double[] into) {
    if (!quantity.equals("refractoryTime")) {
      return super.read(quantity, into);
    }
    length("into", into.length, neurons());
    for (int i = 0; i < into.length; i++) {
      into[i] = refractoryTicks[i] * dt();
    }
    return into;
  }

  /** Sets a quantity; a refractory time in seconds is rounded to whole ticks. */
  @Override
  public void write(String quantity, double[] from) {
    if (!quantity.equals("refractoryTime")) {
      super.write(quantity, from);
      return;
    }
    length(quantity, from.length, neurons());
    double[] ticks = new double[from.length];
    for (int i = 0; i < from.length; i++) {
      ticks[i] = Math.rint(from[i] / dt());
      if (!(ticks[i] >= 0 && ticks[i] <= restTicks)) {
        throw refused(
            quantity + "[" + i + "]",
            from[i],
            "from 0 to tauRef = " + restTicks * dt() + " seconds");
      }
    }
    arrays().set("refractoryTicks", ticks);
  }
}
