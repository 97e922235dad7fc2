package org.spikelane.network;

import static java.util.Objects.requireNonNull;
import static org.spikelane.check.Arguments.finite;
import static org.spikelane.check.Arguments.length;
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

  private static final String NEURONS = "of neurons";

  /** The square of more does not fit an array. */
  private static final int MOST_FOR_RLS = 46_000;

  private final Connectable pre;
  private final Connectable post;
  private final String label;
  private final Function function;
  private final int functionSize;
  private final Transform transform;
  private final Synapse synapse;
  private final Solver solver;
  private final boolean weights;
  private final EvaluationPoints evaluationPoints;
  private final double[][] decoders;
  private final LearningRule learningRule;
  private final LearningInput learning;
  private final LearningInput learningSwitch;

  private Connection(Builder builder, Connectable post) {
    this.pre = builder.pre;
    this.post = post;
    this.label = builder.label == null ? pre.label() + "->" + post.label() : builder.label;
    this.function = builder.function;
    this.functionSize = builder.functionSize;
    this.transform = builder.transform;
    this.synapse = builder.synapse;
    this.solver = builder.solver;
    this.weights = builder.weights;
    this.evaluationPoints = builder.evaluationPoints;
    this.decoders = builder.decoders;
    this.learningRule = builder.learningRule;
    boolean learns = learningRule != null;
    this.learning =
        learns && learningRule.modifies() == LearningRule.Modifies.DECODERS
            ? new LearningInput(pre.network(), this, "learning", post.sizeIn())
            : null;
    this.learningSwitch = learns ? new LearningInput(pre.network(), this, "switch", 1) : null;
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
   * @throws IllegalStateException if it does not learn, or not by an error
   */
  public LearningInput learning() {
    checkLearns();
    if (learning == null) {
      throw new IllegalStateException(this + " learns without an error, by " + learningRule);
    }
    return learning;
  }

  /**
   * Where a number is brought to that switches learning: in ticks in which the sum of what arrives
   * is 0 or below, nothing is learned. If nothing is connected to it, learning is always on.
   *
   * <p>A number that falls to 0 behind a Lowpass stays above 0 for long: bring it without a
   * synapse, or let it fall below 0.
   *
   * @throws IllegalStateException if it does not learn
   */
  public LearningInput learningSwitch() {
    checkLearns();
    return learningSwitch;
  }

  private void checkLearns() {
    if (learningRule == null) {
      throw new IllegalStateException(this + " has no learning rule");
    }
  }

  /** Whether its rule changes this. */
  boolean learns(LearningRule.Modifies what) {
    return learningRule != null && learningRule.modifies() == what;
  }

  /** Null for the identity. */
  Function function() {
    return function;
  }

  /** How many numbers the function gave at 0. */
  int functionSize() {
    return functionSize;
  }

  Solver solver() {
    return solver;
  }

  /**
   * Checks what types of neurons decide: asked when it is made, and when the network is built, as
   * the type of an ensemble may have been changed since.
   */
  void checkTypes() {
    hasNeurons("from", pre);
    hasNeurons("to", post);
    boolean direct = isDirect(pre);
    checkLearningTypes(direct);
    if (direct && decoders != null) {
      throw refused(
          "from of " + this + " with decoders", pre.label() + " of type Direct", "of neurons");
    }
    if (weights && (direct || isDirect(post))) {
      throw refused(
          "from and to of " + this + ", solved for weights",
          (direct ? pre : post).label() + " of type Direct",
          "of neurons");
    }
  }

  private void checkLearningTypes(boolean direct) {
    if (learns(LearningRule.Modifies.DECODERS) && direct) {
      throw refused("from of " + this + ", which learns", pre.label() + " of type Direct", NEURONS);
    }
    if (learns(LearningRule.Modifies.ENCODERS) && isDirect(post)) {
      throw refused("to of " + this + ", which learns", post.label() + " of type Direct", NEURONS);
    }
  }

  private void hasNeurons(String side, Connectable part) {
    if (part != null
        && Slice.whole(part) instanceof EnsembleNeurons neurons
        && neurons.ensemble().neuronType() instanceof Direct) {
      throw refused(
          side + " of " + this,
          part.label() + " of type Direct",
          "an ensemble or node: this type has no neurons");
    }
  }

  private static boolean isDirect(Connectable part) {
    return part != null
        && Slice.whole(part) instanceof Ensemble ensemble
        && ensemble.neuronType() instanceof Direct;
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
    return Slice.whole(pre) instanceof Ensemble e && !(e.neuronType() instanceof Direct) ? e : null;
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
      network.checkInside("from", pre);
      if (pre.sizeOut() == 0) {
        throw refused("from", pre.label(), "something with an output");
      }
      if (pre instanceof Slice slice) {
        slice.checkOut();
      }
    }

    /** What it is called, for people. */
    public Builder label(String label) {
      this.label = label;
      return this;
    }

    /**
     * The function of what is represented; default the identity. It is called here once, at 0, to
     * learn how many numbers it gives; what these are does not matter yet.
     *
     * @param function from {@code [number that from carries]} to 1 number or more
     * @throws IllegalArgumentException if at 0 it throws or gives nothing, or the connection begins
     *     at neurons, which represent nothing by themselves
     */
    public Builder function(Function function) {
      if (Slice.whole(pre) instanceof EnsembleNeurons) {
        throw refused("from of a connection with a function", pre.label(), "an ensemble or a node");
      }
      String name = "function of " + pre.label() + " at " + pre.sizeOut() + " zeros";
      double[] value;
      try {
        value = function.apply(new double[pre.sizeOut()]);
      } catch (RuntimeException e) {
        IllegalArgumentException refused = refused(name, e, "an array of numbers");
        refused.initCause(e);
        throw refused;
      }
      if (value == null || value.length == 0) {
        throw refused(name, value == null ? "null" : "0 numbers", "at least 1 number");
      }
      checkOutputs(decoders, value.length);
      this.function = function;
      this.functionSize = value.length;
      return this;
    }

    private void checkOutputs(double[][] decoders, int outputs) {
      if (decoders != null && decoders[0].length != outputs) {
        throw refused(
            "decoders of " + pre.label(),
            "rows of " + decoders[0].length,
            "rows of " + outputs + ", what the function gives");
      }
    }

    /** A function of every element by itself, such as {@code x -> x * x}. */
    public Builder elementwise(DoubleUnaryOperator function) {
      requireNonNull(function, "function");
      return function(
          x -> {
            Arrays.setAll(x, i -> function.applyAsDouble(x[i]));
            return x;
          });
    }

    /** A factor that everything is multiplied by, finite. */
    public Builder transform(double factor) {
      return transform(Transform.scale(factor));
    }

    /** A matrix {@code [output][input]}, finite, that what the function gives is multiplied by. */
    public Builder transform(double[][] matrix) {
      return transform(Transform.dense(matrix));
    }

    /** The linear map of what the function gives; default the identity. */
    public Builder transform(Transform transform) {
      this.transform = requireNonNull(transform, "transform");
      return this;
    }

    /**
     * A Lowpass synapse.
     *
     * @param tau time constant in seconds, 0 or above; 0 passes on with a delay of one tick
     */
    public Builder synapse(double tau) {
      return synapse(new Lowpass(tau));
    }

    /** The synapse, null for none; default the network's. */
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
      this.solver = requireNonNull(solver, "solver");
      return this;
    }

    /**
     * Solves for weights from neuron to neuron, which matters to solvers that bound or drop them.
     *
     * @throws IllegalArgumentException if the connection does not begin at an ensemble; where it
     *     ends is checked by {@link #to}
     */
    public Builder solveWeights() {
      ensemble("that is solved for weights");
      this.weights = true;
      return this;
    }

    private Ensemble ensemble(String purpose) {
      if (Slice.whole(pre) instanceof Ensemble ensemble) {
        return ensemble;
      }
      throw refused("from of a connection " + purpose, pre.label(), "an ensemble");
    }

    /**
     * The points at which decoders are fitted; default the ensemble's.
     *
     * @param evaluationPoints in the unit of the represented value, of all the ensemble's
     *     dimensions, also if the connection begins at a part of them
     * @throws IllegalArgumentException if they have another number of dimensions, or the connection
     *     does not begin at an ensemble
     */
    public Builder evaluationPoints(EvaluationPoints evaluationPoints) {
      int dims = ensemble("with evaluation points").dims();
      if (evaluationPoints.dims() != dims) {
        throw refused(
            "evaluation points of a connection from " + pre.label(),
            evaluationPoints,
            "in " + dims + (dims == 1 ? " dimension" : " dimensions"));
      }
      this.evaluationPoints = evaluationPoints;
      return this;
    }

    /**
     * The decoders, instead of solving for them.
     *
     * @param decoders {@code [neuron][output]}: of what the function would give; copied
     * @throws IllegalArgumentException if there are not as many as neurons, rows differ in length
     *     or from what a function that was given before gives, or an element is not finite
     */
    public Builder decoders(double[][] decoders) {
      int neurons = ensemble("with decoders").neuronCount();
      String name = "decoders of " + pre.label();
      if (decoders.length != neurons) {
        throw refused(
            name, decoders.length + " rows", "one row for each of " + neurons + " neurons");
      }
      for (int i = 0; i < neurons; i++) {
        if (decoders[i] == null || decoders[i].length == 0) {
          throw refused(name + "[" + i + "]", Arrays.toString(decoders[i]), "at least 1 number");
        }
        length(name + "[" + i + "]", decoders[i].length, decoders[0].length);
        finite(name + "[" + i + "]", decoders[i]);
      }
      if (function != null) {
        checkOutputs(decoders, functionSize);
      }
      this.decoders = Arrays.stream(decoders).map(double[]::clone).toArray(double[][]::new);
      this.functionSize = decoders[0].length;
      return this;
    }

    /**
     * Lets it learn while the network runs: decoders, weights between neurons, or the encoders of
     * where it ends. Whether a rule that changes weights or encoders can is checked by {@link #to}.
     *
     * @param rule how; null does not
     * @throws IllegalArgumentException if the rule changes decoders, and the connection does not
     *     begin at an ensemble
     */
    public Builder learning(LearningRule rule) {
      if (rule != null && rule.modifies() == LearningRule.Modifies.DECODERS) {
        ensemble("that learns");
      }
      this.learningRule = rule;
      return this;
    }

    private void checkLearning(String name, Connectable post) {
      boolean fromNeurons = Slice.whole(pre) instanceof EnsembleNeurons;
      switch (learningRule.modifies()) {
        case DECODERS -> {
          if (weights) {
            throw refused(
                "learning rule of " + name, learningRule, "none, if weights are solved for");
          }
          if (!TransformLowering.joinsDecoders(transform)) {
            throw refused("transform of " + name, transform, "a factor or a matrix, if it learns");
          }
          int neurons = ensemble("that learns").neuronCount();
          if (learningRule instanceof LearningRule.Rls && neurons > MOST_FOR_RLS) {
            throw refused(
                "neurons of " + pre.label() + ", from which " + name + " learns by " + learningRule,
                neurons,
                "at most " + MOST_FOR_RLS + ": it keeps a square matrix");
          }
        }
        case WEIGHTS -> {
          if (weights) {
            return;
          }
          if (!fromNeurons || !(Slice.whole(post) instanceof EnsembleNeurons)) {
            throw refused(
                "ends of " + name + ", which learns by " + learningRule,
                pre.label() + " and " + post.label(),
                "neurons, or ensembles between which weights are solved for");
          }
          if (!(transform instanceof Transform.Dense)) {
            throw refused("transform of " + name, transform, "a matrix, the weights that learn");
          }
        }
        case ENCODERS -> {
          if (!(post instanceof Ensemble) || weights) {
            throw refused(
                (weights ? "weights of " : "to of ") + name + ", which learns by " + learningRule,
                weights ? "solved for" : post.label(),
                weights ? "none: encoders take values" : "a whole ensemble");
          }
        }
      }
    }

    /**
     * Ends the connection, and adds it to the network.
     *
     * @param post what it adds to
     * @throws IllegalArgumentException if the sizes don't fit, or it belongs to another network
     */
    public Connection to(Connectable post) {
      String name = label == null ? pre.label() + "->" + post.label() : label;
      network.checkInside("to", post);
      if (post.sizeIn() == 0) {
        throw refused("to of " + name, post.label(), "something with an input");
      }
      if (post instanceof Slice slice) {
        slice.checkIn();
      }
      if (weights && !(Slice.whole(post) instanceof Ensemble)) {
        throw refused("to of " + name, post.label(), "an ensemble, if weights are solved for");
      }
      if (learningRule != null) {
        checkLearning(name, post);
      }
      if (weights && decoders != null) {
        throw refused("weights of " + name, "decoders", "solved for, or decoders given: not both");
      }
      int size;
      try {
        size = transform.sizeOut(functionSize);
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException("connection " + name + ": " + e.getMessage(), e);
      }
      if (size != post.sizeIn()) {
        throw refused(
            "size of connection " + name,
            size + " after function and transform",
            post.sizeIn() + ", the input size of " + post.label());
      }
      Connection connection = new Connection(this, post);
      connection.checkTypes();
      return network.add(connection);
    }

    /** Ends it at nothing: for probes. */
    Connection unconnected() {
      return new Connection(this, null);
    }
  }
}
