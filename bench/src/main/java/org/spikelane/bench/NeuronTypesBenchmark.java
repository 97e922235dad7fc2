package org.spikelane.bench;

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
import org.spikelane.kernel.Population;
import org.spikelane.neuron.AdaptiveLif;
import org.spikelane.neuron.AdaptiveLifRate;
import org.spikelane.neuron.Direct;
import org.spikelane.neuron.GridLif;
import org.spikelane.neuron.Izhikevich;
import org.spikelane.neuron.Lif;
import org.spikelane.neuron.LifRate;
import org.spikelane.neuron.NeuronType;
import org.spikelane.neuron.PoissonSpiking;
import org.spikelane.neuron.RectifiedLinear;
import org.spikelane.neuron.RegularSpiking;
import org.spikelane.neuron.Sigmoid;
import org.spikelane.neuron.SpikingRectifiedLinear;
import org.spikelane.neuron.StochasticSpiking;
import org.spikelane.neuron.Tanh;

/**
 * A population of each neuron type: dense currents in, dense output out, through the public API,
 * checks of the input included. An operation is one tick of one neuron.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 200, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 100, timeUnit = TimeUnit.MILLISECONDS)
@Fork(value = 2, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
public class NeuronTypesBenchmark {

  /** Neuron-ticks in one invocation: a multiple of every n. */
  private static final int OPERATIONS = 65536;

  @Param({
    "Lif",
    "GridLif",
    "LifRate",
    "AdaptiveLif",
    "AdaptiveLifRate",
    "RectifiedLinear",
    "SpikingRectifiedLinear",
    "Sigmoid",
    "Tanh",
    "Izhikevich",
    "RegularSpiking",
    "StochasticSpiking",
    "PoissonSpiking",
    "Direct"
  })
  String neuron;

  @Param({"1024", "65536"})
  int n;

  private Population population;
  private double[] current;
  private double[] output;

  /** The type of a name, with its default parameters. */
  static NeuronType type(String name) {
    return switch (name) {
      case "Lif" -> Lif.DEFAULT;
      case "GridLif" -> GridLif.DEFAULT;
      case "LifRate" -> LifRate.DEFAULT;
      case "AdaptiveLif" -> AdaptiveLif.DEFAULT;
      case "AdaptiveLifRate" -> AdaptiveLifRate.DEFAULT;
      case "RectifiedLinear" -> RectifiedLinear.DEFAULT;
      case "SpikingRectifiedLinear" -> SpikingRectifiedLinear.DEFAULT;
      case "Sigmoid" -> Sigmoid.DEFAULT;
      case "Tanh" -> Tanh.DEFAULT;
      case "Izhikevich" -> Izhikevich.DEFAULT;
      case "RegularSpiking" -> RegularSpiking.DEFAULT;
      case "StochasticSpiking" -> StochasticSpiking.DEFAULT;
      case "PoissonSpiking" -> PoissonSpiking.DEFAULT;
      case "Direct" -> Direct.DEFAULT;
      default -> throw new IllegalArgumentException("neuron must be a neuron type, got " + name);
    };
  }

  /** Builds the population, under the currents of the LIF benchmark's typical regime. */
  @Setup(Level.Trial)
  public void build() {
    population = Population.builder(type(neuron), n).seed(1).build();
    current = Regime.TYPICAL.currents(n);
    output = new double[n];
  }

  /** Ticks. */
  @Benchmark
  @OperationsPerInvocation(OPERATIONS)
  public double[] tick() {
    for (int t = OPERATIONS / n; t > 0; t--) {
      population.step(current, output);
    }
    return output;
  }
}
