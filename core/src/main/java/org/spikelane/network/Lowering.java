package org.spikelane.network;

import static org.spikelane.check.Arguments.refused;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.spikelane.graph.Clock;
import org.spikelane.graph.Copy;
import org.spikelane.graph.ElementwiseProduct;
import org.spikelane.graph.Filter;
import org.spikelane.graph.Generate;
import org.spikelane.graph.Graph;
import org.spikelane.graph.HostFunction;
import org.spikelane.graph.Operator;
import org.spikelane.graph.Product;
import org.spikelane.graph.Reset;
import org.spikelane.graph.Sample;
import org.spikelane.graph.Signal;
import org.spikelane.graph.StepNeurons;
import org.spikelane.nef.DecoderCache;
import org.spikelane.nef.LinearAlgebra;
import org.spikelane.neuron.Direct;
import org.spikelane.parallel.Parallel;
import org.spikelane.synapse.Synapse;

/**
 * Turns a network into a graph. First everything is built that takes time, in parallel: ensembles,
 * then decoders. Then operators are written down, object by object in the order in which they were
 * added, so that the graph is always the same.
 */
final class Lowering {

  /** The signals of something that can be connected: where it is read, where it is added to. */
  private record Ports(Signal out, Signal in) {}

  private final Network network;
  private final Progress progress;
  private final DecoderCache cache;
  private final List<Ensemble> ensembles = new ArrayList<>();
  private final List<Node> nodes = new ArrayList<>();
  private final List<Connection> connections = new ArrayList<>();
  private final List<Probe> probes = new ArrayList<>();
  private final Map<Probe, Connection> decodingProbes = new IdentityHashMap<>();

  private final Map<Ensemble, BuiltEnsemble> builtEnsembles = new IdentityHashMap<>();
  private final Map<Connection, BuiltConnection> builtConnections = new IdentityHashMap<>();
  private final Map<Connectable, Ports> ports = new IdentityHashMap<>();
  private final Map<Ensemble, Map<String, Signal>> shown = new IdentityHashMap<>();
  private final Map<Probe, Sample> samples = new IdentityHashMap<>();
  private final Map<Ensemble, Signal> encoders = new IdentityHashMap<>();
  private final Map<Connection, Signal> weights = new IdentityHashMap<>();
  private final List<Operator> operators = new ArrayList<>();
  private final Signal tick = Signal.zeros("tick");
  private final Signal time = Signal.zeros("time");

  Lowering(Network network, Progress progress, DecoderCache cache) {
    this.network = network;
    this.progress = progress;
    this.cache = cache;
    collect(network);
  }

  private void collect(Network from) {
    ensembles.addAll(from.ensembles());
    nodes.addAll(from.nodes());
    connections.addAll(from.connections());
    probes.addAll(from.probes());
    for (Network inner : from.networks()) {
      collect(inner);
    }
  }

  /**
   * Everything that can be refused without building anything, as it may have been changed since its
   * parts were checked; and whether all that is connected is built.
   */
  private void check() {
    Set<Connectable> parts = Collections.newSetFromMap(new IdentityHashMap<>());
    parts.addAll(nodes);
    for (Connection connection : connections) {
      if (connection.learns(LearningRule.Modifies.DECODERS)) {
        parts.add(connection.learning());
      }
      if (connection.learningRule() != null) {
        parts.add(connection.learningSwitch());
      }
    }
    for (Ensemble ensemble : ensembles) {
      parts.add(ensemble);
      parts.add(ensemble.neurons());
      ensemble.initialState().forEach(ensemble::checkInitial);
    }
    for (Connection connection : connections) {
      inside(parts, connection.toString(), connection.pre());
      inside(parts, connection.toString(), connection.post());
      connection.checkTypes();
    }
    Set<Connection> built = Collections.newSetFromMap(new IdentityHashMap<>());
    built.addAll(connections);
    for (Probe probe : probes) {
      Connection connection = probe.connection();
      if (connection == null) {
        inside(parts, probe.toString(), probe.target());
        Network.checkQuantity(probe.target(), probe.quantity());
      } else if (built.contains(connection)) {
        Network.checkWeights(connection);
      } else {
        throw refused(probe.toString(), "of " + connection, "of a connection of what is built");
      }
    }
  }

