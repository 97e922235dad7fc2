package org.spikelane.examples;

import java.util.function.DoubleUnaryOperator;
import org.spikelane.kernel.Population;
import org.spikelane.nef.Decoders;
import org.spikelane.neuron.NeuronType;
import org.spikelane.synapse.Lowpass;
import org.spikelane.synapse.SynapseStepper;

/**
 * The network that the NEF is taught with: ensemble A represents x, ensemble B represents x².
 *
 * <pre>
 *     x(t) → A: 50 neurons → decode x² → Lowpass 10 ms → B: 40 neurons → decode → Lowpass 20 ms
 * </pre>
 */
final class ClassroomNetwork {

  /** Length of a tick in seconds. */
  static final double DT = 0.001;

  /** The synapse of the connection from A to B. */
  static final Lowpass CONNECTION = new Lowpass(0.01);

  /** What B's decoded output is read through: a slower one is smoother, and later. */
  static final Lowpass READOUT = new Lowpass(0.02);

  /** The function that the connection from A to B computes. */
  static final DoubleUnaryOperator SQUARE = x -> x * x;

  /** The input: two periods of a sine in 10 s. */
  static final DoubleUnaryOperator INPUT = t -> StrictMath.sin(2 * Math.PI * t / 5);

  final Ensemble a;
  final Ensemble b;
  private final Decoders square;
  private final Decoders identity;

  /**
   * Builds the network.
   *
   * @param neuron the type of all neurons
   * @param curves the tuning curves that decoders are found from
   * @param seed the same seed gives the same network
   */
  ClassroomNetwork(NeuronType neuron, Curves curves, long seed) {
    a = new Ensemble(neuron, 50, seed);
    b = new Ensemble(neuron, 40, ~seed);
    square = a.decoders(SQUARE, curves);
    identity = b.decoders(DoubleUnaryOperator.identity(), curves);
  }

  /** Runs from the start. */
  Recording run(double seconds) {
    int ticks = (int) Math.round(seconds / DT);
    Recording recording = new Recording(ticks, a.neurons());
    Population neuronsA = a.population(DT);
    Population neuronsB = b.population(DT);
    double[] currentA = new double[a.neurons()];
    double[] currentB = new double[b.neurons()];
    double[] spikesA = new double[a.neurons()];
    double[] spikesB = new double[b.neurons()];
    SynapseStepper connection = CONNECTION.stepper(DT, 1);
    SynapseStepper readout = READOUT.stepper(DT, 1);
    double[] decoded = {0};
    double[] toB = {0};
    double[] output = {0};
    for (int tick = 0; tick < ticks; tick++) {
      double x = INPUT.applyAsDouble((tick + 1) * DT);

      a.encode(x, currentA);
      neuronsA.step(currentA, spikesA);

      b.encode(toB[0], currentB);
      neuronsB.step(currentB, spikesB);

      // Decoded first and filtered then: the same as filtering every spike train, with one filter.
      connection.step(square.decode(spikesA, decoded), toB);
      readout.step(identity.decode(spikesB, decoded), output);
      recording.add(x, spikesA, output[0]);
    }
    return recording;
  }
}
