package org.spikelane.network;

/** Where the error of a connection that learns is brought to. */
public final class LearningInput implements Connectable {

  private final Network network;
  private final Connection connection;
  private final int size;

  LearningInput(Network network, Connection connection, int size) {
    this.network = network;
    this.connection = connection;
    this.size = size;
  }

  /** The connection that learns. */
  public Connection connection() {
    return connection;
  }

  @Override
  public Network network() {
    return network;
  }

  @Override
  public String label() {
    return connection.label() + ".learning";
  }

  @Override
  public int sizeOut() {
    return 0;
  }

  @Override
  public int sizeIn() {
    return size;
  }

  @Override
  public String toString() {
    return label();
  }
}
