package org.spikelane.network;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.spikelane.graph.Seeds;
import org.spikelane.nef.DecoderProblem;
import org.spikelane.nef.Encoders;
import org.spikelane.nef.EvaluationPoints;
import org.spikelane.nef.TuningCurves;
import org.spikelane.neuron.GainBias;
import org.spikelane.neuron.NeuronType;

/** What an ensemble was built with: given, drawn or computed. Immutable. */
public final class BuiltEnsemble {

  private final NeuronType type;
  private final double radius;
  private final Encoders encoders;
  private final EvaluationPoints evaluationPoints;
  private final TuningCurves curves;

  private BuiltEnsemble(
      NeuronType type,
      double radius,
      Encoders encoders,
      EvaluationPoints points,
      TuningCurves curves) {
    this.type = type;
    this.radius = radius;
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
      return new BuiltEnsemble(type, ensemble.radius(), encoders, points, curves);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("ensemble " + ensemble.label() + ": " + e.getMessage(), e);
    } catch (RuntimeException e) {
      // From a distribution or a type of the user's own: not by an argument that it refused.
      throw new IllegalStateException("ensemble " + ensemble.label() + ": " + e, e);
    }
  }

  private static SplittableRandom stream(Ensemble ensemble, String what) {
    return new SplittableRandom(seed(ensemble, what));
  }

  static long seed(Ensemble ensemble, String what) {
    return Seeds.mix(ensemble.seed(), what.hashCode());
  }

  int neurons() {
    return encoders.neurons();
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
    Arrays.setAll(rates, i -> type.maxRate(new GainBias(rates[i], bias[i])));
    return rates;
  }

  /** Intercept of every neuron in units of the radius, {@code [neuron]}. */
  public double[] intercepts() {
    double[] intercepts = gain();
    double[] bias = bias();
    Arrays.setAll(intercepts, i -> type.intercept(new GainBias(intercepts[i], bias[i])));
    return intercepts;
  }

  /** The tuning curves, over values in units of the radius. */
  public TuningCurves tuningCurves() {
    return curves;
  }

  /** What a solver is asked: decoders of what the neurons put out, on average, at some points. */
  DecoderProblem problem(EvaluationPoints points, double[][] targets) {
    return DecoderProblem.of(curves, points.times(1 / radius), targets);
  }

  /**
   * What the neurons put out, on average, at some points.
   *
   * @param points in the unit of the represented value
   * @return {@code [sample][neuron]}
   */
  double[][] activities(EvaluationPoints points) {
    double[][] activities = curves.byEquation(points.times(1 / radius).toArray());
    double amplitude = type.amplitude();
    for (double[] row : activities) {
      for (int i = 0; i < row.length; i++) {
        row[i] *= amplitude;
      }
    }
    return activities;
  }

  /** What an encoder is multiplied by to be scaled: gain / radius, {@code [neuron]}. */
  double[] scale() {
    double[] scale = gain();
    Arrays.setAll(scale, i -> scale[i] / radius);
    return scale;
  }

  /**
   * Encoders as the tick needs them: gain · encoder / radius, one dimension after the other, {@code
   * [dimension][neuron]}.
   */
  double[] scaledEncoders() {
    int neurons = neurons();
    double[] gain = gain();
    double[] scaled = new double[neurons * encoders.dims()];
    for (int d = 0; d < encoders.dims(); d++) {
      for (int i = 0; i < neurons; i++) {
        scaled[d * neurons + i] = gain[i] * encoders.get(i, d) / radius;
      }
    }
    return scaled;
  }
}
