package org.spikelane.graph;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Copying and adding elements, of all kinds of views and by lists of indices. */
class CopyTest {

  private static final double[] VALUES = {1, 2, 3, 4, 5};

  @Test
  void fromEveryKindOfViewToEveryOther() {
    for (Signal from : Ticks.views("x", VALUES)) {
      for (Signal to : Ticks.views("y", new double[] {10, 20, 30, 40, 50})) {
        double[] before = Ticks.of(Copy.set(from, to)).array(to);
        double[] others = before.clone();
        Ticks set = Ticks.of(Copy.set(from, to)).run(2);
        assertArrayEquals(VALUES, set.read(to));
        assertOthers(others, set.array(to), to);
        Ticks added = Ticks.of(Copy.increment(from, to)).run(2);
        assertArrayEquals(new double[] {12, 24, 36, 48, 60}, added.read(to));
        assertOthers(others, added.array(to), to);
      }
    }
  }

  private static void assertOthers(double[] before, double[] after, Signal but) {
    double[] a = before.clone();
    double[] b = after.clone();
    for (int p : but.positions()) {
      a[p] = 0;
      b[p] = 0;
    }
    assertArrayEquals(a, b);
  }

  @Test
  void aMatrixIsCopiedRowAfterRow() {
    Signal from = Signal.of("m", new double[] {1, 2, 3, 4, 5, 6}, 2, 3);
    Signal to = Signal.zeros("v", 6);
    assertArrayEquals(
        new double[] {1, 4, 2, 5, 3, 6}, Ticks.of(Copy.set(from.transposed(), to)).run(1).read(to));
  }

  @Test
  void byListsOfIndices() {
    Signal from = Signal.of("x", new double[] {9, 1, 9, 2, 9, 3, 9, 4}, 8).slice(1, 8, 2);
    Signal to = Signal.of("y", new double[] {10, 20, 30, 40}, 4);
    assertArrayEquals(
        new double[] {1, 4, 30, 4},
        Ticks.of(Copy.set(from, new int[] {3, 0, 3}, to, new int[] {3, 0, 1})).run(2).read(to));
    assertArrayEquals(
        new double[] {4, 3, 2, 1},
        Ticks.of(Copy.set(from, new int[] {3, 2, 1, 0}, to, null)).run(1).read(to));
    assertArrayEquals(
        new double[] {4, 3, 2, 1},
        Ticks.of(Copy.set(from, null, to, new int[] {3, 2, 1, 0})).run(1).read(to));
  }

  @Test
  void anElementThatIsListedSeveralTimesGetsEveryTerm() {
    Signal from = Signal.of("x", VALUES, 5);
    Signal to = Signal.of("y", new double[] {0, 0, 100}, 3).slice(2, -1, -1);
    assertArrayEquals(
        new double[] {100 + 1 + 2 + 4, 5, 3},
        Ticks.of(Copy.increment(from, null, to, new int[] {0, 0, 2, 0, 1})).run(1).read(to));
    assertArrayEquals(
        new double[] {100, 3 + 3 + 3, 0},
        Ticks.of(Copy.increment(from, new int[] {2, 2, 2}, to, new int[] {1, 1, 1}))
            .run(1)
            .read(to));
  }

  @Test
  void theListsAreCopied() {
    Signal to = Signal.zeros("y", 2);
    int[] indices = {4, 3};
    Operator copy = Copy.set(Signal.of("x", VALUES, 5), indices, to, null);
    Arrays.fill(indices, 0);
    assertArrayEquals(new double[] {5, 4}, Ticks.of(copy).run(1).read(to));
  }

  @Test
  void badInput() {
    Signal x = Signal.zeros("x", 5);
    Signal y = Signal.zeros("y", 3);
    refused("what is copied from x[5] to y[3].length must be 3, got 5", () -> Copy.set(x, y));
    refused(
        "what is copied from x[5] to y[3].length must be 3, got 2",
        () -> Copy.increment(x, new int[2], y, null));
    refused(
        "index into x[5] must be from 0 to 4, got 5",
        () -> Copy.set(x, new int[] {0, 1, 5}, y, null));
    refused(
        "index into y[3] must be from 0 to 2, got -1",
        () -> Copy.increment(x, null, y, new int[] {0, 1, 0, 1, -1}));
    refused(
        "indices into y[3] must be different when setting, got [0, 2, 0]",
        () -> Copy.set(x, new int[] {0, 1, 2}, y, new int[] {0, 2, 0}));
  }

  private static void refused(String message, Runnable code) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, code::run).getMessage());
  }
}
