package org.spikelane.sim;

import static java.util.Objects.requireNonNull;
import static org.spikelane.check.Arguments.refused;

import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.spikelane.graph.Seeds;
import org.spikelane.nef.DecoderCache;
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
 * <p>They are simulations of one network, which is built once and shares what never changes, such
 * as decoders; or each of a network of its own, with {@link #of(IntFunction)}. Each gives the bits
 * that it would give alone, and results come in order. Functions that networks have in common are
 * called by several threads at once.
 */
public final class Batch {

  /** For the decoders that networks of a batch have in common: 256 MiB. */
  private static final long CACHE = 1L << 28;

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

  /** Makes one of the simulators. */
  private interface Begin {
    Simulator begin(int index, long seed);
  }

  private final Begin simulators;

  /** Null if the simulators have seeds of their own. */
  private final Long seed;

  private final Progress progress;

  private Batch(Begin simulators, Long seed, Progress progress) {
    this.simulators = simulators;
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
    requireNonNull(built, "built");
    return new Batch((index, seed) -> built.another(seed), 0L, Progress.NONE);
  }

  /**
   * Simulations that differ in more than their seeds: in parameters, functions, the seeds that
   * networks are built with, dt. Each is what {@link SimulatorBuilder#build()} makes, with the seed
   * that the builder has.
   *
   * <pre>{@code
   * List<double[][]> decoded =
   *     Batch.of(index -> Simulator.builder(network(gains[index]))).run(gains.length, task);
   * }</pre>
   *
   * <p>About as many networks are there at once as there are cores. Decoders that they have in
   * common are kept in memory, up to 256 MiB, unless a builder has a {@link
   * SimulatorBuilder#decoderCache} of its own.
   *
   * @param builders makes one of each index; called by several threads at once
   */
  public static Batch of(IntFunction<SimulatorBuilder> builders) {
    requireNonNull(builders, "builders");
    DecoderCache cache = DecoderCache.inMemory(CACHE);
    return new Batch((index, none) -> builders.apply(index).build(cache), null, Progress.NONE);
  }

  /**
   * The seed that the simulations' seeds follow from; default 0.
   *
   * @throws IllegalStateException if the simulations have seeds of their own
   */
  public Batch seed(long seed) {
    checkSeed();
    return new Batch(simulators, seed, progress);
  }

  private void checkSeed() {
    if (seed == null) {
      throw new IllegalStateException("each builder of this batch has the seed of its simulation");
    }
  }

  /** Is told how many simulations are done; default nobody is. */
  public Batch progress(Progress progress) {
    return new Batch(simulators, seed, requireNonNull(progress, "progress"));
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
          try (Simulator simulator = simulators.begin(index, seed == null ? 0 : seedOf(index))) {
            return task.run(index, simulator);
          }
        },
        done -> progress.report("simulations", done, count));
  }

  /**
   * The seed of one of the simulations: what to give {@link Simulator#reset(long)} to repeat it.
   *
   * @throws IllegalStateException if the simulations have seeds of their own
   */
  public long seedOf(int index) {
    checkSeed();
    return Seeds.mix(seed, index);
  }
}
