package org.spikelane.process;

import java.util.Arrays;

/**
 * Sums of the lowest harmonics of a period of n ticks, for any n, in a time that grows as n·log n:
 *
 * <pre>    y_i = Σ_{k=1…K} a_k·cos(2πk·i/n) + b_k·sin(2πk·i/n),   i = 0 … n − 1</pre>
 *
 * <p>It is the real part of Σ c_k·exp(2πi·k·j/n) with c = a − i·b. As 2kj = k² + j² − (j − k)²,
 * that is a convolution with the chirp exp(−πi·j²/n), which transforms of a power of two in length
 * do (Bluestein, <i>IEEE Transactions on Audio and Electroacoustics</i> 18, 1970). Sines and
 * cosines are StrictMath's and the order of operations is fixed, so that bits are the same
 * everywhere.
 *
 * <p>Complex numbers are two arrays, of their real and imaginary parts.
 */
final class Fourier {

  private final int n;
  private final int harmonics;
  private final int size;

  /** exp(2πi·j/size) for half a turn. */
  private final double[] cos;

  private final double[] sin;

  /** The chirp exp(πi·j²/n), for j from 0 to n − 1. */
  private final double[] chirpRe;

  private final double[] chirpIm;

  /** The transform of the conjugate chirp. */
  private final double[] filterRe;

  private final double[] filterIm;

  private final double[] re;
  private final double[] im;

  /**
   * What is the same for all sums.
   *
   * @param n ticks in a period, 1 to 2^27
   * @param harmonics K, below n
   */
  Fourier(int n, int harmonics) {
    this.n = n;
    this.harmonics = harmonics;
    size = Integer.highestOneBit(n + harmonics) << 1;
    cos = new double[size / 2];
    sin = new double[size / 2];
    for (int j = 0; j < size / 2; j++) {
      cos[j] = StrictMath.cos(2 * Math.PI * j / size);
      sin[j] = StrictMath.sin(2 * Math.PI * j / size);
    }
    chirpRe = new double[n];
    chirpIm = new double[n];
    filterRe = new double[size];
    filterIm = new double[size];
    for (int j = 0; j < n; j++) {
      double turn = Math.PI * ((long) j * j % (2L * n)) / n;
      chirpRe[j] = StrictMath.cos(turn);
      chirpIm[j] = StrictMath.sin(turn);
      filterRe[j] = chirpRe[j];
      filterIm[j] = -chirpIm[j];
    }
    for (int j = 1; j <= harmonics; j++) {
      filterRe[size - j] = chirpRe[j];
      filterIm[size - j] = -chirpIm[j];
    }
    transform(filterRe, filterIm);
    re = new double[size];
    im = new double[size];
  }

  /**
   * One sum.
   *
   * @param amplitudes a_1, b_1, a_2, b_2, … {@code [2·K]}
   * @param into written: y {@code [n]}
   */
  void sum(double[] amplitudes, double[] into) {
    Arrays.fill(re, 0);
    Arrays.fill(im, 0);
    for (int k = 1; k <= harmonics; k++) {
      double a = amplitudes[2 * k - 2];
      double b = amplitudes[2 * k - 1];
      re[k] = a * chirpRe[k] + b * chirpIm[k];
      im[k] = a * chirpIm[k] - b * chirpRe[k];
    }
    transform(re, im);
    // The inverse transform is the transform of the conjugate, conjugated and divided by its size.
    for (int j = 0; j < size; j++) {
      double real = re[j] * filterRe[j] - im[j] * filterIm[j];
      im[j] = -(re[j] * filterIm[j] + im[j] * filterRe[j]);
      re[j] = real;
    }
    transform(re, im);
    for (int i = 0; i < n; i++) {
      into[i] = (re[i] * chirpRe[i] + im[i] * chirpIm[i]) / size;
    }
  }

  /** The transform Σ x_j·exp(−2πi·jk/size), in place: Cooley and Tukey's, of radix 2. */
  private void transform(double[] re, double[] im) {
    int unused = Integer.numberOfLeadingZeros(size) + 1;
    for (int j = 0; j < size; j++) {
      int mirrored = Integer.reverse(j) >>> unused;
      if (mirrored > j) {
        swap(re, j, mirrored);
        swap(im, j, mirrored);
      }
    }
    for (int half = 1; half < size; half *= 2) {
      int turn = size / (2 * half);
      for (int from = 0; from < size; from += 2 * half) {
        for (int j = 0; j < half; j++) {
          int top = from + j;
          int bottom = top + half;
          double c = cos[j * turn];
          double s = sin[j * turn];
          double real = re[bottom] * c + im[bottom] * s;
          double imaginary = im[bottom] * c - re[bottom] * s;
          re[bottom] = re[top] - real;
          im[bottom] = im[top] - imaginary;
          re[top] += real;
          im[top] += imaginary;
        }
      }
    }
  }

  private static void swap(double[] array, int i, int j) {
    double kept = array[i];
    array[i] = array[j];
    array[j] = kept;
  }
}
