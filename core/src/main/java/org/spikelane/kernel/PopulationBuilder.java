package org.spikelane.kernel;

import static org.spikelane.check.Arguments.positive;
import static org.spikelane.check.Arguments.refused;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.spikelane.neuron.AdaptiveLif;
import org.spikelane.neuron.AdaptiveLifRate;
import org.spikelane.neuron.Direct;
import org.spikelane.neuron.GridLif;
import org.spikelane.neuron.Izhikevich;
import org.spikelane.neuron.Lif;
import org.spikelane.neuron.NeuronType;
import org.spikelane.neuron.PoissonSpiking;
import org.spikelane.neuron.RectifiedLinear;
import org.spikelane.neuron.RegularSpiking;
import org.spikelane.neuron.SpikingRectifiedLinear;
import org.spikelane.neuron.SteppedNeuron;
import org.spikelane.neuron.StochasticSpiking;

/** What a population of any type is made of; what is not set has a default. */
public final class PopulationBuilder {

  private final NeuronType neuron;
  private final int neurons;
  private double dt = 0.001;
  private long seed;
  private KernelChoice kernel;
  private final Map<String, double[]> initial = new LinkedHashMap<>();

  PopulationBuilder(NeuronType neuron, int neurons) {
    if (neurons < 0 || neurons > LifPopulation.MAX_NEURONS) {
      throw refused("neurons", neurons, "from 0 to " + LifPopulation.MAX_NEURONS);
    }
    this.neuron = Objects.requireNonNull(neuron, "neuron");
    this.neurons = neurons;
  }

  /** Length of a tick in seconds; default 0.001. */
  public PopulationBuilder dt(double dt) {
    this.dt = dt;
    return this;
  }

  /**
   * Seed of the initial voltages and of random spikes; default 0. Voltages are drawn from the
   * uniform distribution on [0, 1), but those of {@link Izhikevich} and of types that state their
   * step begin where the type says.
   */
  public PopulationBuilder seed(long seed) {
    this.seed = seed;
    return this;
  }

  /** The kernel for types that have several; default what {@link KernelChoice#PROPERTY} says. */
  public PopulationBuilder kernel(KernelChoice kernel) {
    this.kernel = kernel;
    return this;
  }

  /**
   * The initial values of a quantity.
   *
   * @param quantity one of {@link Population#quantities()}
   * @param values such as {@link Population#write} takes, {@code [neuron]}; copied, and checked by
   *     {@link #build}
   */
  public PopulationBuilder initial(String quantity, double[] values) {
    initial.put(quantity, values.clone());
    return this;
  }

  /**
   * Builds the population.
   *
   * @throws IllegalArgumentException if a value is outside its range, an array has the wrong length
   *     or there is no such quantity
   */
  public Population build() {
    positive("dt", dt, "seconds");
    Population population =
        neuron instanceof Lif lif
            ? LifPopulation.builder(neurons).neuron(lif).dt(dt).seed(seed).kernel(choice()).build()
            : create(neuron);
    initial.forEach(population::write);
    return population;
  }

  /** A population of a type that is not {@link Lif}. */
  private ArrayPopulation create(NeuronType neuron) {
    if (neuron instanceof GridLif grid) {
      return new GridLifPopulation(grid, neurons, dt, seed);
    }
    if (neuron instanceof AdaptiveLif adaptive) {
      return new AdaptiveLifPopulation(adaptive, neurons, dt, seed, choice());
    }
    if (neuron instanceof AdaptiveLifRate adaptive) {
      return new AdaptiveLifRatePopulation(adaptive, neurons, dt);
    }
    if (neuron instanceof SpikingRectifiedLinear spiking) {
      ArrayPopulation rates = create(RectifiedLinear.DEFAULT);
      return new RegularSpikingPopulation(spiking, rates, spiking.amplitude(), seed);
    }
    if (neuron instanceof RegularSpiking spiking) {
      return new RegularSpikingPopulation(spiking, create(spiking.base()), 1, seed);
    }
    if (neuron instanceof StochasticSpiking spiking) {
      return new RandomSpikingPopulation(spiking, create(spiking.base()), seed);
    }
    if (neuron instanceof PoissonSpiking spiking) {
      return new RandomSpikingPopulation(spiking, create(spiking.base()), seed);
    }
    if (neuron instanceof Izhikevich izhikevich) {
      return new IzhikevichPopulation(izhikevich, neurons, dt);
    }
    if (neuron instanceof SteppedNeuron stepped) {
      return new SteppedPopulation(stepped, neurons, dt);
    }
    if (neuron instanceof RectifiedLinear rectified) {
      return new RectifiedLinearPopulation(rectified, neurons, dt);
    }
    if (neuron instanceof Direct) {
      return new DirectPopulation(neurons, dt);
    }
    return new RatePopulation(neuron, neurons, dt);
  }

  private KernelChoice choice() {
    return kernel == null ? KernelChoice.fromProperty() : kernel;
  }
}
