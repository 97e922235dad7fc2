package org.spikelane.sim;

import static java.util.Objects.requireNonNull;
import static org.spikelane.check.Arguments.notNegative;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import org.spikelane.disk.AtomicFile;
import org.spikelane.graph.Graph;
import org.spikelane.graph.NamedGraph;
import org.spikelane.graph.Recording;
import org.spikelane.nef.DecoderCache;
import org.spikelane.network.BuiltConnection;
import org.spikelane.network.BuiltEnsemble;
import org.spikelane.network.Connection;
import org.spikelane.network.Ensemble;
import org.spikelane.network.Network;
import org.spikelane.network.Probe;
import org.spikelane.network.Progress;

/**
 * Runs a network, tick by tick.
 *
 * <pre>{@code
 * try (Simulator simulator = new Simulator(network)) {
 *   simulator.run(1.0);
 *   double[][] decoded = simulator.data(probe);
 * }
 * }</pre>
 *
 * <p>The network is built when the simulator is; what is changed in the network later has no effect
 * on it. The same network and seed give the same bits. Not thread-safe.
 *
 * <p>Functions and processes of the user's are called within a tick. From there a simulator says
 * what {@link #time} and {@link #ticks} it is in whole ticks, but neither runs nor shows or changes
 * what it holds: inputs, outputs, probes and all that runs or ends it throw an {@link
 * IllegalStateException}. A {@link ProbeSink} is called after the tick: it may set inputs, and read
 * outputs and probes.
 *
 * <p>A run of many ticks may be faster than as many single ones: what does not depend on others
 * then runs some ticks ahead of them, if that pays ({@link Runners}). No bit depends on it, and all
 * functions of the user's are called in a tick before any is in the next.
 */
public final class Simulator implements AutoCloseable {

  private final Simulated simulated;
  private final Progress progress;
  private final Execution execution;

  /**
   * Builds a network, to be run in ticks of 1 ms.
   *
   * @throws IllegalArgumentException if something in it cannot be built; the message names it
   */
  public Simulator(Network network) {
    this(new SimulatorBuilder(network), DecoderCache.NONE);
  }

  /**
   * Runs a graph, such as one that was read from a file, in ticks of 1 ms. What it shows is asked
   * for by name.
   *
   * @throws IllegalArgumentException if an operator cannot run at this dt
   */
  public Simulator(NamedGraph graph) {
    this(new SimulatorBuilder(graph), DecoderCache.NONE);
  }

  Simulator(SimulatorBuilder builder, DecoderCache cache) {
    this(new Simulated(builder, cache), builder);
  }

  /** Of what has been built, with a builder's settings of how it runs. */
  private Simulator(Simulated simulated, SimulatorBuilder builder) {
    this.simulated = simulated;
    this.progress = builder.progress;
    this.execution =
        new Execution(
            simulated.runners(builder.threads, builder.isPatient, builder.cached), builder.seed);
  }

  /** Begins a simulator with settings other than the usual. */
  public static SimulatorBuilder builder(Network network) {
    return new SimulatorBuilder(network);
  }

  /** Begins a simulator of a graph, with settings other than the usual. */
  public static SimulatorBuilder builder(NamedGraph graph) {
    return new SimulatorBuilder(graph);
  }

  /**
   * Another simulator of the same network as it was built, at time 0: it shares what never changes,
   * such as decoders, and nothing else; but ensembles that are passed over at once keep a copy of
   * their encoders and decoders, in the order in which they are read, and another where large
   * ensembles are divided. It runs with one thread.
   *
   * @param seed of what is random while it runs
   */
  public Simulator another(long seed) {
    execution.checkOpen();
    return new Simulator(simulated, new SimulatorBuilder(simulated.named()).seed(seed));
  }

  /**
   * Runs one tick.
   *
   * @throws IllegalStateException if something fails in the tick, such as a function of the user's
   *     that throws or gives NaN: the message names it. Then the network is between two ticks, and
   *     runs no more until {@link #reset()}; what probes recorded in the ticks before remains. Also
   *     if it is closed, failed before, or is called from within a tick
   */
  public void step() {
    execution.checkUsable();
    execution.checkOutside();
    execution.step();
  }

  /** Whether it runs in pieces, some ahead of others, as long as nothing changes that. */
  boolean isInPieces() {
    return execution.bound().pieces() != null;
  }

  /**
   * Runs for some time.
   *
   * @param seconds 0 or above; rounded to whole ticks
   * @throws IllegalArgumentException if it is negative or not finite, or a probe would have more
   *     samples than an array can hold; nothing has run
   * @throws IllegalStateException as {@link #step}
   */
  public void run(double seconds) {
    execution.checkUsable();
    execution.checkOutside();
    runTicks(Math.round(notNegative("seconds", seconds, "seconds") / simulated.dt()));
  }

