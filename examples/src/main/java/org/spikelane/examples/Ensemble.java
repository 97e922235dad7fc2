package org.spikelane.examples;

import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import org.spikelane.kernel.Population;
import org.spikelane.nef.Decoders;
import org.spikelane.nef.Encoders;
import org.spikelane.nef.EvaluationPoints;
import org.spikelane.nef.LstsqL2;
import org.spikelane.nef.TuningCurves;
import org.spikelane.nef.Uniform;
import org.spikelane.neuron.GainBias;
import org.spikelane.neuron.NeuronType;

/**
 * A group of neurons that together represent one number x from −1 to 1.
 *
 * <p>Encoding: neuron i gets the current gain[i] · encoder[i] · x + bias[i] and answers with
 * spikes. Decoding: a weighted sum of what all neurons put out gives back x, or a function of it.
 */
final class Ensemble {

  /** The classroom's choice: what a neuron fires at when x is at its encoder, in hertz. */
  static final Uniform MAX_RATES = new Uniform(100, 200);

  /** The classroom's choice: where along its encoder a neuron begins to fire. */
  static final Uniform INTERCEPTS = new Uniform(-0.95, 0.95);

  private static final int EVALUATION_POINTS = 101;

  private final NeuronType neuron;
  private final long seed;
  private final TuningCurves tuningCurves;
  private final Encoders encoders;
  private final double[] gain;
  private final double[] bias;

  /**
   * Random neurons.
   *
   * @param seed the same seed gives the same neurons, whatever their type
   */
  Ensemble(NeuronType neuron, int neurons, long seed) {
    this.neuron = neuron;
    this.seed = seed;
    SplittableRandom random = new SplittableRandom(seed);
    double[] maxRates = MAX_RATES.sample(neurons, random);
    double[] intercepts = INTERCEPTS.sample(neurons, random);
    encoders = Encoders.random(neurons, 1, random);
    tuningCurves = TuningCurves.of(neuron, maxRates, intercepts, encoders);
    gain = tuningCurves.gain();
    bias = tuningCurves.bias();
  }

  int neurons() {
    return gain.length;
  }

  /** The direction that a neuron prefers: −1 or 1. */
  double encoder(int i) {
    return encoders.get(i, 0);
  }

  /** The x along its encoder at which a neuron begins to fire. */
  double intercept(int i) {
    return neuron.intercept(new GainBias(gain[i], bias[i]));
  }

  /** Encodes x: writes the input current of every neuron, {@code [neuron]}. */
  void encode(double x, double[] current) {
    for (int i = 0; i < current.length; i++) {
      current[i] = gain[i] * (encoders.get(i, 0) * x) + bias[i];
    }
  }

  TuningCurves tuningCurves() {
    return tuningCurves;
  }

  /** Decoders of a function of x, by regularised least squares from the tuning curves. */
  Decoders decoders(DoubleUnaryOperator function, Curves curves) {
    double[][] points = TuningCurves.along(new double[] {1}, EVALUATION_POINTS);
    double[][] activities = curves.of(tuningCurves, points);
    double[][] targets =
        EvaluationPoints.given(points).targets(x -> new double[] {function.applyAsDouble(x[0])});
    return new LstsqL2().solve(activities, targets);
  }

  /** The neurons, ready to run. */
  Population population(double dt) {
    return Population.builder(neuron, neurons()).dt(dt).seed(seed).build();
  }
}
