package org.spikelane.nef;

import static org.spikelane.check.Arguments.refused;

import java.lang.ref.Reference;
import java.lang.ref.SoftReference;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * What a {@link Solver} is asked: decoders D [neuron][dim] such that A D comes close to Y, for
 * activities A [sample][neuron] and targets Y [sample][dim]. Checked as it is made, once;
 * immutable, so that one set of activities can be asked about many functions.
 */
public final class DecoderProblem {

  /** Below, squares of activities would vanish. */
  private static final double SMALLEST = 1e-100;

  private final int samples;
  private final int neurons;
  private final int dims;
  private final double[] activities;
  private final double[] targets;
  private final double maxActivity;
  private final AtomicReference<Reference<Shared>> shared;

  /** What was made of the activities, for whom. */
  private record Shared(Object key, Object value) {}

  private DecoderProblem(
      int samples,
      int neurons,
      double[] activities,
      double maxActivity,
      int dims,
      double[] targets,
      AtomicReference<Reference<Shared>> shared) {
    this.samples = samples;
    this.neurons = neurons;
    this.activities = activities;
    this.maxActivity = maxActivity;
    this.dims = dims;
    this.targets = targets;
    this.shared = shared;
  }

  /**
   * Checks and copies activities and targets.
   *
   * @param activities A [sample][neuron], in hertz (or whatever a neuron's output is measured in),
   *     finite; at least 2 samples and 1 neuron, not all 0
   * @param targets Y [sample][dim], finite; as many samples, at least 1 dim
   * @throws IllegalArgumentException if shapes don't fit, a number cannot be used, or all neurons
   *     are silent at all samples, so that there is nothing to decode
   */
  public static DecoderProblem of(double[][] activities, double[][] targets) {
    Rows.check("activities", activities, 2, "sample");
    double[] a = Rows.flat("activities", activities);
    double max = maxActivity(a);
    return new DecoderProblem(
            activities.length, activities[0].length, a, max, 0, new double[0], nothing())
        .withTargets(targets);
  }

  /**
   * The activities of a population at some points: what its neurons put out there on average.
   *
   * @param curves the population
   * @param points where, in units of the radius
   * @param targets Y [sample][dim], finite; one sample for each point, at least 1 dim
   * @throws IllegalArgumentException as {@link #of(double[][], double[][])}, or if the points have
   *     another number of dimensions
   */
  public static DecoderProblem of(
      TuningCurves curves, EvaluationPoints points, double[][] targets) {
    int samples = points.number();
    int neurons = curves.encoders().neurons();
    double[] a = new double[Rows.size("samples times neurons", samples, neurons)];
    Extent extent = curves.outputs(points.toArray(), a);
    if (!(extent.farthest() <= Rows.LARGEST)) {
      // From a type of the user's own.
      throw refusedActivity(a, neurons);
    }
    return new DecoderProblem(samples, neurons, a, maxActivity(extent), 0, new double[0], nothing())
        .withTargets(targets);
  }

  /** The exception to throw for the first activity that is not usable. */
  private static IllegalArgumentException refusedActivity(double[] a, int neurons) {
    int i = 0;
    while (Math.abs(a[i]) <= Rows.LARGEST) {
      i++;
    }
    return Rows.refusedNumber("activities", i / neurons, i % neurons, a[i]);
  }

  /**
   * The same activities with other targets: another function of the same population.
   *
   * @param targets Y [sample][dim], finite; as many samples, at least 1 dim
   * @throws IllegalArgumentException if shapes don't fit or a number cannot be used
   */
  public DecoderProblem withTargets(double[][] targets) {
    Rows.check("targets", targets, 0, "sample");
    if (targets.length != samples) {
      throw refused(
          "targets.length", targets.length, samples + ", the number of samples in activities");
    }
    double[] y = Rows.flat("targets", targets);
    return new DecoderProblem(
        samples, neurons, activities, maxActivity, targets[0].length, y, shared);
  }

