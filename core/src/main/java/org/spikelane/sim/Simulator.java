package org.spikelane.sim;

import static org.spikelane.check.Arguments.length;
import static org.spikelane.check.Arguments.notNegative;
import static org.spikelane.check.Arguments.positive;
import static org.spikelane.check.Arguments.refused;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.spikelane.graph.Context;
import org.spikelane.graph.Graph;
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
  private RuntimeException broken;

  /** Builds a network, to be run in ticks of 1 ms. */
  public Simulator(Network network) {
    this(new Builder(network));
  }

  private Simulator(Builder builder) {
    this.model = Model.of(builder.network, builder.progress);
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

  private void bind() {
    Graph graph = model.graph();
    context = new Context(graph, dt, seed, kernel);
    List<Operator> ordered = graph.ordered();
    steps = new Step[ordered.size()];
    recordings.clear();
    for (int i = 0; i < steps.length; i++) {
      steps[i] = ordered.get(i).bind(context);
      if (steps[i] instanceof Recording recording) {
        recordings.put(ordered.get(i), recording);
      }
    }
    recordingArray = recordings.values().toArray(Recording[]::new);
    ticks = 0;
    broken = null;
  }

  /** Runs one tick. */
  public void step() {
    checkUsable();
    tick();
  }

  private void tick() {
    try {
      for (Step step : steps) {
        step.step();
      }
    } catch (RuntimeException e) {
      broken = e;
      throw e;
    }
    ticks++;
  }

  /**
   * Runs for some time.
   *
   * @param seconds 0 or above; rounded to whole ticks
   * @throws IllegalArgumentException if it is negative or not finite
   */
  public void run(double seconds) {
    checkUsable();
    runTicks(Math.round(notNegative("seconds", seconds, "seconds") / dt));
  }

  /**
   * Runs some ticks.
   *
   * @throws IllegalArgumentException if there are fewer than 0
   */
  public void runTicks(long count) {
    checkUsable();
    if (count < 0) {
      throw refused("ticks", count, "0 or above");
    }
    for (Recording recording : recordingArray) {
      recording.reserve(count);
    }
    for (long k = 0; k < count; k++) {
      tick();
      if ((k + 1) % 100 == 0 || k + 1 == count) {
        progress.report("ticks", k + 1, count);
      }
    }
  }

  private void checkUsable() {
    if (closed) {
      throw new IllegalStateException("the simulator is closed");
    }
    if (broken != null) {
      throw new IllegalStateException(
          "a tick failed, and left the network between two ticks; reset() begins again", broken);
    }
  }

  /** The time that has been simulated, in seconds. */
  public double time() {
    return ticks * dt;
  }

  /** How many ticks have been run. */
  public long ticks() {
    return ticks;
  }

  /** Length of a tick in seconds. */
  public double dt() {
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
   * When a probe recorded.
   *
   * @return seconds, {@code [sample]}
   * @throws IllegalArgumentException if it is a probe of another network
   */
  public double[] times(Probe probe) {
    return recording(probe).times();
  }

  private Recording recording(Probe probe) {
    if (closed) {
      throw new IllegalStateException("the simulator is closed");
    }
    Recording recording = recordings.get(model.probes().get(probe));
    if (recording == null) {
      throw refused("probe", probe, "one of the network that this simulator was built from");
    }
    return recording;
  }

  /** What an ensemble was built with. */
  public BuiltEnsemble built(Ensemble ensemble) {
    BuiltEnsemble built = model.ensembles().get(ensemble);
    if (built == null) {
      throw refused("ensemble", ensemble, "one of the network that this simulator was built from");
    }
    return built;
  }

  /** What a connection from an ensemble was built with. */
  public BuiltConnection built(Connection connection) {
    BuiltConnection built = model.connections().get(connection);
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
    return model.graph();
  }

  /**
   * An input, to be given values while the network runs.
   *
   * @param name as in {@link Network#input}
   * @throws IllegalArgumentException if there is none of this name
   */
  public Input input(String name) {
    return new Input(name, signal("input", name, model.inputs()));
  }

  /**
   * An output, to be read while the network runs.
   *
   * @param name as in {@link Network#output}
   * @throws IllegalArgumentException if there is none of this name
   */
  public Output output(String name) {
    return new Output(signal("output", name, model.outputs()));
  }

  private static Signal signal(String what, String name, Map<String, Signal> named) {
    Signal signal = named.get(name);
    if (signal == null) {
      throw refused(what, "'" + name + "'", "one of " + named.keySet());
    }
    return signal;
  }

  /** Begins again, at time 0, as if nothing had run; what probes recorded is dropped. */
  public void reset() {
    reset(seed);
  }

  /**
   * Begins again with another seed for what is random while it runs; what was built stays.
   *
   * @param seed of spikes and processes that are random
   */
  public void reset(long seed) {
    if (closed) {
      throw new IllegalStateException("the simulator is closed");
    }
    this.seed = seed;
    bind();
  }

  /** Lets go of everything; later calls are errors. Closing twice is none. */
  @Override
  public void close() {
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
     * Gives it values, from the next tick on.
     *
     * @param values finite, as many as the input has
     * @throws IllegalArgumentException if there are more or fewer, or one is not finite; the values
     *     before remain
     */
    public void set(double... values) {
      checkUsable();
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

    private final Signal signal;

    private Output(Signal signal) {
      this.signal = signal;
    }

    /**
     * Reads what it had in the last tick.
     *
     * @param into written, as many as the output has
     * @return {@code into}
     */
    public double[] get(double[] into) {
      checkUsable();
      length("into", into.length, signal.size());
      System.arraycopy(context.array(signal), signal.offset(), into, 0, into.length);
      return into;
    }

    /** Reads one of the numbers that it had in the last tick. */
    public double get(int index) {
      checkUsable();
      if (index < 0 || index >= signal.size()) {
        throw refused("index", index, "from 0 to " + (signal.size() - 1));
      }
      return context.array(signal)[signal.offset() + index];
    }
  }

  /** Settings of a simulator; what is not set has a default. */
  public static final class Builder {

    private final Network network;
    private double dt = 0.001;
    private long seed;
    private KernelChoice kernel;
    private Progress progress = Progress.NONE;

    private Builder(Network network) {
      this.network = network;
    }

    /** Length of a tick in seconds; default 0.001. */
    public Builder dt(double dt) {
      this.dt = positive("dt", dt, "seconds");
      return this;
    }

    /** Seed of what is random while it runs, with the objects' own; default 0. */
    public Builder seed(long seed) {
      this.seed = seed;
      return this;
    }

    /** The kernels; default what {@link KernelChoice#PROPERTY} says. */
    public Builder kernel(KernelChoice kernel) {
      this.kernel = kernel;
      return this;
    }

    /** Is told about long work; default nobody is. */
    public Builder progress(Progress progress) {
      this.progress = progress;
      return this;
    }

    /**
     * Builds the network.
     *
     * @throws IllegalArgumentException if something in it cannot be built; the message names it
     */
    public Simulator build() {
      return new Simulator(this);
    }
  }
}
