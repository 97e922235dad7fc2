package org.spikelane.file;

import java.io.IOException;

/**
 * A model file that cannot be read or written. Its message names the file, the place in it and what
 * is wrong there.
 */
public final class ModelFileException extends IOException {

  private static final long serialVersionUID = 1;

  /** What a file says may be of any length; what is said about it is not. */
  private static final int MOST = 1000;

  ModelFileException(String message) {
    super(shortened(message));
  }

  ModelFileException(String message, Throwable cause) {
    super(shortened(message), cause);
  }

  private static String shortened(String message) {
    return message.length() > MOST ? message.substring(0, MOST) + " …" : message;
  }
}
