package org.spikelane.examples;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;

/** Columns of numbers for a plot. */
public final class Columns {

  private Columns() {}

  /** One column of rows. */
  public static double[] of(double[][] rows, int column) {
    return Arrays.stream(rows).mapToDouble(row -> row[column]).toArray();
  }

  /** The numbers of every {@code every}-th of {@code ticks} ticks. */
  public static double[] of(IntToDoubleFunction number, int ticks, int every) {
    double[] column = new double[ticks / every];
    Arrays.setAll(column, k -> number.applyAsDouble(k * every));
    return column;
  }

  /** Evenly spaced numbers, both ends included. */
  public static double[] evenly(double from, double to, int number) {
    double[] column = new double[number];
    Arrays.setAll(column, k -> from + (to - from) * k / (number - 1));
    return column;
  }
}
