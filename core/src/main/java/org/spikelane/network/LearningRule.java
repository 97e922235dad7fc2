package org.spikelane.network;

import static org.spikelane.check.Arguments.finite;

import org.spikelane.synapse.Lowpass;
import org.spikelane.synapse.Synapse;

/** How a connection's weights change while the network runs. Immutable. */
public sealed interface LearningRule {

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

    /** The usual rule: 1e-4, and a Lowpass of 5 ms. */
    public Pes() {
      this(1e-4, Lowpass.DEFAULT);
    }
  }
}
