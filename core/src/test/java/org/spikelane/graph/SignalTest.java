package org.spikelane.graph;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Signals and views of them say where their elements are. */
class SignalTest {

  private final Signal vector = Signal.zeros("v", 10);
  private final Signal matrix = Signal.zeros("m", 4, 3);

  @Test
  void baseSignalsLieRowAfterRow() {
    Signal scalar = Signal.zeros("s");
    assertEquals(1, scalar.size());
    assertArrayEquals(new int[] {0}, scalar.positions());
    assertEquals("s[]", scalar.toString());
    assertEquals("m[4,3]", matrix.toString());
    assertEquals(12, matrix.size());
    assertEquals(4, matrix.size(0));
    assertEquals(3, matrix.size(1));
    assertEquals(1, matrix.size(2));
    assertEquals(3, matrix.stride(0));
    assertEquals(1, matrix.stride(1));
    assertSame(matrix, matrix.base());
    assertFalse(matrix.isView());
    assertTrue(matrix.isWhole());
    assertArrayEquals(new int[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11}, matrix.positions());
  }

  @Test
  void valuesAreCopiedUnlessConstant() {
    double[] values = {1, 2};
    Signal copied = Signal.of("a", values, 2);
    Signal constant = Signal.constant("b", values, 2);
    values[0] = 5;
    assertArrayEquals(new double[] {1, 2}, copied.begin());
    assertArrayEquals(new double[] {5, 2}, constant.begin());
    assertFalse(copied.isConstant());
    assertTrue(constant.isConstant());
    assertTrue(constant.slice(0, 1).isConstant());
    copied.begin()[0] = 7;
    assertArrayEquals(new double[] {1, 2}, copied.begin());
  }

  @Test
  void slices() {
    assertSlice(new int[] {2, 3, 4}, vector.slice(2, 5), "v[2:5][3]", true);
    assertSlice(new int[] {2, 5, 8}, vector.slice(2, 10, 3), "v[2:10:3][3]", false);
    assertSlice(new int[] {2, 5}, vector.slice(2, 8, 3), "v[2:8:3][2]", false);
    assertSlice(new int[] {9, 8, 7}, vector.slice(9, 6, -1), "v[9:6:-1][3]", false);
    assertSlice(new int[] {9, 5, 1}, vector.slice(9, -1, -4), "v[9:-1:-4][3]", false);
    assertSlice(new int[] {0}, vector.slice(0, -1, -7), "v[0:-1:-7][1]", true);
    assertSlice(new int[] {}, vector.slice(10, 10), "v[10:10][0]", true);
    assertSlice(new int[] {}, vector.slice(3, 3, -1), "v[3:3:-1][0]", true);
    assertSlice(
        new int[] {6, 4}, vector.slice(0, 10, 2).slice(3, 1, -1), "v[0:10:2][3:1:-1][2]", false);
    assertSlice(new int[] {3, 4, 5, 6, 7, 8}, matrix.slice(1, 3), "m[1:3][2,3]", true);
    assertSlice(new int[] {9, 10, 11, 3, 4, 5}, matrix.slice(3, 0, -2), "m[3:0:-2][2,3]", false);
  }

  @Test
  void stepsThatGoFarBeyondTheEndTakeOneRow() {
    for (int step : new int[] {Integer.MAX_VALUE, Integer.MAX_VALUE - 1}) {
      assertArrayEquals(new int[] {3}, vector.slice(3, 10, step).positions());
      assertArrayEquals(new int[] {3}, vector.slice(3, -1, -step).positions());
    }
    assertArrayEquals(new int[] {3}, vector.slice(3, -1, Integer.MIN_VALUE).positions());
    assertArrayEquals(new int[] {3, 4, 5}, matrix.slice(1, 4, Integer.MAX_VALUE).positions());
  }

  private void assertSlice(int[] positions, Signal slice, String text, boolean contiguous) {
    assertArrayEquals(positions, slice.positions(), text);
    assertEquals(text, slice.toString());
    assertEquals(contiguous, slice.isContiguous(), text);
    assertEquals(positions.length, slice.size());
    assertTrue(slice.isView());
    assertFalse(slice.isWhole());
  }

