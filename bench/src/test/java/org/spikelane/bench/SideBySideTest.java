package org.spikelane.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ours beside peers without the measurements: what is made of them. */
class SideBySideTest {

  /** Rounds with ratios of 10, 40 and 20. */
  private static final SideBySide.Row CHANNEL =
      row("channel", 1, "Nengo", List.of(10.0, 20.0, 30.0), List.of(1.0, 0.5, 1.5));

  private static final SideBySide.Row CHAIN = row("chain", 1, "Nengo", List.of(10.0), List.of(2.0));

  private static final SideBySide.Row CHANNEL_ON_TWO =
      row("channel", 2, "Nengo", List.of(10.0), List.of(0.25));

  private static final SideBySide.Row LIF =
      row("lif 65536", 1, "Brian2 C++", List.of(2.0), List.of(0.5));

  private static SideBySide.Row row(
      String what, int threads, String peer, List<Double> theirs, List<Double> ours) {
    return new SideBySide.Row(what, threads, peer, theirs, ours, List.of());
  }

  @Test
  void theTableHasTheMedianOfTheRatiosTheirSpreadAndMeansOfNetworks() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    SideBySide.print(
        List.of(CHANNEL, CHANNEL_ON_TWO, CHAIN, LIF),
        new PrintStream(bytes, true, StandardCharsets.UTF_8));
    List<String> lines =
        bytes
            .toString(StandardCharsets.UTF_8)
            .lines()
            .map(line -> line.strip().replaceAll(" +", " "))
            .toList();
    assertEquals("channel Nengo 20.000 1.000 20.00 (10.00, 40.00)", lines.get(1));
    assertEquals("channel, 2 threads Nengo 10.000 0.250 40.00 (40.00, 40.00)", lines.get(2));
    assertEquals("lif 65536 Brian2 C++ 2.000 0.500 4.00 (4.00, 4.00)", lines.get(4));
    assertEquals("geometric mean over 2 networks: 10.0", lines.get(5));
    assertEquals(6, lines.size(), "one network with two threads has no mean");
  }

  @Test
  void theFileHasAnObjectForEveryRow(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("peers.json");
    Machine machine = new Machine("a processor", 2, "an OS", "25");
    SideBySide.writeJson(List.of(CHANNEL, CHANNEL_ON_TWO), machine, file);
    JsonArray rows = JsonParser.parseString(Files.readString(file)).getAsJsonArray();
    JsonObject channel = rows.get(0).getAsJsonObject();
    assertEquals("channel", channel.get("name").getAsString());
    assertEquals("Nengo", channel.get("peer").getAsString());
    assertEquals(20, channel.get("peerNs").getAsDouble());
    assertEquals(1, channel.get("ours").getAsDouble());
    assertEquals(20, channel.get("ratio").getAsDouble());
    assertEquals(10, channel.get("lowestRatio").getAsDouble());
    assertEquals(40, channel.get("highestRatio").getAsDouble());
    assertEquals(3, channel.get("rounds").getAsInt());
    assertEquals("channel, 2 threads", rows.get(1).getAsJsonObject().get("name").getAsString());
  }

  @Test
  void thePictureHasBarsOfTheNetworks(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("peers.png");
    assertFalse(PeersPicture.draw(List.of(LIF), file));
    assertFalse(Files.exists(file));
    assertTrue(PeersPicture.draw(List.of(CHANNEL, CHAIN, LIF), file));
    assertEquals(Set.of(0x0072B2), barsOf(file));
    assertTrue(PeersPicture.draw(List.of(CHANNEL, CHANNEL_ON_TWO), file));
    assertEquals(Set.of(0x0072B2, 0xD55E00), barsOf(file));
  }

  /** The colours of a picture that bars may have. */
  private static Set<Integer> barsOf(Path file) throws IOException {
    BufferedImage image = ImageIO.read(file.toFile());
    int width = image.getWidth();
    return Arrays.stream(image.getRGB(0, 0, width, image.getHeight(), null, 0, width))
        .map(rgb -> rgb & 0xFFFFFF)
        .filter(rgb -> Charts.COLOURS.stream().anyMatch(c -> (c.getRGB() & 0xFFFFFF) == rgb))
        .boxed()
        .collect(Collectors.toSet());
  }
}