  /** Other activities of the same shape, for solvers that disturb them first. */
  DecoderProblem withActivities(double[] other) {
    return new DecoderProblem(
        samples, neurons, other, maxActivity(other), dims, targets, nothing());
  }

  /** Some of the neurons and one of the dims, for solvers that look at each by itself. */
  DecoderProblem part(int[] kept, int dim) {
    double[] a = new double[samples * kept.length];
    double[] y = new double[samples];
    for (int s = 0; s < samples; s++) {
      for (int i = 0; i < kept.length; i++) {
        a[s * kept.length + i] = activities[s * neurons + kept[i]];
      }
      y[s] = targets[s * dims + dim];
    }
    return new DecoderProblem(samples, kept.length, a, maxActivity(a), 1, y, nothing());
  }

  private static AtomicReference<Reference<Shared>> nothing() {
    return new AtomicReference<>(new SoftReference<>(null));
  }

  /**
   * What a solver makes of the activities alone, made once for all problems that have them in
   * common. The last is remembered, as long as there is memory for it. Two threads that ask at the
   * same time may make it twice: one that waited for the other could be the one that it waits for,
   * as both run parts of parallel work.
   *
   * @param key equal for what is equal, such as the solver
   * @param make makes the same of the same activities, to the bit
   */
  <T> T shared(Object key, Supplier<T> make) {
    Shared made = shared.get().get();
    if (made == null || !made.key().equals(key)) {
      made = new Shared(key, make.get());
      shared.set(new SoftReference<>(made));
    }
    @SuppressWarnings("unchecked")
    T value = (T) made.value();
    return value;
  }

  private static double maxActivity(double[] a) {
    return maxActivity(Extent.of(a, 0, a.length));
  }

  private static double maxActivity(Extent extent) {
    double farthest = extent.farthest();
    if (farthest == 0) {
      throw refused(
          "activities",
          "0.0 everywhere",
          "other than 0 for at least one neuron at one sample (the population is silent at every"
              + " sample: there is nothing to decode)");
    }
    if (farthest < SMALLEST) {
      throw refused(
          "largest activity",
          farthest,
          "at least " + SMALLEST + " in magnitude: scale activities up");
    }
    return extent.highest() >= SMALLEST ? extent.highest() : farthest;
  }

  /** How many samples. */
  public int samples() {
    return samples;
  }

  /** How many neurons. */
  public int neurons() {
    return neurons;
  }

  /** How many dimensions the targets have. */
  public int dims() {
    return dims;
  }

  /**
   * A neuron's activity at a sample.
   *
   * @throws IllegalArgumentException if there is no such sample or neuron
   */
  public double activity(int sample, int neuron) {
    Rows.index("sample", sample, samples);
    Rows.index("neuron", neuron, neurons);
    return activities[sample * neurons + neuron];
  }

  /**
   * The target at a sample, in one dimension.
   *
   * @throws IllegalArgumentException if there is no such sample or dimension
   */
  public double target(int sample, int dim) {
    Rows.index("sample", sample, samples);
    Rows.index("dim", dim, dims);
    return targets[sample * dims + dim];
  }

  /** The activities, row after row: A(sample, neuron) at [sample · neurons + neuron]; a copy. */
  public double[] activities() {
    return activities.clone();
  }

  /** The targets, row after row: Y(sample, dim) at [sample · dims + dim]; a copy. */
  public double[] targets() {
    return targets.clone();
  }

  /**
   * The largest activity, against which noise and regularisation are measured. Of neurons whose
   * output is never above 0, the largest magnitude.
   */
  public double maxActivity() {
    return maxActivity;
  }

  /** The activities themselves, not to be written to. */
  double[] a() {
    return activities;
  }

  /** The targets themselves, not to be written to. */
  double[] y() {
    return targets;
  }

  @Override
  public String toString() {
    return "DecoderProblem[" + samples + " samples, " + neurons + " neurons, " + dims + " dims]";
  }
}
