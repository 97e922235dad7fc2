package org.spikelane.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
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
    assertTrue(Documentation.numbers(page()).size() >= 10, "numbers");
    assertEquals(List.of(), Documentation.unfounded(page()), "numbers in no block of the page");
  }

  private static DynamicTest program(String code, String shown, Path folder) {
    Matcher name = NAME.matcher(code);
    assertTrue(name.find(), "a public class in: " + code);
    return DynamicTest.dynamicTest(
        name.group(1), () -> assertEquals(shown, Documentation.run(name.group(1), code, folder)));
  }

  private static String page() throws IOException {
    return Documentation.text("docs/nef.md");
  }
}
