package org.spikelane.network;

import static java.util.Objects.requireNonNull;
import static org.spikelane.check.Arguments.refused;

import org.spikelane.nef.Solver;
import org.spikelane.synapse.Lowpass;
import org.spikelane.synapse.Synapse;

/**
 * Records something while the network runs. Each setter returns the probe, and has changed nothing
 * if it throws.
 */
public final class Probe {

  /** What neurons put out. */
  public static final String OUTPUT = "output";

  /** The input currents of neurons. */
  public static final String INPUT = "input";

  /**
   * What a connection multiplies the output of neurons by, {@code [output][neuron]}, row after row:
   * decoders, with the transform if that is a factor or a matrix; or weights from neuron to neuron.
   */
  public static final String WEIGHTS = "weights";

  /**
   * The encoders of an ensemble, {@code [neuron][dimension]}, row after row: as built, until they
   * learn.
   */
  public static final String ENCODERS = "encoders";

  private final Connectable target;
  private final Connection connection;
  private final String quantity;
  private final Network network;
  private String label;
  private Synapse synapse;
  private Solver solver;
  private double sampleEvery;

  Probe(Network network, Connectable target, String quantity) {
    this(network, target, null, quantity, target.label());
  }

  Probe(Network network, Connection connection, String quantity) {
    this(network, null, connection, quantity, connection.label());
  }

  private Probe(
      Network network, Connectable target, Connection connection, String quantity, String label) {
    this.network = network;
    this.target = target;
    this.connection = connection;
    this.quantity = quantity;
    this.label = label + (quantity.equals(OUTPUT) ? "" : "." + quantity);
    this.synapse = network.defaults().probeSynapse();
    this.solver = network.defaults().solver();
  }

  /** What it is called, for people and in errors. */
  public Probe label(String label) {
    this.label = label;
    return this;
  }

  /**
   * Filters with a Lowpass.
   *
   * @param tau time constant in seconds, 0 or above
   */
  public Probe synapse(double tau) {
    return synapse(new Lowpass(tau));
  }

  /** Filters what is recorded; null does not; default the network's, which is null. */
  public Probe synapse(Synapse synapse) {
    this.synapse = synapse;
    return this;
  }

  /** What finds the decoders, if an ensemble is probed. */
  public Probe solver(Solver solver) {
    this.solver = requireNonNull(solver, "solver of " + label);
    return this;
  }

  /**
   * How often a sample is taken; default in every tick.
   *
   * @param seconds time between samples, finite and above 0; tick k is sampled if k modulo
   *     seconds/dt is below 1
   */
  public Probe sampleEvery(double seconds) {
    if (!(seconds > 0 && seconds < Double.POSITIVE_INFINITY)) {
      throw refused("sampleEvery of " + label, seconds, "a finite number of seconds above 0");
    }
    this.sampleEvery = seconds;
    return this;
  }

  /** What it is called. */
  public String label() {
    return label;
  }

  /** What it records something of; null, if of a connection. */
  public Connectable target() {
    return target;
  }

  /** The connection that it records something of; null, if of something else. */
  public Connection connection() {
    return connection;
  }

  /**
   * What it records: {@link #OUTPUT}, {@link #INPUT}, {@link #WEIGHTS}, {@link #ENCODERS} or a
   * quantity of state.
   */
  public String quantity() {
    return quantity;
  }

  Synapse synapse() {
    return synapse;
  }

  Solver solver() {
    return solver;
  }

  /** 0 for every tick. */
  double sampleEvery() {
    return sampleEvery;
  }

  /** The network that it was added to. */
  Network network() {
    return network;
  }

  @Override
  public String toString() {
    return "probe " + label;
  }
}
