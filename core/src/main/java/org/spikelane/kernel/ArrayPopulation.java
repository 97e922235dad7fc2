package org.spikelane.kernel;

import static org.spikelane.check.Arguments.length;
import static org.spikelane.check.Arguments.range;
import static org.spikelane.check.Arguments.refused;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.spikelane.neuron.NeuronType;

/**
 * A population whose state is one array of doubles a quantity: everything but the tick itself.
 *
 * <p>Ticks are plain loops. Where a type's step is arithmetic they are written without a branch or
 * a selection, by {@code Math.min}, {@code max}, {@code floor} and products with 0 or 1, so that C2
 * turns them into SIMD; every operation is exact in IEEE arithmetic, so the bits do not depend on
 * whether it did.
 */
abstract class ArrayPopulation implements Population {

  private static final LifKernel CHECK = new ScalarLifKernel();

  private final NeuronType neuron;
  private final int neurons;
  private final double dt;
  private final Map<String, double[]> state = new LinkedHashMap<>();

  ArrayPopulation(NeuronType neuron, int neurons, double dt) {
    this.neuron = neuron;
    this.neurons = neurons;
    this.dt = dt;
  }

  /** Adds a quantity to the state, 0 to begin with. */
  final double[] quantity(String name) {
    double[] values = new double[neurons];
    state.put(name, values);
    return values;
  }

  /** Adds a quantity to the state, uniform on [0, 1). */
  final double[] uniformQuantity(String name, long seed) {
    double[] values = new SplittableRandom(seed).doubles(neurons).toArray();
    state.put(name, values);
    return values;
  }

  /** Steps, with arguments that have been checked. */
  abstract void tick(double[] current, double[] output, int from, int to);

  @Override
  public final void step(double[] current, double[] output, int from, int to) {
    length("current", current.length, neurons);
    length("output", output.length, neurons);
    if (output == current) {
      throw refused("output", "the array of current itself", "another array than current");
    }
    range(from, to, neurons);
    int bad = CHECK.firstUnusable(current, from, to);
    if (bad >= 0) {
      throw LifPopulation.unusable(current, bad);
    }
    tick(current, output, from, to);
  }

  @Override
  public final NeuronType neuron() {
    return neuron;
  }

  @Override
  public final int neurons() {
    return neurons;
  }

  @Override
  public final double dt() {
    return dt;
  }

  @Override
  public List<String> quantities() {
    return List.copyOf(state.keySet());
  }

  @Override
  public double[] read(String quantity, double[] into) {
    double[] values = values(quantity);
    length("into", into.length, neurons);
    System.arraycopy(values, 0, into, 0, neurons);
    return into;
  }

  /** Sets a quantity of every neuron. */
  void write(String quantity, double[] from) {
    double[] values = values(quantity);
    length(quantity, from.length, neurons);
    for (int i = 0; i < neurons; i++) {
      if (!Double.isFinite(from[i])) {
        throw refused(quantity + "[" + i + "]", from[i], "a finite number");
      }
    }
    System.arraycopy(from, 0, values, 0, neurons);
  }

  private double[] values(String quantity) {
    double[] values = state.get(quantity);
    if (values == null) {
      throw refused("quantity", quantity, "one of " + quantities());
    }
    return values;
  }
}
