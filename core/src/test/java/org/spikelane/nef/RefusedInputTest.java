package org.spikelane.nef;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.DoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** What cannot be used is refused by a message that names it, its value and what is allowed. */
class RefusedInputTest {

  private static final double NAN = Double.NaN;
  private static final double INF = Double.POSITIVE_INFINITY;
  private static final double[][] A = {{1, 2}, {3, 4}, {5, 7}};
  private static final double[][] Y = {{1}, {2}, {3}};
  private static final double[][] Y2 = {{1}, {2}};

  @Test
  void arraysToDrawAPointInto() {
    SplittableRandom random = new SplittableRandom(1);
    for (Distribution distribution :
        new Distribution[] {
          new Gaussian(0, 1),
          new Uniform(0, 1),
          UniformHypersphere.BALL,
          ScatteredHypersphere.BALL,
          (n, dims, from) -> new double[n][dims]
        }) {
      refused(
          "into.length must be 1 or above, got 0",
          () -> distribution.sample(random, new double[0]));
    }
    refused(
        "into.length must be 1, the length of an option, got 2",
        () -> Choice.of(1, 2).sample(random, new double[2]));
    Distribution fixed =
        new Distribution() {
          @Override
          public double[][] sample(int n, int dims, SplittableRandom from) {
            return new double[][] {{1}};
          }

          @Override
          public String toString() {
            return "mine";
          }
        };
    refused(
        "points drawn from mine must be points of 2 coordinates, got 1 coordinates",
        () -> fixed.sample(random, new double[2]));
  }

  @Test
  void distributionParameters() {
    for (double x : new double[] {NAN, INF, -INF}) {
      refused("low must be a finite number, got " + x, () -> new Uniform(x, 1));
      refused("mean must be a finite number, got " + x, () -> new Gaussian(x, 1));
      refused("shift must be a finite number, got " + x, () -> new Exponential(1, x, INF));
    }
    for (double high : new double[] {1, 0.5, NAN, INF}) {
      refused(
          "high must be a finite number above low = 1.0 (for one number only, use Choice.of), got "
              + high,
          () -> new Uniform(1, high));
    }
    for (double x : new double[] {0, -1, NAN, INF}) {
      refused("std must be a finite number above 0, got " + x, () -> new Gaussian(0, x));
      refused("scale must be a finite number above 0, got " + x, () -> new Exponential(x));
    }
    for (double x : new double[] {0, -1, NAN}) {
      refused(
          "high must be above shift = 0.0 (Infinity for no cut), got " + x,
          () -> new Exponential(1, 0, x));
    }
    for (double x : new double[] {0, -1, NAN, INF}) {
      refused("n must be above 0 and at most 1000000.0, got " + x, () -> new SqrtBeta(x));
      refused("m must be above 0 and at most 1000000.0, got " + x, () -> new SqrtBeta(1, x));
    }
    refused("dimensions must be from 2 to 1000000, got 1", () -> new SubvectorLength(1, 1));
    refused(
        "subdimensions must be from 1 to dimensions - 1 = 3, got 4",
        () -> new SubvectorLength(4, 4));
    refused(
        "subdimensions must be from 1 to dimensions - 1 = 3, got 0",
        () -> new SubvectorLength(4, 0));
    refused("dimensions must be from 2 to 1000000, got 1", () -> new CosineSimilarity(1));
    for (double x : new double[] {-0.1, 1, NAN}) {
      String message = "minMagnitude must be from 0 to below 1, got " + x;
      refused(message, () -> new UniformHypersphere(false, x));
      refused(message, () -> new ScatteredHypersphere(false, x));
    }
    refused(
        "minMagnitude must be 0 on the surface, where every length is 1, got 0.5",
        () -> new UniformHypersphere(true, 0.5));
  }

