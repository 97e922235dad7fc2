package org.spikelane.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The network in the README compiles, runs and gives what its plot shows. */
class ReadmeTest {

  @Test
  void theNetworkHasFifteenLinesAndRuns(@TempDir Path folder) throws Exception {
    String code = Documentation.blocks(Documentation.text("README.md"), "java").get(1);
    assertTrue(code.lines().count() <= 15, "lines: " + code.lines().count());
    List<String> printed = Documentation.run("Channel", code, folder).lines().toList();
    assertEquals(20, printed.size(), printed.toString());
    // Late by three synapses of 40 ms together.
    for (int k = 1; k < printed.size(); k++) {
      double t = 0.1 * (k + 1);
      double input = Math.sin(2 * Math.PI * (t - 0.04));
      assertEquals(input, Double.parseDouble(printed.get(k)), 0.1, "at " + t + " s");
    }
  }
}
