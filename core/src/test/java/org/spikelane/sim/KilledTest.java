package org.spikelane.sim;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.spikelane.ChildJvm;
import org.spikelane.file.ModelFile;
import org.spikelane.file.ModelFileException;
import org.spikelane.network.Network;
import org.spikelane.network.Probe;

/** Whatever happens to a process that writes, what it has written before can be read. */
class KilledTest {

  private static final int TIMES = 50;

  @TempDir private Path folder;

  /** Runs for ever, from the last checkpoint on if there is one. */
  static final class Writer {

    public static void main(String[] args) {
      Path folder = Path.of(args[0]);
      Path checkpoint = folder.resolve("checkpoint");
      StateZoo zoo = new StateZoo();
      try (Simulator simulator = zoo.simulator()) {
        if (Files.exists(checkpoint)) {
          simulator.restore(checkpoint);
        }
        ProbeStream rows = simulator.stream(zoo.spikes, ProbeSink.npy(folder.resolve("npy")));
        simulator.stream(zoo.poisson, ProbeSink.spikesNpy(folder.resolve("events")));
        long from = simulator.ticks();
        System.out.println("from " + from);
        for (long tick = from + 1; ; tick++) {
          StateZoo.runTo(simulator, tick);
          if (tick % 3 == 0) {
            rows.flush();
            System.out.println("rows " + (tick - from));
          }
          if (tick % 5 == 0) {
            simulator.save(checkpoint);
            System.out.println("saved " + tick);
          }
        }
      }
    }
  }

  @Test
  @Tag("slow")
  void atAnyTimeWhatWasCompleteRemains() throws IOException, InterruptedException {
    SplittableRandom random = new SplittableRandom(9);
    Path log = folder.resolve("log");
    Path checkpoint = folder.resolve("checkpoint");
    long last = 0;
    StateZoo zoo = new StateZoo();
    try (Simulator resumed = zoo.simulator();
        Simulator uninterrupted = zoo.simulator()) {
      for (int time = 0; time < TIMES; time++) {
        Process process =
            new ProcessBuilder(ChildJvm.command(Writer.class, List.of(), folder.toString()))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
          // On a machine that has much else to do, most are killed before they have saved anything.
          String sign = time % 5 == 0 ? "saved" : "rows";
          while (!Files.readString(log).contains(sign)) {
            assertTrue(process.isAlive(), () -> read(log));
            Thread.sleep(5);
          }
          Thread.sleep(random.nextInt(200));
        } finally {
          process.destroyForcibly();
        }
        assertTrue(process.waitFor(1, TimeUnit.MINUTES));
        // A line may have been cut short.
        String printed = read(log);
        printed = printed.substring(0, printed.lastIndexOf('\n') + 1);
        long from = last(printed, "from");
        long saved = Math.max(last, last(printed, "saved"));
        if (Files.exists(checkpoint)) {
          resumed.restore(checkpoint);
          last = resumed.ticks();
        }
        assertTrue(last >= saved, "tick " + last + " after " + saved + " was saved");
        Npy rows = Npy.read(folder.resolve("npy"));
        assertTrue(rows.rows() >= last(printed, "rows"), rows.rows() + " rows of\n" + printed);
        StateZoo.runTo(uninterrupted, Math.max(last, from + rows.rows()));
        long[][] all = Npy.bits(uninterrupted.data(zoo.spikes));
        assertArrayEquals(
            Arrays.copyOfRange(all, (int) from, (int) from + rows.rows()), rows.bits());
        Npy.read(folder.resolve("events"));
      }
      assertTrue(last > 0, "nothing was saved");
      StateZoo.runTo(resumed, uninterrupted.ticks());
      StateZoo.runTo(uninterrupted, resumed.ticks());
      Path one = folder.resolve("one");
      Path other = folder.resolve("other");
      resumed.save(one);
      uninterrupted.save(other);
      assertEquals(-1, Files.mismatch(one, other), "state after " + TIMES + " lives");
      resumed.save(checkpoint);
      try (Stream<Path> left = Files.list(folder)) {
        assertEquals(
            List.of(),
            left.map(path -> path.getFileName().toString())
                .filter(name -> name.matches("checkpoint\\..*"))
                .toList(),
            "left beside the checkpoint");
      }
    }
  }

  private static String read(Path log) {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long last(String printed, String word) {
    return printed
        .lines()
        .filter(line -> line.startsWith(word + " "))
        .mapToLong(line -> Long.parseLong(line.substring(word.length() + 1)))
        .max()
        .orElse(0);
  }

  /** Writes to where there is no room, which its shell has seen to. */
  static final class Full {

    public static void main(String[] args) throws IOException {
      Path folder = Path.of(args[0]);
      Network network = new Network("large");
      Probe probe = network.probe(network.ensemble("a", 20000, 1).neurons(), "voltage");
      Probe other = network.probe(network.node("t", t -> t));
      try (Simulator simulator = new Simulator(network)) {
        simulator.runTicks(20);
        try {
          simulator.save(folder.resolve("checkpoint"));
        } catch (CheckpointException e) {
          System.out.println("save: " + e.getMessage());
        }
        try {
          simulator.writeNpz(folder.resolve("npz"));
        } catch (UncheckedIOException e) {
          System.out.println("npz: " + e.getMessage());
        }
        try {
          ModelFile.write(simulator.named(), folder.resolve("model"));
        } catch (ModelFileException e) {
          System.out.println("model: " + e.getMessage());
        }
        simulator.stream(probe, ProbeSink.npy(folder.resolve("npy")));
        try {
          simulator.runTicks(10);
        } catch (UncheckedIOException e) {
          System.out.println("stream: " + e.getMessage());
        }
        simulator.runTicks(3);
        System.out.println("tick " + simulator.ticks() + ", kept " + simulator.data(other).length);
      }
    }
  }

  @Test
  void aFullDisk() throws IOException, InterruptedException {
    assumeTrue(Files.isExecutable(Path.of("/bin/bash")), "bash, to limit the size of files");
    Path checkpoint = Files.writeString(folder.resolve("checkpoint"), "old");
    Path npz = Files.writeString(folder.resolve("npz"), "old");
    Path model = Files.writeString(folder.resolve("model"), "old");
    String limited = "ulimit -f 64 && exec \"$0\" \"$@\"";
    List<String> command = new ArrayList<>(List.of("/bin/bash", "-c", limited));
    command.addAll(ChildJvm.command(Full.class, List.of("-XX:-UsePerfData"), folder.toString()));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String printed = new String(process.getInputStream().readAllBytes());
    assertEquals(0, process.waitFor(), printed);
    List<String> lines =
        printed.lines().filter(line -> line.matches("(save|npz|model|stream|tick).*")).toList();
    assertEquals(5, lines.size(), printed);
    String why = "File too large";
    assertEquals("save: checkpoint " + checkpoint + ": cannot be written: " + why, lines.get(0));
    assertTrue(lines.get(1).startsWith("npz: " + npz + ": "), printed);
    assertEquals("model: " + model + " cannot be written: " + why, lines.get(2));
    assertTrue(lines.get(3).matches("stream: stream of probe .* to .*npy: " + why), printed);
    assertEquals("tick 24, kept 24", lines.get(4));
    assertEquals("old", Files.readString(checkpoint));
    assertEquals("old", Files.readString(npz));
    assertEquals("old", Files.readString(model));
    Npy.read(folder.resolve("npy"));
    try (Stream<Path> left = Files.list(folder)) {
      assertEquals(4, left.count(), "files, none of them half-written");
    }
  }
}
