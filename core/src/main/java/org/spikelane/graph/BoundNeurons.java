package org.spikelane.graph;

import java.util.LinkedHashMap;
import java.util.Map;
import org.spikelane.kernel.Population;
import org.spikelane.kernel.PopulationState;

/**
 * What {@link StepNeurons} runs: a population between two arrays.
 *
 * <p>Others may step the population by their own means, and keep its state meanwhile; {@link
 * #stateMayBeElsewhere} has it brought back before it is needed here.
 */
public final class BoundNeurons implements StatefulStep {

  private final String name;
  private final Population population;
  private final double[] current;
  private final double[] output;
  private final String[] quantities;
  private final double[][] shown;
  private Runnable fetch = () -> {};

  BoundNeurons(
      String name,
      Population population,
      double[] current,
      double[] output,
      Map<String, double[]> shown) {
    this.name = name;
    this.population = population;
    this.current = current;
    this.output = output;
    this.quantities = shown.keySet().toArray(new String[0]);
    this.shown = shown.values().toArray(new double[0][]);
  }

  /** The neurons. */
  public Population population() {
    return population;
  }

  /**
   * Says that the population's state may be kept by somebody else.
   *
   * @param fetch writes it back into the population, if it is not there
   */
  public void stateMayBeElsewhere(Runnable fetch) {
    this.fetch = fetch;
  }

  @Override
  public void step() {
    fetch.run();
    try {
      population.step(current, output);
    } catch (IllegalArgumentException e) {
      throw new IllegalStateException("neurons " + name + ": " + e.getMessage(), e);
    }
    for (int k = 0; k < quantities.length; k++) {
      population.read(quantities[k], shown[k]);
    }
  }

  @Override
  public void save(StateWriter out) {
    fetch.run();
    PopulationState state = population.save();
    for (String quantity : state.names()) {
      out.doubles(state.values(quantity));
    }
    out.longs(state.randomStreams());
  }

  @Override
  public void restore(StateReader in) {
    fetch.run();
    Map<String, double[]> values = new LinkedHashMap<>();
    for (String quantity : population.save().names()) {
      values.put(quantity, in.doubles());
    }
    population.restore(
        PopulationState.of(
            population.neuron(), population.dt(), population.neurons(), values, in.longs()));
  }
}
