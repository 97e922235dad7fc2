package org.spikelane.bench;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonSyntaxException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.DoubleStream;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * How the cost of a neuron-tick changes with the size of a network: each {@link ScalingPoint} in a
 * JVM of its own, with 1 and 2 threads, as a table, a file and a picture.
 */
final class Scaling {

  /** Of the simulated time, in milliseconds: a tick that takes less runs faster than real time. */
  private static final double DT = 1;

  /** A point and what its fork found. */
  record Row(ScalingPoint point, int threads, ScalingFork.Result result) {

    boolean isMeasured() {
      return result.failure() == null;
    }

    /** The median of the runs. */
    double nsPerNeuronTick() {
      return Median.of(result.nsPerTick()) / point.neurons();
    }

    double lowest() {
      return DoubleStream.of(result.nsPerTick()).min().orElseThrow() / point.neurons();
    }

    double highest() {
      return DoubleStream.of(result.nsPerTick()).max().orElseThrow() / point.neurons();
    }

    /** Gigabytes per second, if everything is read from memory in every tick. */
    double moved() {
      return point.bytesPerTick() / (nsPerNeuronTick() * point.neurons());
    }

    /** What a plain copy moves; NaN if it was not measured. */
    double copied() {
      return Median.of(result.copied());
    }

    boolean isOfMemory() {
      return isMeasured() && result.copied().length > 0;
    }

    double tickMillis() {
      return nsPerNeuronTick() * point.neurons() / 1e6;
    }

    /** How many times faster than real time. */
    double realTime() {
      return DT / tickMillis();
    }
  }

  private final CommandLineOptions options;

  Scaling(CommandLineOptions options) {
    this.options = options;
  }

  void run() throws IOException, InterruptedException {
    List<ScalingPoint> points =
        options.getParameter("point").hasValue()
            ? ScalingPoint.of(options.getParameter("point").get())
            : ScalingPoint.all();
    List<Integer> threads =
        options.getParameter("threads").orElse(List.of("1", "2")).stream()
            .map(Integer::valueOf)
            .toList();
    List<Row> rows = new ArrayList<>();
    int done = 0;
    for (ScalingPoint point : points) {
      for (int number : threads) {
        System.out.printf(
            "%d of %d: %s, threads: %d%n",
            ++done, points.size() * threads.size(), point.label(), number);
        Row row = new Row(point, number, fork(point, number));
        rows.add(row);
        System.out.println("  " + found(row));
      }
    }
    Machine machine = Machine.with(Machine.jdkOfThisJvm());
    System.out.printf("%n%s%n%n", machine);
    print(rows, System.out);
    Path json = Jmh.buildFolder().resolve("scaling.json");
    writeJson(rows, machine, json);
    System.out.printf("%nwritten: %s%n", json);
    Path picture = json.resolveSibling("scaling.png");
    if (ScalingPicture.draw(rows, picture)) {
      System.out.printf("written: %s%n", picture);
    }
  }

