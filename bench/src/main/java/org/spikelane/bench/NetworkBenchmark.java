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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.spikelane.sim.Simulator;

/**
 * The ticks of whole networks, their probes included: in runs, as a simulation has them, and one by
 * one, as a control loop does. An operation is one tick of the network.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 1, timeUnit = TimeUnit.SECONDS)
@Measurement(iterations = 7, time = 200, timeUnit = TimeUnit.MILLISECONDS)
@Fork(value = 2, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
public class NetworkBenchmark {

  private static final int RUN = 1_000;

  @Param({"channel", "wide", "chain", "many", "large", "lorenz", "cconv", "learning"})
  String network;

  @Param("Spikelane")
  String with;

  /** Threads of a tick: the property {@code bench.threads}. */
  private final int threads = Integer.getInteger("bench.threads", 1);

  private Simulator simulator;

  /** Builds the network, with whichever linear algebra is there. */
  @Setup(Level.Trial)
  public void build() {
    simulator = Simulator.builder(Networks.of(network).network()).threads(threads).build();
  }

  /**
   * Makes room for what probes record in an iteration. Nothing is reset: what a reset runs would be
   * compiled in the next iteration, beside the threads that are measured.
   */
  @Setup(Level.Iteration)
  public void reserve() {
    simulator.reserve((int) (1_600_000_000L / Networks.neurons(Networks.of(network).network())));
  }

  /** Counts the bytes of some more ticks, for whose samples there is room. */
  @TearDown(Level.Iteration)
  public void countBytes(Allocation allocation, BenchmarkParams of) {
    simulator.reserve(RUN);
    allocation.count(of.getBenchmark().endsWith(".tick") ? this::tick : this::oneByOne, RUN);
  }

  private void oneByOne() {
    for (int k = 0; k < RUN; k++) {
      simulator.step();
    }
  }

  /** Lets go of the network. */
  @TearDown(Level.Trial)
  public void close() {
    simulator.close();
  }

  /** A run of a second: as many ticks as Nengo is given at a time. */
  @Benchmark
  @OperationsPerInvocation(RUN)
  public void tick() {
    simulator.runTicks(RUN);
  }

  /** A tick by itself. */
  @Benchmark
  public void step() {
    simulator.step();
  }
}
