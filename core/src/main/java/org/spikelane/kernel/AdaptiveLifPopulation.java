package org.spikelane.kernel;

import java.util.List;
import org.spikelane.neuron.AdaptiveLif;
import org.spikelane.neuron.Lif;

/** {@link AdaptiveLif} neurons: the LIF kernel on J − n, then the adaptation n. */
final class AdaptiveLifPopulation extends ArrayPopulation {

  private static final List<String> QUANTITIES = List.of("voltage", "refractoryTime", "adaptation");

  private final LifPopulation lif;
  private final double[] adaptation;
  private final double[] felt;
  private final double rate;
  private final double incN;

  AdaptiveLifPopulation(
      AdaptiveLif neuron, int neurons, double dt, long seed, KernelChoice kernel) {
    super(neuron, neurons, dt);
    Lif base = new Lif(neuron.tauRc(), neuron.tauRef(), neuron.minVoltage(), neuron.amplitude());
    lif = LifPopulation.builder(neurons).neuron(base).dt(dt).seed(seed).kernel(kernel).build();
    adaptation = quantity("adaptation");
    felt = new double[neurons];
    rate = dt / neuron.tauN();
    incN = neuron.incN();
  }

  @Override
  void tick(double[] current, double[] output, int from, int to) {
    for (int i = from; i < to; i++) {
      felt[i] = current[i] - adaptation[i];
    }
    lif.stepUnchecked(felt, output, from, to);
    for (int i = from; i < to; i++) {
      adaptation[i] += rate * (incN * output[i] - adaptation[i]);
    }
  }

  @Override
  public List<String> quantities() {
    return QUANTITIES;
  }

  @Override
  public double[] read(String quantity, double[] into) {
    return LifPopulation.QUANTITIES.contains(quantity)
        ? lif.read(quantity, into)
        : super.read(quantity, into);
  }

  @Override
  void write(String quantity, double[] from) {
    switch (quantity) {
      case "voltage" -> lif.setVoltage(from);
      case "refractoryTime" -> lif.setRefractoryTime(from);
      default -> super.write(quantity, from);
    }
  }
}
