package org.spikelane.bench;

import com.google.gson.GsonBuilder;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.util.ListStatistics;

/**
 * A suite over all values of its parameters, as one table: one fork of every cell a round, so that
 * a machine whose speed drifts slows all of them. Benchmarks of single shots get a column for the
 * first shot, before anything is compiled.
 */
final class Sweep {

  /** What was measured of a row: the first shot of each fork apart from the others. */
  record Row(ListStatistics first, ListStatistics later, ListStatistics bytesPerTick) {
    Row() {
      this(new ListStatistics(), new ListStatistics(), new ListStatistics());
    }
  }

  private final Suite suite;
  private final CommandLineOptions options;
  private final boolean peers;
  private final Map<List<String>, Row> rows = new LinkedHashMap<>();
  private final List<String> columns = new ArrayList<>();
  private final Map<String, Mode> modes = new HashMap<>();
  private String jdk = "";

  Sweep(Suite suite, CommandLineOptions options, boolean peers) {
    this.suite = suite;
    this.options = options;
    this.peers = peers;
  }

  void run() throws IOException, RunnerException, InterruptedException {
    int rounds = Math.max(1, options.getForkCount().orElse(2));
    NengoPeer peer = peers && suite.peer().isPresent() ? new NengoPeer(suite.peer().get()) : null;
    for (int round = 1; round <= rounds; round++) {
      System.out.printf("%s: round %d of %d%n", suite.label(), round, rounds);
      OptionsBuilder one = new OptionsBuilder();
      one.parent(options).forks(1).shouldFailOnError(true);
      if (options.getIncludes().isEmpty()) {
        suite.benchmarks().forEach(benchmark -> one.include(benchmark.getName() + "\\."));
      }
      for (RunResult result : Jmh.run(one.build())) {
        add(result);
      }
      if (peer != null) {
        peer.measure(columns, rows);
      }
    }
    Machine machine = Machine.with(jdk);
    System.out.printf("%n%s%n%n", machine);
    print(System.out);
    Path file = Jmh.buildFolder().resolve(suite.label() + ".json");
    writeJson(file, machine);
    System.out.printf("%nwritten: %s%n", file);
  }

  private void add(RunResult result) {
    BenchmarkParams params = result.getParams();
    jdk = params.getVmVersion() + " (" + params.getVmName() + ")";
    List<String> names = new ArrayList<>(params.getParamsKeys());
    names.sort(null);
    String method = params.getBenchmark();
    List<String> key = new ArrayList<>();
    String what = method.substring(method.lastIndexOf('.') + 1);
    modes.put(what, params.getMode());
    key.add(what);
    names.forEach(name -> key.add(params.getParam(name)));
    if (columns.isEmpty()) {
      columns.add("what");
      columns.addAll(names);
    }
    Row row = rows.computeIfAbsent(key, k -> new Row());
    if (result.getSecondaryResults().containsKey("bytes")) {
      row.bytesPerTick()
          .addValue(Throughput.counted(result, "bytes") / Throughput.counted(result, "ticks"));
    }
    for (BenchmarkResult fork : result.getBenchmarkResults()) {
      boolean first = params.getMode() == Mode.SingleShotTime;
      for (IterationResult iteration : fork.getIterationResults()) {
        double score = iteration.getPrimaryResult().getScore() / suite.operations(params);
        (first ? row.first() : row.later()).addValue(score);
        first = false;
      }
    }
  }

  private void print(PrintStream out) {
    for (int c = 0; c < columns.size(); c++) {
      out.printf(Locale.ROOT, "%-" + width(c) + "s  ", columns.get(c));
    }
    out.printf("%12s %12s %10s  %-15s %s%n", "first shot", "mean", "± error", "unit", "bytes/tick");
    for (List<String> key : ordered()) {
      Row row = rows.get(key);
      for (int c = 0; c < key.size(); c++) {
        out.printf(Locale.ROOT, "%-" + width(c) + "s  ", key.get(c));
      }
      ListStatistics later = row.later();
      out.printf(
          Locale.ROOT,
          "%12s %12.3f %10.3f  %-15s %s%n",
          isSingleShot(key) ? String.format(Locale.ROOT, "%.1f", row.first().getMean()) : "",
          later.getMean(),
          later.getMeanErrorAt(0.999),
          suite.unit(modes.get(key.get(0))),
          row.bytesPerTick().getN() == 0
              ? ""
              : String.format(Locale.ROOT, "%.1f", row.bytesPerTick().getMean()));
    }
    out.println("error: half of the 99.9 % confidence interval, over all iterations of all forks");
  }

  private boolean isSingleShot(List<String> key) {
    return modes.get(key.get(0)) == Mode.SingleShotTime;
  }

  /** The keys, those that differ in their last column beside each other. */
  private List<List<String>> ordered() {
    List<List<String>> keys = new ArrayList<>(rows.keySet());
    Comparator<List<String>> order = Comparator.comparing(key -> 0);
    for (int c = 0; c < columns.size(); c++) {
      int column = c;
      List<String> values = keys.stream().map(key -> key.get(column)).distinct().toList();
      order = order.thenComparing(key -> values.indexOf(key.get(column)));
    }
    keys.sort(order);
    return keys;
  }

  private int width(int column) {
    return rows.keySet().stream()
        .mapToInt(key -> key.get(column).length())
        .reduce(columns.get(column).length(), Math::max);
  }

  private void writeJson(Path file, Machine machine) throws IOException {
    List<Map<String, Object>> all = new ArrayList<>();
    rows.forEach(
        (key, row) -> {
          Map<String, Object> entry = new LinkedHashMap<>();
          entry.put("benchmark", suite.label());
          for (int c = 0; c < key.size(); c++) {
            entry.put(columns.get(c), key.get(c));
          }
          entry.put("unit", suite.unit(modes.get(key.get(0))));
          if (isSingleShot(key)) {
            entry.put("firstShot", row.first().getMean());
          }
          entry.put("mean", row.later().getMean());
          double error = row.later().getMeanErrorAt(0.999);
          entry.put("error", Double.isNaN(error) ? null : error);
          if (row.bytesPerTick().getN() > 0) {
            entry.put("bytesPerTick", row.bytesPerTick().getMean());
          }
          machine.addTo(entry);
          all.add(entry);
        });
    Files.writeString(
        file, new GsonBuilder().setPrettyPrinting().serializeNulls().create().toJson(all) + "\n");
  }
}
