package org.spikelane.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.spikelane.Repository;
import org.spikelane.graph.Operator;
import org.spikelane.sim.Simulator;

/** docs/model-file.md has all that a file may have, and its script writes a file that runs. */
class ModelFilePageTest {

  private static final String RESOURCES = "core/src/test/resources/model-file/";

  @TempDir Path folder;

  private static List<String> names(String cell) {
    Matcher matcher = Pattern.compile("`([A-Za-z0-9]+)`").matcher(cell);
    List<String> names = new ArrayList<>();
    while (matcher.find()) {
      names.add(matcher.group(1));
    }
    return names;
  }

  private static List<String> fields(String page, FileType<?, ?> type) {
    if (type.family() == Operator.class) {
      int heading = page.indexOf("\n### `" + type.name() + "`\n");
      assertTrue(heading >= 0, type.name());
      String table = page.substring(page.indexOf("| field | value | meaning |", heading));
      return table
          .lines()
          .skip(2)
          .takeWhile(line -> line.startsWith("|"))
          .map(line -> names(line.split("\\|")[1]).get(0))
          .toList();
    }
    List<String> rows =
        page.lines().filter(l -> l.startsWith("| `" + type.name() + "` |")).toList();
    assertEquals(1, rows.size(), type.name());
    return names(rows.get(0).split("\\|")[2]);
  }

  @Test
  void thePageHasEveryTypeAndField() throws IOException {
    String page = Files.readString(Repository.file("docs/model-file.md"));
    for (FileType<?, ?> type : FileType.ALL) {
      List<String> expected =
          Arrays.stream(type.fields().getRecordComponents()).map(RecordComponent::getName).toList();
      assertEquals(expected, fields(page, type), type.name());
    }
  }

  /** What the script's model decodes of 0.8, at the end of a second. */
  private static double square(Path file) throws IOException {
    try (Simulator simulator = new Simulator(ModelFile.read(file))) {
      simulator.input("u").set(0.8);
      simulator.run(1);
      double[] decoded = simulator.data("decoded", 0);
      assertEquals(1000, decoded.length);
      assertEquals(50, simulator.data("spikes")[0].length);
      assertEquals(0.64, decoded[999], 0.1);
      return decoded[999];
    }
  }

  @Test
  void aFileOfAnotherProgramRuns() throws IOException {
    square(Repository.file(RESOURCES + "square.spikelane"));
  }

  @Test
  void theScriptWritesIt() throws Exception {
    Path file = folder.resolve("square.spikelane");
    assumeTrue(python("-c", "import numpy") == 0, "python3 with numpy");
    assertEquals(
        0, python(Repository.file(RESOURCES + "write_model.py").toString(), file.toString()));
    assertEquals(
        square(Repository.file(RESOURCES + "square.spikelane")),
        square(file),
        1e-2,
        "its decoders may differ in their last digits");
  }

  private int python(String... arguments) throws InterruptedException {
    List<String> command = new ArrayList<>(List.of("python3"));
    command.addAll(List.of(arguments));
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("python.log").toFile())
              .start();
      if (!process.waitFor(60, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        return -1;
      }
      return process.exitValue();
    } catch (IOException e) {
      return -1;
    }
  }
}
