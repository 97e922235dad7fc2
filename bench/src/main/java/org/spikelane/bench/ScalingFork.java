package org.spikelane.bench;

import com.google.gson.GsonBuilder;
import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.spikelane.sim.Simulator;

/**
 * Measures one point of the scaling series in a JVM of its own, and says what it found as a line of
 * JSON: a {@link Result}. Memory that does not suffice is a finding too.
 */
final class ScalingFork {

  /** Ticks of a run of the warm-up: some, as in the runs that are measured. */
  private static final int WARM_UP_TICKS = 40;

  /** Warm-up ends after so many times what was asked for, compiled or not. */
  private static final int LONGEST_WARM_UP = 10;

  /**
   * What a fork found.
   *
   * @param buildSeconds what making and building the network took
   * @param heapMiB what of the heap the built network occupies
   * @param warmUpSeconds how long it ran until it was measured
   * @param nsPerTick of every run, nanoseconds per tick of the whole network
   * @param copied gigabytes that were read and written per second by a plain copy with as many
   *     threads, right after each run; none if the network does not depend on memory
   * @param failure why nothing was measured; null if it was
   */
  record Result(
      double buildSeconds,
      double heapMiB,
      double warmUpSeconds,
      double[] nsPerTick,
      double[] copied,
      String failure) {

    static Result failed(String why) {
      return new Result(Double.NaN, Double.NaN, Double.NaN, new double[0], new double[0], why);
    }
  }

  private ScalingFork() {}

  /**
   * Runs it.
   *
   * @param args label of the point, threads, seconds of warm-up, runs, seconds of each
   */
  public static void main(String[] args) {
    Result result;
    try {
      result =
          measure(
              ScalingPoint.of(List.of(args[0])).get(0),
              Integer.parseInt(args[1]),
              Double.parseDouble(args[2]),
              Integer.parseInt(args[3]),
              Double.parseDouble(args[4]));
    } catch (OutOfMemoryError e) {
      long most = Runtime.getRuntime().maxMemory() >> 20;
      result = Result.failed("does not fit: " + e.getMessage() + " of at most " + most + " MiB");
    }
    System.out.println(
        new GsonBuilder().serializeSpecialFloatingPointValues().create().toJson(result));
  }

  /** Measures a point in this JVM. */
  static Result measure(
      ScalingPoint point, int threads, double warmUpSeconds, int runs, double runSeconds) {
    long start = System.nanoTime();
    try (Simulator simulator = Simulator.builder(point.network()).threads(threads).build()) {
      final double build = secondsSince(start);
      System.gc();
      Runtime runtime = Runtime.getRuntime();
      final double heap = (runtime.totalMemory() - runtime.freeMemory()) / (double) (1 << 20);
      start = System.nanoTime();
      double nsPerTick = warmUp(simulator, warmUpSeconds);
      final double warmUp = secondsSince(start);
      long ticks = Math.max(WARM_UP_TICKS, Math.round(1e9 * runSeconds / nsPerTick));
      double[] measured = new double[runs];
      double[] copied = new double[point.isOfMemory() ? runs : 0];
      MemoryCopy copy = point.isOfMemory() ? new MemoryCopy(threads) : null;
      for (int run = 0; run < runs; run++) {
        start = System.nanoTime();
        simulator.runTicks(ticks);
        measured[run] = (System.nanoTime() - start) / (double) ticks;
        if (copy != null) {
          copied[run] = copy.gigabytesPerSecond(runSeconds);
        }
      }
      return new Result(build, heap, warmUp, measured, copied, null);
    }
  }

  /**
   * Runs at least as long as asked, and on until a third of that time passes in which the JVM
   * compiled nothing.
   *
   * @return nanoseconds per tick, at the end
   */
  private static double warmUp(Simulator simulator, double seconds) {
    CompilationMXBean compiler = ManagementFactory.getCompilationMXBean();
    long start = System.nanoTime();
    double nsPerTick;
    boolean compiled;
    do {
      long before = compiler.getTotalCompilationTime();
      long third = System.nanoTime();
      long ticks = 0;
      do {
        simulator.runTicks(WARM_UP_TICKS);
        ticks += WARM_UP_TICKS;
      } while (secondsSince(third) < seconds / 3);
      nsPerTick = (System.nanoTime() - third) / (double) ticks;
      compiled = compiler.getTotalCompilationTime() != before;
    } while (secondsSince(start) < (compiled ? LONGEST_WARM_UP * seconds : seconds));
    return nsPerTick;
  }

  private static double secondsSince(long start) {
    return (System.nanoTime() - start) / 1e9;
  }
}
