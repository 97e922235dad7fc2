package org.spikelane.examples;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** The repository's documentation, which tests hold the code against. */
public final class Documentation {

  private static final Pattern BLOCK = Pattern.compile("```.*?```", Pattern.DOTALL);
  private static final Pattern NUMBER = Pattern.compile("(?<![\\w.])−?\\d+\\.\\d+");

  private Documentation() {}

  /** A file by its path from the root, wherever in the repository the tests were started. */
  public static Path file(String path) {
    for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
      if (Files.exists(folder.resolve("docs/architecture.md"))) {
        return folder.resolve(path);
      }
    }
    throw new IllegalStateException("not inside the repository: " + Path.of("").toAbsolutePath());
  }

  /** The text of a file, with the line ends of Unix. */
  public static String text(String path) throws IOException {
    return Files.readString(file(path)).replace("\r\n", "\n");
  }

  /** Blocks of a page in a language, such as {@code java}. */
  public static List<String> blocks(String page, String language) {
    return Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
        .matcher(page)
        .results()
        .map(block -> block.group(1))
        .toList();
  }

  /** The decimal numbers that a page has in its text, outside of blocks and pictures. */
  public static List<String> numbers(String page) {
    String text = BLOCK.matcher(page).replaceAll("").replaceAll("<img[^>]*>", "");
    return NUMBER.matcher(text).results().map(m -> m.group().replace('−', '-')).toList();
  }

  /** Those that no block of the page has: nothing shows that they are right. */
  public static List<String> unfounded(String page) {
    StringBuilder blocks = new StringBuilder();
    BLOCK.matcher(page).results().forEach(block -> blocks.append(block.group()));
    return numbers(page).stream()
        .filter(
            number ->
                !Pattern.compile("(?<![\\d.])" + Pattern.quote(number) + "(?![\\d])")
                    .matcher(blocks)
                    .find())
        .toList();
  }

  /** What a program prints that stands in one file. */
  public static String run(String name, String code, Path folder)
      throws IOException, InterruptedException {
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
    if (process.waitFor() != 0) {
      throw new AssertionError(name + " failed");
    }
    return new String(output, StandardCharsets.UTF_8).replace("\r\n", "\n");
  }
}