  @Test
  void choices() {
    refused("options.length must be at least 1 option, got 0", () -> Choice.of(new double[0][]));
    refused("options.length must be at least 1 option, got 0", () -> Choice.of(new double[0]));
    refused(
        "weights.length must be 2, one for each option, got 1",
        () -> Choice.of(new double[][] {{1}, {2}}, new double[] {1}));
    refused(
        "weights[1] must be a finite number, 0 or above, got -1.0",
        () -> Choice.of(new double[][] {{1}, {2}}, new double[] {1, -1}));
    refused(
        "sum of weights must be a finite number above 0, got 0.0",
        () -> Choice.of(new double[][] {{1}, {2}}, new double[] {0, 0}));
    refused(
        "dims must be 1, the length of an option, got 2", () -> Choice.of(1, 2).sample(5, 2, 1));
  }

  @Test
  void samplesAndProbabilities() {
    for (Distribution d :
        new Distribution[] {
          new Uniform(0, 1),
          new Gaussian(0, 1),
          Choice.of(1),
          UniformHypersphere.BALL,
          ScatteredHypersphere.SURFACE,
          new CosineSimilarity(3)
        }) {
      refused("n must be 0 or above, got -1", () -> d.sample(-1, 1, 1));
      refused("dims must be 1 or above, got 0", () -> d.sample(1, 0, 1));
      refused("n must be 0 or above, got -2", () -> d.sample(-2, new SplittableRandom(1)));
    }
    for (UnivariateDistribution d :
        new UnivariateDistribution[] {
          new Uniform(0, 1),
          new Gaussian(0, 1),
          new Exponential(1),
          new SqrtBeta(3),
          new SubvectorLength(3, 1),
          new CosineSimilarity(3)
        }) {
      for (double p : new double[] {-0.1, 1.1, NAN}) {
        refused("p must be a probability from 0 to 1, got " + p, () -> d.quantile(p));
      }
    }
  }

  @Test
  void encoders() {
    SplittableRandom random = new SplittableRandom(1);
    refused("neurons must be 1 or above, got 0", () -> Encoders.random(0, 1, random));
    refused("dims must be 1 or above, got 0", () -> Encoders.random(1, 0, random));
    refused(
        "encoders.length must be at least 1 neuron, got 0",
        () -> Encoders.unchanged(new double[0][]));
    refused(
        "encoders[1] must be a direction: at least one number other than 0, got [0.0, 0.0]",
        () -> Encoders.normalised(new double[][] {{1, 0}, {0, 0}}));
    refused(
        "encoders[1].length must be 2 as in encoders[0]: rows must be equally long, got 1",
        () -> Encoders.unchanged(new double[][] {{1, 0}, {0}}));
    refused(
        "encoders[1] must be an array of numbers, got null",
        () -> Encoders.unchanged(new double[][] {{1, 0}, null}));
    refused(
        "encoders[0][1] must be a finite number, at most 1.0E100 in magnitude, got NaN",
        () -> Encoders.normalised(new double[][] {{1, NAN}}));
  }

  @Test
  void evaluationPoints() {
    SplittableRandom random = new SplittableRandom(1);
    refused(
        "number must be at least dims + 1 = 4: fewer do not determine even a linear function, got 3",
        () -> EvaluationPoints.sampled(EvaluationPoints.DEFAULT, 3, 3, random));
    refused(
        "points.length must be at least dims + 1 = 3: fewer do not determine even a linear function,"
            + " got 2",
        () -> EvaluationPoints.given(new double[][] {{1, 0}, {0, 1}}));
    refused(
        "points[1].length must be at least 1, got 0",
        () -> EvaluationPoints.given(new double[][] {{1}, {}}));
    refused("dims must be 1 or above, got 0", () -> EvaluationPoints.defaults(10, 0, random));
    refused(
        "neurons must be from 1 to 536870912, got 0", () -> EvaluationPoints.defaultNumber(0, 1));
    EvaluationPoints points = EvaluationPoints.given(new double[][] {{0.5}, {0.25}});
    refused("radius must be above 0 and at most 1.0E100, got 0.0", () -> points.times(0));
  }

