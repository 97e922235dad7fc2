package org.spikelane.network;

import static org.spikelane.check.Arguments.finite;

import org.spikelane.synapse.Lowpass;
import org.spikelane.synapse.Synapse;

/**
 * How a connection changes while the network runs: {@link Connection.Builder#learning}. Immutable.
 *
 * <p>What is learned in a tick acts from the next one on. Activities are filtered within the tick.
 */
public sealed interface LearningRule {

  /** What a rule changes. */
  enum Modifies {
    /** The decoders of a connection from an ensemble, by an error. */
    DECODERS,
    /** The weights from neurons to neurons. */
    WEIGHTS,
    /** The encoders of the ensemble at a connection's end. */
    ENCODERS
  }

  /** What it changes. */
  Modifies modifies();

  /** How fast. */
  double learningRate();

  /**
   * The prescribed error sensitivity rule: see {@link org.spikelane.graph.Pes}. The error is
   * brought by connections to {@link Connection#learning()}: what is decoded minus what should be.
   *
   * @param learningRate finite; 1e-4 is usual
   * @param preSynapse filters the activities that are learned from; null for none
   */
  record Pes(double learningRate, Synapse preSynapse) implements LearningRule {

    /**
     * Checks the learning rate.
     *
     * @throws IllegalArgumentException if it is not finite
     */
    public Pes {
      finite("learningRate", learningRate);
    }

    /** With the usual Lowpass of 5 ms. */
    public Pes(double learningRate) {
      this(learningRate, Lowpass.DEFAULT);
    }

    /** The usual rule: 1e-4, and a Lowpass of 5 ms. */
    public Pes() {
      this(1e-4);
    }

    @Override
    public Modifies modifies() {
      return Modifies.DECODERS;
    }
  }

  /**
   * Recursive least squares: see {@link org.spikelane.graph.Rls}. Learns by the same error as
   * {@link Pes}, faster, at a cost that grows with the square of the number of neurons.
   *
   * @param learningRate finite; 1e-3 is usual: higher trusts the first errors more
   * @param preSynapse filters the activities that are learned from; null for none
   */
  record Rls(double learningRate, Synapse preSynapse) implements LearningRule {

    /**
     * Checks the learning rate.
     *
     * @throws IllegalArgumentException if it is not finite
     */
    public Rls {
      finite("learningRate", learningRate);
    }

    /** With the usual Lowpass of 5 ms. */
    public Rls(double learningRate) {
      this(learningRate, Lowpass.DEFAULT);
    }

    /** The usual rule: 1e-3, and a Lowpass of 5 ms. */
    public Rls() {
      this(1e-3);
    }

    @Override
    public Modifies modifies() {
      return Modifies.DECODERS;
    }
  }

  /**
   * The rule of Bienenstock, Cooper and Munro: see {@link org.spikelane.graph.Bcm}.
   *
   * @param learningRate finite; 1e-9 is usual
   * @param preSynapse filters the activities before; null for none
   * @param postSynapse filters the activities after; null for none
   * @param thetaSynapse filters these once more, slowly, to be the threshold; null for none
   */
  record Bcm(double learningRate, Synapse preSynapse, Synapse postSynapse, Synapse thetaSynapse)
      implements LearningRule {

    /**
     * Checks the learning rate.
     *
     * @throws IllegalArgumentException if it is not finite
     */
    public Bcm {
      finite("learningRate", learningRate);
    }

    /** With the usual synapses: Lowpass of 5 ms, and of 1 s for the threshold. */
    public Bcm(double learningRate) {
      this(learningRate, Lowpass.DEFAULT, Lowpass.DEFAULT, new Lowpass(1));
    }

    /** The usual rule: 1e-9. */
    public Bcm() {
      this(1e-9);
    }

    @Override
    public Modifies modifies() {
      return Modifies.WEIGHTS;
    }
  }

  /**
   * Oja's rule: see {@link org.spikelane.graph.Oja}.
   *
   * @param learningRate finite; 1e-6 is usual
   * @param preSynapse filters the activities before; null for none
   * @param postSynapse filters the activities after; null for none
   * @param beta finite; how much is forgotten; 1 is usual
   */
  record Oja(double learningRate, Synapse preSynapse, Synapse postSynapse, double beta)
      implements LearningRule {

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if one is not finite
     */
    public Oja {
      finite("learningRate", learningRate);
      finite("beta", beta);
    }

    /** With the usual Lowpass of 5 ms, and beta 1. */
    public Oja(double learningRate) {
      this(learningRate, Lowpass.DEFAULT, Lowpass.DEFAULT, 1);
    }

    /** The usual rule: 1e-6. */
    public Oja() {
      this(1e-6);
    }

    @Override
    public Modifies modifies() {
      return Modifies.WEIGHTS;
    }
  }

  /**
   * The vector version of Oja's rule: see {@link org.spikelane.graph.Voja}. Encoders turn towards
   * what the connection brings; it is not divided by the radius.
   *
   * @param learningRate finite; 1e-2 is usual
   * @param postSynapse filters the activities of the ensemble; null for none
   */
  record Voja(double learningRate, Synapse postSynapse) implements LearningRule {

    /**
     * Checks the learning rate.
     *
     * @throws IllegalArgumentException if it is not finite
     */
    public Voja {
      finite("learningRate", learningRate);
    }

    /** With the usual Lowpass of 5 ms. */
    public Voja(double learningRate) {
      this(learningRate, Lowpass.DEFAULT);
    }

    /** The usual rule: 1e-2, and a Lowpass of 5 ms. */
    public Voja() {
      this(1e-2);
    }

    @Override
    public Modifies modifies() {
      return Modifies.ENCODERS;
    }
  }
}
