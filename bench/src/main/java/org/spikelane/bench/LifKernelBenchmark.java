package org.spikelane.bench;

import java.util.Arrays;
import java.util.SplittableRandom;
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
import org.openjdk.jmh.annotations.Warmup;
import org.spikelane.kernel.LifCoefficients;
import org.spikelane.kernel.LifNeurons;
import org.spikelane.kernel.simd.VectorLifKernel;
import org.spikelane.neuron.Lif;

/**
 * The vector kernel alone, dense currents in and dense spikes out: what the C program does, which
 * has no population around it that looks at the currents first.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 150, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 10, time = 100, timeUnit = TimeUnit.MILLISECONDS)
@Fork(value = 2, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
public class LifKernelBenchmark {

  @Param("65536")
  int n;

  /** Of a page of memory, and of what Java puts before an array's first element. */
  private static final int PAGE = 4096 / Double.BYTES;

  private static final int HEADER = 16 / Double.BYTES;

  private final VectorLifKernel kernel = new VectorLifKernel();
  private double[] current;
  private double[] spikes;
  private LifNeurons neurons;

  /**
   * Voltages between reset and threshold, currents of the usual rates. Each array takes whole
   * pages, so that all begin at the same place of one, as C's do if they are not small, unless
   * something comes between them. By where in a page they begin a processor guesses whether a load
   * is of what is being stored, and waits: at other distances the same code takes up to 1.6 times
   * as long.
   */
  @Setup(Level.Trial)
  public void build() {
    int length = (n + HEADER + PAGE - 1) / PAGE * PAGE - HEADER;
    double[][] arrays = new double[4][length];
    current = arrays[0];
    spikes = arrays[1];
    double[] voltage = arrays[2];
    System.arraycopy(Regime.TYPICAL.currents(n), 0, current, 0, n);
    SplittableRandom random = new SplittableRandom(1);
    Arrays.setAll(voltage, i -> random.nextDouble());
    neurons = new LifNeurons(LifCoefficients.of(Lif.DEFAULT, 0.001), voltage, arrays[3]);
  }

  /** One tick. */
  @Benchmark
  public double[] dense() {
    kernel.stepDense(neurons, current, spikes, 0, n);
    return spikes;
  }
}
