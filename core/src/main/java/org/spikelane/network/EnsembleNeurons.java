package org.spikelane.network;

/**
 * The neurons of an ensemble, to connect to and from directly.
 *
 * <p>A connection from them carries what each puts out: amplitude/dt in a tick with a spike, 0
 * otherwise, or the rate in hertz if the type does not spike. A connection to them adds gain ·
 * value to the input current of each: J = gain · (e · x/radius + value) + bias. So a value of −2
 * silences a neuron, whatever its gain, for which 1 is the current of the whole radius. A probe of
 * their {@link Probe#INPUT} records J.
 */
public final class EnsembleNeurons implements Connectable {

  private final Ensemble ensemble;

  EnsembleNeurons(Ensemble ensemble) {
    this.ensemble = ensemble;
  }

  /** The ensemble that they are the neurons of. */
  public Ensemble ensemble() {
    return ensemble;
  }

  @Override
  public Network network() {
    return ensemble.network();
  }

  @Override
  public String label() {
    return ensemble.label() + ".neurons";
  }

  @Override
  public int sizeOut() {
    return ensemble.neuronCount();
  }

  @Override
  public int sizeIn() {
    return ensemble.neuronCount();
  }

  @Override
  public String toString() {
    return label();
  }
}
