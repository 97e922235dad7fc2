package org.spikelane.network;

import static java.util.Objects.requireNonNull;
import static org.spikelane.check.Arguments.finite;
import static org.spikelane.check.Arguments.refused;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import org.spikelane.graph.HostFunction;
import org.spikelane.graph.Seeds;
import org.spikelane.nef.LinearAlgebra;
import org.spikelane.neuron.Direct;
import org.spikelane.process.Process;

/**
 * A model as a person writes it: ensembles, nodes, the connections between them, and probes.
 *
 * <pre>{@code
 * Network network = new Network("square");
 * Node input = network.node("input", t -> Math.sin(2 * Math.PI * t));
 * Ensemble a = network.ensemble("a", 50, 1);
 * Ensemble b = network.ensemble("b", 40, 1);
 * network.from(input).to(a);
 * network.from(a).elementwise(x -> x * x).to(b);
 * Probe square = network.probe(b).synapse(0.03);
 * }</pre>
 *
 * <p>Networks can contain networks. Random numbers of an object follow from its seed; if none is
 * given, from the network's and from how many of its kind were added before it.
 */
public final class Network {

  private final Network parent;
  private final int index;
  private final String label;
  private final Defaults defaults;
  private Long seed;
  private final List<Network> networks = new ArrayList<>();
  private final List<Ensemble> ensembles = new ArrayList<>();
  private final List<Node> nodes = new ArrayList<>();
  private final List<Connection> connections = new ArrayList<>();
  private final List<Probe> probes = new ArrayList<>();
  private final Map<String, Node> inputs = new LinkedHashMap<>();
  private final Map<String, Node> outputs = new LinkedHashMap<>();

  /** An empty network, with seed 0. */
  public Network(String label) {
    this(null, 0, label);
  }

  private Network(Network parent, int index, String label) {
    this.parent = parent;
    this.index = index;
    this.label = label;
    this.defaults = parent == null ? new Defaults() : new Defaults(parent.defaults);
  }

  /** The seed that the seeds of its objects follow from; default 0, or from the one around it. */
  public Network seed(long seed) {
    this.seed = seed;
    return this;
  }

  /** What objects are made of unless told otherwise. */
  public Defaults defaults() {
    return defaults;
  }

  /** What it is called, for people. */
  public String label() {
    return label;
  }

  /** An empty network inside this one. */
  public Network network(String label) {
    Network inner = new Network(this, networks.size(), label);
    networks.add(inner);
    return inner;
  }

  /**
   * A population of neurons that represents a vector.
   *
   * @param label what it is called, for people
   * @param neurons how many, 1 or above
   * @param dims how many dimensions the vector has, 1 or above
   */
  public Ensemble ensemble(String label, int neurons, int dims) {
    // It will almost always be decoded.
    LinearAlgebra.load();
    Ensemble ensemble = new Ensemble(this, label, neurons, dims, ensembles.size());
    ensembles.add(ensemble);
    return ensemble;
  }

  /**
   * A node whose values never change.
   *
   * @param label what it is called, for people
   * @param values 1 or more, finite; copied
   */
  public Node constant(String label, double... values) {
    for (int i = 0; i < values.length; i++) {
      finite(label + "[" + i + "]", values[i]);
    }
    return add(
        new Node(this, label, Node.Kind.CONSTANT, 0, values.length, values.clone(), null, null));
  }

  /**
   * A node with one number, a function of time in seconds.
   *
   * @param label what it is called, for people
   * @param function called in every tick; finite, or the tick fails
   */
  public Node node(String label, DoubleUnaryOperator function) {
    requireNonNull(function, "function of " + label);
    return node(label, 0, 1, (t, x, out) -> out[0] = function.applyAsDouble(t));
  }

