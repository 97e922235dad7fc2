package org.spikelane.nef;

import static org.spikelane.check.Arguments.refused;

import java.util.SplittableRandom;

/** Matrices as arrays of rows, and row after row in one array: made, checked, copied. */
final class Rows {

  /** Farther out than any use, and near enough that products of two and their sums stay finite. */
  static final double LARGEST = 1e100;

  private Rows() {}

  /** Points to fill in; checks how many are wanted. */
  static double[][] zeros(int n, int dims) {
    if (n < 0) {
      throw refused("n", n, "0 or above");
    }
    if (dims < 1) {
      throw refused("dims", dims, "1 or above");
    }
    return new double[n][dims];
  }

  /** The number of coordinates of a point to fill in, after a check that there is one. */
  static int dims(double[] into) {
    if (into.length < 1) {
      throw refused("into.length", into.length, "1 or above");
    }
    return into.length;
  }

  /**
   * Checks that rows are enough in number, equally long, not empty, and hold usable numbers.
   *
   * @param what what one row is, for the message
   */
  static void check(String name, double[][] rows, int atLeast, String what) {
    if (rows == null) {
      throw refused(name, "null", "an array of arrays of numbers");
    }
    if (rows.length < atLeast) {
      String many = atLeast == 1 ? "1 " + what : atLeast + " " + what + "s";
      throw refused(name + ".length", rows.length, "at least " + many);
    }
    for (int i = 0; i < rows.length; i++) {
      double[] row = rows[i];
      if (row == null) {
        throw refused(name + "[" + i + "]", "null", "an array of numbers");
      }
      if (row.length == 0) {
        throw refused(name + "[" + i + "].length", 0, "at least 1");
      }
      if (row.length != rows[0].length) {
        throw refused(
            name + "[" + i + "].length",
            row.length,
            rows[0].length + " as in " + name + "[0]: rows must be equally long");
      }
      for (int k = 0; k < row.length; k++) {
        if (!(Math.abs(row[k]) <= LARGEST)) {
          throw refusedNumber(name, i, k, row[k]);
        }
      }
    }
  }

  /** The exception to throw for a number that is not usable. */
  static IllegalArgumentException refusedNumber(String name, int row, int column, double got) {
    return refused(
        name + "[" + row + "][" + column + "]",
        got,
        "a finite number, at most " + LARGEST + " in magnitude");
  }

  /**
   * Points drawn from a distribution, which may be one of the user's own.
   *
   * @throws IllegalArgumentException if it yields anything but points [n][dims]
   */
  static double[][] drawn(Distribution from, int n, int dims, SplittableRandom random) {
    double[][] points = from.sample(n, dims, random);
    if (points == null || points.length != n) {
      String got = points == null ? "null" : points.length + " points";
      throw refused("points drawn from " + from, got, n + " points");
    }
    for (double[] point : points) {
      if (point == null || point.length != dims) {
        String got = point == null ? "null" : point.length + " coordinates";
        throw refused(
            "points drawn from " + from,
            got,
            "points of " + dims + (dims == 1 ? " coordinate" : " coordinates"));
      }
    }
    return points;
  }

  /** Checks an index, which a flat array would take for that of another element. */
  static void index(String name, int index, int size) {
    if (index < 0 || index >= size) {
      throw refused(name, index, "from 0 to " + (size - 1));
    }
  }

  static double[][] copy(double[][] rows) {
    double[][] copy = new double[rows.length][];
    for (int i = 0; i < rows.length; i++) {
      copy[i] = rows[i].clone();
    }
    return copy;
  }

  /** The rows one after the other. */
  static double[] flat(String name, double[][] rows) {
    int columns = rows.length == 0 ? 0 : rows[0].length;
    double[] flat = new double[size(name, rows.length, columns)];
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(rows[i], 0, flat, i * columns, columns);
    }
    return flat;
  }

  /** The number of elements of a matrix, if one array can hold it. */
  static int size(String name, int rows, int columns) {
    long size = (long) rows * columns;
    if (size > Integer.MAX_VALUE - 8) {
      throw refused(name, rows + " times " + columns, "small enough for one array: 2^31 numbers");
    }
    return (int) size;
  }

  /** The rows of a flat [rows][columns]. */
  static double[][] of(double[] flat, int rows, int columns) {
    double[][] out = new double[rows][columns];
    for (int i = 0; i < rows; i++) {
      System.arraycopy(flat, i * columns, out[i], 0, columns);
    }
    return out;
  }

  /** The transpose [columns][rows] of a flat [rows][columns], in squares that fit a cache. */
  static double[] transpose(double[] flat, int rows, int columns) {
    double[] out = new double[flat.length];
    int edge = 32;
    for (int i0 = 0; i0 < rows; i0 += edge) {
      for (int j0 = 0; j0 < columns; j0 += edge) {
        for (int i = i0; i < Math.min(rows, i0 + edge); i++) {
          for (int j = j0; j < Math.min(columns, j0 + edge); j++) {
            out[j * rows + i] = flat[i * columns + j];
          }
        }
      }
    }
    return out;
  }
}
