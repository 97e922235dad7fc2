package org.spikelane.examples.run;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.spikelane.file.ModelFile;
import org.spikelane.graph.NamedGraph;
import org.spikelane.network.Progress;
import org.spikelane.sim.Simulator;

/** Runs a model file: see {@link #HELP}, and docs/model-file.md. */
public final class Run {

  static final String HELP =
      """
      run FILE [--for TIME] [--dt TIME] [--seed N] [--input NAME=X,…] [--output OUT] [--quiet]

      Runs a model file and writes what its probes record.

        FILE               a model file, see docs/model-file.md
        --for TIME         how long, such as 10s or 250ms; default 1s
        --dt TIME          length of a tick; default 1ms
        --seed N           seed of what is random in the run, any whole number of 64 bits; default 0
        --input NAME=X,…   the numbers of a live input, constant over the run; for each input one
        --output OUT       where to write what all probes recorded; by its ending
                           .csv: a line for each number, its probe, time, element and value
                           .npz: for NumPy, of each probe an array, and its times as NAME.times
        --quiet            no progress bar and no summary
        --help             this text
      """;

  private Path file;
  private Path output;
  private double seconds = 1;
  private double dt = 0.001;
  private long seed;
  private boolean quiet;
  private final Map<String, double[]> inputs = new LinkedHashMap<>();

  private Run() {}

  public static void main(String[] args) {
    int status = run(args, System.out, System.err);
    if (status != 0) {
      System.exit(status);
    }
  }

  /** The program, with where it prints to; its exit status. */
  static int run(String[] args, PrintStream out, PrintStream err) {
    if (args.length == 0 || Arrays.asList(args).contains("--help")) {
      out.print(HELP);
      return args.length == 0 ? 2 : 0;
    }
    try {
      Run run = new Run();
      run.parse(args);
      run.run(out, err);
      return 0;
    } catch (IOException
        | UncheckedIOException
        | IllegalArgumentException
        | IllegalStateException e) {
      err.println("run: " + e.getMessage());
      return e instanceof IllegalStateException ? 1 : 2;
    }
  }

  private void parse(String[] args) {
    for (int i = 0; i < args.length; i++) {
      String option = args[i];
      if (option.equals("--quiet")) {
        quiet = true;
      } else if (!option.startsWith("--")) {
        if (file != null) {
          throw new IllegalArgumentException("one FILE expected, got " + file + " and " + option);
        }
        file = Path.of(option);
      } else {
        if (i + 1 == args.length) {
          throw new IllegalArgumentException(option + " needs a value; --help says which");
        }
        set(option, args[++i]);
      }
    }
    if (file == null) {
      throw new IllegalArgumentException("a FILE expected; --help says more");
    }
  }

  private void set(String option, String value) {
    switch (option) {
      case "--for" -> seconds = time(option, value);
      case "--dt" -> dt = time(option, value);
      case "--seed" -> seed = seed(option, value);
      case "--output" -> {
        if (!value.endsWith(".csv") && !value.endsWith(".npz")) {
          throw new IllegalArgumentException("--output must end in .csv or .npz, got " + value);
        }
        output = Path.of(value);
      }
      case "--input" -> {
        int equals = value.lastIndexOf('=');
        if (equals < 1) {
          throw new IllegalArgumentException("--input must be NAME=X,…, got " + value);
        }
        inputs.put(
            value.substring(0, equals),
            Arrays.stream(value.substring(equals + 1).split(",", -1))
                .mapToDouble(x -> number(option, x))
                .toArray());
      }
      default ->
          throw new IllegalArgumentException("no such option: " + option + "; --help lists them");
    }
  }

  private static double time(String option, String value) {
    if (value.endsWith("ms")) {
      return number(option, value.substring(0, value.length() - 2)) / 1000;
    }
    return number(option, value.endsWith("s") ? value.substring(0, value.length() - 1) : value);
  }

  private static long seed(String option, String value) {
    try {
      return Long.parseLong(value);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          option
              + " must be a whole number from "
              + Long.MIN_VALUE
              + " to "
              + Long.MAX_VALUE
              + ", got '"
              + value
              + "'",
          e);
    }
  }

  private static double number(String option, String value) {
    try {
      return Double.parseDouble(value);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(option + " must be a number, got '" + value + "'", e);
    }
  }

  private void run(PrintStream out, PrintStream err) throws IOException {
    checkOutput();
    long start = System.nanoTime();
    NamedGraph model = ModelFile.read(file);
    long read = System.nanoTime();
    Progress progress = quiet ? Progress.NONE : Progress.console(err);
    try (Simulator simulator =
        Simulator.builder(model).dt(dt).seed(seed).progress(progress).build()) {
      inputs.forEach((name, values) -> simulator.input(name).set(values));
      long bound = System.nanoTime();
      simulator.run(seconds);
      long ran = System.nanoTime();
      if (output != null && output.toString().endsWith(".npz")) {
        simulator.writeNpz(output);
      } else if (output != null) {
        writeCsv(simulator);
      }
      if (!quiet) {
        out.printf(
            Locale.ROOT,
            "%s: %d operators, read in %.2f s%n",
            file,
            model.graph().operators().size(),
            (read - start) * 1e-9);
        out.printf(
            Locale.ROOT,
            "%d ticks, %s s of the model, in %.2f s%n",
            simulator.ticks(),
            simulator.time(),
            (ran - bound) * 1e-9);
        for (String probe : model.probes().keySet()) {
          double[][] data = simulator.data(probe);
          out.printf("  %s: %d samples%s%n", probe, data.length, last(data));
        }
      }
    }
  }

  private static String last(double[][] data) {
    if (data.length == 0) {
      return "";
    }
    double[] row = data[data.length - 1];
    return row.length > 4 ? " of " + row.length + " numbers" : ", the last " + Arrays.toString(row);
  }

  /** Before the run, as it may take hours. */
  private void checkOutput() throws IOException {
    if (output != null) {
      if (Files.isDirectory(output)) {
        throw new IOException(output + ": is a folder");
      }
      Path folder = output.toAbsolutePath().getParent();
      if (!Files.isDirectory(folder) || !Files.isWritable(folder)) {
        throw new IOException(
            output + " cannot be written: " + folder + " is no folder that can be written to");
      }
    }
  }

  /** Written beside and renamed: under its name is a whole file, or what was there before. */
  private void writeCsv(Simulator simulator) throws IOException {
    Path target = output.toAbsolutePath();
    Path beside = target.resolveSibling(target.getFileName() + "." + UUID.randomUUID() + ".part");
    try {
      try (BufferedWriter csv = Files.newBufferedWriter(beside)) {
        csv.write("probe,time,element,value\n");
        for (String probe : simulator.named().probes().keySet()) {
          String quoted = '"' + probe.replace("\"", "\"\"") + '"';
          double[] times = simulator.times(probe);
          double[][] data = simulator.data(probe);
          for (int k = 0; k < data.length; k++) {
            for (int i = 0; i < data[k].length; i++) {
              csv.write(quoted + ',' + times[k] + ',' + i + ',' + data[k][i] + '\n');
            }
          }
        }
      }
      try {
        Files.move(beside, target, StandardCopyOption.ATOMIC_MOVE);
      } catch (AtomicMoveNotSupportedException e) {
        Files.move(beside, target, StandardCopyOption.REPLACE_EXISTING);
      }
    } catch (IOException e) {
      Files.deleteIfExists(beside);
      throw new IOException(output + " cannot be written: " + e, e);
    }
  }
}
