package org.spikelane.graph;

import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.spikelane.kernel.KernelChoice;
import org.spikelane.parallel.Apart;

/**
 * What a graph is bound to: the arrays of its signals, the length of a tick, the seed of a run.
 *
 * <p>Small signals share an array, if every operator that uses them can do with that ({@link
 * Operator#sharesArrays}); all others have one each.
 */
public final class Context {

  /** Where a base signal is. */
  private record Place(double[] array, int at) {}

  private final double dt;
  private final long seed;
  private final KernelChoice kernel;
  private final Map<Signal, Place> places = new IdentityHashMap<>();

  /**
   * Makes arrays for all signals, with the values they begin with.
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
    List<Signal> sharing = SideBySide.of(graph);
    int size = 0;
    for (Signal base : sharing) {
      size += base.size();
    }
    double[] shared = Apart.doubles(size);
    int at = Apart.BEGIN;
    for (Signal base : sharing) {
      double[] begin = base.begin();
      System.arraycopy(begin, 0, shared, at, begin.length);
      places.put(base, new Place(shared, at));
      at += begin.length;
    }
    for (Signal base : graph.signals()) {
      place(base);
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

  /**
   * The array that the signal's elements are in, maybe with others; of one that no operator uses,
   * such as an input, one too.
   */
  public double[] array(Signal signal) {
    return place(signal).array;
  }

  /** Where in its {@link #array} the signal's first element is. */
  public int at(Signal signal) {
    return place(signal).at + signal.offset();
  }

  private Place place(Signal signal) {
    return places.computeIfAbsent(signal.base(), base -> new Place(base.begin(), 0));
  }

  /** Where in its {@link #array} every element of the signal is, row after row. */
  int[] positions(Signal signal) {
    int first = place(signal).at;
    int[] positions = signal.positions();
    for (int i = 0; i < positions.length; i++) {
      positions[i] += first;
    }
    return positions;
  }

  /** The elements of a base signal; a copy, unless it has an array of its own. */
  public double[] values(Signal base) {
    Place place = place(base);
    int size = base.size();
    return size == place.array.length
        ? place.array
        : Arrays.copyOfRange(place.array, place.at, place.at + size);
  }

  /**
   * Gives a base signal other values.
   *
   * @param values as many as it has elements
   */
  public void set(Signal base, double[] values) {
    Place place = place(base);
    System.arraycopy(values, 0, place.array, place.at, base.size());
  }

  /** The seed of an operator's random stream in this run. */
  public long seed(long own) {
    return Seeds.mix(own, seed);
  }
}
