package org.spikelane.file;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.spikelane.graph.NamedGraph;
import org.spikelane.network.Ensemble;
import org.spikelane.network.Network;
import org.spikelane.network.Node;
import org.spikelane.sim.Simulator;

/**
 * A million neurons in ten thousand ensembles are saved and loaded; how long it took is printed.
 */
@Tag("slow")
class LargeModelFileTest {

  @TempDir Path folder;

  @Test
  void aMillionNeurons() throws IOException {
    Network network = new Network("chain");
    Node input = network.input("u", 1);
    Ensemble before = null;
    for (int i = 0; i < 10_000; i++) {
      Ensemble ensemble = network.ensemble("e" + i, 100, 1);
      if (before == null) {
        network.from(input).to(ensemble);
      } else {
        network.from(before).to(ensemble);
      }
      before = ensemble;
    }
    network.probe(before).label("last");
    network.probe(network.ensembles().get(0)).label("first");
    Path file = folder.resolve("large.spikelane");
    try (Simulator built = new Simulator(network)) {
      long start = System.nanoTime();
      ModelFile.write(built.named(), file);
      long written = System.nanoTime();
      NamedGraph read = ModelFile.read(file);
      long end = System.nanoTime();
      System.out.printf(
          "a million neurons: %d MB, saved in %.2f s, loaded in %.2f s%n",
          Files.size(file) / 1_000_000, (written - start) * 1e-9, (end - written) * 1e-9);
      try (Simulator loaded = new Simulator(read)) {
        built.input("u").set(0.5);
        loaded.input("u").set(0.5);
        built.runTicks(30);
        loaded.runTicks(30);
        assertArrayEquals(built.data("first"), loaded.data("first"));
        assertArrayEquals(built.data("last"), loaded.data("last"));
      }
      assertTrue(end - start < 60e9, "seconds, not minutes");
    }
  }
}
