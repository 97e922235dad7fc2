package org.spikelane.network;

import static org.spikelane.check.Arguments.refused;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import org.spikelane.nef.EvaluationPoints;
import org.spikelane.nef.Solver;
import org.spikelane.neuron.Direct;
import org.spikelane.synapse.Lowpass;
import org.spikelane.synapse.Synapse;

/**
 * A connection: what one thing represents, a function of it and a linear map of that, through a
 * synapse, is added to the input of another. Immutable; {@link Network#from} begins one.
 */
public final class Connection {

  private final Connectable pre;
  private final Connectable post;
  private final int index;
  private final String label;
  private final Function function;
  private final Transform transform;
  private final Synapse synapse;
  private final Solver solver;
  private final boolean weights;
  private final EvaluationPoints evaluationPoints;
  private final double[][] decoders;
  private final LearningRule learningRule;
  private final LearningInput learning;

  private Connection(Builder builder, Connectable post, int index) {
    this.pre = builder.pre;
    this.post = post;
    this.index = index;
    this.label = builder.label == null ? pre.label() + "->" + post.label() : builder.label;
    this.function = builder.function;
    this.transform = builder.transform;
    this.synapse = builder.synapse;
    this.solver = builder.solver;
    this.weights = builder.weights;
    this.evaluationPoints = builder.evaluationPoints;
    this.decoders = builder.decoders;
    this.learningRule = builder.learningRule;
    this.learning =
        learningRule == null ? null : new LearningInput(pre.network(), this, post.sizeIn());
  }

  /** Where it begins. */
  public Connectable pre() {
    return pre;
  }

  /** Where it ends. */
  public Connectable post() {
    return post;
  }

  /** What it is called, for people. */
  public String label() {
    return label;
  }

  /** Its synapse; null if it has none, and acts within the tick. */
  public Synapse synapse() {
    return synapse;
  }

  /** Its linear map. */
  public Transform transform() {
    return transform;
  }

  /** How it learns; null if it does not. */
  public LearningRule learningRule() {
    return learningRule;
  }

  /**
   * Where its error is brought to, in the unit and the size of what it brings to its end.
   *
   * @throws IllegalStateException if it does not learn
   */
  public LearningInput learning() {
    if (learning == null) {
      throw new IllegalStateException(this + " has no learning rule");
    }
    return learning;
  }

  int index() {
    return index;
  }

  /** Null for the identity. */
  Function function() {
    return function;
  }

  Solver solver() {
    return solver;
  }

  /** Whether it is solved for weights from neuron to neuron. */
  boolean solvesWeights() {
    return weights;
  }

  /** Null for those of the ensemble. */
  EvaluationPoints evaluationPoints() {
    return evaluationPoints;
  }

  /** {@code [neuron][output of the function]}; null if they are to be solved for. */
  double[][] givenDecoders() {
    return decoders;
  }

  /** The ensemble whose decoders it has; null if it begins elsewhere. */
  Ensemble decodedEnsemble() {
    Connectable from = pre instanceof Slice slice ? slice.of() : pre;
    return from instanceof Ensemble e && !(e.neuronType() instanceof Direct) ? e : null;
  }

  @Override
  public String toString() {
    return "connection " + label;
  }

  /** A connection that has a beginning, but no end yet: {@link #to} adds it to the network. */
  public static final class Builder {

    private final Network network;
    private final Connectable pre;
    private String label;
    private Function function;
    private int functionSize;
    private Transform transform = Transform.IDENTITY;
    private Synapse synapse;
    private Solver solver;
    private boolean weights;
    private EvaluationPoints evaluationPoints;
    private double[][] decoders;
    private LearningRule learningRule;

    Builder(Network network, Connectable pre) {
      this.network = network;
      this.pre = pre;
      this.functionSize = pre.sizeOut();
      this.synapse = network.defaults().synapse();
      this.solver = network.defaults().solver();
      if (pre.sizeOut() == 0) {
        throw refused("from", pre.label(), "something with an output");
      }
      network.checkInside("from", pre);
    }

    /** What it is called, for people. */
    public Builder label(String label) {
      this.label = label;
      return this;
    }

    /**
     * The function of what is represented; default the identity.
     *
     * @throws IllegalArgumentException if it does not give at least one number at 0, or the
     *     connection begins at neurons, which represent nothing by themselves
     */
    public Builder function(Function function) {
      Connectable of = pre instanceof Slice slice ? slice.of() : pre;
      if (of instanceof EnsembleNeurons) {
        throw refused("from of a connection with a function", pre.label(), "an ensemble or a node");
      }
      double[] value = function.apply(new double[pre.sizeOut()]);
      if (value == null || value.length == 0) {
        throw refused("function of " + pre.label(), "no value at 0", "of at least 1 number");
      }
      this.function = function;
      this.functionSize = value.length;
      return this;
    }

