package org.spikelane.network;

import static java.util.Objects.requireNonNull;
import static org.spikelane.check.Arguments.positive;

import org.spikelane.nef.Distribution;
import org.spikelane.nef.Encoders;
import org.spikelane.nef.EvaluationPoints;
import org.spikelane.nef.Solver;
import org.spikelane.nef.Uniform;
import org.spikelane.neuron.Lif;
import org.spikelane.neuron.NeuronType;
import org.spikelane.synapse.Lowpass;
import org.spikelane.synapse.Synapse;

/**
 * What objects of a network are made of unless told otherwise: read when an object is added, so a
 * change concerns those added later. A network inside another begins with a copy.
 */
public final class Defaults {

  private NeuronType neuronType = Lif.DEFAULT;
  private Distribution maxRates = new Uniform(200, 400);
  private Distribution intercepts = new Uniform(-1, 0.9);
  private Distribution encoders = Encoders.DEFAULT;
  private Distribution evaluationPoints = EvaluationPoints.DEFAULT;
  private double radius = 1;
  private Synapse synapse = Lowpass.DEFAULT;
  private Synapse probeSynapse;
  private Solver solver = Solver.DEFAULT;

  Defaults() {}

  Defaults(Defaults other) {
    neuronType = other.neuronType;
    maxRates = other.maxRates;
    intercepts = other.intercepts;
    encoders = other.encoders;
    evaluationPoints = other.evaluationPoints;
    radius = other.radius;
    synapse = other.synapse;
    probeSynapse = other.probeSynapse;
    solver = other.solver;
  }

  /** The neurons' type; {@link Lif#DEFAULT}. */
  public Defaults neuronType(NeuronType neuronType) {
    this.neuronType = requireNonNull(neuronType, "neuronType");
    return this;
  }

  /** Where maximum rates are drawn from, in hertz; uniform from 200 to 400. */
  public Defaults maxRates(Distribution maxRates) {
    this.maxRates = requireNonNull(maxRates, "maxRates");
    return this;
  }

  /** Where intercepts are drawn from, in units of the radius; uniform from −1 to 0.9. */
  public Defaults intercepts(Distribution intercepts) {
    this.intercepts = requireNonNull(intercepts, "intercepts");
    return this;
  }

  /** Where encoders are drawn from, before they are made unit vectors; {@link Encoders#DEFAULT}. */
  public Defaults encoders(Distribution encoders) {
    this.encoders = requireNonNull(encoders, "encoders");
    return this;
  }

  /** Where evaluation points are drawn from, radius 1; {@link EvaluationPoints#DEFAULT}. */
  public Defaults evaluationPoints(Distribution evaluationPoints) {
    this.evaluationPoints = requireNonNull(evaluationPoints, "evaluationPoints");
    return this;
  }

  /** Radius of the represented ball, finite and above 0; 1. */
  public Defaults radius(double radius) {
    this.radius = positive("radius", radius);
    return this;
  }

  /** The connections' synapse, null for none; a Lowpass of 5 ms. */
  public Defaults synapse(Synapse synapse) {
    this.synapse = synapse;
    return this;
  }

  /** The probes' synapse, null for none; none. */
  public Defaults probeSynapse(Synapse probeSynapse) {
    this.probeSynapse = probeSynapse;
    return this;
  }

  /** What finds decoders; {@link Solver#DEFAULT}. */
  public Defaults solver(Solver solver) {
    this.solver = requireNonNull(solver, "solver");
    return this;
  }

  NeuronType neuronType() {
    return neuronType;
  }

  Distribution maxRates() {
    return maxRates;
  }

  Distribution intercepts() {
    return intercepts;
  }

  Distribution encoders() {
    return encoders;
  }

  Distribution evaluationPoints() {
    return evaluationPoints;
  }

  double radius() {
    return radius;
  }

  Synapse synapse() {
    return synapse;
  }

  Synapse probeSynapse() {
    return probeSynapse;
  }

  Solver solver() {
    return solver;
  }
}
