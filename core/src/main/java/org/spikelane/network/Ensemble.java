package org.spikelane.network;

import static java.util.Objects.requireNonNull;
import static org.spikelane.check.Arguments.length;
import static org.spikelane.check.Arguments.positive;
import static org.spikelane.check.Arguments.refused;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.spikelane.kernel.Population;
import org.spikelane.nef.Distribution;
import org.spikelane.nef.Encoders;
import org.spikelane.nef.EvaluationPoints;
import org.spikelane.neuron.NeuronType;

/**
 * A population of neurons that represents a vector.
 *
 * <p>What is not set is drawn when the network is built, from the distributions of the network's
 * {@link Defaults}; what is given is used as it stands. Each setter returns the ensemble, and has
 * changed nothing if it throws.
 */
public final class Ensemble implements Connectable {

  private final Network network;
  private final int neurons;
  private final int dims;
  private final int index;
  private final EnsembleNeurons view = new EnsembleNeurons(this);
  private String label;
  private Long seed;
  private NeuronType neuronType;
  private double radius;
  private Distribution maxRates;
  private Distribution intercepts;
  private Distribution encoderDistribution;
  private Distribution evaluationPointDistribution;
  private Integer evaluationPointNumber;
  private Encoders encoders;
  private EvaluationPoints evaluationPoints;
  private double[] gain;
  private double[] bias;
  private final Map<String, double[]> initialState = new LinkedHashMap<>();

  Ensemble(Network network, String label, int neurons, int dims, int index) {
    if (neurons < 1) {
      throw refused("neurons of " + label, neurons, "1 or above");
    }
    if (dims < 1) {
      throw refused("dimensions of " + label, dims, "1 or above");
    }
    Defaults defaults = network.defaults();
    this.network = network;
    this.label = label;
    this.neurons = neurons;
    this.dims = dims;
    this.index = index;
    this.neuronType = defaults.neuronType();
    this.radius = defaults.radius();
    this.maxRates = defaults.maxRates();
    this.intercepts = defaults.intercepts();
    this.encoderDistribution = defaults.encoders();
    this.evaluationPointDistribution = defaults.evaluationPoints();
  }

  /** What it is called, for people. */
  public Ensemble label(String label) {
    this.label = label;
    return this;
  }

  /** Seed of everything that is drawn for it; default follows from the network's. */
  public Ensemble seed(long seed) {
    this.seed = seed;
    return this;
  }

  /** The neurons' type. */
  public Ensemble neuronType(NeuronType neuronType) {
    this.neuronType = requireNonNull(neuronType, "neuronType of " + label);
    return this;
  }

  /** Radius of the ball that it represents, finite and above 0. */
  public Ensemble radius(double radius) {
    this.radius = positive("radius of " + label, radius);
    return this;
  }

  /** Where maximum rates are drawn from, in hertz. */
  public Ensemble maxRates(Distribution maxRates) {
    this.maxRates = requireNonNull(maxRates, "maxRates of " + label);
    return this;
  }

  /** Where intercepts are drawn from, in units of the radius. */
  public Ensemble intercepts(Distribution intercepts) {
    this.intercepts = requireNonNull(intercepts, "intercepts of " + label);
    return this;
  }

  /**
   * Gain and bias, instead of maximum rates and intercepts.
   *
   * @param gain current per radius along the encoder, {@code [neuron]}; copied
   * @param bias current at 0, {@code [neuron]}; copied
   * @throws IllegalArgumentException if there are not as many as neurons, a gain is not finite and
   *     above 0 or a bias not finite
   */
  public Ensemble gainBias(double[] gain, double[] bias) {
    length("gain of " + label, gain.length, neurons);
    length("bias of " + label, bias.length, neurons);
    for (int i = 0; i < neurons; i++) {
      positive("gain of " + label + "[" + i + "]", gain[i]);
      if (!Double.isFinite(bias[i])) {
        throw refused("bias of " + label + "[" + i + "]", bias[i], "a finite number");
      }
    }
    this.gain = gain.clone();
    this.bias = bias.clone();
    return this;
  }

  /** Where encoders are drawn from, before they are made unit vectors. */
  public Ensemble encoders(Distribution encoders) {
    this.encoderDistribution = requireNonNull(encoders, "encoders of " + label);
    this.encoders = null;
    return this;
  }

