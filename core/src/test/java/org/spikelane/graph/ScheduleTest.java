package org.spikelane.graph;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Operators run in the order that follows from what they do to which signals. */
class ScheduleTest {

  /** An operator that does nothing, but says that it does. */
  private record Does(
      String label,
      List<Signal> sets,
      List<Signal> increments,
      List<Signal> reads,
      List<Signal> updates)
      implements Operator {

    Does(String label) {
      this(label, List.of(), List.of(), List.of(), List.of());
    }

    Does setting(Signal... signals) {
      return new Does(label, List.of(signals), increments, reads, updates);
    }

    Does adding(Signal... signals) {
      return new Does(label, sets, List.of(signals), reads, updates);
    }

    Does reading(Signal... signals) {
      return new Does(label, sets, increments, List.of(signals), updates);
    }

    Does updating(Signal... signals) {
      return new Does(label, sets, increments, reads, List.of(signals));
    }

    @Override
    public Step bind(Context context) {
      return () -> {};
    }
  }

  private final Signal a = Signal.zeros("a", 8);
  private final Signal b = Signal.zeros("b", 8);
  private final Signal c = Signal.zeros("c", 8);

  @Test
  void setThenIncrementedThenReadThenUpdatedInWhateverOrderTheyAreDeclared() {
    List<Operator> operators =
        new ArrayList<>(
            List.of(
                new Does("update").updating(b).reading(a),
                new Does("read").reading(a, b),
                new Does("add").adding(a),
                new Does("set").setting(a)));
    for (int seed = 0; seed < 24; seed++) {
      Collections.shuffle(operators, new Random(seed));
      assertEquals("set add read update", order(operators));
    }
  }

  @Test
  void theOrderOfDeclarationDecidesAmongEquals() {
    assertEquals(
        "x y z",
        order(
            List.of(new Does("x").setting(a), new Does("y").setting(b), new Does("z").setting(c))));
    assertEquals(
        "z y x",
        order(
            List.of(new Does("z").setting(c), new Does("y").setting(b), new Does("x").setting(a))));
    // Who is ready runs, the first declared first: x is, once "first" has run.
    assertEquals(
        "first x y",
        order(
            List.of(
                new Does("x").reading(a), new Does("first").setting(a), new Does("y").setting(b))));
  }

  @Test
  void incrementsKeepTheOrderOfDeclaration() {
    // "late" waits for b, and "early" was declared after it: the sum still has the declared order.
    assertEquals(
        "b late early read",
        order(
            List.of(
                new Does("late").adding(a).reading(b),
                new Does("early").adding(a),
                new Does("read").reading(a),
                new Does("b").setting(b))));
  }

  @Test
  void sumsHaveTheOrderOfDeclaration() {
    double[] terms = {1e16, 1, -1e16};
    Signal sum = Signal.zeros("sum", 1);
    for (int[] order : new int[][] {{0, 1, 2}, {0, 2, 1}, {1, 0, 2}}) {
      List<Operator> operators = new ArrayList<>();
      double expected = 0;
      for (int k : order) {
        operators.add(Copy.increment(Signal.constant("t" + k, new double[] {terms[k]}, 1), sum));
        expected += terms[k];
      }
      operators.add(new Reset(sum, 0));
      double[] got = Ticks.of(operators.toArray(Operator[]::new)).run(3).read(sum);
      assertArrayEquals(new double[] {expected}, got);
    }
  }

  @Test
  void viewsThatDoNotOverlapAreIndependent() {
    Operator even = new Does("even").setting(a.slice(0, 8, 2)).reading(a.slice(1, 8, 2));
    Operator odd = new Does("odd").setting(a.slice(7, 0, -2));
    assertEquals("odd even", order(List.of(even, odd)));
    // A chain along one array, which would be a cycle of its whole.
    List<Operator> chain = new ArrayList<>();
    for (int i = 6; i >= 0; i--) {
      chain.add(new Does("" + i).setting(a.slice(i + 1, i + 2)).reading(a.slice(i, i + 1)));
    }
    assertEquals("0 1 2 3 4 5 6", order(chain));
  }

  @Test
  void emptyViewsAndConstantsRelateNobody() {
    Signal constant = Signal.constant("k", new double[3], 3);
    Signal empty = a.slice(4, 4);
    assertEquals(
        "x y",
        order(
            List.of(
                new Does("x").reading(constant, empty).setting(empty),
                new Does("y").reading(constant).setting(empty))));
  }

  @Test
  void twoSettersOfOneElementAreRefused() {
    refused(
        "a[3:5][2] must be set or updated by one operator, got sets by x and sets by y",
        new Does("x").setting(a),
        new Does("y").setting(a.slice(3, 5)));
    refused(
        "a[8] must be set or updated by one operator, got updates by x and updates by y",
        new Does("x").updating(a),
        new Does("y").updating(a));
    refused(
        "a[8] must be set or updated by one operator, got updates by x and sets by y",
        new Does("x").updating(a),
        new Does("y").setting(a));
    refused(
        "a[0:4][4] must be set or updated once, got sets by x and sets by x",
        new Does("x").setting(a.slice(0, 4), a.slice(3, 5)));
    refused(
        "x must be an operator that leaves constant signals as they are, got a write to k[]",
        new Does("x").adding(Signal.constant("k", new double[1])));
  }

  @Test
  void aCycleWithoutAnUpdateIsNamedByItsMembers() {
    Does x = new Does("x").reading(c).setting(a);
    Does y = new Does("y").reading(a).adding(b);
    Does z = new Does("z").reading(b).setting(c);
    Does before = new Does("before").setting(b);
    Does after = new Does("after").reading(c);
    refused(
        "graph must be free of cycles without an update (a synapse), got a cycle"
            + " z -> x -> y -> z",
        after,
        before,
        z,
        x,
        y);
    Does updating = new Does("z").reading(b).updating(c);
    assertEquals("before x y after z", order(List.of(updating, before, x, y, after)));
  }

  @Test
  void anOperatorMayReadWhatItUpdatesButNotWhatItSetsOrAddsTo() {
    assertEquals("x", order(List.of(new Does("x").reading(a).updating(a))));
    assertEquals("x", order(List.of(new Does("x").setting(a).adding(a, a))));
    String cycle = "graph must be free of cycles without an update (a synapse), got a cycle ";
    refused(cycle + "x -> x", new Does("x").reading(a).setting(a.slice(7, 8)));
    refused(cycle + "x -> x", new Does("x").reading(a).adding(a));
    refused(
        cycle + "copy a[0:5] to a[1:6] -> copy a[0:5] to a[1:6]",
        Copy.set(a.slice(0, 5), a.slice(1, 6)));
  }

  private static String order(List<? extends Operator> operators) {
    return String.join(" ", new Graph(operators).ordered().stream().map(Operator::label).toList());
  }

  private static void refused(String message, Operator... operators) {
    assertEquals(
        message,
        assertThrows(IllegalArgumentException.class, () -> new Graph(List.of(operators)))
            .getMessage());
  }
}
