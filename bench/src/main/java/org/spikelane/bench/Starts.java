package org.spikelane.bench;

import com.google.gson.GsonBuilder;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.openjdk.jmh.runner.options.CommandLineOptions;

/**
 * How long it takes to start: whole processes that construct one simulator and end, ours and, with
 * {@code -Dbench.peers}, Nengo's, in turn, round after round.
 *
 * <p>What a language does before the first line of a program, and when it loads a library, is in
 * one of them in the construction and in the other before it: so both are said, the construction
 * and the process. Ours runs from jars, as programs do, and once more with an archive of its
 * classes, as Python has one.
 */
final class Starts {

  private static final int ROUNDS = 9;

  /** How long something took in each round, in milliseconds. */
  record Row(String network, String with, List<Double> builds, List<Double> processes) {

    Row(String network, String with) {
      this(network, with, new ArrayList<>(), new ArrayList<>());
    }

    static double[] sorted(List<Double> times) {
      return times.stream().mapToDouble(time -> time).sorted().toArray();
    }

    static String said(List<Double> times) {
      double[] sorted = sorted(times);
      return String.format(
          Locale.ROOT,
          "%6.0f (%.0f, %.0f)",
          Median.of(sorted),
          sorted[0],
          sorted[sorted.length - 1]);
    }
  }

  private final CommandLineOptions options;
  private final boolean peers;
  private final List<Row> rows = new ArrayList<>();

  Starts(CommandLineOptions options, boolean peers) {
    this.options = options;
    this.peers = peers;
  }

  void run() throws IOException, InterruptedException {
    int rounds = Math.max(1, options.getForkCount().orElse(ROUNDS));
    Path folder = Files.createTempDirectory("starts");
    try {
      String jars = jars(System.getProperty("java.class.path"), folder);
      String archive = folder.resolve("classes.jsa").toString();
      for (String network :
          options
              .getParameter("network")
              .orElse(Arrays.stream(Networks.values()).map(Networks::label).toList())) {
        CPeer.run(java(jars, network, "-XX:ArchiveClassesAtExit=" + archive));
        Row theirs = new Row(network, "Nengo");
        Row ours = new Row(network, "Spikelane");
        Row archived = new Row(network, "with an archive");
        for (int round = 0; round < rounds; round++) {
          if (peers) {
            start(theirs, python(network));
          }
          start(ours, java(jars, network));
          // An archive that does not fit is no reason to run without it and say nothing.
          start(archived, java(jars, network, "-XX:SharedArchiveFile=" + archive, "-Xshare:on"));
        }
        for (Row row : peers ? List.of(theirs, ours, archived) : List.of(ours, archived)) {
          rows.add(row);
          System.out.println(line(row));
        }
      }
    } finally {
      try (Stream<Path> files = Files.list(folder)) {
        for (Path file : files.toList()) {
          Files.delete(file);
        }
      }
      Files.delete(folder);
    }
    Machine machine = Machine.with(Machine.jdkOfThisJvm());
    System.out.printf("%n%s%n", machine);
    Path file = Jmh.buildFolder().resolve("starts.json");
    writeJson(rows, machine, file);
    System.out.printf("written: %s%n", file);
  }

  private static void start(Row row, String[] command) throws IOException, InterruptedException {
    long start = System.nanoTime();
    String said = CPeer.run(command);
    row.processes().add((System.nanoTime() - start) / 1e6);
    row.builds().add(millis(said));
  }

  /** The time that a program said; other lines are warnings of Java or Python. */
  static double millis(String said) {
    return said.lines()
        .filter(line -> line.matches("[0-9.]+"))
        .mapToDouble(Double::parseDouble)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("said no time: " + said));
  }

  private static String[] python(String network) {
    Path program = Jmh.buildFolder().resolveSibling("peers").resolve("nengo_start.py");
    return new String[] {System.getProperty("bench.python"), program.toString(), network};
  }

  private static String[] java(String jars, String network, String... more) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(more));
    command.addAll(List.of("--add-modules=jdk.incubator.vector", "-classpath", jars));
    command.addAll(List.of(StartFork.class.getName(), network));
    return command.toArray(String[]::new);
  }

  /** A class path in jars alone, as archives of classes demand it: folders are packed. */
  static String jars(String classPath, Path folder) throws IOException {
    List<String> jars = new ArrayList<>();
    for (String entry : classPath.split(File.pathSeparator)) {
      Path path = Path.of(entry);
      if (Files.isDirectory(path)) {
        Path jar = folder.resolve(jars.size() + ".jar");
        pack(path, jar);
        jars.add(jar.toString());
      } else {
        jars.add(entry);
      }
    }
    return String.join(File.pathSeparator, jars);
  }

  private static void pack(Path classes, Path jar) throws IOException {
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file);
        Stream<Path> all = Files.walk(classes)) {
      for (Path path : all.filter(Files::isRegularFile).sorted().toList()) {
        out.putNextEntry(new JarEntry(classes.relativize(path).toString().replace('\\', '/')));
        Files.copy(path, out);
      }
    }
  }

  static String line(Row row) {
    return String.format(
        "%-10s %-16s construction %-20s process %-20s ms: median (lowest, highest)",
        row.network(), row.with(), Row.said(row.builds()), Row.said(row.processes()));
  }

  static void writeJson(List<Row> rows, Machine machine, Path file) throws IOException {
    List<Map<String, Object>> all = new ArrayList<>();
    for (Row row : rows) {
      Map<String, Object> entry = new LinkedHashMap<>();
      entry.put("network", row.network());
      entry.put("with", row.with());
      entry.put("constructionMillis", Row.sorted(row.builds()));
      entry.put("processMillis", Row.sorted(row.processes()));
      machine.addTo(entry);
      all.add(entry);
    }
    Files.writeString(file, new GsonBuilder().setPrettyPrinting().create().toJson(all) + "\n");
  }
}
