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
import org.spikelane.nef.Decoders;
import org.spikelane.nef.Encoders;
import org.spikelane.nef.EvaluationPoints;
import org.spikelane.nef.LinearAlgebra;
import org.spikelane.nef.Solver;
import org.spikelane.nef.TuningCurves;
import org.spikelane.nef.Uniform;
import org.spikelane.neuron.GainBias;
import org.spikelane.neuron.Lif;

/**
 * What building one ensemble takes: gain and bias, its activities at the evaluation points, and the
 * decoders of the identity; {@link #all} draws the random numbers too. Its first shot in a fork is
 * what a program pays that builds one ensemble; later ones run code that is compiled.
 */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 0)
@Measurement(iterations = 6)
@Fork(value = 2, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
public class BuildBenchmark {

  /** What to build, and with what. */
  @State(Scope.Benchmark)
  public static class Ensemble {

    @Param({"1000 neurons 2-D", "4000 neurons 1-D"})
    String ensemble;

    @Param({"java", "openblas"})
    String with;

    private int neurons;
    private int dims;
    private double[] maxRates;
    private double[] intercepts;
    private double[][] encoders;
    private EvaluationPoints points;

    /** Chooses the linear algebra: decided once in a JVM, and every parameter has its own. */
    @Setup(Level.Trial)
    public void prepare() {
      System.setProperty(LinearAlgebra.PROPERTY, with);
      String[] words = ensemble.split("[ -]");
      neurons = Integer.parseInt(words[0]);
      dims = Integer.parseInt(words[2]);
    }

    void draw() {
      SplittableRandom random = new SplittableRandom(1);
      maxRates = new Uniform(200, 400).sample(neurons, random);
      intercepts = new Uniform(-1, 0.9).sample(neurons, random);
      encoders = Encoders.random(neurons, dims, random).toArray();
      points = EvaluationPoints.defaults(neurons, dims, random);
    }

    TuningCurves curves() {
      double[] gain = new double[neurons];
      double[] bias = new double[neurons];
      for (int i = 0; i < neurons; i++) {
        GainBias of = Lif.DEFAULT.gainBias(maxRates[i], intercepts[i]);
        gain[i] = of.gain();
        bias[i] = of.bias();
      }
      return new TuningCurves(Lif.DEFAULT, gain, bias, encoders);
    }
  }

  /** What a phase needs of those before it. */
  @State(Scope.Benchmark)
  public static class Before {
    private TuningCurves curves;
    private double[][] activities;

    /** Runs all phases but the last, once. */
    @Setup(Level.Trial)
    public void run(Ensemble ensemble) {
      ensemble.draw();
      curves = ensemble.curves();
      activities = curves.byEquation(ensemble.points.toArray());
    }
  }

  /** Gain and bias of every neuron. */
  @Benchmark
  public TuningCurves gainBias(Ensemble ensemble, Before before) {
    return ensemble.curves();
  }

  /** The rate of every neuron at every evaluation point. */
  @Benchmark
  public double[][] activities(Ensemble ensemble, Before before) {
    return before.curves.byEquation(ensemble.points.toArray());
  }

  /** Decoders of the represented value, and their errors. */
  @Benchmark
  public Decoders decoders(Ensemble ensemble, Before before) {
    return Solver.DEFAULT.solve(before.activities, ensemble.points.toArray());
  }

  /** Everything, random numbers included. */
  @Benchmark
  public Decoders all(Ensemble ensemble) {
    ensemble.draw();
    double[][] points = ensemble.points.toArray();
    return Solver.DEFAULT.solve(ensemble.curves().byEquation(points), points);
  }
}