  /**
   * The encoders, as they stand: see {@link Encoders#normalised} and {@link Encoders#unchanged}.
   *
   * @throws IllegalArgumentException if there are not as many as neurons, or they have another
   *     number of dimensions
   */
  public Ensemble encoders(Encoders encoders) {
    if (encoders.neurons() != neurons || encoders.dims() != dims) {
      throw refused(
          "encoders of " + label,
          encoders,
          "for " + neurons + " neurons in " + dims + " dimensions");
    }
    this.encoders = encoders;
    return this;
  }

  /** The encoders {@code [neuron][dimension]}, as they stand. */
  public Ensemble encoders(double[][] encoders) {
    try {
      return encoders(Encoders.unchanged(encoders));
    } catch (IllegalArgumentException e) {
      String message = e.getMessage();
      throw message.startsWith("encoders of " + label)
          ? e
          : new IllegalArgumentException("ensemble " + label + ": " + message, e);
    }
  }

  /** Where evaluation points are drawn from, before they are multiplied by the radius. */
  public Ensemble evaluationPoints(Distribution evaluationPoints) {
    this.evaluationPointDistribution =
        requireNonNull(evaluationPoints, "evaluation points of " + label);
    this.evaluationPoints = null;
    return this;
  }

  /**
   * The evaluation points, in the unit of the represented value.
   *
   * @throws IllegalArgumentException if they have another number of dimensions
   */
  public Ensemble evaluationPoints(EvaluationPoints evaluationPoints) {
    if (evaluationPoints.dims() != dims) {
      throw refused(
          "evaluation points of " + label, evaluationPoints, "in " + dims + " dimensions");
    }
    this.evaluationPoints = evaluationPoints;
    return this;
  }

  /** How many evaluation points are drawn, dims + 1 or more. */
  public Ensemble evaluationPoints(int number) {
    if (number <= dims) {
      throw refused("evaluation points of " + label, number, "at least dims + 1 = " + (dims + 1));
    }
    this.evaluationPointNumber = number;
    return this;
  }

  /**
   * The state that the neurons begin with.
   *
   * @param quantity such as {@code voltage}: see {@link Population#quantities()}
   * @param values {@code [neuron]}; copied
   * @throws IllegalArgumentException if the type has no such quantity, or it can't have such values
   */
  public Ensemble initial(String quantity, double[] values) {
    checkInitial(quantity, values);
    initialState.put(quantity, values.clone());
    return this;
  }

  /** Asked again when the network is built: the type may have been changed since. */
  void checkInitial(String quantity, double[] values) {
    try {
      // A population says best what it refuses.
      Population.builder(neuronType, neurons).initial(quantity, values).build();
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("initial state of " + label + ": " + e.getMessage(), e);
    }
  }

  /** Its neurons, to connect to and from directly, and to probe. */
  public EnsembleNeurons neurons() {
    return view;
  }

  @Override
  public Network network() {
    return network;
  }

  @Override
  public String label() {
    return label;
  }

  /** How many neurons. */
  public int neuronCount() {
    return neurons;
  }

  /** How many dimensions the represented vector has. */
  public int dims() {
    return dims;
  }

  /** The neurons' type. */
  public NeuronType neuronType() {
    return neuronType;
  }

  /** Radius of the ball that it represents. */
  public double radius() {
    return radius;
  }

  @Override
  public int sizeOut() {
    return dims;
  }

  @Override
  public int sizeIn() {
    return dims;
  }

  long seed() {
    return seed == null ? network.seed("ensemble", index) : seed;
  }

  Distribution maxRates() {
    return maxRates;
  }

  Distribution intercepts() {
    return intercepts;
  }

  Distribution encoderDistribution() {
    return encoderDistribution;
  }

  Distribution evaluationPointDistribution() {
    return evaluationPointDistribution;
  }

  /** Null for the default number. */
  Integer evaluationPointNumber() {
    return evaluationPointNumber;
  }

  /** Null if they are to be drawn. */
  Encoders givenEncoders() {
    return encoders;
  }

  /** Null if they are to be drawn. */
  EvaluationPoints givenEvaluationPoints() {
    return evaluationPoints;
  }

  /** Null if it follows from maximum rate and intercept. */
  double[] givenGain() {
    return gain;
  }

  /** Null if it follows from maximum rate and intercept. */
  double[] givenBias() {
    return bias;
  }

  Map<String, double[]> initialState() {
    return initialState;
  }

  /** The quantities of state that its neurons have. */
  List<String> quantities() {
    return Population.builder(neuronType, 0).build().quantities();
  }

  @Override
  public String toString() {
    return label + " (" + neurons + " neurons, " + dims + "-D)";
  }
}
