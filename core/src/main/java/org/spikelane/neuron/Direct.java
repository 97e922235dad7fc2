package org.spikelane.neuron;

/**
 * No neurons at all: the value itself takes their place. For finding out what a network would do
 * with infinitely many perfect ones. It has no response curve, hence neither gain nor bias.
 */
public record Direct() implements NeuronType {

  /** There is only one. */
  public static final Direct DEFAULT = new Direct();

  /** Direct mode has no response curve. */
  @Override
  public double rate(double current) {
    throw new UnsupportedOperationException(
        "Direct computes with values, not with neurons: it has no response curve, gain or bias");
  }
}
