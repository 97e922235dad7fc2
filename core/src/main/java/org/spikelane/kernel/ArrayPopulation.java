package org.spikelane.kernel;

import static org.spikelane.check.Arguments.length;
import static org.spikelane.check.Arguments.range;
import static org.spikelane.check.Arguments.refused;

import java.util.List;
import java.util.function.DoublePredicate;
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
  private final StateArrays state;

  ArrayPopulation(NeuronType neuron, int neurons, double dt) {
    this.neuron = neuron;
    this.neurons = neurons;
    this.dt = dt;
    this.state = new StateArrays(neurons);
  }

  /**
   * Adds a variable to the state, 0 to begin with.
   *
   * @param may which values it may be given
   * @param allowed those values in words, completing the sentence "… must be"
   */
  final double[] variable(String name, DoublePredicate may, String allowed) {
    return state.add(name, may, allowed);
  }

  /** Adds a variable that may have any value which currents may have. */
  final double[] variable(String name) {
    return variable(
        name,
        v -> Math.abs(v) < LifCoefficients.CURRENT_LIMIT,
        "finite and below 2^332 (8.7e99) in magnitude");
  }

  /** The state as it is stepped. */
  final StateArrays arrays() {
    return state;
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
    return state.names();
  }

  @Override
  public double[] read(String quantity, double[] into) {
    checkName(quantity);
    length("into", into.length, neurons);
    System.arraycopy(state.values(quantity), 0, into, 0, neurons);
    return into;
  }

  @Override
  public void write(String quantity, double[] from) {
    checkName(quantity);
    state.set(quantity, from);
  }

  @Override
  public final PopulationState save() {
    return state.save(this);
  }

  @Override
  public final void restore(PopulationState saved) {
    state.restore(this, saved);
  }

  private void checkName(String quantity) {
    if (!quantities().contains(quantity)) {
      throw refused("quantity", quantity, "one of " + quantities());
    }
  }
}
