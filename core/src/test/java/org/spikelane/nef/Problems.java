package org.spikelane.nef;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.spikelane.neuron.GainBias;
import org.spikelane.neuron.Lif;

/** Decoding problems as they come up: LIF neurons over evaluation points. */
final class Problems {

  private Problems() {}

  /** Activities [sample][neuron] of neurons with usual maximum rates and intercepts. */
  static double[][] activities(int neurons, double[][] points, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int dims = points[0].length;
    Encoders encoders = Encoders.random(neurons, dims, random);
    double[] maxRates = new Uniform(200, 400).sample(neurons, random);
    double[] intercepts = new Uniform(-1, 0.9).sample(neurons, random);
    double[][] activities = new double[points.length][neurons];
    for (int i = 0; i < neurons; i++) {
      GainBias line = gainBias(maxRates[i], intercepts[i]);
      for (int s = 0; s < points.length; s++) {
        activities[s][i] = Lif.DEFAULT.rate(line.current(encoders.along(i, points[s])));
      }
    }
    return activities;
  }

  private static GainBias gainBias(double maxRate, double intercept) {
    double gain = (1 - Lif.DEFAULT.current(maxRate)) / (intercept - 1);
    return new GainBias(gain, 1 - gain * intercept);
  }

  static double[][] points(int samples, int dims, long seed) {
    return UniformHypersphere.BALL.sample(samples, dims, seed);
  }

  /** The value itself, and its squared length. */
  static double[][] targets(double[][] points) {
    return EvaluationPoints.given(points)
        .targets(
            x -> {
              double[] y = Arrays.copyOf(x, x.length + 1);
              for (double v : x) {
                y[x.length] += v * v;
              }
              return y;
            });
  }

  static DecoderProblem lif(int samples, int neurons, int dims, long seed) {
    double[][] points = points(samples, dims, seed);
    return DecoderProblem.of(activities(neurons, points, seed + 1), targets(points));
  }

  /** Solves a square system by elimination with pivots: the plainest way there is. */
  static double[] eliminate(double[][] matrix, double[] right) {
    int n = right.length;
    double[][] m = Rows.copy(matrix);
    double[] b = right.clone();
    for (int k = 0; k < n; k++) {
      int p = k;
      for (int i = k; i < n; i++) {
        p = Math.abs(m[i][k]) > Math.abs(m[p][k]) ? i : p;
      }
      double[] row = m[p];
      m[p] = m[k];
      m[k] = row;
      double value = b[p];
      b[p] = b[k];
      b[k] = value;
      for (int i = k + 1; i < n; i++) {
        double f = m[i][k] / m[k][k];
        for (int j = k; j < n; j++) {
          m[i][j] -= f * m[k][j];
        }
        b[i] -= f * b[k];
      }
    }
    for (int k = n - 1; k >= 0; k--) {
      for (int j = k + 1; j < n; j++) {
        b[k] -= m[k][j] * b[j];
      }
      b[k] /= m[k][k];
    }
    return b;
  }

  /** AᵀA, by its definition. */
  static double[][] gram(DecoderProblem p) {
    double[][] gram = new double[p.neurons()][p.neurons()];
    for (int i = 0; i < p.neurons(); i++) {
      for (int j = 0; j < p.neurons(); j++) {
        for (int s = 0; s < p.samples(); s++) {
          gram[i][j] += p.activity(s, i) * p.activity(s, j);
        }
      }
    }
    return gram;
  }

  /** AᵀY of one dim, by its definition. */
  static double[] right(DecoderProblem p, int dim) {
    double[] right = new double[p.neurons()];
    for (int i = 0; i < p.neurons(); i++) {
      for (int s = 0; s < p.samples(); s++) {
        right[i] += p.activity(s, i) * p.target(s, dim);
      }
    }
    return right;
  }
}
