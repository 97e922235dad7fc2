package org.spikelane.nef;

import static java.util.Objects.requireNonNull;
import static org.spikelane.check.Arguments.refused;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Supplier;
import org.spikelane.disk.Sha256;

/**
 * Keeps decoders, so that a problem that was solved before is not solved again: in another network,
 * or another process. With a cache or without, hit or miss, the bits are the same.
 *
 * <p>Decoders are found by a key over all that they depend on: the solver's {@link
 * Solver#identity()}, the {@link LinearAlgebra#identity() linear algebra's}, the Java that runs,
 * and every activity and target. Activities themselves go in rather than the gains, biases,
 * encoders and points that they follow from, so that neuron types of the user's need no identity,
 * and a hit does not depend on how they are computed. Where a solver or the linear algebra has no
 * identity, nothing is kept; what fails to be solved is not kept either, nor is an answer whose
 * {@link Decoders#info()} takes more than 64 KiB.
 *
 * <p>Safe to use from several threads at once, and by any number of simulators. Two that ask for
 * the same decoders at the same time may both solve for them.
 */
public final class DecoderCache {

  /** Keeps nothing. */
  public static final DecoderCache NONE = new DecoderCache(null, "none");

  private final DecoderStore store;
  private final String name;

  private DecoderCache(DecoderStore store, String name) {
    this.store = store;
    this.name = name;
  }

  /**
   * Keeps decoders in memory.
   *
   * @param maxBytes how much at most, above 0; what was used least recently goes first
   * @throws IllegalArgumentException if it is not above 0
   */
  public static DecoderCache inMemory(long maxBytes) {
    return new DecoderCache(new MemoryStore(bytes(maxBytes)), "in memory");
  }

  /**
   * Keeps decoders in a folder, which is made if there is none. Several processes may use it at
   * once. Files are written beside their place and renamed, with a checksum: one that is damaged is
   * removed, and what was in it is solved for again. If later a file cannot be read or written, a
   * warning is logged once, and solving goes on without.
   *
   * @param folder for nothing else
   * @param maxBytes how much all files together take at most, above 0; those used least recently
   *     are removed first. Processes with different limits keep to the lowest
   * @throws IllegalArgumentException if it is not above 0
   * @throws UncheckedIOException if the folder cannot be written to
   */
  public static DecoderCache directory(Path folder, long maxBytes) {
    requireNonNull(folder, "folder");
    return new DecoderCache(new DirectoryStore(folder, bytes(maxBytes)), "in folder " + folder);
  }

  private static long bytes(long maxBytes) {
    if (maxBytes < 1) {
      throw refused("maxBytes", maxBytes, "above 0");
    }
    return maxBytes;
  }

  /**
   * What a solver finds, or has found before.
   *
   * @throws IllegalArgumentException as {@link Solver#solve(DecoderProblem)}
   */
  public Decoders solve(Solver solver, DecoderProblem problem) {
    return store == null
        ? solver.solve(problem)
        : kept(
            solver,
            "decoders",
            problem,
            new double[0][],
            problem.dims(),
            () -> solver.solve(problem));
  }

  /**
   * Full weights that a solver finds, or has found before.
   *
   * @throws IllegalArgumentException as {@link Solver#weights}
   */
  public Decoders weights(
      Solver solver, double[][] activities, double[][] targets, double[][] postEncoders) {
    return store == null
        ? solver.weights(activities, targets, postEncoders)
        : kept(
            solver,
            "weights",
            DecoderProblem.of(activities, targets),
            postEncoders,
            postEncoders.length,
            () -> solver.weights(activities, targets, postEncoders));
  }

  /** Answers have the problem's neurons, and as many dims as are given. */
  private Decoders kept(
      Solver solver,
      String wanted,
      DecoderProblem problem,
      double[][] encoders,
      int dims,
      Supplier<Decoders> solve) {
    Optional<String> identity = solver.identity();
    Optional<String> algebra = LinearAlgebra.inUse().identity();
    if (identity.isEmpty() || algebra.isEmpty()) {
      return solve.get();
    }
    byte[] key = key(wanted + " by " + identity.get(), algebra.get(), problem, encoders);
    String name = HexFormat.of().formatHex(key);
    int neurons = problem.neurons();
    byte[] bytes = store.get(name, KeptDecoders.mostBytes(neurons, dims));
    if (bytes != null) {
      Decoders kept = KeptDecoders.read(key, neurons, dims, bytes);
      if (kept != null) {
        return kept;
      }
      store.remove(name);
    }
    Decoders solved = solve.get();
    byte[] content = KeptDecoders.write(key, solved);
    if (content != null) {
      store.put(name, content);
    }
    return solved;
  }

  /** Singular values may depend on the functions of {@link Math}, so the Java counts too. */
  private static byte[] key(
      String solver, String algebra, DecoderProblem problem, double[][] encoders) {
    Sha256 hash =
        new Sha256()
            .word(KeptDecoders.VERSION)
            .text(solver)
            .text(algebra)
            .text(System.getProperty("java.vm.version") + " " + System.getProperty("os.arch"))
            .word(problem.samples())
            .word(problem.neurons())
            .numbers(problem.a())
            .word(problem.dims())
            .numbers(problem.y())
            .word(encoders.length);
    for (double[] row : encoders) {
      hash.numbers(row);
    }
    return hash.end();
  }

  @Override
  public String toString() {
    return "DecoderCache[" + name + "]";
  }
}
