package org.spikelane.graph;

import java.util.IdentityHashMap;
import java.util.Map;
import org.spikelane.kernel.KernelChoice;

/** What a graph is bound to: the arrays of its signals, the length of a tick, the seed of a run. */
public final class Context {

  private final double dt;
  private final long seed;
  private final KernelChoice kernel;
  private final Map<Signal, double[]> arrays = new IdentityHashMap<>();

  /**
   * Makes an array for every signal, with the values it begins with.
   *
   * @param graph whose signals
   * @param dt length of a tick in seconds
   * @param seed what the random streams of this run derive from, with the operators' own seeds
   * @param kernel the implementation for neuron types that have several
   */
  public Context(Graph graph, double dt, long seed, KernelChoice kernel) {
    this.dt = dt;
    this.seed = seed;
    this.kernel = kernel;
    for (Signal base : graph.signals()) {
      arrays.put(base, base.begin());
    }
  }

  /** Length of a tick in seconds. */
  public double dt() {
    return dt;
  }

  /** The implementation for neuron types that have several. */
  public KernelChoice kernel() {
    return kernel;
  }

  /** The array of the signal's base; of one that no operator uses, such as an input, one too. */
  public double[] array(Signal signal) {
    return arrays.computeIfAbsent(signal.base(), Signal::begin);
  }

  /** The seed of an operator's random stream in this run. */
  public long seed(long own) {
    return Seeds.mix(own, seed);
  }
}