  /** A distribution of one's own that does not keep to what it was asked for. */
  @Test
  void samplesOfOnesOwnDistributions() {
    SplittableRandom random = new SplittableRandom(1);
    String points = "points drawn from mine must be ";
    Distribution few = mine(new double[][] {{1}, {1}});
    refused(points + "5 points, got 2 points", () -> Encoders.sampled(few, 5, 1, random));
    refused(points + "5 points, got 2 points", () -> few.sample(5, random));
    refused(points + "5 points, got 2 points", () -> EvaluationPoints.sampled(few, 5, 1, random));
    refused(
        points + "points of 2 coordinates, got 1 coordinates",
        () -> Encoders.sampled(few, 2, 2, random));
    refused(
        points + "points of 1 coordinate, got null", () -> mine(new double[1][]).sample(1, random));
    refused(points + "1 points, got null", () -> mine(null).sample(1, random));
  }

  private static Distribution mine(double[][] points) {
    return new Distribution() {
      @Override
      public double[][] sample(int n, int dims, SplittableRandom random) {
        return points;
      }

      @Override
      public String toString() {
        return "mine";
      }
    };
  }

  @Test
  void functions() {
    EvaluationPoints points = EvaluationPoints.given(new double[][] {{0.5}, {0.25}, {0}});
    refused(
        "function value at [0.5] must be an array of numbers, got null",
        () -> points.targets(x -> null));
    refused(
        "function value at [0.5] must be at least 1 number, got 0 numbers",
        () -> points.targets(x -> new double[0]));
    refused(
        "function value at [0.25] must be 1 number, as at the first point, got 2 numbers",
        () -> points.targets(x -> new double[x[0] == 0.25 ? 2 : 1]));
    refused(
        "function value at [0.0] must be finite numbers, at most 1.0E100 in magnitude, got [0.0,"
            + " Infinity]",
        () -> points.targets(x -> new double[] {x[0], 1 / x[0]}));
    refused(
        "function value at [0.5] must be finite numbers, at most 1.0E100 in magnitude, got [NaN]",
        () -> points.targets(x -> new double[] {Math.sqrt(-x[0])}));
    refused(
        "function value at [0.5] must be an array of numbers, got"
            + " java.lang.ArrayIndexOutOfBoundsException: Index 1 out of bounds for length 1",
        () -> points.targets(x -> new double[] {x[1]}));
  }

  @Test
  void solverParameters() {
    DoubleFunction<String> usual =
        x -> " must be above 0 and at most 1.0E10 (a usual value is 0.1), got " + x;
    for (double x : new double[] {0, -0.1, NAN, INF, 1e11}) {
      refused("reg" + usual.apply(x), () -> new LstsqL2(x));
      refused("reg" + usual.apply(x), () -> new LstsqL2nz(x));
      refused("reg" + usual.apply(x), () -> new NnlsL2(x));
      refused("noise" + usual.apply(x), () -> new LstsqNoise(x, 1));
      refused("noise" + usual.apply(x), () -> new LstsqMultNoise(x, 1));
    }
    for (double x : new double[] {-0.1, 1, NAN}) {
      refused(
          "rcond must be from 0 to below 1 (a usual value is 0.01), got " + x, () -> new Lstsq(x));
      refused(
          "drop must be from 0 to below 1 (a usual value is 0.25), got " + x,
          () -> new LstsqDrop(x));
    }
  }

  @Test
  void aSilentPopulationHasNothingToDecode() {
    refused(
        "activities must be other than 0 for at least one neuron at one sample (the population is"
            + " silent at every sample: there is nothing to decode), got 0.0 everywhere",
        () -> Solver.DEFAULT.solve(new double[3][2], Y));
    refused(
        "largest activity must be at least 1.0E-100 in magnitude: scale activities up, got 1.0E-200",
        () -> Solver.DEFAULT.solve(new double[][] {{1e-200}, {0}, {0}}, Y));
  }