  /**
   * Runs some ticks. Room for what probes record is made before the first. If a tick fails,
   * functions of the user's may have been called for later ones, as what calls them may be ahead of
   * what failed; what probes recorded in these is dropped.
   *
   * @param count how many, 0 or above
   * @throws IllegalArgumentException if there are fewer than 0, or a probe would have more samples
   *     than an array can hold; nothing has run
   * @throws IllegalStateException as {@link #step}
   */
  public void runTicks(long count) {
    execution.checkUsable();
    execution.checkOutside();
    execution.run(count, progress);
  }

  /**
   * Makes room for what probes record in so many ticks more, so that {@link #step} allocates
   * nothing in them: for loops of the caller's own. A run does so itself.
   *
   * @param moreTicks 0 or above
   * @throws IllegalArgumentException if there are fewer than 0, or a probe would have more samples
   *     than an array can hold
   * @throws IllegalStateException if this is called from within a tick
   */
  public void reserve(long moreTicks) {
    execution.checkBetweenTicks();
    execution.reserve(moreTicks);
  }

  /** The time that has been simulated, in seconds. */
  public double time() {
    execution.checkOpen();
    return execution.bound().ticks() * simulated.dt();
  }

  /** How many ticks have been run, without one that failed. */
  public long ticks() {
    execution.checkOpen();
    return execution.bound().ticks();
  }

  /** Length of a tick in seconds. */
  public double dt() {
    execution.checkOpen();
    return simulated.dt();
  }

  /**
   * What a probe has recorded.
   *
   * @return {@code [sample][element]}: a copy
   * @throws IllegalArgumentException if it is a probe of another network
   */
  public double[][] data(Probe probe) {
    return recording(probe).values();
  }

  /**
   * One of the numbers that a probe has recorded, over time: what one plots.
   *
   * @param element which, from 0
   * @return {@code [sample]}
   * @throws IllegalArgumentException if it is a probe of another network, or there is no such
   *     number
   */
  public double[] data(Probe probe, int element) {
    return recording(probe).values(element);
  }

  /**
   * When a probe recorded.
   *
   * @return seconds, {@code [sample]}
   * @throws IllegalArgumentException if it is a probe of another network
   */
  public double[] times(Probe probe) {
    return recording(probe).times();
  }

  /**
   * What a probe has recorded.
   *
   * @param probe one of the names of {@link NamedGraph#probes} of {@link #named}
   * @return {@code [sample][element]}: a copy
   * @throws IllegalArgumentException if there is none of this name
   */
  public double[][] data(String probe) {
    return recording(probe).values();
  }

  /**
   * One of the numbers that a probe has recorded, over time.
   *
   * @param probe its name, as in {@link #data(String)}
   * @param element which, from 0
   * @return {@code [sample]}
   * @throws IllegalArgumentException if there is none of this name, or no such number
   */
  public double[] data(String probe, int element) {
    return recording(probe).values(element);
  }

  /**
   * When a probe recorded.
   *
   * @param probe its name, as in {@link #data(String)}
   * @return seconds, {@code [sample]}
   * @throws IllegalArgumentException if there is none of this name
   */
  public double[] times(String probe) {
    return recording(probe).times();
  }

  private Recording recording(String probe) {
    execution.checkBetweenTicks();
    return execution.bound().recording(simulated.sample(probe));
  }

  private Recording recording(Probe probe) {
    execution.checkBetweenTicks();
    return execution.bound().recording(simulated.sample(probe));
  }

  /**
   * Hands the samples of a probe on, as they come, instead of keeping them: so memory does not grow
   * with time. What was kept before remains in {@link #data}. The stream goes on after {@link
   * #reset} and {@link #restore}: each sample says of which tick it is.
   *
   * <p>A sink gets a sample after its tick, if that did not fail. If the sink fails, its stream
   * ends, and whoever ran the tick gets an exception that names the probe; the network itself is
   * sound, and runs on if it is told to.
   *
   * @param probe one of the network; it may have several sinks
   * @param sink not used by another stream
   * @return to flush or end the stream with; {@link #close} ends all
   * @throws IllegalArgumentException if it is a probe of another network
   * @throws UncheckedIOException if the sink cannot begin, as with a file that cannot be written
   */
  public ProbeStream stream(Probe probe, ProbeSink sink) {
    requireNonNull(sink, "sink");
    execution.checkOutside();
    return execution.streams().begin(simulated, probe, sink);
  }

