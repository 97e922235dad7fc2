package org.spikelane.bench;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Ours and theirs in one sitting: round after round, each peer and then ours, so that a machine
 * whose speed drifts slows both; a ratio is the median of the ratios of the rounds.
 *
 * <p>Peers that are not there are left out, and said so: Nengo and Brian2 in the Python of {@code
 * -Dbench.python}, gcc and AVX-512 for the C program.
 */
final class SideBySide {

  private static final String NENGO = "Nengo";
  private static final int LIF_NEURONS = 65_536;
  private static final Pattern C_LINE = Pattern.compile("n=65536 avx512 (\\S+) .*");

  /**
   * What was measured of a row, round by round, in nanoseconds per neuron and tick.
   *
   * @param what was run, such as a network
   * @param threads that ours ran on
   * @param processors before and after each measurement with two threads
   */
  record Row(
      String what,
      int threads,
      String peer,
      List<Double> theirs,
      List<Double> ours,
      List<Processors> processors) {

    Row(String what, int threads, String peer) {
      this(what, threads, peer, new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    }

    String name() {
      return what + SideBySide.threads(threads);
    }

    boolean isOfNetwork() {
      return peer.equals(NENGO);
    }

    double ratio() {
      return Median.of(ratios());
    }

    private double[] ratios() {
      double[] ratios = new double[theirs.size()];
      Arrays.setAll(ratios, k -> theirs.get(k) / ours.get(k));
      Arrays.sort(ratios);
      return ratios;
    }

    double lowest() {
      return ratios()[0];
    }

    double highest() {
      return ratios()[theirs.size() - 1];
    }
  }

  private final CommandLineOptions options;
  private final Map<String, Row> rows = new LinkedHashMap<>();
  private String jdk = "";

  SideBySide(CommandLineOptions options) {
    this.options = options;
  }

  void run() throws IOException, RunnerException, InterruptedException {
    int rounds = Math.max(1, options.getForkCount().orElse(3));
    List<String> networks =
        List.copyOf(
            options
                .getParameter("network")
                .orElse(Arrays.stream(Networks.values()).map(Networks::label).toList()));
    boolean nengo = has("nengo");
    boolean brian2 = has("brian2");
    Path c = compiled();
    for (int round = 1; round <= rounds; round++) {
      System.out.printf("round %d of %d%n", round, rounds);
      if (nengo) {
        for (String network : networks) {
          nengo(network);
        }
      }
      if (brian2 || c != null) {
        double ours = lif();
        if (brian2) {
          JsonObject said = json(python("brian2_lif.py", String.valueOf(LIF_NEURONS))).get(0);
          add("lif " + LIF_NEURONS, 1, "Brian2 C++", said.get("ns").getAsDouble(), ours);
        }
        if (c != null) {
          Matcher line = C_LINE.matcher(CPeer.run(c.toString()));
          if (line.find()) {
            double theirs = Double.parseDouble(line.group(1));
            add("lif " + LIF_NEURONS, 1, "C, AVX-512", theirs, ours);
            add("lif kernel " + LIF_NEURONS, 1, "C, AVX-512", theirs, lifKernel());
          }
        }
      }
    }
    Machine machine = Machine.with(jdk);
    System.out.printf("%n%s%n%n", machine);
    print(rows.values(), System.out);
    Path file = Jmh.buildFolder().resolve("peers.json");
    writeJson(rows.values(), machine, file);
    System.out.printf("%nwritten: %s%n", file);
    Path picture = file.resolveSibling("peers.png");
    if (PeersPicture.draw(List.copyOf(rows.values()), picture)) {
      System.out.printf("written: %s%n", picture);
    }
  }

  private void nengo(String network) throws IOException, InterruptedException, RunnerException {
    double theirs =
        json(python("nengo_networks.py", network)).stream()
            .filter(line -> line.get("what").getAsString().equals("tick"))
            .mapToDouble(
                line -> {
                  List<Double> runs = new ArrayList<>();
                  line.get("later").getAsJsonArray().forEach(t -> runs.add(t.getAsDouble()));
                  return median(runs);
                })
            .findFirst()
            .orElseThrow();
    long neurons = Networks.neurons(Networks.of(network).network());
    int cores = Runtime.getRuntime().availableProcessors();
    for (int threads = 1; threads <= Math.min(2, cores); threads++) {
      OptionsBuilder builder = new OptionsBuilder();
      builder
          .parent(options)
          .include(NetworkBenchmark.class.getName() + "\\.tick")
          .param("network", network)
          .jvmArgsAppend("--add-modules=jdk.incubator.vector", "-Dbench.threads=" + threads)
          .forks(1)
          .shouldFailOnError(true);
      List<Processors> processors = new ArrayList<>();
      if (threads == 2) {
        processors.add(Processors.now());
      }
      double ours = ours(builder) / neurons;
      if (threads == 2) {
        processors.add(Processors.now());
      }
      add(network, threads, NENGO, theirs, ours).processors().addAll(processors);
      processors.forEach(state -> System.out.println("    processors: " + state));
    }
  }

  private static String threads(int threads) {
    return threads == 1 ? "" : ", " + threads + " threads";
  }

  private double lif() throws RunnerException {
    OptionsBuilder builder = new OptionsBuilder();
    builder
        .parent(options)
        .include(LifBenchmark.class.getName() + "\\.dense")
        .param("kernel", "vector")
        .param("n", String.valueOf(LIF_NEURONS))
        .param("regime", Regime.TYPICAL.label())
        .forks(1)
        .shouldFailOnError(true);
    return ours(builder) / LifBenchmark.ticks(LIF_NEURONS) / LIF_NEURONS;
  }

  /** The best, as the C program says its best. */
  private double lifKernel() throws RunnerException {
    OptionsBuilder builder = new OptionsBuilder();
    builder
        .parent(options)
        .include(LifKernelBenchmark.class.getName() + "\\.")
        .param("n", String.valueOf(LIF_NEURONS))
        .forks(1)
        .shouldFailOnError(true);
    return Collections.min(scores(builder)) / LIF_NEURONS;
  }

  /** Nanoseconds of an operation: the median of the iterations. */
  private double ours(OptionsBuilder builder) throws RunnerException {
    return median(scores(builder));
  }

  private List<Double> scores(OptionsBuilder builder) throws RunnerException {
    List<Double> scores = new ArrayList<>();
    for (RunResult result : Jmh.run(builder.build())) {
      jdk = result.getParams().getVmVersion() + " (" + result.getParams().getVmName() + ")";
      result
          .getBenchmarkResults()
          .forEach(
              fork ->
                  fork.getIterationResults()
                      .forEach(iteration -> scores.add(iteration.getPrimaryResult().getScore())));
    }
    return scores;
  }

  private Row add(String what, int threads, String peer, double theirs, double ours) {
    Row row =
        rows.computeIfAbsent(
            what + threads(threads) + " / " + peer, k -> new Row(what, threads, peer));
    row.theirs().add(theirs);
    row.ours().add(ours);
    System.out.printf("  %-20s %-12s %9.3f  ours %7.3f%n", row.name(), peer, theirs, ours);
    return row;
  }

  private static boolean has(String module) throws InterruptedException {
    try {
      CPeer.run(System.getProperty("bench.python"), "-c", "import " + module);
      return true;
    } catch (IOException | IllegalStateException e) {
      System.out.println("left out: " + module + ", which -Dbench.python does not have");
      return false;
    }
  }

  private static Path compiled() throws InterruptedException {
    try {
      return CPeer.compile().program();
    } catch (IOException | IllegalStateException e) {
      System.out.println("left out: the C program, which needs gcc");
      return null;
    }
  }

  private static String python(String program, String argument)
      throws IOException, InterruptedException {
    Path path = Jmh.buildFolder().resolveSibling("peers").resolve(program);
    return CPeer.run(System.getProperty("bench.python"), path.toString(), argument);
  }

  /** The lines that are JSON; others are warnings of Python. */
  private static List<JsonObject> json(String said) {
    return said.lines()
        .filter(line -> line.startsWith("{"))
        .map(line -> JsonParser.parseString(line).getAsJsonObject())
        .toList();
  }

  private static double median(List<Double> numbers) {
    return Median.of(numbers.stream().mapToDouble(x -> x).toArray());
  }

  static void print(Collection<Row> rows, PrintStream to) {
    to.printf(
        "%-22s %-12s %10s %10s %8s  %s%n",
        "ns/neuron-tick", "peer", "theirs", "ours", "ratio", "(lowest, highest)");
    for (Row row : rows) {
      to.printf(
          Locale.ROOT,
          "%-22s %-12s %10.3f %10.3f %8.2f  (%.2f, %.2f)%n",
          row.name(),
          row.peer(),
          median(row.theirs()),
          median(row.ours()),
          row.ratio(),
          row.lowest(),
          row.highest());
    }
    for (int threads = 1; threads <= 2; threads++) {
      int number = threads;
      double[] ratios =
          rows.stream()
              .filter(row -> row.isOfNetwork() && row.threads() == number)
              .mapToDouble(Row::ratio)
              .toArray();
      if (ratios.length > 1) {
        double mean = Math.exp(Arrays.stream(ratios).map(Math::log).average().getAsDouble());
        to.printf(
            Locale.ROOT,
            "geometric mean over %d networks%s: %.1f%n",
            ratios.length,
            threads(threads),
            mean);
      }
    }
  }

  static void writeJson(Collection<Row> rows, Machine machine, Path file) throws IOException {
    List<Map<String, Object>> all = new ArrayList<>();
    for (Row row : rows) {
      Map<String, Object> entry = new LinkedHashMap<>();
      entry.put("name", row.name());
      entry.put("peer", row.peer());
      entry.put("peerNs", median(row.theirs()));
      entry.put("ours", median(row.ours()));
      entry.put("ratio", row.ratio());
      entry.put("lowestRatio", row.lowest());
      entry.put("highestRatio", row.highest());
      entry.put("rounds", row.ours().size());
      if (!row.processors().isEmpty()) {
        entry.put("processors", row.processors());
      }
      machine.addTo(entry);
      all.add(entry);
    }
    Files.writeString(file, new GsonBuilder().setPrettyPrinting().create().toJson(all) + "\n");
  }
}
