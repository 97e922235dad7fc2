package org.spikelane.process;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The same bits for the same seed, every time and in every JVM. */
@Tag("bits")
class ProcessBitsTest {

  private static final double SECONDS = 0.12;

  @Test
  void theSameSeedGivesTheSameBitsAndAnotherOneOthers() {
    for (Process process : Processes.ALL) {
      double[][] once = process.run(SECONDS, 2, Processes.DT, 20261124);
      assertArrayEquals(once, process.run(SECONDS, 2, Processes.DT, 20261124), process.toString());
      boolean random = !(process instanceof PresentInput || process instanceof Piecewise);
      double[][] other = process.run(SECONDS, 2, Processes.DT, 20261125);
      assertEquals(random, !Arrays.deepEquals(once, other), process.toString());
    }
  }

  /** Two steppers of one process do not share a stream. */
  @Test
  void steppersDoNotTouchEachOther() {
    for (Process process : Processes.ALL) {
      double[][] expected = process.run(SECONDS, 2, Processes.DT, 8);
      ProcessStepper one = process.stepper(2, Processes.DT, 8);
      ProcessStepper other = process.stepper(2, Processes.DT, 9);
      double[] out = new double[2];
      for (int k = 1; k <= expected.length; k++) {
        other.step(k * Processes.DT, out);
        one.step(k * Processes.DT, out);
        assertArrayEquals(expected[k - 1], out, process + ", tick " + k);
      }
    }
  }

  @Test
  void aStreamIsThatOfSplittableRandom() {
    for (long seed : new long[] {0, 1, -1, 20261124, Long.MIN_VALUE}) {
      SplittableRandom expected = new SplittableRandom(seed);
      RandomStream stream = new RandomStream(seed);
      for (int i = 0; i < 100; i++) {
        assertEquals(expected.nextLong(), stream.nextLong());
      }
    }
  }

  /**
   * The literals are what JDK 17 on x86 gave: every other JVM and processor must agree with them.
   * They are in the order of {@link Processes#ALL}.
   */
  @Test
  void signalsAreTheSameInEveryJvm() {
    int[] expected = {
      166947778,
      473799927,
      -2024865586,
      -1610155903,
      -1481177448,
      1446463744,
      218955373,
      -683695216,
      166947778,
      244377971,
      886128992,
      1394569895,
      1343314049,
      957962369,
      -217133614,
      543381633
    };
    int[] got =
        Processes.ALL.stream()
            .mapToInt(p -> Arrays.deepHashCode(p.run(SECONDS, 2, Processes.DT, 20261124)))
            .toArray();
    assertArrayEquals(expected, got, () -> "got " + Arrays.toString(got));
  }
}
