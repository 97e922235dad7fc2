package org.spikelane.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.spikelane.parallel.Apart;

/** Numbers that begin where a line of the cache begins. */
class AlignedTest {

  /** What is before the first number of an array is two numbers long, a line eight. */
  private static void assertBeginsWithLine(Aligned numbers) {
    assertEquals(0, (2 + numbers.at()) % 8, "" + numbers.at());
  }

  private static Function<String, Optional<String>> flags(Map<String, String> flags) {
    return name -> Optional.ofNullable(flags.get(name));
  }

  @Test
  void manyShareAnArrayWithRoomBetweenThem() {
    Aligned.Sizes shared = new Aligned.Sizes(100_000);
    int end = 0;
    double[] array = shared.doubles(0).array();
    for (int count : new int[] {1, 8, 9, 0, 100, 3}) {
      Aligned next = shared.doubles(count);
      assertSame(array, next.array());
      assertBeginsWithLine(next);
      assertTrue(next.at() - end >= Apart.ROOM, count + " at " + next.at());
      end = next.at() + count;
    }
    assertTrue(end + Apart.ROOM <= 100_000);
  }

  /** So that a small one that lives long does not keep large ones that do not. */
  @Test
  void thoseOfOtherSizesShareAnother() {
    Aligned.Sizes shared = new Aligned.Sizes(128_000);
    double[] small = shared.doubles(1000).array();
    double[] medium = shared.doubles(1001).array();
    double[] large = shared.doubles(8001).array();
    assertNotSame(small, medium);
    assertNotSame(medium, large);
    assertSame(small, shared.doubles(1).array());
    assertSame(medium, shared.doubles(8000).array());
    assertSame(large, shared.doubles(63_000).array());
  }

  @Test
  void severalThreadsHavePlacesOfTheirOwn() {
    Aligned.Sizes shared = new Aligned.Sizes(1_000_000);
    int[] at =
        IntStream.range(0, 20_000).parallel().map(k -> shared.doubles(8).at()).sorted().toArray();
    for (int k = 1; k < at.length; k++) {
      assertTrue(at[k] - at[k - 1] >= 8 + Apart.ROOM, at[k - 1] + ", " + at[k]);
    }
  }

  @Test
  void whenOneIsFullThereIsAnother() {
    Aligned.Sizes shared = new Aligned.Sizes(1000);
    Aligned first = shared.doubles(480);
    first.array()[first.at() + 479] = 7;
    Aligned second = shared.doubles(480);
    assertNotSame(first.array(), second.array(), "room behind it is needed as well");
    assertEquals(0, second.array()[second.at() + 479]);
    for (Aligned each : new Aligned[] {first, second}) {
      assertBeginsWithLine(each);
      assertTrue(each.array().length - each.at() - 480 >= Apart.ROOM);
    }
    assertSame(second.array(), shared.doubles(400).array());
  }

  @Test
  void largeOnesHaveAnArrayOfTheirOwn() {
    Aligned.Sizes shared = new Aligned.Sizes(1000);
    assertFalse(shared.isAlone(499));
    assertTrue(shared.isAlone(500));
    Aligned large = shared.doubles(5000);
    assertEquals(Apart.BEGIN + 5000 + Apart.ROOM, large.array().length);
    assertBeginsWithLine(large);
    assertSame(shared.doubles(1).array(), shared.doubles(1).array());
  }

  @Test
  void withoutSharedArraysAllAreAlone() {
    Aligned.Sizes none = new Aligned.Sizes(0);
    assertTrue(none.isAlone(0));
    assertNotSame(none.doubles(3).array(), none.doubles(3).array());
  }

  @Test
  void whereThereIsNoMemoryForSharedOnesTheyAreAlone() {
    // More than any array can have.
    Aligned.Sizes shared = new Aligned.Sizes(Integer.MAX_VALUE);
    assertEquals(Apart.BEGIN + 3 + Apart.ROOM, shared.doubles(3).array().length);
  }

  /** G1 leaves arrays of more than half a region where a region begins. */
  @Test
  void sharedArraysAreAsLargeAsARegionOfG1() {
    Map<String, String> g1 = Map.of("UseG1GC", "true", "G1HeapRegionSize", "4194304");
    long bytes = 16 + 8L * Aligned.sharedSize(flags(g1), 1L << 33);
    assertTrue(bytes <= 4194304 && bytes > 4194304 / 2, bytes + " bytes");
    assertEquals(0, Aligned.sharedSize(flags(Map.of("UseG1GC", "false")), 1L << 33));
    assertEquals(0, Aligned.sharedSize(flags(Map.of("UseG1GC", "true")), 1L << 33));
    assertEquals(0, Aligned.sharedSize(flags(Map.of()), 1L << 33));
  }

  @Test
  void ofASmallHeapNoRegionIsShared() {
    Map<String, String> g1 = Map.of("UseG1GC", "true", "G1HeapRegionSize", "1048576");
    assertEquals(0, Aligned.sharedSize(flags(g1), (1L << 28) - 1));
    assertTrue(Aligned.sharedSize(flags(g1), 1L << 28) > 0);
  }
}
