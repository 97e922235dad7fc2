package org.spikelane.bench;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.spikelane.kernel.KernelChoice;
import org.spikelane.kernel.LifPopulation;
import org.spikelane.kernel.LifState;

/**
 * A population of LIF neurons: dense currents in, spikes out, in each form of output.
 *
 * <p>Through the public API, checks of the input included. An invocation is {@link #ticks} ticks;
 * every iteration starts from the same settled state.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 2, time = 150, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 100, timeUnit = TimeUnit.MILLISECONDS)
@Fork(value = 2, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
public class LifBenchmark {

  /** Long enough for start-up transients to die out: 10 tauRc. */
  private static final int SETTLING_TICKS = 200;

  @Param({"textbook", "scalar", "vector"})
  String kernel;

  @Param({"100", "1000", "4096", "65536", "1048576"})
  int n;

  @Param({"silent", "90Hz", "saturated"})
  String regime;

  private Output output;
  private int ticks;
  private double[] current;
  private double[] spikes;
  private int[] indices;
  private long[] bits;
  private LifState settled;
  private LifPopulation population;
  private TextbookLif textbook;

  /** Ticks in one invocation, so that a small population is not lost in the harness. */
  static int ticks(int n) {
    return Math.max(1, 65536 / n);
  }

  /** Builds the population and lets it settle. */
  @Setup(Level.Trial)
  public void build() {
    ticks = ticks(n);
    current = Regime.of(regime).currents(n);
    spikes = new double[n];
    indices = new int[n];
    bits = new long[LifPopulation.bitWords(n)];
    boolean naive = kernel.equals("textbook");
    population =
        LifPopulation.builder(n)
            .kernel(
                switch (kernel) {
                  case "vector" -> KernelChoice.VECTOR;
                  case "scalar", "textbook" -> KernelChoice.SCALAR;
                  default ->
                      throw new IllegalArgumentException(
                          "kernel must be textbook, scalar or vector, got " + kernel);
                })
            .build();
    for (int t = 0; t < SETTLING_TICKS; t++) {
      population.step(current, spikes);
    }
    settled = population.save();
    textbook = naive ? new TextbookLif(population) : null;
  }

  /** Back to the settled state: nothing drifts from iteration to iteration. */
  @Setup(Level.Iteration)
  public void rewind() {
    population.restore(settled);
    if (textbook != null) {
      textbook.takeStateOf(population);
    }
  }

  /** Counts the bytes of one more invocation. */
  @TearDown(Level.Iteration)
  public void countBytes(Allocation allocation) {
    switch (output) {
      case DENSE -> allocation.count(this::dense, ticks);
      case INDICES -> allocation.count(this::indices, ticks);
      case BITS -> allocation.count(this::bits, ticks);
    }
  }

  private enum Output {
    DENSE,
    INDICES,
    BITS
  }

  /** Spikes as doubles. */
  @Benchmark
  public double[] dense() {
    output = Output.DENSE;
    for (int t = 0; t < ticks; t++) {
      if (textbook == null) {
        population.step(current, spikes);
      } else {
        textbook.step(current, spikes);
      }
    }
    return spikes;
  }

  /** Spikes as a list of neurons. */
  @Benchmark
  public int indices() {
    output = Output.INDICES;
    int count = 0;
    for (int t = 0; t < ticks; t++) {
      count +=
          textbook == null
              ? population.stepIndices(current, indices)
              : textbook.stepIndices(current, indices);
    }
    return count;
  }

  /** Spikes as bits. */
  @Benchmark
  public long[] bits() {
    output = Output.BITS;
    for (int t = 0; t < ticks; t++) {
      if (textbook == null) {
        population.stepBits(current, bits);
      } else {
        textbook.stepBits(current, bits);
      }
    }
    return bits;
  }
}
