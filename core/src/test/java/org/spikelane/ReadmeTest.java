package org.spikelane;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example in the README compiles, runs and does what it says. */
class ReadmeTest {

  @Test
  void theEmbeddingExampleRuns(@TempDir Path folder) throws IOException, InterruptedException {
    String readme = Files.readString(Repository.file("README.md"));
    Matcher block = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL).matcher(readme);
    assertTrue(block.find(), "a Java block in README.md");
    String code = block.group(1);
    assertTrue(code.lines().count() <= 15, "lines: " + code.lines().count());

    Path source = Files.writeString(folder.resolve("Example.java"), code);
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-modules",
                "jdk.incubator.vector",
                "-cp",
                System.getProperty("java.class.path"),
                source.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    List<String> lines = new String(process.getInputStream().readAllBytes()).lines().toList();
    assertEquals(0, process.waitFor());
    assertEquals(10, lines.size(), lines.toString());
    // At 100 ms every current is 1.59 and on its way up; from 500 ms on it is below 1.
    assertTrue(lines.get(0).matches("100 ms: [1-9]\\d+ neurons spike"), lines.toString());
    assertEquals("1000 ms: 0 neurons spike", lines.get(9));
  }

  @Test
  void theVersionsOfTheNativeLibraryAreThoseOfTheBuild() throws IOException {
    String readme = Files.readString(Repository.file("README.md"));
    String build = Files.readString(Repository.file("pom.xml"));
    for (String artifact : List.of("openblas", "javacpp")) {
      Matcher version = Pattern.compile("<" + artifact + "\\.version>(.*?)<").matcher(build);
      assertTrue(version.find(), artifact + ".version in pom.xml");
      String dependency =
          "<artifactId>"
              + artifact
              + "</artifactId>\n  <version>"
              + version.group(1)
              + "</version>";
      assertTrue(readme.replace("\r\n", "\n").contains(dependency), dependency);
    }
  }
}
