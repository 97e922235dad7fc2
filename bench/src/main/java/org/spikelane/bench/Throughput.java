package org.spikelane.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.util.ListStatistics;

/**
 * The suite of LIF populations: it checks that the kernels agree, measures with JMH and prints
 * tables. The forks of a cell are not run one after the other but in rounds, one fork of every cell
 * a round, so that a machine whose speed drifts slows all of them and the ratios hold.
 */
final class Throughput {

  private final CommandLineOptions options;
  private final boolean full;
  private final boolean peers;
  private final List<Cell> cells;

  Throughput(CommandLineOptions options, boolean full, boolean peers) {
    this.options = options;
    this.full = full;
    this.peers = peers;
    this.cells = cells();
    if (cells.isEmpty()) {
      throw new IllegalArgumentException("nothing to measure matches " + options.getIncludes());
    }
  }

  void run() throws IOException, RunnerException, InterruptedException {
    int rounds = Math.max(1, options.getForkCount().orElse(full ? 5 : 2));
    BitCheck.Outcome check = checkBits();
    Machine machine = Machine.with(check.jdk());
    System.out.println(machine);
    System.out.printf(
        "lanes:   %d (vector kernel, %d bits)%n", check.lanes(), check.lanes() * Double.SIZE);
    System.out.printf(
        "bits:    scalar and vector agree in state and output, %,d neuron-ticks compared%n%n",
        check.compared());

    Map<Cell, ListStatistics> times = new LinkedHashMap<>();
    Map<Cell, ListStatistics> bytes = new LinkedHashMap<>();
    CPeer peer = peers ? CPeer.compile() : null;
    for (int round = 1; round <= rounds; round++) {
      System.out.printf("round %d of %d, %d cells: ", round, rounds, cells.size());
      for (Cell cell : cells) {
        System.out.print('.');
        System.out.flush();
        measure(cell, times, bytes);
      }
      if (peer != null) {
        peer.measure(times);
      }
      System.out.println();
    }
    System.out.println();

    List<Figure> figures = new ArrayList<>();
    times.forEach((cell, time) -> figures.add(figure(cell, time, bytes.get(cell))));
    Report report = new Report(machine, check.lanes(), figures);
    report.print(System.out);
    Path file = Jmh.buildFolder().resolve("throughput.json");
    report.writeJson(file);
    System.out.printf("%nwritten: %s%n", file);
  }

  /** What to measure: a representative part or all, and what of it the arguments ask for. */
  private List<Cell> cells() {
    List<Integer> sizes =
        parameter(
                "n",
                Cell.SIZES.stream().filter(n -> full || n >= 1000).map(String::valueOf).toList())
            .stream()
            .map(Integer::valueOf)
            .toList();
    if (sizes.stream().anyMatch(n -> n < 1)) {
      throw new IllegalArgumentException("n must be 1 or above, got " + sizes);
    }
    List<String> outputs = full ? Cell.OUTPUTS : List.of("dense", "bits");
    List<String> asked = options.getIncludes();
    if (!asked.isEmpty()) {
      outputs =
          Cell.OUTPUTS.stream()
              .filter(o -> asked.stream().anyMatch(a -> Pattern.compile(a).matcher(name(o)).find()))
              .toList();
    }
    List<Cell> all =
        Cell.matrix(
            outputs,
            parameter("regime", full ? Cell.REGIMES : List.of(Regime.TYPICAL.label())),
            sizes,
            parameter("kernel", Cell.KERNELS));
    boolean kernelsAsked = options.getParameter("kernel").hasValue();
    return all.stream()
        .filter(c -> full || kernelsAsked || c.isProduct() || c.output().equals("dense"))
        .toList();
  }

  private List<String> parameter(String name, List<String> otherwise) {
    Collection<String> asked = options.getParameter(name).orElse(otherwise);
    return List.copyOf(asked);
  }

  /**
   * Checks that the kernels agree, in a JVM like those that measure.
   *
   * @return what it found out about it
   */
  private BitCheck.Outcome checkBits() throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(
        options
            .getJvm()
            .orElse(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
    command.addAll(options.getJvmArgsPrepend().orElse(List.of()));
    command.addAll(options.getJvmArgs().orElse(List.of()));
    command.addAll(jvmArgs());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(BitCheck.class.getName());
    cells.stream().map(Cell::n).distinct().map(String::valueOf).forEach(command::add);
    // One size that does not fill its last vector.
    command.add("1003");
    Process check =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    List<String> lines = new String(check.getInputStream().readAllBytes()).lines().toList();
    if (check.waitFor() != 0) {
      lines.forEach(System.out::println);
      throw new IllegalStateException("the check of the bits failed: nothing was measured");
    }
    return BitCheck.Outcome.parse(lines.get(lines.size() - 1));
  }

  private List<String> jvmArgs() {
    List<String> args = new ArrayList<>(options.getJvmArgsAppend().orElse(List.of()));
    args.add("--add-modules=jdk.incubator.vector");
    return args;
  }

  /** One fork of a cell. */
  private void measure(Cell cell, Map<Cell, ListStatistics> times, Map<Cell, ListStatistics> bytes)
      throws RunnerException {
    List<String> jvmArgs = jvmArgs();
    if (cell.isWithoutSuperWord()) {
      jvmArgs.add("-XX:-UseSuperWord");
    }
    ChainedOptionsBuilder builder =
        new OptionsBuilder()
            .parent(options)
            .include(Pattern.quote(name(cell.output())) + "$")
            .param("kernel", cell.kernelParameter())
            .param("n", String.valueOf(cell.n()))
            .param("regime", cell.regime())
            .forks(1)
            .jvmArgsAppend(jvmArgs.toArray(String[]::new))
            .shouldFailOnError(true)
            .mode(Mode.AverageTime)
            .timeUnit(TimeUnit.NANOSECONDS);
    if (full) {
      builder.warmupIterations(options.getWarmupIterations().orElse(3));
      builder.warmupTime(options.getWarmupTime().orElse(TimeValue.milliseconds(200)));
      builder.measurementTime(options.getMeasurementTime().orElse(TimeValue.milliseconds(200)));
    }
    double perTick = 1.0 / LifBenchmark.ticks(cell.n());
    for (RunResult result : Jmh.run(builder.build())) {
      for (BenchmarkResult fork : result.getBenchmarkResults()) {
        for (IterationResult iteration : fork.getIterationResults()) {
          double ns = iteration.getPrimaryResult().getScore();
          statistics(times, cell).addValue(ns * perTick / cell.n());
        }
      }
      statistics(bytes, cell).addValue(counted(result, "bytes") / counted(result, "ticks"));
    }
  }

  static double counted(RunResult result, String what) {
    return result.getSecondaryResults().get(what).getScore();
  }

  static ListStatistics statistics(Map<Cell, ListStatistics> of, Cell cell) {
    return of.computeIfAbsent(cell, c -> new ListStatistics());
  }

  private static Figure figure(Cell cell, ListStatistics time, ListStatistics bytes) {
    return new Figure(
        cell,
        time.getMean(),
        time.getMeanErrorAt(0.999),
        bytes == null ? Double.NaN : bytes.getMean());
  }

  private static String name(String output) {
    return LifBenchmark.class.getName() + "." + output;
  }
}
