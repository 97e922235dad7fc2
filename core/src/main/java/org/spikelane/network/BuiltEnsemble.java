package org.spikelane.network;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.spikelane.graph.Seeds;
import org.spikelane.nef.Encoders;
import org.spikelane.nef.EvaluationPoints;
import org.spikelane.nef.TuningCurves;
import org.spikelane.neuron.GainBias;
import org.spikelane.neuron.NeuronType;

/** What an ensemble was built with: given, drawn or computed. Immutable. */
public final class BuiltEnsemble {

  private final Ensemble ensemble;
  private final Encoders encoders;
  private final EvaluationPoints evaluationPoints;
  private final TuningCurves curves;

  private BuiltEnsemble(
      Ensemble ensemble, Encoders encoders, EvaluationPoints points, TuningCurves curves) {
    this.ensemble = ensemble;
    this.encoders = encoders;
    this.evaluationPoints = points;
    this.curves = curves;
  }

  /** Draws and computes what is not given; every kind of number from a stream of its own. */
  static BuiltEnsemble of(Ensemble ensemble) {
    int neurons = ensemble.neuronCount();
    int dims = ensemble.dims();
    NeuronType type = ensemble.neuronType();
    try {
      Encoders encoders = ensemble.givenEncoders();
      if (encoders == null) {
        encoders =
            Encoders.sampled(
                ensemble.encoderDistribution(), neurons, dims, stream(ensemble, "encoders"));
      }
      EvaluationPoints points = ensemble.givenEvaluationPoints();
      if (points == null) {
        Integer number = ensemble.evaluationPointNumber();
        points =
            EvaluationPoints.sampled(
                    ensemble.evaluationPointDistribution(),
                    number == null
                        ? Math.max(EvaluationPoints.defaultNumber(neurons, dims), dims + 1)
                        : number,
                    dims,
                    stream(ensemble, "evaluation points"))
                .times(ensemble.radius());
      }
      TuningCurves curves =
          ensemble.givenGain() == null
              ? TuningCurves.of(
                  type,
                  ensemble.maxRates().sample(neurons, stream(ensemble, "max rates")),
                  ensemble.intercepts().sample(neurons, stream(ensemble, "intercepts")),
                  encoders)
              : new TuningCurves(
                  type, ensemble.givenGain(), ensemble.givenBias(), encoders.toArray());
      return new BuiltEnsemble(ensemble, encoders, points, curves);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("ensemble " + ensemble.label() + ": " + e.getMessage(), e);
    }
  }

  private static SplittableRandom stream(Ensemble ensemble, String what) {
    return new SplittableRandom(seed(ensemble, what));
  }

  static long seed(Ensemble ensemble, String what) {
    return Seeds.mix(ensemble.seed(), what.hashCode());
  }

  /** Gain of every neuron, {@code [neuron]}: current per radius along the encoder. */
  public double[] gain() {
    return curves.gain();
  }

  /** Bias of every neuron, {@code [neuron]}: current at 0. */
  public double[] bias() {
    return curves.bias();
  }

  /** The encoders. */
  public Encoders encoders() {
    return encoders;
  }

  /** The evaluation points, in the unit of the represented value. */
  public EvaluationPoints evaluationPoints() {
    return evaluationPoints;
  }

  /** Maximum rate of every neuron in hertz, {@code [neuron]}. */
  public double[] maxRates() {
    double[] rates = gain();
    double[] bias = bias();
    Arrays.setAll(rates, i -> ensemble.neuronType().maxRate(new GainBias(rates[i], bias[i])));
    return rates;
  }

  /** Intercept of every neuron in units of the radius, {@code [neuron]}. */
  public double[] intercepts() {
    double[] intercepts = gain();
    double[] bias = bias();
    Arrays.setAll(
        intercepts, i -> ensemble.neuronType().intercept(new GainBias(intercepts[i], bias[i])));
    return intercepts;
  }

  /** The tuning curves, over values in units of the radius. */
  public TuningCurves tuningCurves() {
    return curves;
  }

  /**
   * What the neurons put out, on average, at some points.
   *
   * @param points in the unit of the represented value
   * @return {@code [sample][neuron]}
   */
  double[][] activities(EvaluationPoints points) {
    double[][] activities = curves.byEquation(points.times(1 / ensemble.radius()).toArray());
    double amplitude = ensemble.neuronType().amplitude();
    for (double[] row : activities) {
      for (int i = 0; i < row.length; i++) {
        row[i] *= amplitude;
      }
    }
    return activities;
  }

  /**
   * Encoders as the tick needs them: gain · encoder / radius, one dimension after the other, {@code
   * [dimension][neuron]}.
   */
  double[] scaledEncoders() {
    int neurons = ensemble.neuronCount();
    double[] gain = gain();
    double[] scaled = new double[neurons * ensemble.dims()];
    for (int d = 0; d < ensemble.dims(); d++) {
      for (int i = 0; i < neurons; i++) {
        scaled[d * neurons + i] = gain[i] * encoders.get(i, d) / ensemble.radius();
      }
    }
    return scaled;
  }
}
