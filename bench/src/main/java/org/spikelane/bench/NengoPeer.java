package org.spikelane.bench;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A program of {@code bench/peers} that does with Nengo what a suite does, run between our rounds:
 * by {@code -Dbench.python}, a Python that has Nengo. It prints one JSON object a line: the columns
 * of a row, and its times as {@code first} and {@code later}.
 */
final class NengoPeer {

  private final Path program;

  /** Finds the program. */
  NengoPeer(String name) {
    program = Jmh.buildFolder().resolveSibling("peers").resolve(name);
    if (!Files.exists(program)) {
      throw new IllegalStateException(program + " is missing: bench.peers needs the source tree");
    }
  }

  void measure(List<String> columns, Map<List<String>, Sweep.Row> rows)
      throws IOException, InterruptedException {
    String said = CPeer.run(System.getProperty("bench.python"), program.toString());
    // Other lines are warnings of Python.
    for (String line : said.lines().filter(l -> l.startsWith("{")).toList()) {
      JsonObject measured = JsonParser.parseString(line).getAsJsonObject();
      List<String> key = new ArrayList<>();
      columns.forEach(column -> key.add(measured.get(column).getAsString()));
      Sweep.Row row = rows.computeIfAbsent(key, k -> new Sweep.Row());
      row.first().addValue(measured.get("first").getAsDouble());
      measured.get("later").getAsJsonArray().forEach(t -> row.later().addValue(t.getAsDouble()));
    }
  }
}