  @Test
  void shapesAndNumbers() {
    Solver s = Solver.DEFAULT;
    refused("activities must be an array of arrays of numbers, got null", () -> s.solve(null, Y));
    refused("targets must be an array of arrays of numbers, got null", () -> s.solve(A, null));
    refused(
        "activities.length must be at least 2 samples, got 1",
        () -> s.solve(new double[][] {{1}}, new double[][] {{1}}));
    refused(
        "activities.length must be at least 2 samples, got 0",
        () -> s.solve(new double[0][], new double[0][]));
    refused(
        "activities[0].length must be at least 1, got 0",
        () -> s.solve(new double[][] {{}, {}}, new double[][] {{1}, {1}}));
    refused(
        "activities[2].length must be 2 as in activities[0]: rows must be equally long, got 3",
        () -> s.solve(new double[][] {{1, 2}, {3, 4}, {5, 6, 7}}, Y));
    refused(
        "targets.length must be 3, the number of samples in activities, got 2",
        () -> s.solve(A, new double[][] {{1}, {2}}));
    refused(
        "targets.length must be 3, the number of samples in activities, got 0",
        () -> s.solve(A, new double[0][]));
    refused(
        "targets[0].length must be at least 1, got 0",
        () -> s.solve(A, new double[][] {{}, {}, {}}));
    refused(
        "targets[1].length must be 1 as in targets[0]: rows must be equally long, got 2",
        () -> s.solve(A, new double[][] {{1}, {2, 3}, {4}}));
    for (double x : new double[] {NAN, INF, -INF, 1e101}) {
      String number = " must be a finite number, at most 1.0E100 in magnitude, got " + x;
      refused(
          "activities[1][1]" + number, () -> s.solve(new double[][] {{1, 2}, {3, x}, {5, 6}}, Y));
      refused("targets[2][0]" + number, () -> s.solve(A, new double[][] {{1}, {2}, {x}}));
      refused("postEncoders[0][0]" + number, () -> s.weights(A, Y, new double[][] {{x}}));
    }
    refused(
        "postEncoders[0].length must be 1, the number of dims of the targets, got 2",
        () -> s.weights(A, Y, new double[][] {{1, 2}}));
    refused(
        "postEncoders.length must be at least 1 neuron, got 0",
        () -> s.weights(A, Y, new double[0][]));
  }

  /** In a flat array they would be those of another element. */
  @Test
  void indicesBeyondAnEdge() {
    DecoderProblem problem = DecoderProblem.of(A, Y);
    Decoders decoders = new LstsqL2().solve(problem);
    refused("dim must be from 0 to 0, got 1", () -> decoders.get(0, 1));
    refused("neuron must be from 0 to 1, got -1", () -> decoders.get(-1, 0));
    refused("dim must be from 0 to 0, got 1", () -> decoders.rmse(1));
    refused("neuron must be from 0 to 1, got 2", () -> problem.activity(0, 2));
    refused("sample must be from 0 to 2, got 3", () -> problem.activity(3, 0));
    refused("dim must be from 0 to 0, got 1", () -> problem.target(0, 1));
    refused(
        "x.length must be 2, got 3",
        () -> Encoders.unchanged(new double[][] {{1, 0}}).along(0, new double[3]));
  }

  @Test
  void tooLittleNoiseToTellNeuronsApart() {
    double[][] twins = {{1, 1}, {2, 2}, {3, 3}};
    String must =
        " must be larger for these activities: with so little, rounding leaves the decoders"
            + " undetermined, got 1.0E-12";
    refused("reg" + must, () -> new LstsqL2(1e-12).solve(twins, Y));
    refused("reg" + must, () -> new LstsqL2nz(1e-12).solve(twins, Y));
    refused("noise" + must, () -> new LstsqNoise(1e-12, 1).solve(twins, Y));
  }

  @Test
  void answersOfOnesOwn() {
    DecoderProblem problem = DecoderProblem.of(A, Y);
    refused(
        "decoders.length must be 2, got 3", () -> Decoders.of(problem, new double[3], Map.of()));
    refused(
        "decoders[1] must be a finite number, got NaN",
        () -> Decoders.of(problem, new double[] {0, NAN}, Map.of()));
    Decoders decoders = new LstsqL2().solve(problem);
    refused("activities.length must be 2, got 1", () -> decoders.decode(new double[1]));
    refused("into.length must be 1, got 2", () -> decoders.decode(new double[2], new double[2]));
    double[] both = {1};
    refused(
        "into must be another array than activities, got activities",
        () -> new LstsqL2().solve(new double[][] {{1}, {2}}, Y2).decode(both, both));
  }

  private static void refused(String message, Executable call) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, call).getMessage());
  }
}
