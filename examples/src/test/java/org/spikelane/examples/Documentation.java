package org.spikelane.examples;

import java.nio.file.Files;
import java.nio.file.Path;

/** The repository's documentation, which tests hold the code against. */
final class Documentation {

  private Documentation() {}

  /** A file by its path from the root, wherever in the repository the tests were started. */
  static Path file(String path) {
    for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
      if (Files.exists(folder.resolve("docs/architecture.md"))) {
        return folder.resolve(path);
      }
    }
    throw new IllegalStateException("not inside the repository: " + Path.of("").toAbsolutePath());
  }
}
