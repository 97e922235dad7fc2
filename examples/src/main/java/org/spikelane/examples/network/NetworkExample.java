package org.spikelane.examples.network;

import java.io.IOException;
import java.nio.file.Path;
import org.spikelane.network.Network;
import org.spikelane.sim.Simulator;

/** A network that a page of {@code docs/examples} explains: it runs, reports and draws. */
interface NetworkExample {

  /** What its page and its picture are called. */
  String name();

  Network network();

  /** How long it runs, in simulated seconds. */
  double seconds();

  /** Runs it from the start. */
  default void run(Simulator simulator) {
    simulator.run(seconds());
  }

  /** What came out, in the lines that its page shows. */
  String summary(Simulator simulator);

  void draw(Simulator simulator, Path file) throws IOException;
}