  /** The ensembles whose encoders learn, each by one connection only. */
  private Set<Connectable> learningEncoders() {
    Set<Connectable> learning = Collections.newSetFromMap(new IdentityHashMap<>());
    for (Connection connection : connections) {
      if (connection.learns(LearningRule.Modifies.ENCODERS) && !learning.add(connection.post())) {
        throw refused(
            "connections that change encoders of " + connection.post().label(),
            "another, " + connection,
            "one at most");
      }
    }
    return learning;
  }

  private void inside(Set<Connectable> parts, String what, Connectable part) {
    if (!parts.contains(end(part))) {
      throw refused(
          what,
          part.label() + " of " + part.network(),
          "between parts of what is built, " + network + " and those inside it");
    }
  }

  Model model() {
    check();
    for (Probe probe : probes) {
      if (probe.connection() == null
          && probe.quantity().equals(Probe.OUTPUT)
          && end(probe.target()) instanceof Ensemble e
          && !(e.neuronType() instanceof Direct)) {
        decodingProbes.put(probe, decoding(probe));
      }
    }
    buildInParallel();
    for (Probe probe : probes) {
      show(probe);
    }
    Set<Connectable> encodersThatLearn = learningEncoders();
    operators.add(new Clock(tick, time));
    for (Node node : nodes) {
      add(node);
    }
    for (Ensemble ensemble : ensembles) {
      add(ensemble, encodersThatLearn.contains(ensemble));
    }
    addLearningInputs();
    for (Connection connection : connections) {
      add(connection);
    }
    for (Probe probe : probes) {
      add(probe);
    }
    return new Model(
        new Graph(operators),
        builtEnsembles,
        builtConnections,
        samples,
        signals(network.inputs()),
        signals(network.outputs()));
  }

  /** Notes which state of neurons a probe wants to see. */
  private void show(Probe probe) {
    if (probe.connection() == null
        && end(probe.target()) instanceof EnsembleNeurons neurons
        && !probe.quantity().equals(Probe.OUTPUT)
        && !probe.quantity().equals(Probe.INPUT)) {
      shown
          .computeIfAbsent(neurons.ensemble(), e -> new LinkedHashMap<>())
          .put(probe.quantity(), null);
    }
  }

  private Map<String, Signal> signals(Map<String, Node> named) {
    Map<String, Signal> signals = new LinkedHashMap<>();
    for (Map.Entry<String, Node> entry : named.entrySet()) {
      Ports of = ports.get(entry.getValue());
      if (of != null) {
        signals.put(entry.getKey(), of.out());
      }
    }
    return signals;
  }

  private static Connectable end(Connectable of) {
    return Slice.whole(of);
  }

  /** A connection that decodes what a probe records, to nowhere. */
  private Connection decoding(Probe probe) {
    return new Connection.Builder(probe.network(), probe.target())
        .label(probe.label())
        .synapse(probe.synapse())
        .solver(probe.solver())
        .unconnected();
  }

  private void buildInParallel() {
    List<Connection> decoded = new ArrayList<>();
    for (Connection connection : connections) {
      if (connection.decodedEnsemble() != null) {
        decoded.add(connection);
      }
    }
    for (Probe probe : probes) {
      if (decodingProbes.containsKey(probe)) {
        decoded.add(decodingProbes.get(probe));
      }
    }
    for (Connection connection : decoded) {
      if (connection.givenDecoders() == null) {
        LinearAlgebra.prepare();
      }
    }
    List<Ensemble> ofNeurons = new ArrayList<>();
    for (Ensemble ensemble : ensembles) {
      if (!(ensemble.neuronType() instanceof Direct)) {
        ofNeurons.add(ensemble);
      }
    }
    List<BuiltEnsemble> ensemblesBuilt =
        Parallel.map(
            ofNeurons,
            BuiltEnsemble::of,
            done -> progress.report("ensembles", done, ofNeurons.size()));
    for (int i = 0; i < ofNeurons.size(); i++) {
      builtEnsembles.put(ofNeurons.get(i), ensemblesBuilt.get(i));
    }
    List<BuiltConnection> solved =
        new DecoderSolving(builtEnsembles, decoded, cache, progress).solve();
    for (int i = 0; i < decoded.size(); i++) {
      builtConnections.put(decoded.get(i), solved.get(i));
    }
  }

