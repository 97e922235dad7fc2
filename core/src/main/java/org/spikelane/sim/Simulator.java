package org.spikelane.sim;

import static java.util.Objects.requireNonNull;
import static org.spikelane.check.Arguments.length;
import static org.spikelane.check.Arguments.notNegative;
import static org.spikelane.check.Arguments.positive;
import static org.spikelane.check.Arguments.refused;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.spikelane.graph.Context;
import org.spikelane.graph.Fingerprint;
import org.spikelane.graph.Graph;
import org.spikelane.graph.NamedGraph;
import org.spikelane.graph.Operator;
import org.spikelane.graph.Recording;
import org.spikelane.graph.Signal;
import org.spikelane.graph.StateReader;
import org.spikelane.graph.StatefulStep;
import org.spikelane.graph.Step;
import org.spikelane.kernel.KernelChoice;
import org.spikelane.network.BuiltConnection;
import org.spikelane.network.BuiltEnsemble;
import org.spikelane.network.Connection;
import org.spikelane.network.Ensemble;
import org.spikelane.network.EnsembleNeurons;
import org.spikelane.network.Model;
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
 */
public final class Simulator implements AutoCloseable {

  private final Model model;
  private final NamedGraph named;
  private final double dt;
  private final KernelChoice kernel;
  private final Progress progress;
  private final int threads;
  private long seed;
  private Context context;
  private Step[] steps;

  /** Null if one thread is to run all steps. */
  private Crew crew;

  private Map<Operator, Recording> recordings;
  private Recording[] recordingArray;
  private long ticks;
  private boolean closed;
  private boolean inTick;
  private Stream[] streams = {};
  private byte[] fingerprint;
  private Throwable broken;

  /**
   * Builds a network, to be run in ticks of 1 ms.
   *
   * @throws IllegalArgumentException if something in it cannot be built; the message names it
   */
  public Simulator(Network network) {
    this(new Builder(network));
  }

  /**
   * Runs a graph, such as one that was read from a file, in ticks of 1 ms. What it shows is asked
   * for by name.
   *
   * @throws IllegalArgumentException if an operator cannot run at this dt
   */
  public Simulator(NamedGraph graph) {
    this(new Builder(graph));
  }

  private Simulator(Builder builder) {
    this.model = builder.graph == null ? Model.of(builder.network, builder.progress) : null;
    this.named = builder.graph == null ? model.named() : builder.graph;
    this.dt = builder.dt;
    this.kernel = builder.kernel == null ? KernelChoice.fromProperty() : builder.kernel;
    this.progress = builder.progress;
    this.threads = builder.threads;
    begin(new Bound(named.graph(), dt, builder.seed, kernel));
  }

  /** Begins a simulator with settings other than the usual. */
  public static Builder builder(Network network) {
    return new Builder(network);
  }

  /** Begins a simulator of a graph, with settings other than the usual. */
  public static Builder builder(NamedGraph graph) {
    return new Builder(graph);
  }

  private Simulator(Simulator of, long seed) {
    this.named = of.named;
    this.model = of.model;
    this.dt = of.dt;
    this.kernel = of.kernel;
    this.progress = Progress.NONE;
    this.threads = 1;
    begin(new Bound(named.graph(), dt, seed, kernel));
  }

  /**
   * Another simulator of the same network as it was built, at time 0: it shares what never changes,
   * such as decoders, and nothing else. It runs with one thread.
   *
   * @param seed of what is random while it runs
   */
  public Simulator another(long seed) {
    checkOpen();
    return new Simulator(this, seed);
  }

  /** Runs from here on what was bound; if that fails, nothing has changed. */
  private void begin(Bound bound) {
    List<Operator> ordered = named.graph().ordered();
    Step[] steps = bound.steps;
    Map<Operator, Step> byOperator = new IdentityHashMap<>();
    Map<Operator, Recording> recordings = new IdentityHashMap<>();
    List<Recording> inOrder = new ArrayList<>();
    for (int i = 0; i < steps.length; i++) {
      byOperator.put(ordered.get(i), steps[i]);
      if (steps[i] instanceof Recording recording) {
        recordings.put(ordered.get(i), recording);
        inOrder.add(recording);
      }
    }
    for (Stream stream : streams) {
      recordings.get(stream.sample).keep(false);
    }
    // Last, as its threads would be nobody's if anything failed after it.
    Crew crew =
        threads > 1 ? new Crew(Stages.of(named.graph(), byOperator, threads), threads) : null;
    dismiss();
    this.crew = crew;
    this.seed = bound.seed;
    this.context = bound.context;
    this.steps = steps;
    this.recordings = recordings;
    this.recordingArray = inOrder.toArray(Recording[]::new);
    this.ticks = bound.ticks;
    broken = null;
  }

