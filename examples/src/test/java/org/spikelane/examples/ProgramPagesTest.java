package org.spikelane.examples;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every Java block of these pages compiles, runs and prints what the page shows under it. */
class ProgramPagesTest {

  private static final Pattern PROGRAM =
      Pattern.compile("```java\n(.*?)```\n\n(?:```text\n(.*?)```)?", Pattern.DOTALL);
  private static final Pattern NAME = Pattern.compile("public class (\\w+)");

  @ParameterizedTest
  @ValueSource(strings = {"docs/nef.md", "docs/networks.md"})
  void programsPrintWhatThePageShows(String file, @TempDir Path folder) throws IOException {
    String page = Documentation.text(file);
    List<MatchResult> programs = PROGRAM.matcher(page).results().toList();
    assertEquals(page.split("```java\n", -1).length - 1, programs.size(), "Java blocks");
    assertTrue(programs.size() >= 4, "programs: " + programs.size());
    assertAll(programs.stream().map(block -> program(block.group(1), block.group(2), folder)));
  }

  private static Executable program(String code, String shown, Path folder) {
    Matcher name = NAME.matcher(code);
    assertTrue(name.find(), "a public class in: " + code);
    return () -> assertEquals(shown, Documentation.run(name.group(1), code, folder), name.group(1));
  }

  /** A number that stands in the text alone would be one that nobody can check. */
  @Test
  void everyDecimalNumberInTheTextIsInAProgramOrItsOutput() throws IOException {
    String page = Documentation.text("docs/nef.md");
    assertTrue(Documentation.numbers(page).size() >= 10, "numbers");
    assertEquals(List.of(), Documentation.unfounded(page), "numbers in no block of the page");
  }
}
