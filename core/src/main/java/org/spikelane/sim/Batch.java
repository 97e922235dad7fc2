package org.spikelane.sim;

import static java.util.Objects.requireNonNull;
import static org.spikelane.check.Arguments.refused;

import java.util.List;
import java.util.stream.IntStream;
import org.spikelane.graph.Seeds;
import org.spikelane.network.Network;
import org.spikelane.network.Progress;
import org.spikelane.parallel.Parallel;

/**
 * Many simulations side by side, on all cores.
 *
 * <pre>{@code
 * List<double[][]> decoded =
 *     Batch.of(network).run(100, (index, simulator) -> {
 *       simulator.run(1.0);
 *       return simulator.data(probe);
 *     });
 * }</pre>
 *
 * <p>The network is built once; what never changes, such as decoders, is shared. Each simulation
 * gives the bits that it would give alone, and results come in order. Functions of the network's
 * own nodes and connections are shared as well, and called by several threads at once.
 */
public final class Batch {

  /** What is done with each simulator. */
  @FunctionalInterface
  public interface Task<R> {

    /**
     * Runs one of the simulations. Called by several threads at once, each with a simulator of its
     * own, which is closed afterwards.
     *
     * @param index which, from 0
     * @param simulator at time 0; a seed of its own for what is random while it runs
     * @return the result
     */
    R run(int index, Simulator simulator);
  }

  private final Simulator built;
  private final long seed;
  private final Progress progress;

  private Batch(Simulator built, long seed, Progress progress) {
    this.built = built;
    this.seed = seed;
    this.progress = progress;
  }

  /** Simulations of a network as it is now, in ticks of 1 ms, with the network built by default. */
  public static Batch of(Network network) {
    return of(new Simulator(network));
  }

  /**
   * Simulations of what a simulator has built, with its dt and kernels. The simulator itself is not
   * run, and must stay open.
   */
  public static Batch of(Simulator built) {
    return new Batch(requireNonNull(built, "built"), 0, Progress.NONE);
  }

  /** The seed that the simulations' seeds follow from; default 0. */
  public Batch seed(long seed) {
    return new Batch(built, seed, progress);
  }

  /** Is told how many simulations are done; default nobody is. */
  public Batch progress(Progress progress) {
    return new Batch(built, seed, requireNonNull(progress, "progress"));
  }

  /**
   * Runs simulations.
   *
   * @param count how many, 0 or above
   * @param task what is done with each
   * @return the results, in order
   * @throws IllegalArgumentException if there are fewer than 0
   * @throws RuntimeException what the first simulation in order that failed threw
   */
  public <R> List<R> run(int count, Task<R> task) {
    if (count < 0) {
      throw refused("count", count, "0 or above");
    }
    requireNonNull(task, "task");
    List<Integer> indices = IntStream.range(0, count).boxed().toList();
    return Parallel.map(
        indices,
        index -> {
          try (Simulator simulator = built.another(seedOf(index))) {
            return task.run(index, simulator);
          }
        },
        done -> progress.report("simulations", done, count));
  }

  /**
   * The seed of one of the simulations: what to give {@link Simulator#reset(long)} to repeat it.
   */
  public long seedOf(int index) {
    return Seeds.mix(seed, index);
  }
}
