package org.spikelane.plan;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Units wait for those they have to, and large ones meet. */
class LevelsTest {

  private static int[] levels(int[][] followers, Integer... large) {
    boolean[] isLarge = new boolean[followers.length];
    for (int unit : large) {
      isLarge[unit] = true;
    }
    return Levels.of(followers, isLarge).orElseThrow();
  }

  @Test
  void asSoonAsTheyMay() {
    assertArrayEquals(new int[] {0, 1, 2, 0}, levels(new int[][] {{1}, {2}, {}, {2}}));
    assertEquals(
        List.of(List.of("a", "d"), List.of("b"), List.of("c")),
        Levels.list(List.of("a", "b", "c", "d"), new int[] {0, 1, 2, 0}));
  }

  /** Two ensembles, one of which waits for a function: 0 and 4 are followed by filters. */
  @Test
  void aLargeUnitWaitsForAnother() {
    int[][] followers = {{1}, {}, {3}, {4}, {5}, {}};
    assertArrayEquals(new int[] {2, 3, 0, 1, 2, 3}, levels(followers, 0, 4));
  }

  @Test
  void largeUnitsThatWaitForEachOtherDoNotMeet() {
    int[][] followers = {{1}, {2}, {}, {}};
    assertArrayEquals(new int[] {0, 1, 2, 0}, levels(followers, 0, 1, 2, 3));
  }

  @Test
  void aCycleHasNoLevels() {
    assertTrue(Levels.of(new int[][] {{1}, {2}, {1}}, new boolean[3]).isEmpty());
    assertEquals(0, Levels.of(new int[0][], new boolean[0]).orElseThrow().length);
  }

  @Test
  void nobodyIsBeforeWhomItWaitsFor() {
    SplittableRandom random = new SplittableRandom(1);
    for (int time = 0; time < 300; time++) {
      int units = 1 + random.nextInt(40);
      int[][] followers = new int[units][];
      boolean[] large = new boolean[units];
      int edges = 0;
      for (int unit = 0; unit < units; unit++) {
        int behind = unit;
        followers[unit] =
            random
                .ints(random.nextInt(3), behind, units + 1)
                .filter(f -> f > behind && f < units)
                .distinct()
                .toArray();
        large[unit] = random.nextInt(3) == 0;
        edges += followers[unit].length;
      }
      int[] level = Levels.of(followers, large).orElseThrow();
      for (int unit = 0; unit < units; unit++) {
        for (int follower : followers[unit]) {
          assertTrue(level[unit] < level[follower], "among " + edges + " edges");
        }
      }
    }
  }
}
