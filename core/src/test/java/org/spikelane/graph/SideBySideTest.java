package org.spikelane.graph;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.spikelane.kernel.KernelChoice;
import org.spikelane.parallel.Apart;
import org.spikelane.synapse.Lowpass;

/** Which signals share an array, and that each is whole there. */
class SideBySideTest {

  private static final Lowpass FAST = new Lowpass(0.005);
  private static final Lowpass SLOW = new Lowpass(0.1);

  private static Context context(Operator... operators) {
    return new Context(new Graph(List.of(operators)), 0.001, 0, KernelChoice.SCALAR);
  }

  @Test
  void whatOneKindOfOperatorsReadsAndWritesIsInTheirOrder() {
    List<Operator> operators = new ArrayList<>();
    List<Signal> decoded = new ArrayList<>();
    List<Signal> filtered = new ArrayList<>();
    for (int k = 0; k < 6; k++) {
      Signal from = Signal.of("decoded " + k, new double[] {k, -k}, 2);
      Signal to = Signal.of("filtered " + k, new double[] {10 + k, 20 + k}, 2);
      // Another synapse in between has its own order.
      operators.add(new Filter(k % 3 == 2 ? SLOW : FAST, from, to));
      decoded.add(from);
      filtered.add(to);
    }
    Context context = context(operators.toArray(Operator[]::new));
    for (List<Signal> row : List.of(decoded, filtered)) {
      for (int[] run : new int[][] {{0, 1, 3, 4}, {2, 5}}) {
        for (int k = 1; k < run.length; k++) {
          Signal before = row.get(run[k - 1]);
          assertSame(context.array(before), context.array(row.get(run[k])));
          assertEquals(context.at(before) + 2, context.at(row.get(run[k])));
        }
      }
    }
    for (int k = 0; k < 6; k++) {
      assertArrayEquals(new double[] {k, -k}, context.values(decoded.get(k)));
      assertArrayEquals(new double[] {10 + k, 20 + k}, context.values(filtered.get(k)));
    }
    context.set(filtered.get(3), new double[] {7, 8});
    assertArrayEquals(new double[] {12, 22}, context.values(filtered.get(2)));
    assertArrayEquals(new double[] {7, 8}, context.values(filtered.get(3)));
    assertArrayEquals(new double[] {14, 24}, context.values(filtered.get(4)));
  }

  @Test
  void thereIsRoomAroundThem() {
    Signal from = Signal.of("decoded", new double[] {1, 2}, 2);
    Signal to = Signal.of("filtered", new double[] {3, 4}, 2);
    Context context = context(new Filter(FAST, from, to));
    for (Signal each : List.of(from, to)) {
      assertTrue(context.at(each) >= Apart.ROOM);
      assertTrue(context.array(each).length - context.at(each) - 2 >= Apart.ROOM);
    }
  }

  @Test
  void viewsAreWhereTheirElementsAre() {
    Signal other = Signal.of("other", new double[] {9, 9, 9}, 3);
    Signal base = Signal.of("base", new double[] {1, 2, 3, 4}, 4);
    Signal view = base.slice(3, 0, -2);
    Context context = context(Copy.increment(other.slice(0, 2), view), new Reset(other, 9));
    assertEquals(context.at(base) + 3, context.at(view));
    int first = context.at(base);
    assertArrayEquals(new int[] {first + 3, first + 1}, context.positions(view));
  }

  @Test
  void othersHaveAnArrayOfTheirOwn() {
    Signal small = Signal.zeros("small", 2);
    Signal large = Signal.zeros("large", 33);
    Signal constant = Signal.constant("constant", new double[2], 2);
    Signal matrix = Signal.zeros("matrix", 2, 2);
    Signal ofAnother = Signal.zeros("of another make", 2);
    Operator another =
        new Operator() {
          @Override
          public String label() {
            return "another";
          }

          @Override
          public List<Signal> reads() {
            return List.of(ofAnother.slice(0, 1));
          }

          @Override
          public Step bind(Context context) {
            return () -> {};
          }
        };
    Context context =
        context(
            Copy.set(constant, small),
            new Reset(large, 1),
            new Reset(matrix, 1),
            Copy.set(constant, ofAnother),
            another);
    for (Signal alone : List.of(large, constant, matrix, ofAnother)) {
      assertEquals(alone.size(), context.array(alone).length, alone.toString());
      assertEquals(0, context.at(alone));
      assertSame(context.array(alone), context.values(alone));
      assertNotSame(context.array(small), context.array(alone));
    }
  }

  @Test
  void emptySignalsAreNowhere() {
    Signal empty = Signal.zeros("empty", 0);
    Signal one = Signal.of("one", new double[] {5}, 1);
    Context context = context(new Reset(empty, 1), new Reset(one, 2));
    assertArrayEquals(new double[0], context.values(empty));
    assertArrayEquals(new double[] {5}, context.values(one));
    assertEquals(List.of(), SideBySide.of(new Graph(Collections.emptyList())));
  }
}