  /** Lets the threads end, if there are any. */
  private void dismiss() {
    if (crew != null) {
      crew.close();
      crew = null;
    }
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
    checkUsable();
    checkOutside();
    tick();
  }

  private void tick() {
    inTick = true;
    try {
      if (crew != null) {
        crew.tick();
      } else {
        for (Step step : steps) {
          step.step();
        }
      }
      ticks++;
    } catch (RuntimeException | Error e) {
      broken = e;
      for (Recording recording : recordingArray) {
        recording.dropAfter(ticks);
      }
      throw e;
    } finally {
      inTick = false;
    }
    if (streams.length > 0) {
      deliver();
    }
  }

  /** Hands on what probes that stream have sampled in this tick; one that fails ends. */
  private void deliver() {
    RuntimeException failed = null;
    inTick = true;
    try {
      for (Stream stream : streams) {
        Recording recording = recordings.get(stream.sample);
        if (recording.latestTick() == ticks && !stream.ended) {
          try {
            stream.sink.row(ticks, recording.latest());
          } catch (IOException | RuntimeException e) {
            failed = stream.failed(e, failed);
          }
        }
      }
    } finally {
      inTick = false;
    }
    if (failed != null) {
      throw failed;
    }
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
    checkUsable();
    checkOutside();
    runTicks(Math.round(notNegative("seconds", seconds, "seconds") / dt));
  }

  /**
   * Runs some ticks. Room for what probes record is made before the first.
   *
   * @param count how many, 0 or above
   * @throws IllegalArgumentException if there are fewer than 0, or a probe would have more samples
   *     than an array can hold; nothing has run
   * @throws IllegalStateException as {@link #step}
   */
  public void runTicks(long count) {
    checkUsable();
    checkOutside();
    if (count < 0) {
      throw refused("ticks", count, "0 or above");
    }
    reserve(count);
    progress.report("ticks", 0, count);
    for (long k = 0; k < count; k++) {
      // Checked again: whoever is told of progress may have closed it.
      step();
      if ((k + 1) % 100 == 0 || k + 1 == count) {
        progress.report("ticks", k + 1, count);
      }
    }
  }

  /**
   * Makes room for what probes record in so many ticks more, so that {@link #step} allocates
   * nothing in them: for loops of the caller's own. A run does so itself.
   *
   * @param moreTicks 0 or above
   * @throws IllegalArgumentException if there are fewer than 0, or a probe would have more samples
   *     than an array can hold
   */
  public void reserve(long moreTicks) {
    checkOpen();
    if (moreTicks < 0) {
      throw refused("ticks", moreTicks, "0 or above");
    }
    for (Recording recording : recordingArray) {
      recording.check(moreTicks);
    }
    for (Recording recording : recordingArray) {
      recording.reserve(moreTicks);
    }
  }

  private void checkOpen() {
    if (closed) {
      throw new IllegalStateException("the simulator is closed");
    }
  }

  private void checkOutside() {
    checkOpen();
    if (inTick) {
      throw new IllegalStateException("the simulator is in the middle of a tick");
    }
  }

  private void checkUsable() {
    checkOpen();
    if (broken != null) {
      throw new IllegalStateException(
          "a tick failed, and left the network between two ticks; reset() begins again", broken);
    }
  }

  /** The time that has been simulated, in seconds. */
  public double time() {
    checkOpen();
    return ticks * dt;
  }

  /** How many ticks have been run, without one that failed. */
  public long ticks() {
    checkOpen();
    return ticks;
  }

  /** Length of a tick in seconds. */
  public double dt() {
    checkOpen();
    return dt;
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
    checkOpen();
    Operator sample = named.probes().get(probe);
    if (sample == null) {
      throw refused("probe", "'" + probe + "'", "one of " + named.probes().keySet());
    }
    return recordings.get(sample);
  }

  private Recording recording(Probe probe) {
    return recordings.get(sample(probe));
  }

