package org.spikelane.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** What the figures were measured on. */
record Machine(String cpu, int cores, String os, String jdk) {

  /** This machine, with the JDK that the benchmarks run on. */
  static Machine with(String jdk) {
    return new Machine(
        cpuName(),
        Runtime.getRuntime().availableProcessors(),
        System.getProperty("os.name")
            + " "
            + System.getProperty("os.version")
            + " "
            + System.getProperty("os.arch"),
        jdk);
  }

  static String jdkOfThisJvm() {
    return Runtime.version() + " (" + System.getProperty("java.vendor") + ")";
  }

  /** Says it in an entry of a file of figures. */
  void addTo(Map<String, Object> entry) {
    entry.put("jdk", jdk);
    entry.put("cpu", cpu);
    entry.put("cores", cores);
    entry.put("os", os);
  }

  /** Two lines, above a table. */
  @Override
  public String toString() {
    return String.format("machine: %s, %d cores, %s%nJDK:     %s", cpu, cores, os, jdk);
  }

  private static String cpuName() {
    Path cpuinfo = Path.of("/proc/cpuinfo");
    try {
      if (Files.exists(cpuinfo)) {
        String family = field(cpuinfo, "cpu family");
        String model = field(cpuinfo, "model");
        return field(cpuinfo, "model name") + " (family " + family + ", model " + model + ")";
      }
      if (System.getProperty("os.name").startsWith("Mac")) {
        Process sysctl = new ProcessBuilder("sysctl", "-n", "machdep.cpu.brand_string").start();
        return new String(sysctl.getInputStream().readAllBytes()).strip();
      }
    } catch (IOException e) {
      // A benchmark does not fail for want of a name.
    }
    String identifier = System.getenv("PROCESSOR_IDENTIFIER");
    return identifier == null ? "unknown processor" : identifier;
  }

  private static String field(Path cpuinfo, String name) throws IOException {
    try (var lines = Files.lines(cpuinfo)) {
      return lines
          .filter(line -> line.matches(name + "\\s*:.*"))
          .findFirst()
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .orElse("?");
    }
  }
}
