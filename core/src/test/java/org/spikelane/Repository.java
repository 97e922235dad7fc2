package org.spikelane;

import java.nio.file.Files;
import java.nio.file.Path;

/** The files of the repository that tests hold the code against. */
public final class Repository {

  private Repository() {}

  /**
   * A file by its path from the root (or an absolute one), wherever in the repository the tests
   * were started.
   */
  public static Path file(String path) {
    for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
      if (Files.exists(folder.resolve("docs/architecture.md"))) {
        return folder.resolve(path);
      }
    }
    throw new IllegalStateException("not inside the repository: " + Path.of("").toAbsolutePath());
  }
}