  /**
   * A node that computes its values in every tick.
   *
   * @param label what it is called, for people
   * @param sizeIn how many numbers connections to it bring, 0 or above
   * @param sizeOut how many numbers it gives, 1 or above; 0 if it only takes
   * @param function called in every tick, with the time of the tick in seconds, the sum of what
   *     connections brought, and the array to write to; if it throws, or what it writes is not
   *     finite, the tick fails
   * @throws IllegalArgumentException if a size is outside its range
   */
  public Node node(String label, int sizeIn, int sizeOut, HostFunction.Body function) {
    requireNonNull(function, "function of " + label);
    return add(new Node(this, label, Node.Kind.FUNCTION, sizeIn, sizeOut, null, function, null));
  }

  /**
   * A node whose values a process generates, such as noise.
   *
   * @param label what it is called, for people
   * @param process what generates them; its random stream follows from the node's seed
   * @param size how many numbers, 1 or above
   */
  public Node node(String label, Process process, int size) {
    return add(new Node(this, label, Node.Kind.PROCESS, 0, size, null, null, process));
  }

  /** A node that passes on the sum of what connections bring to it. */
  public Node junction(String label, int size) {
    return add(new Node(this, label, Node.Kind.JUNCTION, size, size, null, null, null));
  }

  /**
   * A node whose values are given from outside while the network runs; 0 until then.
   *
   * @param name by which the simulator knows it
   * @param size how many numbers, 1 or above
   * @throws IllegalArgumentException if another input or output has this name
   */
  public Node input(String name, int size) {
    return add(
        name, new Node(this, name, Node.Kind.INPUT, 0, size, null, null, null), root().inputs);
  }

  /**
   * A node whose values are read from outside while the network runs: the sum of what connections
   * bring to it.
   *
   * @param name by which the simulator knows it
   * @param size how many numbers, 1 or above
   * @throws IllegalArgumentException if another input or output has this name
   */
  public Node output(String name, int size) {
    return add(
        name,
        new Node(this, name, Node.Kind.JUNCTION, size, size, null, null, null),
        root().outputs);
  }

  private Node add(String name, Node node, Map<String, Node> to) {
    if (root().inputs.containsKey(name) || root().outputs.containsKey(name)) {
      throw refused("name", "'" + name + "'", "that of one input or output only");
    }
    to.put(name, node);
    return add(node);
  }

  private Node add(Node node) {
    nodes.add(node);
    return node;
  }

  /**
   * Begins a connection; it is added to the network when it is given its end by {@link
   * Connection.Builder#to}.
   *
   * @throws IllegalArgumentException if there is nothing to carry, or it is of another network
   */
  public Connection.Builder from(Connectable pre) {
    return new Connection.Builder(this, pre);
  }

  Connection add(Connection connection) {
    connections.add(connection);
    return connection;
  }

  /** Records what an ensemble represents, what its neurons put out, or a node's values. */
  public Probe probe(Connectable target) {
    return probe(target, Probe.OUTPUT);
  }

  /**
   * Records a quantity of neurons: {@link Probe#INPUT} or one of their state, such as {@code
   * voltage}; or the {@link Probe#ENCODERS} of an ensemble.
   *
   * @param target what is probed; to record its neurons, {@link Ensemble#neurons()} or a part of
   *     them
   * @param quantity {@link Probe#OUTPUT}, {@link Probe#INPUT} or a quantity of the neurons' state;
   *     of a whole ensemble, {@link Probe#ENCODERS}
   * @throws IllegalArgumentException if there is no such quantity or nothing to record, or the
   *     target is of another network
   */
  public Probe probe(Connectable target, String quantity) {
    checkInside("target", target);
    if (target.sizeOut() == 0) {
      throw refused("target", target.label(), "something with an output");
    }
    if (target instanceof Slice slice) {
      slice.checkOut();
    }
    checkQuantity(target, quantity);
    Probe probe = new Probe(this, target, quantity);
    probes.add(probe);
    return probe;
  }

