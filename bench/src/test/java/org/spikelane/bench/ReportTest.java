package org.spikelane.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {

  private static final Report REPORT =
      new Report(
          new Machine("a processor", 2, "an OS", "25"),
          8,
          List.of(
              figure("dense", 1000, "textbook", 12),
              figure("dense", 1000, Cell.SCALAR_WITHOUT_SUPERWORD, 3),
              figure("dense", 1000, "scalar", 1.2),
              figure("dense", 1000, "vector", 0.3),
              figure("bits", 1000, "vector", 0.25),
              new Figure(
                  new Cell("dense", "90Hz", 4096, "C, gcc -O3"), 0.4, Double.NaN, Double.NaN)));

  private static Figure figure(String output, int n, String kernel, double ns) {
    return new Figure(new Cell(output, "90Hz", n, kernel), ns, 0.01, 0);
  }

  @Test
  void theTableSaysHowMuchFasterThanTheBestScalarEachIs() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    REPORT.print(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    List<String> lines = bytes.toString(StandardCharsets.UTF_8).lines().toList();
    assertEquals("dense output, 90Hz", lines.get(0));
    String[] vector = lines.get(5).strip().split("\\s+");
    assertEquals(
        List.of("1000", "vector", "0.300", "0.010", "3333.3", "0.0", "4.00"), List.of(vector));
    assertTrue(lines.get(2).strip().endsWith("0.10"), lines.get(2));
    assertTrue(lines.contains("bits output, 90Hz"));
  }

  @Test
  void theFileHasAnObjectForEveryFigure(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("throughput.json");
    REPORT.writeJson(file);
    JsonArray rows = JsonParser.parseString(Files.readString(file)).getAsJsonArray();
    assertEquals(6, rows.size());
    JsonObject vector = rows.get(3).getAsJsonObject();
    assertEquals("lif", vector.get("benchmark").getAsString());
    assertEquals("vector", vector.get("kernel").getAsString());
    assertEquals("dense", vector.get("output").getAsString());
    assertEquals(1000, vector.get("n").getAsInt());
    assertEquals("90Hz", vector.get("regime").getAsString());
    assertEquals(0.3, vector.get("nsPerNeuronTick").getAsDouble());
    assertEquals(0.01, vector.get("error").getAsDouble());
    assertEquals(0, vector.get("bytesPerTick").getAsDouble());
    assertEquals("25", vector.get("jdk").getAsString());
    assertEquals(8, vector.get("lanes").getAsInt());
    assertEquals(1, rows.get(2).getAsJsonObject().get("lanes").getAsInt());
    assertTrue(rows.get(5).getAsJsonObject().get("error").isJsonNull());
  }
}
