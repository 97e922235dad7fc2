package org.spikelane.examples.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.spikelane.file.ModelFile;
import org.spikelane.network.Ensemble;
import org.spikelane.network.Network;
import org.spikelane.sim.Simulator;

/** The runner as somebody at a terminal sees it. */
class RunTest {

  @TempDir Path folder;
  private Path file;
  private String printed;
  private String failed;

  @BeforeEach
  void aModel() throws IOException {
    Network network = new Network("channel");
    Ensemble a = network.ensemble("a", 50, 1);
    network.from(network.input("u", 1)).to(a);
    network.probe(a).synapse(0.02);
    file = folder.resolve("channel.spikelane");
    try (Simulator simulator = new Simulator(network)) {
      ModelFile.write(simulator.named(), file);
    }
  }

  private int run(Object... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    String[] words = Arrays.stream(args).map(Object::toString).toArray(String[]::new);
    int status =
        Run.run(
            words,
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8));
    printed = out.toString(StandardCharsets.UTF_8);
    failed = err.toString(StandardCharsets.UTF_8);
    return status;
  }

  @Test
  void runsAndWrites() throws IOException {
    Path csv = folder.resolve("out.csv");
    assertEquals(0, run(file, "--for", "500ms", "--input", "u=0.5", "--output", csv), () -> failed);
    assertTrue(printed.contains("500 ticks, 0.5 s of the model"), printed);
    assertTrue(printed.contains("  a: 500 samples, the last ["), printed);
    List<String> lines = Files.readAllLines(csv);
    assertEquals("probe,time,element,value", lines.get(0));
    assertEquals(501, lines.size());
    assertTrue(lines.get(500).startsWith("\"a\",0.5,0,"), lines.get(500));
    assertEquals(0.5, Double.parseDouble(lines.get(500).split(",")[3]), 0.15);
  }

  @Test
  void helps() {
    assertEquals(0, run("--help"));
    assertTrue(printed.startsWith("run FILE "), printed);
    assertEquals(2, run());
  }

  @Test
  void saysWhatIsWrong() {
    assertEquals(2, run(file, "--fr", "1s"));
    assertEquals("run: no such option: --fr; --help lists them\n", failed);
    assertEquals(2, run(file, "--for", "soon"));
    assertEquals("run: --for must be a number, got 'soon'\n", failed);
    assertEquals(2, run(file, "--input", "v=1"));
    assertEquals("run: input must be one of [u], got 'v'\n", failed);
    assertEquals(2, run(folder.resolve("absent")));
    assertTrue(failed.contains("absent cannot be read: "), failed);
    assertEquals(2, run(file, "--quiet", "--output", folder.resolve("no").resolve("out.csv")));
    assertTrue(failed.contains("out.csv cannot be written: "), failed);
  }
}
