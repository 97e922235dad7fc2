package org.spikelane.examples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.spikelane.examples.network.Networks;

/**
 * All examples: first the classroom's network, put together from its parts, then whole networks.
 *
 * <p>Its argument is the folder for the pictures.
 */
public final class Examples {

  private Examples() {}

  public static void main(String[] args) throws IOException {
    if (args.length != 1) {
      System.err.println("The argument is the folder for the pictures.");
      System.exit(2);
    }
    Path folder = Files.createDirectories(Path.of(args[0]));
    Classroom.report(folder);
    Networks.report(folder);
    System.out.println();
    System.out.println("pictures: " + folder.toAbsolutePath().normalize());
  }
}