  private void add(Node node) {
    Signal in = node.sizeIn() == 0 ? null : Signal.zeros(node.label() + ".in", node.sizeIn());
    if (in != null) {
      operators.add(new Reset(in, 0));
    }
    Signal out =
        switch (node.kind()) {
          case JUNCTION -> in;
          case CONSTANT -> Signal.constant(node.label(), node.constant(), node.sizeOut());
          case INPUT, FUNCTION, PROCESS -> Signal.zeros(node.label(), node.sizeOut());
        };
    if (node.kind() == Node.Kind.FUNCTION) {
      operators.add(new HostFunction(node.label(), node.function(), time, in, out));
    } else if (node.kind() == Node.Kind.PROCESS) {
      operators.add(new Generate(node.label(), node.process(), node.seed(), time, out));
    }
    ports.put(node, new Ports(out, in));
  }

  private void add(Ensemble ensemble, boolean learns) {
    String label = ensemble.label();
    int neurons = ensemble.neuronCount();
    Signal in = Signal.zeros(label + ".in", ensemble.dims());
    operators.add(new Reset(in, 0));
    ports.put(ensemble, new Ports(in, in));
    if (ensemble.neuronType() instanceof Direct) {
      return;
    }
    BuiltEnsemble built = builtEnsembles.get(ensemble);
    Signal current = Signal.zeros(label + ".current", neurons);
    Signal output = Signal.zeros(label + ".output", neurons);
    operators.add(Copy.set(Signal.constant(label + ".bias", built.bias(), neurons), current));
    Signal scaled =
        matrix(label + ".encoders", built.scaledEncoders(), ensemble.dims(), neurons, learns);
    encoders.put(ensemble, scaled);
    operators.add(new Product(scaled.transposed(), in, current, true));
    Map<String, Signal> states = shown.getOrDefault(ensemble, new LinkedHashMap<>());
    states.replaceAll((quantity, none) -> Signal.zeros(label + "." + quantity, neurons));
    operators.add(
        new StepNeurons(
            label,
            ensemble.neuronType(),
            current,
            output,
            BuiltEnsemble.seed(ensemble, "neurons"),
            ensemble.initialState(),
            states));
    ports.put(ensemble.neurons(), new Ports(output, current));
  }

  private static Signal matrix(String name, double[] values, int rows, int cols, boolean learns) {
    return learns ? Signal.of(name, values, rows, cols) : Signal.constant(name, values, rows, cols);
  }

  /** Errors, and those switches that something is connected to. */
  private void addLearningInputs() {
    Set<Connectable> ends = Collections.newSetFromMap(new IdentityHashMap<>());
    for (Connection connection : connections) {
      ends.add(end(connection.post()));
    }
    for (Connection connection : connections) {
      if (connection.learns(LearningRule.Modifies.DECODERS)) {
        addLearningInput(connection.learning(), ".error");
      }
      if (connection.learningRule() != null && ends.contains(connection.learningSwitch())) {
        addLearningInput(connection.learningSwitch(), "");
      }
    }
  }

  private void addLearningInput(LearningInput input, String suffix) {
    Signal signal = Signal.zeros(input.label() + suffix, input.sizeIn());
    operators.add(new Reset(signal, 0));
    ports.put(input, new Ports(null, signal));
  }

