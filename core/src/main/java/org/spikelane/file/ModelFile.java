package org.spikelane.file;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.spikelane.graph.HostFunction;
import org.spikelane.graph.NamedGraph;

/**
 * A model in a file: a graph with its initial values, which runs without what built it.
 *
 * <pre>{@code
 * try (Simulator simulator = new Simulator(network)) {
 *   ModelFile.write(simulator.named(), path);
 * }
 *
 * NamedGraph model = ModelFile.read(path, Map.of("controller", body));
 * try (Simulator simulator = new Simulator(model)) {
 *   simulator.run(1.0);
 *   double[][] decoded = simulator.data("arm");
 * }
 * }</pre>
 *
 * <p>It is a zip of {@code .npy} arrays and a JSON description, which other programs can write as
 * well: docs/model-file.md specifies it. A model that was read gives the same bits as the one that
 * was written. What a simulation has come to is not part of it: its values are those at time 0.
 */
public final class ModelFile {

  /** The version that is written, and the only one that is read. */
  public static final int VERSION = 1;

  private ModelFile() {}

  /**
   * Writes a model, beside the path and then renamed: under its name there is the whole file, or
   * what was there before. The same model gives the same bytes.
   *
   * <p>Host functions are written as their names. Of several with one name, the second is called
   * {@code name (2)} in the file, and so on.
   *
   * @throws IllegalArgumentException if the model has an operator, neuron type, synapse, process or
   *     distribution that is not Spikelane's own; the message names it and its class. Nothing has
   *     been written
   * @throws ModelFileException if the file cannot be written, such as on a full disk
   */
  public static void write(NamedGraph model, Path path) throws IOException {
    new ModelWriter(requireNonNull(model, "model")).write(requireNonNull(path, "path"));
  }

  /**
   * Reads a model without host functions.
   *
   * @throws IllegalArgumentException if it has host functions
   * @throws ModelFileException as {@link #read(Path, Map)}
   */
  public static NamedGraph read(Path path) throws IOException {
    return read(path, Map.of());
  }

  /**
   * Reads a model.
   *
   * <p>A file that is damaged, or written with bad intent, is an error, and costs no more memory
   * than some times its own size. Whether to run a model that asks for much is up to the caller.
   *
   * @param functions the host functions by name; may have more than the model needs
   * @throws IllegalArgumentException if host functions are missing; the message names them
   * @throws ModelFileException if the file cannot be read, or is not one of this version or not
   *     whole; the message says where
   */
  public static NamedGraph read(Path path, Map<String, HostFunction.Body> functions)
      throws IOException {
    return new ModelReader(
            requireNonNull(path, "path"), Map.copyOf(requireNonNull(functions, "functions")))
        .read();
  }
}
