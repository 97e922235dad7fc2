package org.spikelane.nef;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/**
 * Statistical checks of numbers drawn with a fixed seed. Each rejects numbers that are as they
 * should be with a probability of at most 1e-6, which is thus the probability that a seed chosen at
 * random would have failed a correct implementation; the seeds here are fixed, so a test that
 * passes goes on passing.
 */
public final class Statistics {

  /** The standard normal quantile of 1 − 0.5e-6. */
  private static final double SIGMAS = 4.892;

  /** √(ln(2/1e-6)/2): the bound of Dvoretzky, Kiefer, Wolfowitz and Massart holds for any n. */
  private static final double KOLMOGOROV = 2.694;

  private Statistics() {}

  /** Kolmogorov and Smirnov's test against a distribution function without jumps. */
  public static void assertDistributed(String what, double[] numbers, DoubleUnaryOperator cdf) {
    double[] sorted = numbers.clone();
    Arrays.sort(sorted);
    int n = sorted.length;
    double distance = 0;
    for (int i = 0; i < n; i++) {
      double p = cdf.applyAsDouble(sorted[i]);
      distance = Math.max(distance, Math.max(p - (double) i / n, (i + 1.0) / n - p));
    }
    double allowed = KOLMOGOROV / Math.sqrt(n);
    assertTrue(distance < allowed, what + ": distance " + distance + ", allowed " + allowed);
  }

  /** The mean, by its standard error as estimated. */
  public static void assertMean(String what, double[] numbers, double expected) {
    double mean = mean(numbers);
    double[] squares = Arrays.stream(numbers).map(x -> (x - mean) * (x - mean)).toArray();
    double allowed = SIGMAS * Math.sqrt(mean(squares) / numbers.length);
    assertTrue(
        Math.abs(mean - expected) <= allowed,
        what + ": mean " + mean + ", expected " + expected + " ± " + allowed);
  }

  /** The variance about a known mean, itself the mean of squares. */
  public static void assertVariance(String what, double[] numbers, double mean, double expected) {
    assertMean(
        "variance of " + what,
        Arrays.stream(numbers).map(x -> (x - mean) * (x - mean)).toArray(),
        expected);
  }

  public static double mean(double[] numbers) {
    double sum = 0;
    for (double x : numbers) {
      sum += x;
    }
    return sum / numbers.length;
  }

  public static double[] column(double[][] points, int k) {
    return Arrays.stream(points).mapToDouble(p -> p[k]).toArray();
  }
}
