package org.spikelane.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Which elements a view has, and whether two views have one in common, beside the list of them. */
class ElementsTest {

  private static Set<Integer> listed(Signal signal) {
    return Arrays.stream(signal.positions()).boxed().collect(Collectors.toSet());
  }

  /** Any view that is allowed, with strides of both signs. */
  private static Signal anyView(Signal base, SplittableRandom random) {
    while (true) {
      int[] shape = new int[random.nextInt(3)];
      int[] strides = new int[shape.length];
      for (int axis = 0; axis < shape.length; axis++) {
        shape[axis] = 1 + random.nextInt(6);
        strides[axis] = random.nextInt(-10, 10);
      }
      try {
        return base.strided("view", random.nextInt(base.size()), shape, strides);
      } catch (IllegalArgumentException e) {
        // Outside, or an element twice.
      }
    }
  }

  @Test
  void anyTwoViews() {
    SplittableRandom random = new SplittableRandom(1);
    Signal base = Signal.zeros("base", 24);
    int overlapping = 0;
    int same = 0;
    for (int trial = 0; trial < 50_000; trial++) {
      Signal a = anyView(base, random);
      Signal b = anyView(base, random);
      Set<Integer> ofA = listed(a);
      Set<Integer> ofB = listed(b);
      Elements elements = Elements.of(a);
      assertEquals(ofA.stream().mapToInt(p -> p).min().getAsInt(), elements.lowest(), a::toString);
      assertEquals(ofA.stream().mapToInt(p -> p).max().getAsInt(), elements.highest());
      if (elements.equals(Elements.of(b))) {
        assertEquals(ofA, ofB);
        same++;
      }
      boolean common = ofA.stream().anyMatch(ofB::contains);
      assertEquals(
          common, elements.overlaps(Elements.of(b)), () -> elements + " " + Elements.of(b));
      overlapping += common ? 1 : 0;
    }
    assertTrue(overlapping > 5_000 && overlapping < 45_000 && same > 200, overlapping + " " + same);
  }

  @Test
  void theOrderOfElementsDoesNotMatter() {
    Signal matrix = Signal.zeros("matrix", 4, 6);
    List<Signal> all =
        new ArrayList<>(
            List.of(matrix, matrix.transposed(), matrix.reshaped(24), matrix.reshaped(8, 3)));
    all.add(matrix.slice(3, -1, -1));
    all.add(matrix.reshaped(24).slice(23, -1, -1));
    for (Signal signal : all) {
      assertEquals(new Elements(0, 24, 1, 1, 0), Elements.of(signal), signal::toString);
    }
  }

  @Test
  void positionsNearTheLargest() {
    Signal base = Signal.zeros("base", Integer.MAX_VALUE - 8);
    int n = 1_000_000_000;
    Elements even = Elements.of(base.slice(0, 2 * n, 2));
    Elements odd = Elements.of(base.slice(1, 2 * n, 2));
    Elements thirds = Elements.of(base.slice(2 * n - 1, 2 * n - 8, -3));
    assertEquals(
        List.of(false, true, true),
        List.of(even.overlaps(odd), even.overlaps(thirds), odd.overlaps(thirds)));
    Elements far = Elements.of(base.slice(0, 2 * n, 46_340));
    Elements further = Elements.of(base.slice(1, 2 * n, 46_341));
    // 46340 i = 1 + 46341 j first where j = 46339, beyond the largest position.
    assertEquals(false, far.overlaps(further));
    assertEquals(true, far.overlaps(Elements.of(base.slice(1, 2 * n, 46_339))));
  }
}
