package org.spikelane.graph;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

/** Sparse matrices from coordinates. */
class SparseMatrixTest {

  @Test
  void entriesAreInOrderWhateverThatOfTheList() {
    SparseMatrix matrix =
        SparseMatrix.of(
            4,
            3,
            new int[] {3, 0, 0, 3, 1},
            new int[] {2, 1, 0, 0, 1},
            new double[] {1, 2, 3, 4, 0});
    assertArrayEquals(new int[] {0, 0, 1, 3, 3}, matrix.rowIndices());
    assertArrayEquals(new int[] {0, 1, 1, 0, 2}, matrix.columnIndices());
    assertArrayEquals(new double[] {3, 2, 0, 4, 1}, matrix.values());
    assertArrayEquals(
        new double[][] {{3, 2, 0}, {0, 0, 0}, {0, 0, 0}, {4, 0, 1}}, matrix.toArray());
    assertEquals(4, matrix.rows());
    assertEquals(3, matrix.columns());
    assertEquals(5, matrix.entries());
    assertEquals("4 × 3 matrix of 5 entries", matrix.toString());
  }

  @Test
  void valuesOfOnePlaceAreAddedInTheOrderOfTheList() {
    int[] rows = {1, 0, 1, 1, 0};
    int[] columns = {2, 0, 2, 2, 0};
    double[] values = {1e16, 1, 1, -1e16, 2};
    SparseMatrix matrix = SparseMatrix.of(2, 3, rows, columns, values);
    assertArrayEquals(new double[] {3, 1e16 + 1 - 1e16}, matrix.values());
    values[2] = -1e16;
    values[3] = 1;
    assertArrayEquals(new double[] {3, 1}, SparseMatrix.of(2, 3, rows, columns, values).values());
    assertEquals("2 × 3 matrix of 2 entries", matrix.toString());
  }

  @Test
  void itIsImmutable() {
    int[] rows = {0};
    int[] columns = {1};
    double[] values = {5};
    SparseMatrix matrix = SparseMatrix.of(2, 2, rows, columns, values);
    rows[0] = columns[0] = 0;
    values[0] = 1;
    matrix.rowIndices()[0] = 1;
    matrix.columnIndices()[0] = 0;
    matrix.values()[0] = 2;
    matrix.toArray()[0][1] = 3;
    assertArrayEquals(new double[][] {{0, 5}, {0, 0}}, matrix.toArray());
    assertEquals("2 × 2 matrix of 1 entry", matrix.toString());
  }

  @Test
  void itMayHaveNoEntries() {
    SparseMatrix none = SparseMatrix.of(2, 1, new int[0], new int[0], new double[0]);
    assertArrayEquals(new double[][] {{0}, {0}}, none.toArray());
    assertEquals(0, none.signal("none").size());
  }

  @Test
  void badInput() {
    refused("rows must be 1 or above, got 0", 0, 1, at(), at());
    refused("columns must be 1 or above, got -3", 1, -3, at(), at());
    refused("columnIndices.length must be 2, got 1", 1, 1, at(0, 0), at(0), 1, 2);
    refused("values.length must be 2, got 1", 1, 1, at(0, 0), at(0, 0), 1);
    refused("rowIndices[1] must be from 0 to 2, got 3", 3, 9, at(0, 3), at(0, 0), 1, 2);
    refused("rowIndices[0] must be from 0 to 2, got -1", 3, 9, at(-1), at(0), 1);
    refused("columnIndices[1] must be from 0 to 8, got 9", 3, 9, at(0, 0), at(8, 9), 1, 2);
    refused("values[0] must be a finite number, got NaN", 1, 1, at(0), at(0), Double.NaN);
    refused(
        "sum of the values at [0][1] must be a finite number, got Infinity",
        1,
        2,
        at(0, 0),
        at(1, 1),
        Double.MAX_VALUE,
        Double.MAX_VALUE);
  }

  private static int[] at(int... indices) {
    return indices;
  }

  private static void refused(
      String message, int rows, int columns, int[] at, int[] and, double... values) {
    assertEquals(
        message,
        assertThrows(
                IllegalArgumentException.class,
                () -> SparseMatrix.of(rows, columns, at, and, values))
            .getMessage());
  }
}
