package org.spikelane.graph;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.gson.JsonObject;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.spikelane.Golden;

/** Products of sparse matrices and vectors. */
@Tag("bits")
class SparseProductTest {

  private static SparseMatrix random(long seed, int rows, int columns, int entries) {
    SplittableRandom random = new SplittableRandom(seed);
    return SparseMatrix.of(
        rows,
        columns,
        random.ints(entries, 0, rows).toArray(),
        random.ints(entries, 0, columns).toArray(),
        Ticks.random(seed, entries));
  }

  @Test
  void theBitsOfTheDefinitionThroughEveryKindOfView() {
    for (int[] c : new int[][] {{1, 1, 1}, {5, 3, 4}, {3, 5, 12}, {9, 9, 200}, {40, 30, 100}}) {
      SparseMatrix matrix = random(c[2], c[0], c[1], c[2]);
      double[][] all = matrix.toArray();
      double[] x = Ticks.random(1, c[1]);
      double[] before = Ticks.random(2, c[0]);
      double[] set = new double[c[0]];
      double[] added = before.clone();
      for (int i = 0; i < c[0]; i++) {
        double sum = 0;
        for (int j = 0; j < c[1]; j++) {
          // Where there is no entry, this adds 0 times x: nothing.
          sum = Math.fma(all[i][j], x[j], sum);
        }
        set[i] = 0 + sum;
        added[i] += sum;
      }
      for (Signal values : Ticks.views("A", matrix.values())) {
        for (Signal from : Ticks.views("x", x)) {
          for (Signal to : Ticks.views("y", before)) {
            String where = matrix + " " + values + " " + from + " " + to;
            Operator setting = new SparseProduct(matrix, values, from, to, false);
            Operator adding = new SparseProduct(matrix, values, from, to, true);
            Ticks.assertBits(set, Ticks.of(setting).run(2).read(to), where);
            Ticks.assertBits(added, Ticks.of(adding).run(1).read(to), where);
          }
        }
      }
    }
  }

  @Test
  void itTakesTheValuesOfTheSignal() {
    SparseMatrix matrix = SparseMatrix.of(1, 2, new int[2], new int[] {0, 1}, new double[2]);
    Signal values = Signal.of("A", new double[] {1, 2}, 2);
    Signal twice = Signal.constant("twice", new double[] {1, 2}, 2);
    Signal y = Signal.zeros("y", 1);
    Ticks ticks =
        Ticks.of(
            Copy.increment(twice, values),
            new SparseProduct(
                matrix, values, Signal.constant("x", new double[] {1, 10}, 2), y, false));
    assertArrayEquals(new double[] {42}, ticks.run(1).read(y));
    assertArrayEquals(new double[] {63}, ticks.run(1).read(y));
    assertArrayEquals(new double[] {0, 0}, matrix.values());
  }

  @Test
  void asNengoHasIt() {
    List<JsonObject> cases =
        Golden.cases("transforms").stream()
            .filter(c -> c.get("type").getAsString().equals("Sparse"))
            .toList();
    assertEquals(4, cases.size());
    for (JsonObject c : cases) {
      SparseMatrix matrix =
          SparseMatrix.of(
              c.get("rows").getAsInt(),
              c.get("columns").getAsInt(),
              ints(c, "row_indices"),
              ints(c, "column_indices"),
              Golden.vector(c.get("values")));
      double[] x = Golden.vector(c.get("x"));
      Signal to = Signal.zeros("y", matrix.rows());
      Operator product =
          new SparseProduct(matrix, matrix.signal("A"), Signal.of("x", x, x.length), to, false);
      assertArrayEquals(
          Golden.vector(c.get("y")), Ticks.of(product).run(1).read(to), 1e-14, "" + matrix);
    }
  }

  private static int[] ints(JsonObject c, String name) {
    return Arrays.stream(Golden.vector(c.get(name))).mapToInt(v -> (int) v).toArray();
  }

  @Test
  void everyJvmGivesTheseBits() {
    SparseMatrix matrix = random(3, 31, 23, 300);
    Signal to = Signal.zeros("y", 31);
    Operator product =
        new SparseProduct(
            matrix, matrix.signal("A"), Signal.of("x", Ticks.random(4, 23), 23), to, true);
    int hash = Arrays.hashCode(Ticks.bits(Ticks.of(product).run(7).read(to)));
    assertEquals("f4fa96bb", Integer.toHexString(hash));
  }

  @Test
  void itSaysWhatItDoes() {
    SparseMatrix matrix = random(1, 2, 3, 4);
    Signal values = matrix.signal("A");
    Signal x = Signal.zeros("x", 3);
    Signal y = Signal.zeros("y", 2);
    assertEquals("y = A · x", new SparseProduct(matrix, values, x, y, false).label());
    assertEquals("add A · x to y", new SparseProduct(matrix, values, x, y, true).label());
    assertEquals(
        "y = A · x | sets y[2] | reads A[" + matrix.entries() + "], x[3]\n",
        new Graph(List.of(new SparseProduct(matrix, values, x, y, false))).toString());
  }

  @Test
  void badInput() {
    int[] at = IntStream.range(0, 2).toArray();
    SparseMatrix matrix = SparseMatrix.of(2, 3, at, at, new double[2]);
    Signal values = matrix.signal("A");
    Signal x = Signal.zeros("x", 3);
    Signal y = Signal.zeros("y", 2);
    String is = "2 × 3 matrix of 2 entries";
    refused(
        "values must be a vector of 2 elements, the entries of the " + is + ", got x of shape [3]",
        () -> new SparseProduct(matrix, x, x, y, true));
    refused(
        "from must be a vector of 3 elements, the columns of the " + is + ", got y of shape [2]",
        () -> new SparseProduct(matrix, values, y, y, true));
    refused(
        "to must be a vector of 2 elements, the rows of the " + is + ", got y[0:1] of shape [1]",
        () -> new SparseProduct(matrix, values, x, y.slice(0, 1), true));
    refused(
        "to must be a signal of another base than the factors, got x[1:3][2]",
        () -> new SparseProduct(matrix, values, x, x.slice(1, 3), true));
    refused(
        "to must be a signal of another base than the factors, got y[2]",
        () -> new SparseProduct(matrix, y, x, y, true));
  }

  private static void refused(String message, Runnable code) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, code::run).getMessage());
  }
}
