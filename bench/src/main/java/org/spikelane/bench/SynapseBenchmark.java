package org.spikelane.bench;

import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.spikelane.synapse.Alpha;
import org.spikelane.synapse.LinearFilter;
import org.spikelane.synapse.Lowpass;
import org.spikelane.synapse.Synapse;
import org.spikelane.synapse.SynapseStepper;
import org.spikelane.synapse.Triangle;

/**
 * Many channels through one synapse, through the public API, checks of the input included. An
 * operation is one tick of one channel.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 200, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 100, timeUnit = TimeUnit.MILLISECONDS)
@Fork(2)
public class SynapseBenchmark {

  /** Channel-ticks in one invocation: a multiple of every number of channels. */
  private static final int OPERATIONS = 65536;

  @Param({"Lowpass", "Alpha", "Triangle", "order4"})
  String synapse;

  @Param({"16", "1024", "65536"})
  int channels;

  private SynapseStepper stepper;
  private double[] input;
  private double[] output;

  /** The synapse of a name. */
  static Synapse synapse(String name) {
    return switch (name) {
      case "Lowpass" -> new Lowpass(0.005);
      case "Alpha" -> new Alpha(0.005);
      case "Triangle" -> new Triangle(0.01);
      // Two alpha functions one after the other, of 5 and 10 ms.
      case "order4" ->
          LinearFilter.of(new double[] {1}, new double[] {2.5e-9, 1.5e-6, 3.25e-4, 0.03, 1});
      default ->
          throw new IllegalArgumentException(
              "synapse must be Lowpass, Alpha, Triangle or order4, got " + name);
    };
  }

  /** Builds the stepper; the input is noise. */
  @Setup(Level.Trial)
  public void build() {
    stepper = synapse(synapse).stepper(0.001, channels);
    input = new SplittableRandom(1).doubles(channels, -1, 1).toArray();
    output = new double[channels];
  }

  /** Ticks. */
  @Benchmark
  @OperationsPerInvocation(OPERATIONS)
  public double[] tick() {
    for (int t = OPERATIONS / channels; t > 0; t--) {
      stepper.step(input, output);
    }
    return output;
  }
}