  private ScalingFork.Result fork(ScalingPoint point, int threads)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("--add-modules=jdk.incubator.vector");
    command.add("-Xmx16g");
    command.addAll(options.getJvmArgsAppend().orElse(List.of()));
    Collections.addAll(
        command,
        "-classpath",
        System.getProperty("java.class.path"),
        ScalingFork.class.getName(),
        point.label(),
        String.valueOf(threads),
        seconds(options.getWarmupTime().orElse(TimeValue.seconds(3))),
        String.valueOf(options.getMeasurementIterations().orElse(9)),
        seconds(options.getMeasurementTime().orElse(TimeValue.milliseconds(500))));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes());
    return result(said, process.waitFor());
  }

  private static String seconds(TimeValue time) {
    return String.valueOf(time.convertTo(TimeUnit.MICROSECONDS) / 1e6);
  }

  /** What a fork found, from all that it wrote; if it wrote no result, the last line is why. */
  static ScalingFork.Result result(String said, int status) {
    List<String> lines = said.lines().filter(line -> !line.isBlank()).toList();
    String last = lines.isEmpty() ? "said nothing" : lines.get(lines.size() - 1);
    if (status == 0 && last.startsWith("{")) {
      try {
        return new GsonBuilder()
            .serializeSpecialFloatingPointValues()
            .create()
            .fromJson(last, ScalingFork.Result.class);
      } catch (JsonSyntaxException e) {
        // Cut off: said below.
      }
    }
    return ScalingFork.Result.failed("ended with status " + status + ": " + last);
  }

  private static String found(Row row) {
    return row.isMeasured()
        ? String.format(
            Locale.ROOT,
            "%.3f ns/neuron-tick, %.3f ms/tick, built in %.1f s",
            row.nsPerNeuronTick(),
            row.tickMillis(),
            row.result().buildSeconds())
        : row.result().failure();
  }

  static void print(List<Row> rows, PrintStream out) {
    out.printf(
        "%-18s %10s %10s %9s %7s  %14s %18s %9s %11s %8s %9s %8s %8s%n",
        "point",
        "neurons",
        "ensembles",
        "dims",
        "threads",
        "ns/neuron-tick",
        "(lowest, highest)",
        "ms/tick",
        "x real time",
        "build s",
        "heap MiB",
        "GB/s",
        "copy");
    for (Row row : rows) {
      ScalingPoint point = row.point();
      out.printf(
          "%-18s %10d %10d %9s %7d  ",
          point.label(), point.neurons(), point.ensembles(), point.dims(), row.threads());
      if (row.isMeasured()) {
        out.printf(
            Locale.ROOT,
            "%14.3f %18s %9.3f %11.2f %8.1f %9.0f %8s %8s%n",
            row.nsPerNeuronTick(),
            String.format(Locale.ROOT, "(%.3f, %.3f)", row.lowest(), row.highest()),
            row.tickMillis(),
            row.realTime(),
            row.result().buildSeconds(),
            row.result().heapMiB(),
            row.isOfMemory() ? String.format(Locale.ROOT, "%.1f", row.moved()) : "",
            row.isOfMemory() ? String.format(Locale.ROOT, "%.1f", row.copied()) : "");
      } else {
        out.println(row.result().failure());
      }
    }
    out.println(
        """
        median of the runs; a tick is 1 ms of simulated time; GB/s: what is moved if all is read
        from memory in every tick; copy: what a plain copy moves with as many threads""");
  }

  static void writeJson(List<Row> rows, Machine machine, Path file) throws IOException {
    List<Map<String, Object>> all = new ArrayList<>();
    for (Row row : rows) {
      Map<String, Object> entry = new LinkedHashMap<>();
      entry.put("benchmark", "scaling");
      entry.put("point", row.point().label());
      entry.put("neurons", row.point().neurons());
      entry.put("ensembles", row.point().ensembles());
      entry.put("dims", row.point().dims());
      entry.put("threads", row.threads());
      if (row.isMeasured()) {
        entry.put("nsPerNeuronTick", row.nsPerNeuronTick());
        entry.put("lowest", row.lowest());
        entry.put("highest", row.highest());
        entry.put("runs", row.result().nsPerTick().length);
        entry.put("tickMillis", row.tickMillis());
        entry.put("timesRealTime", row.realTime());
        entry.put("buildSeconds", row.result().buildSeconds());
        entry.put("heapMiB", row.result().heapMiB());
        entry.put("warmUpSeconds", row.result().warmUpSeconds());
        if (row.isOfMemory()) {
          entry.put("movedGigabytesPerSecond", row.moved());
          entry.put("copiedGigabytesPerSecond", row.copied());
        }
      } else {
        entry.put("failure", row.result().failure());
      }
      machine.addTo(entry);
      all.add(entry);
    }
    Files.writeString(file, new GsonBuilder().setPrettyPrinting().create().toJson(all) + "\n");
  }
}
