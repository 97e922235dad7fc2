package org.spikelane.process;

import static org.spikelane.check.Arguments.refused;

/** Points that a process is given, as arrays of rows: checked and copied. */
final class Points {

  private Points() {}

  /**
   * A copy, after a check that there is a row, that rows are equally long and not empty, and that
   * numbers are finite.
   *
   * @param what what one row is, for the message
   */
  static double[][] copy(String name, double[][] rows, String what) {
    if (rows == null) {
      throw refused(name, "null", "an array of arrays of numbers");
    }
    if (rows.length == 0) {
      throw refused(name + ".length", 0, "at least 1 " + what);
    }
    double[][] copy = new double[rows.length][];
    for (int i = 0; i < rows.length; i++) {
      copy[i] = copy(name + "[" + i + "]", rows[i], copy[0]);
    }
    return copy;
  }

  private static double[] copy(String name, double[] row, double[] first) {
    if (row == null) {
      throw refused(name, "null", "an array of numbers");
    }
    if (row.length == 0) {
      throw refused(name + ".length", 0, "at least 1");
    }
    if (first != null && row.length != first.length) {
      throw refused(name + ".length", row.length, first.length + " as that of the first");
    }
    for (int k = 0; k < row.length; k++) {
      if (!Double.isFinite(row[k])) {
        throw refused(name + "[" + k + "]", row[k], "a finite number");
      }
    }
    return row.clone();
  }

  /** Checks that a signal is wanted in the dimensions that points have. */
  static void checkDims(int dims, double[][] points, String what) {
    if (dims != points[0].length) {
      throw refused("dims", dims, points[0].length + ", the length of " + what);
    }
  }
}
