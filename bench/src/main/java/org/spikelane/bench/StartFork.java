package org.spikelane.bench;

import org.spikelane.network.Network;
import org.spikelane.sim.Simulator;

/** A program that constructs one simulator, the first of its JVM, and ends: see {@link Starts}. */
final class StartFork {

  private StartFork() {}

  /** Says how long the construction took, in milliseconds, of the network that is named. */
  public static void main(String[] args) {
    Network network = Networks.of(args[0]).network();
    long start = System.nanoTime();
    Simulator simulator = new Simulator(network);
    System.out.println((System.nanoTime() - start) / 1e6);
    simulator.close();
  }
}
