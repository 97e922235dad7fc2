package org.spikelane.network;

/**
 * The neurons of an ensemble, to connect to and from directly: a connection from them carries what
 * each puts out, one to them adds to their input currents.
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
