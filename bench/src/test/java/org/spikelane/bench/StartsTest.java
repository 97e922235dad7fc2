package org.spikelane.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The suite of whole processes without the processes: what they say, what they run, what is kept.
 */
class StartsTest {

  private static final Starts.Row ROW =
      new Starts.Row("channel", "Nengo", List.of(3.0, 1.0, 8.0), List.of(30.0, 10.0, 80.0));

  @Test
  void whatAProcessSaysIsFoundAmongWarnings() {
    assertEquals(12.5, Starts.millis("WARNING: 3 modules\n12.5\n"));
    assertEquals(
        "said no time: WARNING\n",
        assertThrows(IllegalStateException.class, () -> Starts.millis("WARNING\n")).getMessage());
  }

  @Test
  void aProgramOfOursSaysItsTime() {
    PrintStream before = System.out;
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    System.setOut(new PrintStream(said, true, StandardCharsets.UTF_8));
    try {
      StartFork.main(new String[] {"channel"});
    } finally {
      System.setOut(before);
    }
    double millis = Starts.millis(said.toString(StandardCharsets.UTF_8));
    assertTrue(millis > 0.1 && millis < 600_000, millis + " ms");
  }

  @Test
  void foldersOfAClassPathArePacked(@TempDir Path folder) throws IOException {
    Path classes = Files.createDirectories(folder.resolve("classes/a/b")).getParent().getParent();
    Files.writeString(classes.resolve("a/b/C.class"), "bytes");
    String jars =
        Starts.jars(String.join(File.pathSeparator, "some.jar", classes.toString()), folder);
    assertEquals("some.jar", jars.split(File.pathSeparator)[0]);
    try (JarFile jar = new JarFile(jars.split(File.pathSeparator)[1])) {
      byte[] packed = jar.getInputStream(jar.getEntry("a/b/C.class")).readAllBytes();
      assertEquals("bytes", new String(packed, StandardCharsets.UTF_8));
    }
  }

  @Test
  void theMedianIsSaidWithItsSpreadAndAllIsWritten(@TempDir Path folder) throws IOException {
    assertEquals(
        "channel Nengo construction 3 (1, 8) process 30 (10, 80) ms: median (lowest, highest)",
        Starts.line(ROW).replaceAll(" +", " "));
    Path file = folder.resolve("starts.json");
    Starts.writeJson(List.of(ROW), new Machine("a processor", 2, "an OS", "25"), file);
    JsonArray rows = JsonParser.parseString(Files.readString(file)).getAsJsonArray();
    JsonObject row = rows.get(0).getAsJsonObject();
    assertEquals("channel", row.get("network").getAsString());
    assertEquals("Nengo", row.get("with").getAsString());
    assertEquals("[1.0,3.0,8.0]", row.get("constructionMillis").toString());
    assertEquals("[10.0,30.0,80.0]", row.get("processMillis").toString());
  }
}
