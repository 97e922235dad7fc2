package org.spikelane.graph;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.spikelane.kernel.KernelChoice;

/** Products of matrices and vectors, through all kinds of views. */
class ProductTest {

  private static final int[][] SHAPES = {
    {1, 1}, {1, 9}, {9, 1}, {3, 5}, {5, 3}, {4, 4}, {2, 40}, {40, 2}, {7, 23}, {33, 17}
  };

  @Test
  @Tag("bits")
  void throughViewsAgainstTheNaiveLoop() {
    for (int[] shape : SHAPES) {
      double[] x = Ticks.random(shape[0], shape[1]);
      double[] before = Ticks.random(-shape[0], shape[0]);
      double[] first = null;
      for (Signal matrix : matrices(shape[0], shape[1])) {
        for (Signal from : Ticks.views("x", x)) {
          for (Signal to : Ticks.views("y", before)) {
            String where = matrix + " " + from + " " + to;
            Ticks added = Ticks.of(KernelChoice.AUTO, new Product(matrix, from, to, true)).run(1);
            double[] got = added.read(to);
            assertArrayEquals(naive(matrix, x, before), got, 1e-13, where);
            first = first == null ? got : first;
            Ticks.assertBits(first, got, where);
            Operator set = new Product(matrix, from, to, false);
            assertArrayEquals(
                naive(matrix, x, new double[shape[0]]),
                Ticks.of(KernelChoice.AUTO, set).run(2).read(to),
                1e-13,
                where);
          }
        }
      }
    }
  }

  /** The same matrix as a whole, transposed, between others, and with rows backwards. */
  private static List<Signal> matrices(int rows, int columns) {
    double[] values = Ticks.random(rows * 100L + columns, rows * columns);
    double[] transposed = new double[values.length];
    double[] backwards = new double[values.length];
    double[] between = Ticks.random(1, 3 * values.length);
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        double value = values[i * columns + j];
        transposed[j * rows + i] = value;
        backwards[(rows - 1 - i) * columns + j] = value;
        between[(3 * i + 1) * columns + j] = value;
      }
    }
    return List.of(
        Signal.of("A", values, rows, columns),
        Signal.constant("A", values, rows, columns),
        Signal.of("A", transposed, columns, rows).transposed(),
        Signal.of("A", backwards, rows, columns).slice(rows - 1, -1, -1),
        Signal.of("A", between, 3 * rows, columns).slice(1, 3 * rows, 3));
  }

  private static double[] naive(Signal matrix, double[] x, double[] before) {
    double[] a = matrix.base().begin();
    int[] positions = matrix.positions();
    double[] y = before.clone();
    for (int i = 0; i < y.length; i++) {
      for (int j = 0; j < x.length; j++) {
        y[i] += a[positions[i * x.length + j]] * x[j];
      }
    }
    return y;
  }

  @Test
  void badInput() {
    Signal matrix = Signal.zeros("A", 2, 3);
    Signal x = Signal.zeros("x", 3);
    Signal y = Signal.zeros("y", 2);
    refused("matrix must be a matrix, got x[3]", () -> new Product(x, x, y, true));
    refused(
        "from must be a vector of 3 elements, the columns of A[2,3], got y of shape [2]",
        () -> new Product(matrix, y, y, true));
    refused(
        "to must be a vector of 2 elements, the rows of A[2,3], got x of shape [3]",
        () -> new Product(matrix, x, x, true));
    refused(
        "to must be a signal of another base than the factors, got x[0:2][2]",
        () -> new Product(matrix, x, x.slice(0, 2), true));
  }

  private static void refused(String message, Runnable code) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, code::run).getMessage());
  }
}
