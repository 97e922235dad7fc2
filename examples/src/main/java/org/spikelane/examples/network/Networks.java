package org.spikelane.examples.network;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.spikelane.sim.Simulator;

/** Runs the networks that {@code docs/examples} explains: prints what comes out, and draws it. */
public final class Networks {

  private static final long SEED = 1;

  /** How long a network runs again and again, in seconds. */
  private static final double REPEATING = 1.2;

  private Networks() {}

  /** The networks as the documentation shows them. */
  static List<NetworkExample> all() {
    return List.of(
        new ChannelExample(SEED, 100),
        new IntegratorExample(SEED),
        new OscillatorExample(SEED),
        new LorenzExample(SEED),
        new LearningExample(LearningExample.Lesson.CHANNEL, SEED, 1e-4),
        new LearningExample(LearningExample.Lesson.SQUARE, SEED, 1e-4),
        new BalanceExample(SEED),
        new ArmExample(SEED, 1e-4),
        new SelectionExample(SEED),
        new CleanupExample(SEED, 1.5));
  }

  /**
   * Runs and reports all of them.
   *
   * @param folder for the pictures
   */
  public static void report(Path folder) throws IOException {
    for (NetworkExample example : all()) {
      long start = System.nanoTime();
      try (Simulator simulator = new Simulator(example.network())) {
        double building = seconds(start);
        double running = secondsOfARun(example, simulator);
        System.out.printf(
            Locale.ROOT,
            "%n%s: %.0f s, built in %.1f s; %.1f µs per tick of 1 ms, %.0f x real time%n%s",
            example.name(),
            example.seconds(),
            building,
            1e6 * running / simulator.ticks(),
            example.seconds() / running,
            example.summary(simulator));
        example.draw(simulator, file(folder, example));
      }
    }
  }

  /** Draws all of them, without the reports. */
  public static void draw(Path folder) throws IOException {
    for (NetworkExample example : all()) {
      try (Simulator simulator = new Simulator(example.network())) {
        example.run(simulator);
        example.draw(simulator, file(folder, example));
      }
    }
  }

  private static Path file(Path folder, NetworkExample example) {
    return folder.resolve(example.name() + ".png");
  }

  /** The fastest of several runs, as the JVM compiles during the first. */
  private static double secondsOfARun(NetworkExample example, Simulator simulator) {
    double fastest = Double.POSITIVE_INFINITY;
    long begin = System.nanoTime();
    while (seconds(begin) < REPEATING) {
      simulator.reset();
      long start = System.nanoTime();
      example.run(simulator);
      fastest = Math.min(fastest, seconds(start));
    }
    return fastest;
  }

  private static double seconds(long start) {
    return (System.nanoTime() - start) * 1e-9;
  }
}
