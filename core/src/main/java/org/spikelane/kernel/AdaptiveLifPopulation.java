package org.spikelane.kernel;

import static org.spikelane.check.Arguments.refused;

import java.util.List;
import org.spikelane.neuron.AdaptiveLif;
import org.spikelane.neuron.Lif;

/** {@link AdaptiveLif} neurons: the LIF kernel on J − n, then the adaptation n. */
final class AdaptiveLifPopulation extends ArrayPopulation {

  private static final List<String> QUANTITIES = List.of("voltage", "refractoryTime", "adaptation");

  private final LifPopulation lif;
  private final Adaptation adaptation;
  private final double[] felt;

  AdaptiveLifPopulation(
      AdaptiveLif neuron, int neurons, double dt, long seed, KernelChoice kernel) {
    super(neuron, neurons, dt);
    Lif base = new Lif(neuron.tauRc(), neuron.tauRef(), neuron.minVoltage(), neuron.amplitude());
    lif = LifPopulation.builder(neurons).neuron(base).dt(dt).seed(seed).kernel(kernel).build();
    if (!(neuron.incN() * neuron.amplitude() / dt < LifCoefficients.CURRENT_LIMIT)) {
      throw refused("incN", neuron.incN(), "such that incN · amplitude/dt is below 2^332 (8.7e99)");
    }
    arrays().addAll(lif.arrays());
    adaptation = new Adaptation(variable("adaptation"), dt, neuron.tauN(), neuron.incN());
    felt = new double[neurons];
  }

  @Override
  void tick(double[] current, double[] output, int from, int to) {
    adaptation.take(current, felt, from, to);
    lif.stepUnchecked(felt, output, from, to);
    adaptation.follow(output, from, to);
  }

  @Override
  public List<String> quantities() {
    return QUANTITIES;
  }

  @Override
  public double[] read(String quantity, double[] into) {
    return lif.quantities().contains(quantity)
        ? lif.read(quantity, into)
        : super.read(quantity, into);
  }

  @Override
  public void write(String quantity, double[] from) {
    if (lif.quantities().contains(quantity)) {
      lif.write(quantity, from);
    } else {
      super.write(quantity, from);
    }
  }
}