    /** A function of every element by itself, such as {@code x -> x * x}. */
    public Builder elementwise(DoubleUnaryOperator function) {
      return function(
          x -> {
            Arrays.setAll(x, i -> function.applyAsDouble(x[i]));
            return x;
          });
    }

    /** A factor that everything is multiplied by. */
    public Builder transform(double factor) {
      return transform(Transform.scale(factor));
    }

    /** A matrix {@code [output][input]} that what the function gives is multiplied by. */
    public Builder transform(double[][] matrix) {
      return transform(Transform.dense(matrix));
    }

    /** The linear map of what the function gives; default the identity. */
    public Builder transform(Transform transform) {
      this.transform = transform;
      return this;
    }

    /** A Lowpass synapse of a time constant in seconds; 0 passes on with a delay of one tick. */
    public Builder synapse(double tau) {
      return synapse(new Lowpass(tau));
    }

    /** The synapse; default the network's. */
    public Builder synapse(Synapse synapse) {
      this.synapse = synapse;
      return this;
    }

    /** No synapse: it acts within the tick. */
    public Builder noSynapse() {
      this.synapse = null;
      return this;
    }

    /** What finds the decoders; default the network's. */
    public Builder solver(Solver solver) {
      this.solver = solver;
      return this;
    }

    /**
     * Solves for weights from neuron to neuron, which matters to solvers that bound or drop them.
     */
    public Builder solveWeights() {
      this.weights = true;
      return this;
    }

    /** The points at which decoders are fitted; default the ensemble's. */
    public Builder evaluationPoints(EvaluationPoints evaluationPoints) {
      this.evaluationPoints = evaluationPoints;
      return this;
    }

    /**
     * The decoders, instead of solving for them.
     *
     * @param decoders {@code [neuron][output]}: of what the function would give; copied
     * @throws IllegalArgumentException if there are not as many as neurons, rows differ in length
     *     or an element is not finite
     */
    public Builder decoders(double[][] decoders) {
      Connectable of = pre instanceof Slice slice ? slice.of() : pre;
      if (!(of instanceof Ensemble ensemble)) {
        throw refused("from of a connection with decoders", pre.label(), "an ensemble");
      }
      if (decoders.length != ensemble.neuronCount() || decoders[0].length == 0) {
        throw refused(
            "decoders of " + pre.label(),
            decoders.length + " rows",
            "one row for each of its " + ensemble.neuronCount() + " neurons");
      }
      Transform.dense(decoders);
      this.decoders = Arrays.stream(decoders).map(double[]::clone).toArray(double[][]::new);
      this.functionSize = decoders[0].length;
      return this;
    }

    /**
     * Lets the decoders change while the network runs.
     *
     * @throws IllegalArgumentException if the connection does not begin at an ensemble
     */
    public Builder learning(LearningRule rule) {
      if (!((pre instanceof Slice slice ? slice.of() : pre) instanceof Ensemble)) {
        throw refused("from of a connection that learns", pre.label(), "an ensemble");
      }
      this.learningRule = rule;
      return this;
    }

    /**
     * Ends the connection, and adds it to the network.
     *
     * @param post what it adds to
     * @throws IllegalArgumentException if the sizes don't fit, or it belongs to another network
     */
    public Connection to(Connectable post) {
      String name = pre.label() + "->" + post.label();
      network.checkInside("to", post);
      if (post.sizeIn() == 0) {
        throw refused("to of " + name, post.label(), "something with an input");
      }
      if (decoders == null && weights && !(endOf(post) instanceof Ensemble)) {
        throw refused("to of " + name, post.label(), "an ensemble, if weights are solved for");
      }
      if (learningRule != null && weights) {
        throw refused("learning rule of " + name, learningRule, "none, if weights are solved for");
      }
      int size;
      try {
        size = transform.sizeOut(functionSize);
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException("connection " + name + ": " + e.getMessage(), e);
      }
      if (size != post.sizeIn()) {
        throw refused(
            "connection " + name,
            size + (size == 1 ? " number" : " numbers") + " after function and transform",
            post.sizeIn() + ", the input size of " + post.label());
      }
      return network.add(index -> new Connection(this, post, index));
    }

    /** Ends it at nothing: for probes. */
    Connection unconnected() {
      return new Connection(this, null, 0);
    }

    private static Connectable endOf(Connectable post) {
      return post instanceof Slice slice ? slice.of() : post;
    }
  }
}
