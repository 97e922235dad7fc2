package org.spikelane.bench;

import com.google.gson.GsonBuilder;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/** The figures of a run, as tables for people and as a file for programs. */
record Report(Machine machine, int lanes, List<Figure> figures) {

  void print(PrintStream out) {
    figures.stream()
        .map(f -> f.cell().output() + " output, " + f.cell().regime())
        .distinct()
        .forEach(title -> printTable(out, title));
    out.println("error: half of the 99.9 % confidence interval, over all iterations of all forks");
    if (figures.stream().anyMatch(f -> f.cell().isWithoutSuperWord())) {
      out.println(
          "scalar: C2 turns the first of its two loops into SIMD by itself; -XX:-UseSuperWord is the"
              + " same code without that");
    }
  }

  private void printTable(PrintStream out, String title) {
    out.println(title);
    out.printf(
        Locale.ROOT,
        "%9s  %-26s %14s %9s %17s %11s %14s%n",
        "n",
        "kernel",
        "ns/neuron-tick",
        "± error",
        "M neuron-ticks/s",
        "bytes/tick",
        "x best scalar");
    for (Figure f : figures) {
      if (!title.equals(f.cell().output() + " output, " + f.cell().regime())) {
        continue;
      }
      OptionalDouble best = bestScalar(f.cell());
      out.printf(
          Locale.ROOT,
          "%9d  %-26s %14.3f %9.3f %17.1f %11s %14s%n",
          f.cell().n(),
          f.cell().kernel(),
          f.nsPerNeuronTick(),
          f.error(),
          f.millionNeuronTicksPerSecond(),
          Double.isNaN(f.bytesPerTick())
              ? ""
              : String.format(Locale.ROOT, "%.1f", f.bytesPerTick()),
          best.isPresent()
              ? String.format(Locale.ROOT, "%.2f", best.getAsDouble() / f.nsPerNeuronTick())
              : "");
    }
    out.println();
  }

  /** The fastest of what is not explicit SIMD, in the cell's row of the matrix. */
  private OptionalDouble bestScalar(Cell like) {
    return Stream.of("textbook", Cell.SCALAR_WITHOUT_SUPERWORD, "scalar")
        .map(kernel -> new Cell(like.output(), like.regime(), like.n(), kernel))
        .flatMap(cell -> figures.stream().filter(f -> f.cell().equals(cell)))
        .mapToDouble(Figure::nsPerNeuronTick)
        .min();
  }

  /** Writes a list of objects, one a figure. */
  void writeJson(Path file) throws IOException {
    List<Map<String, Object>> rows = figures.stream().map(this::row).toList();
    Files.writeString(
        file, new GsonBuilder().setPrettyPrinting().serializeNulls().create().toJson(rows) + "\n");
  }

  private Map<String, Object> row(Figure f) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("benchmark", "lif");
    row.put("kernel", f.cell().kernel());
    row.put("output", f.cell().output());
    row.put("n", f.cell().n());
    row.put("regime", f.cell().regime());
    row.put("nsPerNeuronTick", f.nsPerNeuronTick());
    row.put("error", Double.isNaN(f.error()) ? null : f.error());
    row.put("bytesPerTick", Double.isNaN(f.bytesPerTick()) ? null : f.bytesPerTick());
    row.put("millionNeuronTicksPerSecond", f.millionNeuronTicksPerSecond());
    row.put("lanes", f.cell().kernel().equals("vector") ? lanes : 1);
    machine.addTo(row);
    return row;
  }
}
