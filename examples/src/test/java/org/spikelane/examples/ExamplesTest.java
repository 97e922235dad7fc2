package org.spikelane.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.spikelane.examples.network.Networks;

/** The program draws all its pictures, and they are those of the documentation. */
class ExamplesTest {

  @Test
  void itDrawsThePicturesOfTheDocumentation(@TempDir Path folder) throws IOException {
    Classroom.draw(folder);
    Networks.draw(folder);
    assertEquals(names(Documentation.file("docs/pictures")), names(folder));
    for (String name : names(folder)) {
      BufferedImage drawn = ImageIO.read(folder.resolve(name).toFile());
      BufferedImage shown =
          ImageIO.read(Documentation.file("docs/pictures").resolve(name).toFile());
      assertEquals(shown.getWidth(), drawn.getWidth(), name);
      assertEquals(shown.getHeight(), drawn.getHeight(), name);
      // An empty panel is white but for axes and letters.
      assertTrue(coloured(drawn) > 0.005, name + ": " + coloured(drawn));
    }
  }

  private static Set<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).collect(Collectors.toSet());
    }
  }

  /** The part of the pixels that have a colour other than grey: of lines, dots and spikes. */
  private static double coloured(BufferedImage image) {
    int[] pixels =
        image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    int count = 0;
    for (int pixel : pixels) {
      int red = pixel >> 16 & 0xFF;
      int blue = pixel & 0xFF;
      if (Math.abs(red - blue) > 40) {
        count++;
      }
    }
    return (double) count / pixels.length;
  }
}
