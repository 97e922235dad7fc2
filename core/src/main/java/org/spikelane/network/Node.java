package org.spikelane.network;

import static org.spikelane.check.Arguments.refused;

import org.spikelane.graph.HostFunction;
import org.spikelane.process.Process;

/**
 * What is not neurons: an input, a constant, a function of time or of a signal, a process, or a
 * junction that passes on what it gets.
 */
public final class Node implements Connectable {

  /** What a node does. */
  enum Kind {
    /** Its values come from outside, tick by tick. */
    INPUT,
    /** Its values never change. */
    CONSTANT,
    /** It calls a function. */
    FUNCTION,
    /** A process generates its values. */
    PROCESS,
    /** Its output is the sum of what connections bring. */
    JUNCTION
  }

  private final Network network;
  private final Kind kind;
  private final int sizeIn;
  private final int sizeOut;
  private final double[] constant;
  private final HostFunction.Body function;
  private final Process process;
  private final int index;
  private final String label;
  private Long seed;

  Node(
      Network network,
      String label,
      Kind kind,
      int sizeIn,
      int sizeOut,
      double[] constant,
      HostFunction.Body function,
      Process process) {
    boolean calls = kind == Kind.FUNCTION;
    if (calls && sizeIn < 0) {
      throw refused("input size of " + label, sizeIn, "0 or above");
    }
    int least = calls && sizeIn > 0 ? 0 : 1;
    if (sizeOut < least) {
      throw refused((calls ? "output size of " : "size of ") + label, sizeOut, least + " or above");
    }
    this.network = network;
    this.label = label;
    this.kind = kind;
    this.sizeIn = sizeIn;
    this.sizeOut = sizeOut;
    this.constant = constant;
    this.function = function;
    this.process = process;
    this.index = network.nodes().size();
  }

  /** Seed of its process; default follows from the network's. */
  public Node seed(long seed) {
    this.seed = seed;
    return this;
  }

  @Override
  public Network network() {
    return network;
  }

  @Override
  public String label() {
    return label;
  }

  @Override
  public int sizeOut() {
    return sizeOut;
  }

  @Override
  public int sizeIn() {
    return sizeIn;
  }

  Kind kind() {
    return kind;
  }

  double[] constant() {
    return constant;
  }

  HostFunction.Body function() {
    return function;
  }

  Process process() {
    return process;
  }

  long seed() {
    return seed == null ? network.seed("node", index) : seed;
  }

  @Override
  public String toString() {
    return label + " (node, " + sizeIn + " in, " + sizeOut + " out)";
  }
}
