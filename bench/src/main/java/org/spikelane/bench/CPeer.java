package org.spikelane.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.openjdk.jmh.util.ListStatistics;

/**
 * The same kernel in C with AVX-512 intrinsics, {@code bench/peers/lif_avx512.c}, run between our
 * rounds: dense output at 90 Hz. It reports the best of five repetitions, where ours is a mean.
 */
final class CPeer {

  private static final Pattern LINE = Pattern.compile("n=(\\d+) avx512 (\\S+) compiler (\\S+) .*");

  private final Path program;

  private CPeer(Path program) {
    this.program = program;
  }

  /** Compiles it with gcc, for this machine. */
  static CPeer compile() throws IOException, InterruptedException {
    Path source = Jmh.buildFolder().resolveSibling("peers").resolve("lif_avx512.c");
    Path program = Files.createTempFile("lif_avx512", ".out");
    program.toFile().deleteOnExit();
    run("gcc", "-O3", "-march=native", "-o", program.toString(), source.toString(), "-lm");
    return new CPeer(program);
  }

  /** What was compiled. */
  Path program() {
    return program;
  }

  void measure(Map<Cell, ListStatistics> times) throws IOException, InterruptedException {
    Matcher line = LINE.matcher(run(program.toString()));
    while (line.find()) {
      int n = Integer.parseInt(line.group(1));
      for (int i = 0; i < 2; i++) {
        String kernel = i == 0 ? "C, AVX-512 intrinsics" : "C, gcc -O3";
        Cell cell = new Cell("dense", Regime.TYPICAL.label(), n, kernel);
        Throughput.statistics(times, cell).addValue(Double.parseDouble(line.group(2 + i)));
      }
    }
  }

  static String run(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes());
    if (process.waitFor() != 0) {
      throw new IllegalStateException(String.join(" ", command) + " failed: " + output);
    }
    return output;
  }
}
