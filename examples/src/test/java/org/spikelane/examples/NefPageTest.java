package org.spikelane.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Every Java block of docs/nef.md compiles, runs and prints what the page shows under it. */
class NefPageTest {

  private static final Pattern PROGRAM =
      Pattern.compile("```java\n(.*?)```\n\n(?:```text\n(.*?)```)?", Pattern.DOTALL);
  private static final Pattern NAME = Pattern.compile("public class (\\w+)");
  private static final Pattern NUMBER = Pattern.compile("(?<![\\w.])−?\\d+\\.\\d+");

  @TestFactory
  Stream<DynamicTest> programsPrintWhatThePageShows(@TempDir Path folder) throws IOException {
    String page = page();
    List<DynamicTest> tests =
        PROGRAM
            .matcher(page)
            .results()
            .map(block -> program(block.group(1), block.group(2), folder))
            .toList();
    assertEquals(page.split("```java\n", -1).length - 1, tests.size(), "Java blocks on the page");
    assertTrue(tests.size() >= 5, "programs: " + tests.size());
    return tests.stream();
  }

  /** A number that stands in the text alone would be one that nobody can check. */
  @Test
  void everyDecimalNumberInTheTextIsInAProgramOrItsOutput() throws IOException {
    String page = page();
    StringBuilder blocks = new StringBuilder();
    Pattern.compile("```.*?```", Pattern.DOTALL)
        .matcher(page)
        .results()
        .forEach(block -> blocks.append(block.group()));
    String text = page.replaceAll("(?s)```.*?```", "");
    List<String> numbers =
        NUMBER.matcher(text).results().map(m -> m.group().replace('−', '-')).toList();
    assertTrue(numbers.size() >= 10, "numbers: " + numbers);
    for (String number : numbers) {
      Pattern whole = Pattern.compile("(?<![\\d.])" + Pattern.quote(number) + "(?![\\d])");
      assertTrue(whole.matcher(blocks).find(), number + " is in no block of the page");
    }
  }

  private static DynamicTest program(String code, String shown, Path folder) {
    Matcher name = NAME.matcher(code);
    assertTrue(name.find(), "a public class in: " + code);
    return DynamicTest.dynamicTest(
        name.group(1), () -> assertEquals(shown, run(name.group(1), code, folder)));
  }

  private static String run(String name, String code, Path folder) throws Exception {
    Path source = Files.writeString(folder.resolve(name + ".java"), code);
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-modules",
                "jdk.incubator.vector",
                "-XX:TieredStopAtLevel=1",
                "-Duser.language=en",
                "-cp",
                System.getProperty("java.class.path"),
                source.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    byte[] output = process.getInputStream().readAllBytes();
    assertEquals(0, process.waitFor(), name);
    return new String(output, StandardCharsets.UTF_8).replace("\r\n", "\n");
  }

  private static String page() throws IOException {
    return Files.readString(Documentation.file("docs/nef.md")).replace("\r\n", "\n");
  }
}
