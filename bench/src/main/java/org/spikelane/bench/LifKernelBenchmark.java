package org.spikelane.bench;

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

  private final VectorLifKernel kernel = new VectorLifKernel();
  private double[] current;
  private double[] spikes;
  private LifNeurons neurons;

  /** Voltages between reset and threshold, currents of the usual rates. */
  @Setup(Level.Trial)
  public void build() {
    current = Regime.TYPICAL.currents(n);
    spikes = new double[n];
    double[] voltage = new SplittableRandom(1).doubles(n).toArray();
    neurons = new LifNeurons(LifCoefficients.of(Lif.DEFAULT, 0.001), voltage, new double[n]);
  }

  /** One tick. */
  @Benchmark
  public double[] dense() {
    kernel.stepDense(neurons, current, spikes, 0, n);
    return spikes;
  }
}
