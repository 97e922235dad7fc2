package org.spikelane.sim;

import static java.util.Objects.requireNonNull;
import static org.spikelane.check.Arguments.length;
import static org.spikelane.check.Arguments.notNegative;
import static org.spikelane.check.Arguments.positive;
import static org.spikelane.check.Arguments.refused;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.spikelane.graph.Context;
import org.spikelane.graph.Graph;
import org.spikelane.graph.NamedGraph;
import org.spikelane.graph.Operator;
import org.spikelane.graph.Recording;
import org.spikelane.graph.Signal;
import org.spikelane.graph.Step;
import org.spikelane.kernel.KernelChoice;
import org.spikelane.network.BuiltConnection;
import org.spikelane.network.BuiltEnsemble;
import org.spikelane.network.Connection;
import org.spikelane.network.Ensemble;
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
  private long seed;
  private Context context;
  private Step[] steps;
  private final Map<Operator, Recording> recordings = new IdentityHashMap<>();
  private Recording[] recordingArray;
  private long ticks;
  private boolean closed;
  private boolean inTick;
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
    this.seed = builder.seed;
    bind();
  }

  /** Begins a simulator with settings other than the usual. */
  public static Builder builder(Network network) {
    return new Builder(network);
  }

  /** Begins a simulator of a graph, with settings other than the usual. */
  public static Builder builder(NamedGraph graph) {
    return new Builder(graph);
  }

  private void bind() {
    Graph graph = named.graph();
    Context context = new Context(graph, dt, seed, kernel);
    List<Operator> ordered = graph.ordered();
    Step[] steps = new Step[ordered.size()];
    for (int i = 0; i < steps.length; i++) {
      Operator operator = ordered.get(i);
      try {
        steps[i] = operator.bind(context);
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(operator.label() + ": " + e.getMessage(), e);
      }
    }
    this.context = context;
    this.steps = steps;
    recordings.clear();
    List<Recording> inOrder = new ArrayList<>();
    for (int i = 0; i < steps.length; i++) {
      if (steps[i] instanceof Recording recording) {
        recordings.put(ordered.get(i), recording);
        inOrder.add(recording);
      }
    }
    recordingArray = inOrder.toArray(Recording[]::new);
    ticks = 0;
    broken = null;
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
      for (Step step : steps) {
        step.step();
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
      tick();
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
    checkOpen();
    Operator sample = model == null ? null : model.probes().get(probe);
    if (sample == null) {
      throw refused("probe", probe, "one of the network that this simulator was built from");
    }
    return recordings.get(sample);
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
    this.seed = seed;
    bind();
  }

  /**
   * Lets go of everything; later calls, also of its inputs and outputs, are errors. Closing twice
   * is none.
   *
   * @throws IllegalStateException if it is called from within a tick
   */
  @Override
  public void close() {
    if (!closed) {
      checkOutside();
    }
    closed = true;
    steps = new Step[0];
    recordings.clear();
    recordingArray = new Recording[0];
    context = null;
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
