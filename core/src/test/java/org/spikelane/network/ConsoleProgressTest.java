package org.spikelane.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.spikelane.sim.Simulator;

/** The progress line, by a clock that the test sets; and what builds and runs report. */
class ConsoleProgressTest {

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private double seconds = 1000;
  private final Progress progress =
      new ConsoleProgress(
          new PrintStream(bytes, true, StandardCharsets.UTF_8), () -> (long) (seconds * 1e9));

  /**
   * What was printed since, with / for the start of a line over the old one and | for a new one.
   */
  private String printed() {
    String text = bytes.toString(StandardCharsets.UTF_8);
    bytes.reset();
    return text.replace('\r', '/').replace(System.lineSeparator(), "|");
  }

  @Test
  void shortWorkPrintsNothing() {
    progress.report("ticks", 0, 100);
    for (int k = 1; k <= 100; k++) {
      seconds += 0.009;
      progress.report("ticks", k, 100);
    }
    assertEquals("", printed());
  }

  @Test
  void longWorkPrintsOneLine() {
    progress.report("decoders", 0, 200);
    seconds += 0.5;
    progress.report("decoders", 10, 200);
    assertEquals("", printed());
    seconds += 0.5;
    progress.report("decoders", 20, 200);
    assertEquals("/decoders: 20 of 200 (10 %), 9 s left", printed());
    // Not more often than a few times a second.
    seconds += 0.1;
    progress.report("decoders", 30, 200);
    assertEquals("", printed());
    seconds += 8.9;
    progress.report("decoders", 100, 200);
    assertEquals("/decoders: 100 of 200 (50 %), 10 s left", printed());
    seconds += 0.01;
    progress.report("decoders", 200, 200);
    assertEquals("/decoders: 200 of 200 (100 %), took 10 s|", printed());
  }

  @Test
  void hoursAndMinutes() {
    progress.report("ticks", 0, 10_000);
    seconds += 10;
    progress.report("ticks", 100, 10_000);
    assertEquals("/ticks: 100 of 10000 (1 %), 16:30 min left", printed());
    seconds += 90;
    // Blanks cover what was longer.
    progress.report("ticks", 101, 10_000);
    assertEquals("/ticks: 101 of 10000 (1 %), 2:43 h left   ", printed());
  }

  @Test
  void workOfTheSameKindAgain() {
    for (int run = 0; run < 2; run++) {
      progress.report("ticks", 0, 10);
      seconds += 2;
      progress.report("ticks", 5, 10);
      assertEquals("/ticks: 5 of 10 (50 %), 2 s left", printed());
      seconds += 2;
      progress.report("ticks", 10, 10);
      assertEquals("/ticks: 10 of 10 (100 %), took 4 s|", printed().replace("  |", "|"));
    }
    progress.report("ticks", 0, 0);
    assertEquals("", printed());
  }

  @Test
  void whatBuildsAndRunsReport() {
    Network network = new Network("net");
    for (int i = 0; i < 30; i++) {
      network.from(network.ensemble("e" + i, 10, 1)).to(network.junction("j" + i, 1));
    }
    List<String> kinds = new ArrayList<>();
    long[] last = {-1};
    Progress checked =
        (what, done, total) -> {
          if (!kinds.contains(what)) {
            kinds.add(what);
            assertEquals(0, done, what);
          } else {
            assertTrue(done > last[0] && done <= total, what + " " + done + " after " + last[0]);
          }
          assertEquals(what.equals("ticks") ? 250 : 30, total);
          last[0] = done;
        };
    try (Simulator simulator = Simulator.builder(network).progress(checked).build()) {
      assertEquals(30, last[0]);
      simulator.run(0.25);
      assertEquals(250, last[0]);
    }
    assertEquals(List.of("ensembles", "decoders", "ticks"), kinds);
  }

  @Test
  void onTheConsole() {
    try (Simulator simulator =
        Simulator.builder(new Network("quick")).progress(Progress.console()).build()) {
      simulator.run(0.1);
    }
    Progress.console(new PrintStream(bytes)).report("ticks", 0, 5);
    assertEquals("", printed());
  }
}