  @Test
  void transposedAndReshaped() {
    Signal transposed = matrix.transposed();
    assertEquals("mᵀ[3,4]", transposed.toString());
    assertArrayEquals(new int[] {0, 3, 6, 9, 1, 4, 7, 10, 2, 5, 8, 11}, transposed.positions());
    assertFalse(transposed.isContiguous());
    assertArrayEquals(new int[] {1, 4, 7, 10}, transposed.slice(1, 2).positions());
    assertArrayEquals(matrix.positions(), transposed.transposed().positions());
    assertTrue(transposed.transposed().isWhole());

    Signal reshaped = matrix.slice(1, 3).reshaped(3, 2);
    assertEquals("m[1:3][3,2]", reshaped.toString());
    assertArrayEquals(new int[] {3, 4, 5, 6, 7, 8}, reshaped.positions());
    assertArrayEquals(new int[] {3, 5, 7, 4, 6, 8}, reshaped.transposed().positions());
    assertTrue(matrix.reshaped(12).isWhole());
    assertSame(matrix, matrix.reshaped(12).base());
  }

  @Test
  void viewsOverlapIfTheyHaveAnElementInCommon() {
    List<Signal> views =
        new ArrayList<>(List.of(matrix, matrix.slice(2, 2), matrix.slice(3, 0, -2)));
    for (int i = 0; i < 4; i++) {
      views.add(matrix.slice(i, i + 1));
    }
    for (int j = 0; j < 3; j++) {
      views.add(matrix.transposed().slice(j, j + 1));
    }
    for (int offset = 0; offset < 4; offset++) {
      views.add(matrix.reshaped(12).slice(offset, 12, 3));
      views.add(matrix.reshaped(12).slice(offset + 5, offset, -2));
    }
    for (Signal a : views) {
      for (Signal b : views) {
        boolean common =
            Arrays.stream(a.positions())
                .anyMatch(p -> Arrays.stream(b.positions()).anyMatch(q -> p == q));
        assertEquals(common, a.overlaps(b), a + " and " + b);
      }
    }
    assertFalse(matrix.overlaps(Signal.zeros("m", 4, 3)));
  }

  @Test
  void lowestPositions() {
    assertEquals(3, vector.slice(9, 1, -3).lowest());
    assertEquals(1, matrix.transposed().slice(1, 2).lowest());
  }

  @Test
  void badInput() {
    refused("shape of x must be of at most 2 sizes, got [1, 2, 3]", 1, 2, 3);
    refused("shape of x must be of sizes 0 or above, got [2, -1]", 2, -1);
    refused("shape of x must be of fewer than 2^31 elements, got [65536, 65536]", 65536, 65536);
    refused("initial values of x.length must be 3, got 2", () -> Signal.of("x", new double[2], 3));
    refused(
        "initial values of x.length must be 1, got 2", () -> Signal.constant("x", new double[2]));
    refused(
        "slice of s must be of a vector or a matrix, got a scalar",
        () -> Signal.zeros("s").slice(0, 1));
    refused("step of a slice of v must be other than 0, got 0", () -> vector.slice(0, 1, 0));
    refused("from of a slice of v must be from 0 to 10, got 11", () -> vector.slice(11, 11));
    refused("from of a slice of v must be from 0 to 9, got 10", () -> vector.slice(10, 0, -1));
    refused("from of a slice of v must be from 0 to 10, got -1", () -> vector.slice(-1, 3));
    refused("to of a slice of v must be from 2 to 10, got 1", () -> vector.slice(2, 1));
    refused("to of a slice of v must be from 2 to 10, got 11", () -> vector.slice(2, 11));
    refused("to of a slice of v must be from -1 to 2, got 3", () -> vector.slice(2, 3, -1));
    refused("to of a slice of v must be from -1 to 2, got -2", () -> vector.slice(2, -2, -1));
    refused("transpose of v must be of a matrix, got [10]", vector::transposed);
    refused(
        "shape for v[10] must be of 10 elements in a row, got [3, 3]", () -> vector.reshaped(3, 3));
    refused(
        "shape for mᵀ[3,4] must be of 12 elements in a row, got [12]",
        () -> matrix.transposed().reshaped(12));
  }

  private static void refused(String message, int... shape) {
    refused(message, () -> Signal.zeros("x", shape));
  }

  private static void refused(String message, Runnable code) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, code::run).getMessage());
  }
}
