package org.spikelane.graph;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
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

  /** Whether an access must come before another, by the definition; throws if they exclude it. */
  private static boolean comesBefore(Access x, Access y) {
    boolean exclusive =
        (x.role() == Role.SET || x.role() == Role.UPDATE)
            && (y.role() == Role.SET || y.role() == Role.UPDATE);
    if (exclusive) {
      throw new IllegalArgumentException("twice");
    }
    return x.role() == y.role()
        ? x.role() == Role.INCREMENT && x.index() < y.index()
        : x.role().compareTo(y.role()) < 0;
  }

  /** The order by the definition, from every pair of accesses; null if there is none. */
  private static List<Operator> byEveryPair(List<Operator> operators, List<Integer> levels) {
    int n = operators.size();
    boolean[][] before = new boolean[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        for (Access x : Access.of(operators.get(i), i)) {
          for (Access y : Access.of(operators.get(j), j)) {
            if (i != j && x.signal().overlaps(y.signal())) {
              before[i][j] |= comesBefore(x, y);
            }
          }
        }
      }
    }
    List<Integer> order = new ArrayList<>();
    int[] level = new int[n];
    while (order.size() < n) {
      int next = 0;
      while (next < n && (order.contains(next) || waits(before, next, order))) {
        next++;
      }
      if (next == n) {
        return null;
      }
      for (int earlier : order) {
        level[next] = Math.max(level[next], before[earlier][next] ? level[earlier] + 1 : 0);
      }
      order.add(next);
    }
    for (int i = 0; i < n; i++) {
      levels.add(level[i]);
    }
    return order.stream().<Operator>map(operators::get).toList();
  }

  private static boolean waits(boolean[][] before, int index, List<Integer> done) {
    for (int i = 0; i < before.length; i++) {
      if (before[i][index] && !done.contains(i)) {
        return true;
      }
    }
    return false;
  }

  /** Edges between parts and events say neither less nor more than every pair would. */
  @Test
  void theOrderIsThatOfEveryPair() {
    SplittableRandom random = new SplittableRandom(1);
    int sorted = 0;
    int cycles = 0;
    for (int trial = 0; trial < 20_000; trial++) {
      Signal[] bases = {Signal.zeros("a", 6), Signal.zeros("b", 2, 3)};
      Signal[] views = {
        bases[0], bases[0].slice(0, 2), bases[0].slice(1, 4), bases[0].slice(5, 0, -2),
        bases[1], bases[1].transposed(), bases[1].slice(1, 2), bases[1].transposed().slice(0, 1)
      };
      List<Operator> operators = new ArrayList<>();
      int count = 2 + random.nextInt(9);
      int setting = random.nextInt(count);
      for (int i = 0; i < count; i++) {
        Does does = new Does("" + i);
        Signal one = views[random.nextInt(views.length)];
        Signal two = views[random.nextInt(views.length)];
        does = random.nextInt(4) > 0 ? does.reading(one) : does;
        does = random.nextInt(2) > 0 && two.base() != one.base() ? does.adding(two) : does;
        if (i == setting) {
          Signal own = views[random.nextInt(4)];
          boolean updates = random.nextBoolean() || own.base() == one.base();
          does = updates ? does.updating(own) : does.setting(own);
        }
        operators.add(does);
      }
      List<Integer> levels = new ArrayList<>();
      List<Operator> expected = byEveryPair(operators, levels);
      if (expected == null) {
        cycles++;
        String message =
            assertThrows(IllegalArgumentException.class, () -> new Schedule(operators))
                .getMessage();
        assertCycle(message, operators);
      } else {
        sorted++;
        Schedule schedule = new Schedule(operators);
        assertEquals(labels(expected), labels(schedule.ordered()));
        assertEquals(levels, levels(operators, schedule));
      }
    }
    assertTrue(sorted > 2_000 && cycles > 2_000, sorted + " sorted, " + cycles + " cycles");
  }

  /** One above the highest level of those that an operator follows. */
  private static List<Integer> levels(List<Operator> operators, Schedule schedule) {
    List<Integer> levels = new ArrayList<>(Collections.nCopies(operators.size(), 0));
    for (Operator operator : schedule.ordered()) {
      int index = Integer.parseInt(operator.label());
      for (int follower : schedule.followers()[index]) {
        levels.set(follower, Math.max(levels.get(follower), levels.get(index) + 1));
      }
    }
    return levels;
  }

  /** Each operator that is named comes before the next. */
  private static void assertCycle(String message, List<Operator> operators) {
    String[] names = message.substring(message.indexOf("got a cycle ") + 12).split(" -> ");
    assertEquals(names[0], names[names.length - 1], message);
    for (int k = 1; k < names.length; k++) {
      int i = Integer.parseInt(names[k - 1]);
      int j = Integer.parseInt(names[k]);
      boolean before = false;
      for (Access x : Access.of(operators.get(i), i)) {
        for (Access y : Access.of(operators.get(j), j)) {
          before |= x.signal().overlaps(y.signal()) && comesBefore(x, y);
        }
      }
      assertTrue(before, message);
    }
  }

  @Test
  void manyOnOneSignalNeedFewEdges() {
    int n = 1_000;
    Signal all = Signal.zeros("all", n);
    List<Operator> operators = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      operators.add(new Does("add").adding(all));
      operators.add(new Does("add to one").adding(all.slice(i, i + 1)));
      operators.add(new Does("read").reading(all));
      operators.add(new Does("read half").reading(all.slice(0, n / 2)));
    }
    operators.add(new Does("update").updating(all));
    int edges = new Schedule(operators).edges();
    assertTrue(edges < 12 * n, edges + " edges for " + 4 * n + " operators");
  }

  @Test
  void tooManyOverlapsAreRefused() {
    int n = 4_000;
    Signal all = Signal.zeros("all", 2 * n);
    List<Operator> reads = new ArrayList<>();
    List<Operator> additions = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      reads.add(new Does("read").reading(all.slice(i, i + n)));
      additions.add(new Does("add").adding(all.slice(i, i + n)));
    }
    assertEquals(0, new Schedule(reads).edges());
    refused(
        "operators on all[8000] must be on views of a signal that seldom overlap, got more than "
            + Schedule.mostRelations(n)
            + " pairs of views that may overlap",
        additions.toArray(Operator[]::new));
  }

  @Test
  void tooManyPairsAreRefusedThoughTheyTakeFewEdges() {
    // As of an array of 2,500 parts that is read as a whole as often.
    assertEquals(5_000, new Graph(setInPartsAndRead(2_500)).ordered().size());
    int n = 9_000;
    List<Operator> operators = setInPartsAndRead(n);
    refused(
        "operators must be on views of a signal that seldom overlap, got more than "
            + 16 * Schedule.mostRelations(2 * n)
            + " pairs of views that may overlap",
        operators.toArray(Operator[]::new));
  }

  private static List<Operator> setInPartsAndRead(int n) {
    Signal all = Signal.zeros("all", n);
    List<Operator> operators = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      operators.add(new Does("set").setting(all.slice(i, i + 1)));
      operators.add(new Does("read").reading(all));
    }
    return operators;
  }

  private static List<String> labels(List<Operator> operators) {
    return operators.stream().map(Operator::label).toList();
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
