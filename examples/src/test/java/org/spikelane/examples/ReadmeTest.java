package org.spikelane.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The programs in the README compile, run and do what it says; its versions are the build's. */
class ReadmeTest {

  @TempDir Path folder;

  /** What one of the programs prints, each short enough to be read in passing. */
  private List<String> printed(int program, String name) throws Exception {
    String code = Documentation.blocks(Documentation.text("README.md"), "java").get(program);
    assertTrue(code.lines().count() <= 15, "lines: " + code.lines().count());
    return Documentation.run(name, code, folder).lines().toList();
  }

  @Test
  void theEmbeddingExampleRuns() throws Exception {
    List<String> printed = printed(0, "Example");
    assertEquals(10, printed.size(), printed.toString());
    // At 100 ms every current is 1.59 and on its way up; from 500 ms on it is below 1.
    assertTrue(printed.get(0).matches("100 ms: [1-9]\\d+ neurons spike"), printed.toString());
    assertEquals("1000 ms: 0 neurons spike", printed.get(9));
  }

  @Test
  void theNetworkRuns() throws Exception {
    List<String> printed = printed(1, "Channel");
    assertEquals(20, printed.size(), printed.toString());
    // Late by three synapses of 40 ms together.
    for (int k = 1; k < printed.size(); k++) {
      double t = 0.1 * (k + 1);
      double input = Math.sin(2 * Math.PI * (t - 0.04));
      assertEquals(input, Double.parseDouble(printed.get(k)), 0.1, "at " + t + " s");
    }
  }

  @Test
  void theVersionsOfTheNativeLibraryAreThoseOfTheBuild() throws IOException {
    String readme = Documentation.text("README.md");
    String build = Documentation.text("pom.xml");
    for (String artifact : List.of("openblas", "javacpp")) {
      Matcher version = Pattern.compile("<" + artifact + "\\.version>(.*?)<").matcher(build);
      assertTrue(version.find(), artifact + ".version in pom.xml");
      String dependency =
          "<artifactId>"
              + artifact
              + "</artifactId>\n  <version>"
              + version.group(1)
              + "</version>";
      assertTrue(readme.contains(dependency), dependency);
    }
  }
}
