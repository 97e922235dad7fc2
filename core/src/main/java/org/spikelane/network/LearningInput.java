package org.spikelane.network;

/** Where something is brought to that a connection learns by: its error, or a switch. */
public final class LearningInput implements Connectable {

  private final Network network;
  private final Connection connection;
  private final String name;
  private final int size;

  LearningInput(Network network, Connection connection, String name, int size) {
    this.network = network;
    this.connection = connection;
    this.name = name;
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
    return connection.label() + "." + name;
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
