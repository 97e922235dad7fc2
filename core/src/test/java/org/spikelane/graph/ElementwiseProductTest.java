package org.spikelane.graph;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

/** Products element by element, with factors that stretch. */
class ElementwiseProductTest {

  private final Signal scalar = Signal.of("scalar", new double[] {2});
  private final Signal one = Signal.of("one", new double[] {2}, 1);
  private final Signal row = Signal.of("row", new double[] {1, 10, 100}, 3);
  private final Signal rowMatrix = Signal.of("rowMatrix", new double[] {1, 10, 100}, 1, 3);
  private final Signal column = Signal.of("column", new double[] {3, 5}, 2, 1);
  private final Signal full = Signal.of("full", new double[] {1, 2, 3, 4, 5, 6}, 2, 3);

  @Test
  void factorsStretchToTheShapeOfTheResult() {
    assertArrayEquals(new double[] {3, 30, 300, 5, 50, 500}, product(column, row, 2, 3));
    assertArrayEquals(new double[] {3, 30, 300, 5, 50, 500}, product(rowMatrix, column, 2, 3));
    assertArrayEquals(new double[] {1, 20, 300, 4, 50, 600}, product(full, row, 2, 3));
    assertArrayEquals(new double[] {3, 6, 9, 20, 25, 30}, product(column, full, 2, 3));
    assertArrayEquals(new double[] {2, 4, 6, 8, 10, 12}, product(full, one, 2, 3));
    assertArrayEquals(new double[] {2, 20, 200}, product(scalar, row, 3));
    assertArrayEquals(new double[] {4}, product(scalar, scalar));
    assertArrayEquals(new double[] {4, 4, 4, 4}, product(scalar, one, 2, 2));
    assertArrayEquals(new double[] {}, product(scalar, Signal.zeros("empty", 0), 0));
  }

  @Test
  void factorsAndResultMayBeViews() {
    // Rows of full backwards, transposed: (4, 1), (5, 2), (6, 3).
    Signal a = full.slice(1, -1, -1).transposed();
    Signal b = Signal.of("b", new double[] {9, 1, 10, 9, 2, 20, 9, 3, 30}, 3, 3);
    // The second and the third column: (1, 10), (2, 20), (3, 30).
    Signal columns = b.transposed().slice(1, 3).transposed();
    assertArrayEquals(new double[] {4, 10, 10, 40, 18, 90}, product(a, columns, 3, 2));
    Signal to = Signal.of("to", new double[] {1, 1, 1, 1, 1, 1, 1}, 7);
    Operator add = new ElementwiseProduct(row, row.slice(2, -1, -1), to.slice(6, 0, -2));
    assertArrayEquals(new double[] {1, 1, 201, 1, 201, 1, 201}, Ticks.of(add).run(2).array(to));
  }

  @Test
  void aTermIsAddedByFma() {
    Signal factor = Signal.of("f", new double[] {1 + 0x1p-30}, 1);
    Signal to = Signal.of("to", new double[] {-1 - 0x1p-29}, 1);
    assertArrayEquals(
        new double[] {0x1p-60},
        Ticks.of(new ElementwiseProduct(factor, factor, to)).run(1).read(to));
  }

  @Test
  void badInput() {
    Signal to = Signal.zeros("to", 2, 3);
    refused("a must be of a shape that stretches to that of to[2,3], got v[2]", "v", to, 2);
    refused("a must be of a shape that stretches to that of to[2,3], got v[3,1]", "v", to, 3, 1);
    refused(
        "a must be of a shape that stretches to that of t[3], got v[1,3]",
        "v",
        Signal.zeros("t", 3),
        1,
        3);
    assertEquals(
        "b must be of a shape that stretches to that of to[2,3], got b[4]",
        assertThrows(
                IllegalArgumentException.class,
                () -> new ElementwiseProduct(scalar, Signal.zeros("b", 4), to))
            .getMessage());
  }

  private void refused(String message, String name, Signal to, int... shape) {
    Signal a = Signal.zeros(name, shape);
    assertEquals(
        message,
        assertThrows(IllegalArgumentException.class, () -> new ElementwiseProduct(a, scalar, to))
            .getMessage());
  }

  private static double[] product(Signal a, Signal b, int... shape) {
    Signal to = Signal.zeros("to", shape);
    return Ticks.of(new ElementwiseProduct(a, b, to)).run(1).read(to);
  }
}
