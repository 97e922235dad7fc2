package org.spikelane.sim;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.spikelane.ChildJvm;
import org.spikelane.graph.Fingerprint;
import org.spikelane.nef.DecoderCache;
import org.spikelane.nef.LinearAlgebra;
import org.spikelane.nef.LstsqMultNoise;
import org.spikelane.nef.LstsqNoise;
import org.spikelane.nef.RenamedAlgebra;
import org.spikelane.network.Connection;
import org.spikelane.network.Ensemble;
import org.spikelane.network.Network;

/** A network that is built with a decoder cache is the network that is built without. */
class CachedBuildTest {

  private static final long MUCH = 1L << 26;

  @TempDir private Path folder;

  /** Decoders of every kind: of functions, with noise, weights, of a probe. */
  private static Network network(long seed) {
    Network network = new Network("cached").seed(seed);
    Ensemble a = network.ensemble("a", 60, 2);
    Ensemble b = network.ensemble("b", 40, 1);
    network.from(network.node("u", t -> t)).to(a.at(1));
    network.from(a).function(x -> new double[] {x[0] * x[1]}).to(b);
    network.from(a).function(x -> new double[] {x[0] + x[1]}).solver(new LstsqNoise(3)).to(b);
    network.from(a).function(x -> new double[] {x[1]}).solver(new LstsqMultNoise(3)).to(b);
    network.from(a.at(0)).solveWeights().to(b);
    network.probe(b).synapse(0.01).label("b");
    return network;
  }

  /** All bits that the graph begins with, decoders among them. */
  private static String bits(Simulator simulator) {
    return HexFormat.of().formatHex(Fingerprint.of(simulator.named(), 0.001));
  }

  private static String built(long seed, DecoderCache cache) {
    try (Simulator simulator = Simulator.builder(network(seed)).decoderCache(cache).build()) {
      return bits(simulator);
    }
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }

  @Test
  @Tag("bits")
  void theSameBitsWithoutWithAndAgain() throws IOException {
    String without = built(1, DecoderCache.NONE);
    assertNotEquals(without, built(2, DecoderCache.NONE));
    for (DecoderCache cache :
        List.of(DecoderCache.inMemory(MUCH), DecoderCache.directory(folder, MUCH))) {
      assertEquals(without, built(1, cache), cache + ", miss");
      assertEquals(without, built(1, cache), cache + ", hit");
    }
    assertEquals(5, files().size());
    built(2, DecoderCache.directory(folder, MUCH));
    assertEquals(10, files().size());
  }

  /** What a hit gives is what everything else is told, errors included. */
  @Test
  void whatIsToldOfAConnectionIsTheSame() {
    Network network = network(1);
    Connection connection = network.connections().get(1);
    DecoderCache cache = DecoderCache.inMemory(MUCH);
    try (Simulator plain = new Simulator(network);
        Simulator miss = Simulator.builder(network).decoderCache(cache).build();
        Simulator hit = Simulator.builder(network).decoderCache(cache).build()) {
      for (Simulator simulator : List.of(miss, hit)) {
        assertArrayEquals(
            Npy.bits(plain.built(connection).decoders()),
            Npy.bits(simulator.built(connection).decoders()));
        assertArrayEquals(
            Npy.bits(plain.built(connection).rmses()),
            Npy.bits(simulator.built(connection).rmses()));
        assertEquals(plain.built(connection).info(), simulator.built(connection).info());
      }
      assertTrue(plain.built(connection).rmses()[0] > 0);
    }
  }

  /** Builds the networks of some seeds again and again, and says what they are. */
  static final class Builds {

    public static void main(String[] args) {
      DecoderCache cache = DecoderCache.directory(Path.of(args[0]), Long.parseLong(args[1]));
      for (int round = 0; round < Integer.parseInt(args[2]); round++) {
        for (long seed = 1; seed <= 3; seed++) {
          System.out.println(seed + " " + built(seed, cache));
        }
      }
    }
  }

  @Test
  void severalProcessesAtOnceOfWhichOneIsKilled() throws IOException, InterruptedException {
    built(1, DecoderCache.directory(folder, MUCH));
    long entries = 0;
    for (Path file : files()) {
      entries += Files.size(file);
    }
    // Room for less than the three networks: processes remove what others look for.
    String room = Long.toString(2 * entries);
    List<Process> processes = new ArrayList<>();
    List<Path> logs = new ArrayList<>();
    try {
      for (int i = 0; i < 3; i++) {
        Path log = Files.createTempFile("builds", ".txt");
        logs.add(log);
        processes.add(
            new ProcessBuilder(
                    ChildJvm.command(
                        Builds.class, List.of(), folder.toString(), room, i == 0 ? "100000" : "5"))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start());
      }
      for (int i = 1; i < 3; i++) {
        assertTrue(processes.get(i).waitFor(5, TimeUnit.MINUTES));
        assertEquals(0, processes.get(i).exitValue(), Files.readString(logs.get(i)));
      }
      assertTrue(processes.get(0).isAlive(), Files.readString(logs.get(0)));
    } finally {
      processes.forEach(Process::destroyForcibly);
    }
    assertTrue(processes.get(0).waitFor(1, TimeUnit.MINUTES));
    List<String> expected = new ArrayList<>();
    for (long seed = 1; seed <= 3; seed++) {
      expected.add(seed + " " + built(seed, DecoderCache.NONE));
    }
    for (int i = 0; i < 3; i++) {
      // The last line of what was killed may be cut short.
      String printed = Files.readString(logs.get(i));
      assertFalse(printed.contains("decoder cache"), printed);
      List<String> lines =
          printed
              .substring(0, printed.lastIndexOf('\n') + 1)
              .lines()
              .filter(line -> line.matches("\\d .*"))
              .distinct()
              .toList();
      assertEquals(expected.subList(0, lines.size()), lines);
      assertTrue(i == 0 || lines.size() == 3, printed);
      Files.delete(logs.get(i));
    }
    // What is written next makes order.
    DecoderCache after = DecoderCache.directory(folder, 2 * entries);
    assertEquals(built(4, DecoderCache.NONE), built(4, after));
    long bytes = 0;
    for (Path file : files()) {
      assertTrue(file.toString().endsWith(".decoders"), file.toString());
      bytes += Files.size(file);
    }
    assertTrue(bytes <= 2 * entries, bytes + " bytes");
  }

  /** Other linear algebra may find other bits: what one has found is not the other's. */
  @Test
  void aLinearAlgebraWithoutIdentityKeepsNothing() throws IOException, InterruptedException {
    Path services = Files.createDirectories(folder.resolve("path/META-INF/services"));
    Files.writeString(
        services.resolve(LinearAlgebra.class.getName()), RenamedAlgebra.class.getName() + "\n");
    Path cache = folder.resolve("cache");
    List<String> command =
        new ArrayList<>(
            ChildJvm.command(
                Builds.class,
                List.of("-Dspikelane.algebra=renamed"),
                cache.toString(),
                "100000000",
                "1"));
    int path = command.indexOf("-cp") + 1;
    command.set(path, folder.resolve("path") + File.pathSeparator + command.get(path));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String printed = new String(process.getInputStream().readAllBytes());
    assertEquals(0, process.waitFor(), printed);
    assertEquals(1, printed.lines().filter(("1 " + built(1, DecoderCache.NONE))::equals).count());
    try (Stream<Path> left = Files.list(cache)) {
      assertEquals(0, left.count());
    }
  }
}