  /**
   * Writes what all probes have kept to one file that {@code numpy.load} reads: of each probe an
   * array {@code label}, {@code [sample][element]}, and {@code label.times}, {@code [sample]} in
   * seconds. Characters that are unusual in names of files become {@code _}; of two probes with one
   * name, the second gets {@code _2}, and so on.
   *
   * <p>The file is written beside its place and renamed: it is there as a whole or, if something
   * goes wrong, as it was.
   *
   * @throws UncheckedIOException if it cannot be written
   */
  public void writeNpz(Path file) {
    execution.checkOutside();
    List<Recording> inOrder = List.of(execution.bound().recordings());
    try {
      AtomicFile.write(file, channel -> Npz.write(channel, inOrder));
    } catch (IOException e) {
      throw new UncheckedIOException(file + ": " + AtomicFile.reason(e), e);
    }
  }

  /**
   * Writes the state to a file, exact to the bit: signals, learned weights among them, neurons,
   * synapses, random streams, time and the run's seed. What probes have kept is not in it; what
   * functions of the user's remember cannot be. Streams are flushed first.
   *
   * <p>The file is written beside its place, forced to the disk and renamed: under its name there
   * is always a complete one, whatever happens to the process. One that is killed may leave a file
   * that ends in {@code .part}, which the next save under that name removes.
   *
   * @throws CheckpointException if it cannot be written; a file of that name is as it was
   * @throws UncheckedIOException if a stream cannot be flushed; that stream has ended, and nothing
   *     was saved
   * @throws IllegalStateException if a tick has failed, or this is called from within one
   */
  public void save(Path file) {
    execution.checkUsable();
    execution.checkOutside();
    execution.streams().flush();
    Checkpoint.write(
        requireNonNull(file, "file"), simulated.fingerprint(), execution.bound()::save);
  }

  /**
   * Goes to a state that {@link #save} wrote, here or in another process, of an equally built
   * network with the same dt: from here on every bit is as it was from there, with any kernel. Also
   * after a tick that failed. What probes kept is dropped; they go on as if they had sampled since
   * time 0.
   *
   * @throws CheckpointException if there is no such file, it is damaged, truncated, of a later
   *     version or of another model; nothing has changed
   * @throws IllegalStateException if this is called from within a tick
   */
  public void restore(Path file) {
    execution.checkOutside();
    requireNonNull(file, "file");
    execution.restore(file, simulated.fingerprint());
  }

  /**
   * What an ensemble was built with.
   *
   * @throws IllegalArgumentException if it is one of another network, was added later, or is of
   *     type Direct: it has nothing that is drawn
   */
  public BuiltEnsemble built(Ensemble ensemble) {
    execution.checkOpen();
    return simulated.built(ensemble);
  }

  /**
   * What a connection from an ensemble was built with.
   *
   * @throws IllegalArgumentException if it begins elsewhere, is one of another network, or was
   *     added later
   */
  public BuiltConnection built(Connection connection) {
    execution.checkOpen();
    return simulated.built(connection);
  }

  /** The graph that runs, with what {@linkplain Graph#seen nobody can see} and so does not. */
  public Graph graph() {
    execution.checkOpen();
    return simulated.named().graph();
  }

  /** The graph that runs, with what it shows by name: what a file can hold. */
  public NamedGraph named() {
    execution.checkOpen();
    return simulated.named();
  }

  /**
   * An input, to be given values while the network runs.
   *
   * @param name as in {@link Network#input}
   * @throws IllegalArgumentException if there is none of this name
   */
  public LiveInput input(String name) {
    execution.checkOpen();
    return new LiveInput(execution, name, simulated.input(name));
  }

  /**
   * An output, to be read while the network runs.
   *
   * @param name as in {@link Network#output}
   * @throws IllegalArgumentException if there is none of this name
   */
  public LiveOutput output(String name) {
    execution.checkOpen();
    return new LiveOutput(execution, name, simulated.output(name));
  }

  /**
   * Begins again, at time 0, as if nothing had run, also after a tick that failed: what probes
   * recorded and what live inputs were given is dropped. Functions of the user's that remember
   * something are the user's to reset.
   */
  public void reset() {
    execution.checkOutside();
    execution.begin(execution.bound().seed);
  }

  /**
   * Begins again with another seed for what is random while it runs; what was built stays, initial
   * voltages included.
   *
   * @param seed of spikes and processes that are random; a later {@link #reset()} keeps it
   */
  public void reset(long seed) {
    execution.checkOutside();
    execution.begin(seed);
  }

  /**
   * Lets go of everything; later calls, also of its inputs and outputs, are errors. Closing twice
   * is none.
   *
   * @throws IllegalStateException if it is called from within a tick
   * @throws UncheckedIOException if a stream cannot write what it held back; it is closed
   *     nevertheless
   */
  @Override
  public void close() {
    execution.close();
  }
}
