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
import org.openjdk.jmh.annotations.Warmup;
import org.spikelane.nef.LinearAlgebra;
import org.spikelane.network.Network;
import org.spikelane.sim.Simulator;

/** The construction of a simulator: everything is drawn, solved and put in order. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 0)
@Measurement(iterations = 4)
@Fork(value = 2, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
public class NetworkBuildBenchmark {

  @Param({"channel", "wide", "chain", "many", "large", "lorenz", "cconv", "learning"})
  String network;

  @Param({"Spikelane java", "Spikelane openblas"})
  String with;

  private Network model;

  /** Chooses the linear algebra: decided once in a JVM, and every parameter has its own. */
  @Setup(Level.Trial)
  public void choose() {
    System.setProperty(LinearAlgebra.PROPERTY, with.substring(with.indexOf(' ') + 1));
    model = Networks.of(network).network();
  }

  /** Builds. */
  @Benchmark
  public Simulator build() {
    return new Simulator(model);
  }
}