  /**
   * Records the weights of a connection, as {@link Probe#WEIGHTS} tells. They are many: see {@link
   * Probe#sampleEvery}.
   *
   * @param quantity {@link Probe#WEIGHTS}
   * @throws IllegalArgumentException if it is another quantity, the connection neither decodes an
   *     ensemble nor learns weights between neurons, or it is of another network
   */
  public Probe probe(Connection connection, String quantity) {
    checkInside("connection", connection.pre());
    if (!quantity.equals(Probe.WEIGHTS)) {
      throw refused("quantity of " + connection, quantity, Probe.WEIGHTS);
    }
    checkWeights(connection);
    Probe probe = new Probe(this, connection, quantity);
    probes.add(probe);
    return probe;
  }

  /** Asked again when the network is built, as {@link #checkQuantity}. */
  static void checkWeights(Connection connection) {
    if (connection.decodedEnsemble() == null && !connection.learns(LearningRule.Modifies.WEIGHTS)) {
      throw refused(
          "connection with weights to record",
          connection,
          "one from an ensemble of neurons, or one between neurons that learns");
    }
  }

  /** Asked again when the network is built: the type of the neurons may have been changed since. */
  static void checkQuantity(Connectable target, String quantity) {
    Connectable of = Slice.whole(target);
    if (of instanceof EnsembleNeurons neurons
        && neurons.ensemble().neuronType() instanceof Direct) {
      throw refused(
          "target", target.label() + " of type Direct", "an ensemble: this type has no neurons");
    }
    if (quantity.equals(Probe.ENCODERS) && of instanceof Ensemble ensemble) {
      if (target != ensemble || ensemble.neuronType() instanceof Direct) {
        throw refused("target of encoders", target.label(), "a whole ensemble of neurons");
      }
      return;
    }
    if (!quantity.equals(Probe.OUTPUT)) {
      if (!(of instanceof EnsembleNeurons neurons)) {
        throw refused("quantity of " + target.label(), quantity, Probe.OUTPUT);
      }
      List<String> quantities = new ArrayList<>(List.of(Probe.OUTPUT, Probe.INPUT));
      quantities.addAll(neurons.ensemble().quantities());
      if (!quantities.contains(quantity)) {
        throw refused("quantity of " + target.label(), quantity, "one of " + quantities);
      }
    }
  }

  /** Networks directly inside it. */
  public List<Network> networks() {
    return Collections.unmodifiableList(networks);
  }

  /** Its ensembles, without those of networks inside it. */
  public List<Ensemble> ensembles() {
    return Collections.unmodifiableList(ensembles);
  }

  /** Its nodes, without those of networks inside it. */
  public List<Node> nodes() {
    return Collections.unmodifiableList(nodes);
  }

  /** Its connections, without those of networks inside it. */
  public List<Connection> connections() {
    return Collections.unmodifiableList(connections);
  }

  /** Its probes, without those of networks inside it. */
  public List<Probe> probes() {
    return Collections.unmodifiableList(probes);
  }

  /** The inputs of the whole model, by name. */
  Map<String, Node> inputs() {
    return root().inputs;
  }

  /** The outputs of the whole model, by name. */
  Map<String, Node> outputs() {
    return root().outputs;
  }

  private Network root() {
    return parent == null ? this : parent.root();
  }

  /** Checks that something is of this network, or of one around it or inside them. */
  void checkInside(String name, Connectable part) {
    if (part.network().root() != root()) {
      throw refused(
          name,
          part.label() + " of network " + part.network().root().label,
          "of network " + root().label);
    }
  }

  long seed() {
    if (seed != null) {
      return seed;
    }
    return parent == null ? 0 : parent.seed("network", index);
  }

  /** The seed of an object to which none was given. */
  long seed(String kind, int index) {
    return Seeds.mix(seed(), Seeds.mix(kind.hashCode(), index));
  }

  @Override
  public String toString() {
    return "network " + label;
  }
}