  private void add(Connection connection) {
    BuiltConnection built = builtConnections.get(connection);
    Signal carried = built == null ? undecoded(connection) : decoded(connection, built);
    carried = filtered(connection.synapse(), connection.label(), carried);
    if (connection.learningRule() instanceof LearningRule.Voja rule) {
      learning(connection).voja(rule, carried);
    }
    Connectable post =
        connection.solvesWeights() && built != null && connection.givenDecoders() == null
            ? ((Ensemble) end(connection.post())).neurons()
            : connection.post();
    Signal into = ports.get(end(post)).in();
    int[] indices = post instanceof Slice slice ? slice.indices() : null;
    boolean range = post instanceof Slice slice && slice.isRange();
    if (range) {
      into = into.slice(indices[0], indices[0] + indices.length);
    }
    boolean listed = indices != null && !range;
    if (post == connection.post() && end(post) instanceof EnsembleNeurons neurons) {
      Signal gain = gain(connection, neurons.ensemble(), indices);
      if (!listed) {
        operators.add(new ElementwiseProduct(gain, carried, into));
        return;
      }
      Signal scaled = Signal.zeros(connection.label() + ".current", carried.size());
      operators.add(new Reset(scaled, 0));
      operators.add(new ElementwiseProduct(gain, carried, scaled));
      carried = scaled;
    }
    operators.add(Copy.increment(carried, null, into, listed ? indices : null));
  }

  /** The gain of every neuron that a connection ends at: their input is in units of the radius. */
  private Signal gain(Connection connection, Ensemble ensemble, int[] indices) {
    double[] gain = builtEnsembles.get(ensemble).gain();
    if (indices != null) {
      double[] all = gain;
      gain = Arrays.stream(indices).mapToDouble(i -> all[i]).toArray();
    }
    return Signal.constant(connection.label() + ".gain", gain, gain.length);
  }

  /** What decoders, function and transform make of an ensemble's spikes. */
  private Signal decoded(Connection connection, BuiltConnection built) {
    double[][] decoders = built.decodersThemselves();
    int neurons = decoders.length;
    boolean weights = connection.solvesWeights() && connection.givenDecoders() == null;
    Transform transform = weights ? Transform.IDENTITY : connection.transform();
    double[] product = TransformLowering.timesDecoders(transform, decoders);
    int rows = product.length / neurons;
    String name = connection.label() + ".weights";
    Signal output = ports.get(connection.decodedEnsemble().neurons()).out();
    boolean learns =
        connection.learningRule() != null && !connection.learns(LearningRule.Modifies.ENCODERS);
    Signal matrix = matrix(name, product, rows, neurons, learns);
    this.weights.put(connection, matrix);
    if (learns) {
      learning(connection).weights(output, matrix);
    }
    Signal carried = Signal.zeros(connection.label() + ".decoded", rows);
    operators.add(new Product(matrix, output, carried, false));
    return TransformLowering.joinsDecoders(transform)
        ? carried
        : TransformLowering.add(transform, connection.label(), carried, operators);
  }

  private LearningLowering learning(Connection connection) {
    boolean byError = connection.learns(LearningRule.Modifies.DECODERS);
    Ports on = ports.get(connection.learningSwitch());
    Ensemble ensemble = connection.post() instanceof Ensemble e ? e : null;
    return new LearningLowering(
        connection,
        byError ? ports.get(connection.learning()).in() : null,
        on == null ? null : on.in(),
        byError ? null : part(neurons(connection.post())),
        encoders.get(ensemble),
        builtEnsembles.get(ensemble),
        operators);
  }

  /** The neurons that weights or encoders belong to. */
  private static Connectable neurons(Connectable post) {
    return end(post) instanceof Ensemble ensemble ? ensemble.neurons() : post;
  }