  private Operator sample(Probe probe) {
    checkOpen();
    Operator sample = model == null ? null : model.probes().get(probe);
    if (sample == null) {
      throw refused("probe", probe, "one of the network that this simulator was built from");
    }
    return sample;
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
  public Stream stream(Probe probe, ProbeSink sink) {
    requireNonNull(sink, "sink");
    checkOutside();
    Operator sample = sample(probe);
    double spike = Double.NaN;
    if (probe.target() instanceof EnsembleNeurons neurons
        && probe.quantity().equals(Probe.OUTPUT)) {
      spike = neurons.ensemble().neuronType().amplitude() / dt;
    }
    Recording recording = recordings.get(sample);
    Stream stream = new Stream(probe, sample, sink);
    try {
      sink.begin(
          new ProbeSink.Header(probe.label(), recording.width(), dt, recording.taken(), spike));
    } catch (IOException e) {
      throw stream.wrapped(e);
    }
    streams = Arrays.copyOf(streams, streams.length + 1);
    streams[streams.length - 1] = stream;
    recordings.get(sample).keep(false);
    return stream;
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
    checkOutside();
    List<Recording> inOrder = List.of(recordingArray);
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
   * that ends in {@code .part}.
   *
   * @throws CheckpointException if it cannot be written; a file of that name is as it was
   * @throws UncheckedIOException if a stream cannot be flushed; that stream has ended, and nothing
   *     was saved
   * @throws IllegalStateException if a tick has failed, or this is called from within one
   */
  public void save(Path file) {
    checkUsable();
    checkOutside();
    for (Stream stream : streams) {
      stream.flush();
    }
    Graph graph = named.graph();
    Checkpoint.write(
        requireNonNull(file, "file"),
        fingerprint(),
        to -> {
          to.longs(ticks, seed);
          for (Signal signal : graph.signals()) {
            if (!signal.isConstant()) {
              to.doubles(context.array(signal));
            }
          }
          for (int i = 0; i < steps.length; i++) {
            if (steps[i] instanceof StatefulStep stateful) {
              to.longs(i);
              stateful.save(to);
            }
          }
          to.longs(-1);
        });
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
    checkOutside();
    requireNonNull(file, "file");
    begin(Checkpoint.read(file, fingerprint(), this::restored));
  }

  private Bound restored(StateReader from) {
    long[] run = from.longs();
    length("the run's words", run.length, 2);
    Graph graph = named.graph();
    Bound bound = new Bound(graph, dt, run[1], kernel);
    bound.ticks = run[0];
    for (Signal signal : graph.signals()) {
      if (!signal.isConstant()) {
        from.copyDoubles(bound.context.array(signal));
      }
    }
    for (int i = 0; i < bound.steps.length; i++) {
      if (bound.steps[i] instanceof StatefulStep stateful) {
        expect(from, i);
        try {
          stateful.restore(from);
        } catch (IllegalArgumentException e) {
          throw new IllegalArgumentException(
              graph.ordered().get(i).label() + ": " + e.getMessage(), e);
        }
      }
    }
    expect(from, -1);
    return bound;
  }

  private static void expect(StateReader from, long step) {
    long[] got = from.longs();
    if (got.length != 1 || got[0] != step) {
      throw refused("number of the step", Arrays.toString(got), Long.toString(step));
    }
  }

  private byte[] fingerprint() {
    if (fingerprint == null) {
      fingerprint = Fingerprint.of(named.graph(), dt);
    }
    return fingerprint;
  }

  /**
   * What an ensemble was built with.
   *
   * @throws IllegalArgumentException if it is one of another network, was added later, or is of
   *     type Direct: it has nothing that is drawn
   */
  public BuiltEnsemble built(Ensemble ensemble) {
    checkOpen();
    BuiltEnsemble built = model == null ? null : model.ensembles().get(ensemble);
    if (built == null) {
      throw refused(
          "ensemble",
          ensemble,
          "one of neurons, of the network that this simulator was built from");
    }
    return built;
  }

  /**
   * What a connection from an ensemble was built with.
   *
   * @throws IllegalArgumentException if it begins elsewhere, is one of another network, or was
   *     added later
   */
  public BuiltConnection built(Connection connection) {
    checkOpen();
    BuiltConnection built = model == null ? null : model.connections().get(connection);
    if (built == null) {
      throw refused(
          "connection",
          connection,
          "one from an ensemble, of the network that this simulator was built from");
    }
    return built;
  }

  /** The graph that runs. */
  public Graph graph() {
    checkOpen();
    return named.graph();
  }

  /** The graph that runs, with what it shows by name: what a file can hold. */
  public NamedGraph named() {
    checkOpen();
    return named;
  }

  /**
   * An input, to be given values while the network runs.
   *
   * @param name as in {@link Network#input}
   * @throws IllegalArgumentException if there is none of this name
   */
  public Input input(String name) {
    checkOpen();
    return new Input(name, signal("input", name, inputs()));
  }

  /**
   * An output, to be read while the network runs.
   *
   * @param name as in {@link Network#output}
   * @throws IllegalArgumentException if there is none of this name
   */
  public Output output(String name) {
    checkOpen();
    return new Output(name, signal("output", name, outputs()));
  }

  private Map<String, Signal> inputs() {
    return model == null ? named.inputs() : model.inputs();
  }

  private Map<String, Signal> outputs() {
    return model == null ? named.outputs() : model.outputs();
  }

  private static Signal signal(String what, String name, Map<String, Signal> named) {
    Signal signal = named.get(name);
    if (signal == null) {
      throw refused(what, "'" + name + "'", "one of " + named.keySet());
    }
    return signal;
  }

  /**
   * Begins again, at time 0, as if nothing had run, also after a tick that failed: what probes
   * recorded and what live inputs were given is dropped. Functions of the user's that remember
   * something are the user's to reset.
   */
  public void reset() {
    reset(seed);
  }

  /**
   * Begins again with another seed for what is random while it runs; what was built stays, initial
   * voltages included.
   *
   * @param seed of spikes and processes that are random; a later {@link #reset()} keeps it
   */
  public void reset(long seed) {
    checkOutside();
    begin(new Bound(named.graph(), dt, seed, kernel));
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
    if (!closed) {
      checkOutside();
    }
    RuntimeException failed = null;
    for (Stream stream : streams) {
      try {
        stream.close();
      } catch (RuntimeException e) {
        failed = Stream.first(failed, e);
      }
    }
    closed = true;
    dismiss();
    steps = new Step[0];
    recordings = Map.of();
    recordingArray = new Recording[0];
    context = null;
    if (failed != null) {
      throw failed;
    }
  }

  /** A graph bound to arrays, with the steps that run. */
  private static final class Bound {

    final Context context;
    final Step[] steps;
    final long seed;
    long ticks;

    Bound(Graph graph, double dt, long seed, KernelChoice kernel) {
      this.seed = seed;
      context = new Context(graph, dt, seed, kernel);
      List<Operator> ordered = graph.ordered();
      steps = new Step[ordered.size()];
      for (int i = 0; i < steps.length; i++) {
        Operator operator = ordered.get(i);
        try {
          steps[i] = operator.bind(context);
        } catch (IllegalArgumentException e) {
          throw new IllegalArgumentException(operator.label() + ": " + e.getMessage(), e);
        }
      }
    }
  }

  /** A probe's samples on their way to a sink. */
  public final class Stream implements AutoCloseable {

    private final Probe probe;
    private final Operator sample;
    private final ProbeSink sink;
    private boolean ended;

    private Stream(Probe probe, Operator sample, ProbeSink sink) {
      this.probe = probe;
      this.sample = sample;
      this.sink = sink;
    }

    /**
     * Has the sink hand on what it holds back: what a file has then is there even if this process
     * is killed.
     *
     * @throws UncheckedIOException if it cannot; the stream has ended
     */
    public void flush() {
      if (!ended) {
        try {
          sink.flush();
        } catch (IOException | RuntimeException e) {
          throw failed(e, null);
        }
      }
    }

    /**
     * Ends the stream; if it was the last of its probe, that keeps its samples again. To end it
     * twice is no error.
     *
     * @throws UncheckedIOException if the sink cannot write what it held back
     */
    @Override
    public void close() {
      if (!ended) {
        end();
        try {
          sink.close();
        } catch (IOException e) {
          throw wrapped(e);
        }
      }
    }

    private void end() {
      ended = true;
      streams = Arrays.stream(streams).filter(stream -> stream != this).toArray(Stream[]::new);
      if (Arrays.stream(streams).noneMatch(stream -> stream.sample == sample)) {
        recordings.get(sample).keep(true);
      }
    }

    /** Ends it after an error, of which it makes one to be thrown, added to one before. */
    private RuntimeException failed(Exception e, RuntimeException before) {
      if (!ended) {
        end();
        try {
          sink.close();
        } catch (IOException | RuntimeException second) {
          if (second != e) {
            e.addSuppressed(second);
          }
        }
      }
      return first(before, wrapped(e));
    }

    private static RuntimeException first(RuntimeException before, RuntimeException e) {
      if (before == null) {
        return e;
      }
      before.addSuppressed(e);
      return before;
    }

    private RuntimeException wrapped(Exception e) {
      if (e instanceof IOException io) {
        return new UncheckedIOException(
            "stream of " + probe + " to " + sink + ": " + AtomicFile.reason(io), io);
      }
      return new IllegalStateException("stream of " + probe + ": " + e.getMessage(), e);
    }
  }

  /** A live input. */
  public final class Input {

    /** As errors call it; made once, as nothing is to be allocated in a tick. */
    private final String label;

    private final Signal signal;

    private Input(String name, Signal signal) {
      this.label = "input " + name;
      this.signal = signal;
    }

    /**
     * Gives it a value, if it has one number only, from the next tick on.
     *
     * @param value finite
     * @throws IllegalArgumentException as {@link #set(double...)}
     */
    public void set(double value) {
      checkUsable();
      length(label, 1, signal.size());
      if (!Double.isFinite(value)) {
        throw refused(label, value, "a finite number");
      }
      context.array(signal)[signal.offset()] = value;
    }

    /**
     * Gives it values, from the next tick on. Where nothing is to be allocated, keep an array: to
     * list several numbers makes one in every call.
     *
     * @param values finite, as many as the input has
     * @throws IllegalArgumentException if there are more or fewer, or one is not finite; the values
     *     before remain
     */
    public void set(double... values) {
      checkUsable();
      if (values == null) {
        throw new NullPointerException("values of " + label);
      }
      length(label, values.length, signal.size());
      for (int i = 0; i < values.length; i++) {
        if (!Double.isFinite(values[i])) {
          throw refused(label + "[" + i + "]", values[i], "a finite number");
        }
      }
      System.arraycopy(values, 0, context.array(signal), signal.offset(), values.length);
    }
  }

  /** A live output. */
  public final class Output {

    private final String name;
    private final Signal signal;

    private Output(String name, Signal signal) {
      this.name = name;
      this.signal = signal;
    }

    /**
     * Reads what it had in the last tick; 0 before the first.
     *
     * @param into written, as many as the output has
     * @return {@code into}
     * @throws IllegalArgumentException if it has another length
     */
    public double[] get(double[] into) {
      checkUsable();
      if (into.length != signal.size()) {
        throw refused("array for output " + name, into.length + " long", signal.size() + " long");
      }
      System.arraycopy(context.array(signal), signal.offset(), into, 0, into.length);
      return into;
    }

    /**
     * Reads one of the numbers that it had in the last tick.
     *
     * @param index which, from 0
     * @throws IllegalArgumentException if there is none
     */
    public double get(int index) {
      checkUsable();
      if (index < 0 || index >= signal.size()) {
        throw refused("index into output " + name, index, "from 0 to " + (signal.size() - 1));
      }
      return context.array(signal)[signal.offset() + index];
    }
  }

  /** Settings of a simulator; what is not set has a default. */
  public static final class Builder {

    private final Network network;
    private final NamedGraph graph;
    private double dt = 0.001;
    private long seed;
    private KernelChoice kernel;
    private Progress progress = Progress.NONE;
    private int threads = 1;

    private Builder(Network network) {
      this.network = requireNonNull(network, "network");
      this.graph = null;
    }

    private Builder(NamedGraph graph) {
      this.network = null;
      this.graph = requireNonNull(graph, "graph");
    }

    /** Length of a tick in seconds, finite and above 0; default 0.001. */
    public Builder dt(double dt) {
      this.dt = positive("dt", dt, "seconds");
      return this;
    }

    /** Seed of what is random while it runs, with the objects' own; default 0. */
    public Builder seed(long seed) {
      this.seed = seed;
      return this;
    }

    /**
     * The kernels, none of which changes a bit; default what {@link KernelChoice#PROPERTY} says.
     */
    public Builder kernel(KernelChoice kernel) {
      this.kernel = kernel;
      return this;
    }

    /**
     * How many threads run a tick, from 1 to 1024; default 1. They give the same bits as one does,
     * and pay where a network has several large ensembles: a tick should take some ten
     * microseconds. The other threads end when the simulator is closed.
     *
     * <p>Functions of nodes and connections are called by the caller's thread; those that share
     * something with each other may see another order than with one thread. Processes of one's own
     * are called by any thread, each by one at a time. A function must not read or change this
     * simulator, as the others are in the middle of the tick.
     *
     * @throws IllegalArgumentException if it is outside its range
     */
    public Builder threads(int threads) {
      if (threads < 1 || threads > 1024) {
        throw refused("threads", threads, "from 1 to 1024");
      }
      this.threads = threads;
      return this;
    }

    /**
     * Is told how far builds and runs have come, such as {@link Progress#console()}; default nobody
     * is.
     */
    public Builder progress(Progress progress) {
      this.progress = requireNonNull(progress, "progress");
      return this;
    }

    /**
     * Builds the network, if it is to run one, and binds the graph.
     *
     * @throws IllegalArgumentException if something in it cannot be built; the message names it
     */
    public Simulator build() {
      return new Simulator(this);
    }
  }
}
