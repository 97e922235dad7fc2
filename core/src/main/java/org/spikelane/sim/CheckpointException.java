package org.spikelane.sim;

import java.nio.file.Path;

/**
 * A checkpoint that could not be written or read: the message says which file, and why. Whoever
 * catches it has a simulator as it was, and under the file's name what was there before.
 */
public final class CheckpointException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final transient Path file;

  CheckpointException(Path file, String what, Throwable cause) {
    super("checkpoint " + file + ": " + what, cause);
    this.file = file;
  }

  /** The file that was to be written or read; null once the exception has been serialised. */
  public Path file() {
    return file;
  }
}
