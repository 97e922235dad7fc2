package org.spikelane.graph;

import static org.spikelane.check.Arguments.finite;
import static org.spikelane.check.Arguments.length;
import static org.spikelane.check.Arguments.refused;

import java.util.Arrays;

/**
 * A matrix of which only some elements are kept, its entries; the others are 0. Immutable.
 *
 * <p>Entries have an order: row after row, in each row ascending by column. It is the order of
 * {@link #values()}, and of the sums of {@link SparseProduct}. An entry may be 0.
 */
public final class SparseMatrix {

  private final int rows;
  private final int columns;

  /** Where each row's entries begin, and after the last row their number. */
  private final int[] rowStarts;

  private final int[] columnIndices;
  private final double[] values;

  private SparseMatrix(
      int rows, int columns, int[] rowStarts, int[] columnIndices, double[] values) {
    this.rows = rows;
    this.columns = columns;
    this.rowStarts = rowStarts;
    this.columnIndices = columnIndices;
    this.values = values;
  }

  /**
   * A matrix from a list of coordinates and what is there.
   *
   * @param rows 1 or above
   * @param columns 1 or above
   * @param rowIndices {@code [k]}: the row of the k-th value
   * @param columnIndices {@code [k]}: its column
   * @param values {@code [k]}: finite; those of the same place are added, in the order of the list
   * @throws IllegalArgumentException if the lists differ in length, a coordinate is not in the
   *     matrix, or a value or a sum of values is not finite
   */
  public static SparseMatrix of(
      int rows, int columns, int[] rowIndices, int[] columnIndices, double[] values) {
    if (rows < 1) {
      throw refused("rows", rows, "1 or above");
    }
    if (columns < 1) {
      throw refused("columns", columns, "1 or above");
    }
    length("columnIndices", columnIndices.length, rowIndices.length);
    length("values", values.length, rowIndices.length);
    check("rowIndices", rowIndices, rows);
    check("columnIndices", columnIndices, columns);
    for (int k = 0; k < values.length; k++) {
      finite("values[" + k + "]", values[k]);
    }
    // Sorted by column, then by row; both sorts leave equals in the order of the list.
    int[] order = new int[values.length];
    Arrays.setAll(order, k -> k);
    order = sorted(sorted(order, columnIndices, columns), rowIndices, rows);
    int[] starts = new int[rows + 1];
    int[] places = new int[order.length];
    double[] sums = new double[order.length];
    int count = 0;
    for (int k = 0; k < order.length; k++) {
      int row = rowIndices[order[k]];
      int column = columnIndices[order[k]];
      boolean again = k > 0 && row == rowIndices[order[k - 1]] && column == places[count - 1];
      if (again) {
        sums[count - 1] += values[order[k]];
      } else {
        places[count] = column;
        sums[count++] = values[order[k]];
        starts[row + 1]++;
      }
      finite("sum of the values at [" + row + "][" + column + "]", sums[count - 1]);
    }
    for (int row = 0; row < rows; row++) {
      starts[row + 1] += starts[row];
    }
    return new SparseMatrix(
        rows, columns, starts, Arrays.copyOf(places, count), Arrays.copyOf(sums, count));
  }

  private static void check(String name, int[] indices, int size) {
    for (int k = 0; k < indices.length; k++) {
      if (indices[k] < 0 || indices[k] >= size) {
        throw refused(name + "[" + k + "]", indices[k], "from 0 to " + (size - 1));
      }
    }
  }

  /** A stable counting sort of positions in a list by what the list has there. */
  private static int[] sorted(int[] positions, int[] keys, int size) {
    int[] next = new int[size + 1];
    for (int key : keys) {
      next[key + 1]++;
    }
    for (int key = 0; key < size; key++) {
      next[key + 1] += next[key];
    }
    int[] sorted = new int[positions.length];
    for (int position : positions) {
      sorted[next[keys[position]]++] = position;
    }
    return sorted;
  }

  /** How many rows. */
  public int rows() {
    return rows;
  }

  /** How many columns. */
  public int columns() {
    return columns;
  }

  /** How many entries. */
  public int entries() {
    return values.length;
  }

  /** The row of every entry, {@code [entry]}; a copy. */
  public int[] rowIndices() {
    int[] indices = new int[values.length];
    for (int row = 0; row < rows; row++) {
      Arrays.fill(indices, rowStarts[row], rowStarts[row + 1], row);
    }
    return indices;
  }

  /** The column of every entry, {@code [entry]}; a copy. */
  public int[] columnIndices() {
    return columnIndices.clone();
  }

  /** The value of every entry, {@code [entry]}; a copy. */
  public double[] values() {
    return values.clone();
  }

  /** The values as a constant signal {@code [entry]}, for a {@link SparseProduct}. */
  public Signal signal(String name) {
    return Signal.constant(name, values, values.length);
  }

  /** All elements, {@code [row][column]}. */
  public double[][] toArray() {
    double[][] array = new double[rows][columns];
    for (int row = 0; row < rows; row++) {
      for (int k = rowStarts[row]; k < rowStarts[row + 1]; k++) {
        array[row][columnIndices[k]] = values[k];
      }
    }
    return array;
  }

  /** Where the entries of a row begin; for the number of rows, how many entries there are. */
  int rowStart(int row) {
    return rowStarts[row];
  }

  @Override
  public String toString() {
    return rows
        + " × "
        + columns
        + " matrix of "
        + values.length
        + (values.length == 1 ? " entry" : " entries");
  }
}
