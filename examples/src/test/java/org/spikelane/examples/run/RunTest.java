package org.spikelane.examples.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.spikelane.file.ModelFile;
import org.spikelane.network.Ensemble;
import org.spikelane.network.Network;
import org.spikelane.process.WhiteNoise;
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
  void writesNumpyArrays() throws IOException {
    Path npz = folder.resolve("out.npz");
    assertEquals(0, run(file, "--for", "300ms", "--input", "u=0.5", "--output", npz), () -> failed);
    Path direct = folder.resolve("direct.npz");
    Path csv = folder.resolve("out.csv");
    assertEquals(0, run(file, "--for", "300ms", "--input", "u=0.5", "--output", csv), () -> failed);
    try (Simulator simulator = new Simulator(ModelFile.read(file))) {
      simulator.input("u").set(0.5);
      simulator.run(0.3);
      simulator.writeNpz(direct);
    }
    Map<String, double[]> arrays = arrays(npz);
    assertEquals(Set.of("a.npy", "a.times.npy"), arrays.keySet());
    assertArrayEquals(arrays(direct).get("a.npy"), arrays.get("a.npy"));
    List<String> lines = Files.readAllLines(csv);
    assertEquals(301, lines.size());
    for (int k = 0; k < 300; k++) {
      String[] line = lines.get(k + 1).split(",");
      assertEquals(Double.parseDouble(line[1]), arrays.get("a.times.npy")[k]);
      assertEquals(Double.parseDouble(line[3]), arrays.get("a.npy")[k]);
    }
  }

  /** The numbers of the arrays, behind their headers of 128 bytes. */
  private static Map<String, double[]> arrays(Path npz) throws IOException {
    Map<String, double[]> arrays = new HashMap<>();
    try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(npz))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        byte[] content = zip.readAllBytes();
        DoubleBuffer numbers =
            ByteBuffer.wrap(content, 128, content.length - 128)
                .slice()
                .order(ByteOrder.LITTLE_ENDIAN)
                .asDoubleBuffer();
        double[] array = new double[numbers.remaining()];
        numbers.get(array);
        arrays.put(entry.getName(), array);
      }
    }
    return arrays;
  }

  /** Seeds that a double cannot tell apart. */
  @Test
  void takesEverySeed() throws IOException {
    Network network = new Network("noise");
    network.probe(network.node("n", new WhiteNoise(), 1)).label("n");
    Path noise = folder.resolve("noise.spikelane");
    try (Simulator simulator = new Simulator(network)) {
      ModelFile.write(simulator.named(), noise);
    }
    Path csv = folder.resolve("noise.csv");
    for (long seed :
        new long[] {Long.MIN_VALUE, -1, (1L << 53) + 1, Long.MAX_VALUE - 1, Long.MAX_VALUE}) {
      assertEquals(
          0, run(noise, "--for", "3ms", "--seed", seed, "--output", csv, "--quiet"), () -> failed);
      try (Simulator simulator = Simulator.builder(ModelFile.read(noise)).seed(seed).build()) {
        simulator.run(0.003);
        assertTrue(
            Files.readString(csv).endsWith("," + simulator.data("n")[2][0] + "\n"), "seed " + seed);
      }
    }
    for (String none : List.of("9223372036854775808", "1.0", "")) {
      assertEquals(2, run(noise, "--seed", none));
      assertEquals(
          "run: --seed must be a whole number from -9223372036854775808 to 9223372036854775807, got '"
              + none
              + "'\n",
          failed);
    }
  }

  @Test
  void quietIsQuiet() {
    assertEquals(0, run(file, "--quiet", "--for", "0.02"));
    assertEquals("", printed);
    assertEquals("", failed);
  }

  @Test
  void helps() {
    assertEquals(0, run("--help"));
    assertTrue(printed.startsWith("run FILE "), printed);
    for (String option :
        List.of("--for", "--dt", "--seed", "--input", "--output", "--quiet", ".csv", ".npz")) {
      assertTrue(printed.contains(option), option);
    }
    assertEquals(2, run());
  }

  @Test
  void saysWhatIsWrong() throws IOException {
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
    assertEquals(2, run(file, "--output", "out.txt"));
    assertEquals("run: --output must end in .csv or .npz, got out.txt\n", failed);
    assertEquals(2, run(file, "--output"));
    assertEquals("run: --output needs a value; --help says which\n", failed);
    assertEquals(2, run(file, "--quiet", "--output", folderNamed("a.npz")));
    assertTrue(failed.endsWith("a.npz: is a folder\n"), failed);
  }

  private Path folderNamed(String name) throws IOException {
    return Files.createDirectory(folder.resolve(name));
  }
}