  /** What function and transform make of a node's values, or of neurons' output. */
  private Signal undecoded(Connection connection) {
    Signal carried = part(connection.pre());
    if (connection.function() != null) {
      Signal value = Signal.zeros(connection.label() + ".function", connection.functionSize());
      Function function = connection.function();
      operators.add(
          new HostFunction(
              connection.label(),
              (t, x, into) -> {
                double[] y = function.apply(x.clone());
                if (y == null || y.length != into.length) {
                  throw new IllegalStateException(
                      "it must give "
                          + into.length
                          + (into.length == 1 ? " number" : " numbers")
                          + " as at 0, got "
                          + Arrays.toString(y));
                }
                System.arraycopy(y, 0, into, 0, y.length);
              },
              time,
              carried,
              value));
      carried = value;
    }
    if (connection.learns(LearningRule.Modifies.WEIGHTS)) {
      Transform.Dense dense = (Transform.Dense) connection.transform();
      String label = connection.label();
      Signal matrix =
          matrix(label + ".weights", dense.values(), dense.rows(), dense.columns(), true);
      weights.put(connection, matrix);
      learning(connection).weights(carried, matrix);
      Signal weighted = Signal.zeros(label + ".weighted", dense.rows());
      operators.add(new Product(matrix, carried, weighted, false));
      return weighted;
    }
    return TransformLowering.add(connection.transform(), connection.label(), carried, operators);
  }

  /** What something puts out; of a part of it, that part. */
  private Signal part(Connectable of) {
    Signal out = ports.get(end(of)).out();
    if (!(of instanceof Slice slice)) {
      return out;
    }
    Signal part = Signal.zeros(of.label(), slice.sizeOut());
    operators.add(part(out, slice, part));
    return part;
  }

  private static Copy part(Signal of, Slice slice, Signal to) {
    int[] indices = slice.indices();
    return slice.isRange()
        ? Copy.set(of.slice(indices[0], indices[0] + indices.length), to)
        : Copy.set(of, indices, to, null);
  }

  private Signal filtered(Synapse synapse, String label, Signal carried) {
    if (synapse == null) {
      return carried;
    }
    Signal filtered = Signal.zeros(label + ".filtered", carried.size());
    operators.add(new Filter(synapse, carried, filtered));
    return filtered;
  }

  private void add(Probe probe) {
    Connection decoding = decodingProbes.get(probe);
    Signal signal;
    if (decoding != null) {
      signal =
          filtered(
              probe.synapse(), probe.label(), decoded(decoding, builtConnections.get(decoding)));
    } else if (probe.connection() != null) {
      signal = filtered(probe.synapse(), probe.label(), weights.get(probe.connection()));
    } else if (probe.quantity().equals(Probe.ENCODERS)) {
      signal = filtered(probe.synapse(), probe.label(), encoders((Ensemble) probe.target()));
    } else {
      Ports of = ports.get(end(probe.target()));
      signal =
          switch (probe.quantity()) {
            case Probe.OUTPUT -> of.out();
            case Probe.INPUT -> of.in();
            default ->
                shown.get(((EnsembleNeurons) end(probe.target())).ensemble()).get(probe.quantity());
          };
      if (probe.target() instanceof Slice slice) {
        Signal part = Signal.zeros(probe.label(), slice.sizeOut());
        operators.add(part(signal, slice, part));
        signal = part;
      }
      signal = filtered(probe.synapse(), probe.label(), signal);
    }
    Sample sample = new Sample(probe.label(), signal, tick, probe.sampleEvery());
    operators.add(sample);
    samples.put(probe, sample);
  }

  /** The encoders as they are in every tick, {@code [neuron][dimension]}, no longer scaled. */
  private Signal encoders(Ensemble ensemble) {
    double[] scale = builtEnsembles.get(ensemble).scale();
    Arrays.setAll(scale, i -> 1 / scale[i]);
    Signal scaled = encoders.get(ensemble);
    Signal unscaled = Signal.zeros(scaled.name() + ".unscaled", scale.length, ensemble.dims());
    Signal factors = Signal.constant(scaled.name() + ".scale", scale, scale.length, 1);
    operators.add(new Reset(unscaled, 0));
    operators.add(new ElementwiseProduct(scaled.transposed(), factors, unscaled));
    return unscaled;
  }
}
