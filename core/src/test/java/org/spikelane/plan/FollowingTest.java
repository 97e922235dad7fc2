package org.spikelane.plan;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.spikelane.graph.HostFunction;
import org.spikelane.graph.Reset;
import org.spikelane.graph.Signal;

/** What runs after a thread's share without waiting for other threads. */
class FollowingTest {

  private final Map<Unit, List<Unit>> before = new IdentityHashMap<>();
  private final List<List<Unit>> levels = new ArrayList<>();

  private Unit unit(int level, long work, Unit... waitsFor) {
    return put(level, new Unit(null, null, new Reset(Signal.zeros("x", 1), 0), work), waitsFor);
  }

  private Unit put(int level, Unit unit, Unit... waitsFor) {
    while (levels.size() <= level) {
      levels.add(new ArrayList<>());
    }
    levels.get(level).add(unit);
    if (waitsFor.length > 0) {
      before.put(unit, List.of(waitsFor));
    }
    return unit;
  }

  /** Takes what follows on the shares of two threads of level 1, behind one of level 0. */
  private List<Following> following() {
    Shares shares = Shares.of(levels.get(1), 2, false);
    Set<Unit> done = Collections.newSetFromMap(new IdentityHashMap<>());
    done.addAll(levels.get(0));
    return Following.of(shares, levels, 2, before, done);
  }

  private static void assertUnits(List<Unit> expected, List<Unit> got) {
    assertEquals(expected.size(), got.size());
    for (int k = 0; k < expected.size(); k++) {
      assertSame(expected.get(k), got.get(k));
    }
  }

  @Test
  void whatWaitsForOneThreadIsRunByIt() {
    Unit first = unit(0, 5);
    Unit a = unit(1, 10_000, first);
    Unit b = unit(1, 10_000, first);
    Unit c = unit(1, 10_000);
    Unit d = unit(1, 10_000, first);
    Unit ofA = unit(2, 10, a, first);
    Unit ofC = unit(2, 10, c);
    Unit ofBoth = unit(2, 10, b, c);
    Unit ofNone = unit(2, 10, first);
    Unit later = unit(3, 10, ofA, b);
    Unit afterBoth = unit(3, 10, ofBoth, a);
    Unit last = unit(4, 10, afterBoth);
    List<Following> following = following();
    assertEquals(2, following.size());
    assertUnits(List.of(ofA), following.get(0).units().get(0));
    assertUnits(List.of(ofC), following.get(0).units().get(1));
    assertUnits(List.of(later), following.get(1).units().get(0));
    assertUnits(List.of(), following.get(1).units().get(1));
    assertUnits(List.of(a, b, c, d), levels.get(1));
    assertUnits(List.of(ofBoth, ofNone), levels.get(2));
    assertUnits(List.of(afterBoth), levels.get(3));
    assertUnits(List.of(last), levels.get(4));
  }

  @Test
  void functionsOfTheCallersAreNotTakenNorWhatWaitsForThem() {
    unit(0, 5);
    Unit a = unit(1, 10_000);
    unit(1, 10_000);
    HostFunction.Body body = (t, x, out) -> {};
    HostFunction function =
        new HostFunction("f", body, Signal.zeros("t"), null, Signal.zeros("y", 1));
    Unit host = put(2, new Unit(null, null, function, 10), a);
    Unit taken = unit(2, 10, a);
    Unit afterHost = unit(3, 10, host, taken);
    List<Following> following = following();
    assertEquals(1, following.size());
    assertUnits(List.of(taken), following.get(0).units().get(0));
    assertUnits(List.of(host), levels.get(2));
    assertUnits(List.of(afterHost), levels.get(3));
  }

  /**
   * Else it would be on a share, and what waits for it and for another share could follow neither.
   */
  @Test
  void whatIsLittleIsTheCallersAhead() {
    Unit a = unit(0, 10_000);
    Unit little = unit(0, 200);
    Unit more = unit(0, 290);
    HostFunction.Body body = (t, x, out) -> {};
    HostFunction function =
        new HostFunction("f", body, Signal.zeros("t"), null, Signal.zeros("y", 1));
    put(0, new Unit(null, null, function, 5));
    unit(0, 10_000, a);
    assertUnits(List.of(little, more), Shares.ahead(levels.get(0)));
    unit(0, 11);
    assertUnits(List.of(), Shares.ahead(levels.get(0)));
  }

  /** One thread has less to do than the other, until it does what follows as well. */
  @Test
  void whatMakesThreadsEqualIsTaken() {
    unit(0, 5);
    Unit a = unit(1, 10_000);
    unit(1, 10_000);
    unit(1, 10_000);
    Unit heavy = unit(2, 9_000, a);
    Shares shares = Shares.of(levels.get(1), 2, false);
    assertFalse(Shares.areEqual(shares.work()));
    List<Following> following = following();
    assertUnits(List.of(heavy), following.get(0).units().get(0));
    assertArrayEquals(new long[] {19_000, 20_000}, Following.work(shares, following));
    assertTrue(Shares.areEqual(Following.work(shares, following)));
  }

  @Test
  void nothingIsTakenThatMakesThreadsWaitForOne() {
    unit(0, 5);
    Unit a = unit(1, 10_000);
    unit(1, 10_000);
    Unit heavy = unit(2, 9_000, a);
    assertTrue(following().isEmpty());
    assertUnits(List.of(heavy), levels.get(2));
  }
}
