package org.spikelane.process;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.spikelane.nef.Statistics.column;

import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * What is played back, and when. Numbers marked so are what Nengo 4.1.0 (with SciPy, for linear
 * interpolation) gave for the process of that name, by {@code run_steps(ticks, dt=dt)}.
 */
class PlaybackTest {

  private static final double DT = 0.001;

  /** Inputs are numbered from 1. */
  private static double[] presented(int inputs, double presentationTime, int ticks, double dt) {
    double[][] numbers = new double[inputs][];
    Arrays.setAll(numbers, i -> new double[] {i + 1});
    return column(new PresentInput(numbers, presentationTime).run(ticks * dt, 1, dt, 0), 0);
  }

  @Test
  void inputsArePresentedAsNengoDoes() {
    assertArrayEquals(
        new double[] {1, 1, 2, 2, 3, 3, 1, 1, 2, 2, 3, 3, 1, 1}, presented(3, 0.002, 14, DT));
    assertArrayEquals(
        new double[] {1, 1, 1, 2, 2, 3, 3, 3, 1, 1, 2, 2, 2, 3, 3, 1},
        presented(3, 0.0025, 16, DT));
    assertArrayEquals(new double[] {1, 3, 2, 1, 3, 2, 1, 3, 2, 1}, presented(3, 0.0005, 10, DT));
    assertArrayEquals(new double[] {1, 2, 3, 2, 3, 2, 3, 2, 3, 1}, presented(3, 0.0007, 10, DT));
  }

  /** Nengo has no mismatch in these either: rounding must not move a presentation by a tick. */
  @Test
  void aPresentationOfWholeTicksIsNeverATickLongerOrShorter() {
    for (int length : new int[] {1, 3, 7, 10, 13}) {
      for (double dt : new double[] {1e-3, 1e-4}) {
        double[] got = presented(10, length * dt, 100_000, dt);
        for (int k = 1; k <= got.length; k++) {
          assertEquals((k - 1) / length % 10 + 1, got[k - 1], length + ", " + dt + ", tick " + k);
        }
      }
    }
  }

  private static final double[] TIMES = {0.0025, 0.005, 0.0081};
  private static final double[][] VALUES = {{1}, {-2}, {4}};

  private static double[] piecewise(
      double[] times, double[][] values, Interpolation interpolation, int ticks, double dt) {
    return column(new Piecewise(times, values, interpolation).run(ticks * dt, 1, dt, 0), 0);
  }

  @Test
  void valuesAreHeldAsInNengo() {
    assertArrayEquals(
        new double[] {0, 0, 1, 1, -2, -2, -2, 4, 4, 4, 4, 4},
        piecewise(TIMES, VALUES, Interpolation.ZERO, 12, DT));
    double[][] counted = {{1}, {2}, {3}};
    assertArrayEquals(
        new double[] {0, 0, 1, 1, 2, 2, 2, 3, 3, 3},
        piecewise(new double[] {0.001, 0.002, 0.003}, counted, Interpolation.ZERO, 10, 0.0004));
    assertArrayEquals(
        new double[] {1, 1, 2, 3, 3, 3, 3, 3, 3, 3},
        piecewise(new double[] {0.0003, 0.0009, 0.0012}, counted, Interpolation.ZERO, 10, 0.0003));
    assertArrayEquals(
        new double[] {5, 1, 1},
        piecewise(new double[] {-1, 0.002}, new double[][] {{5}, {1}}, Interpolation.ZERO, 3, DT));
    assertArrayEquals(
        new double[][] {{1, 2}, {3, -1}, {3, -1}, {3, -1}},
        new Piecewise(new double[] {0, 0.002}, new double[][] {{1, 2}, {3, -1}})
            .run(0.004, 2, DT, 0));
  }

  /**
   * Nengo: tick 20 for times from 19.5 to 20.499 ticks, tick 21 from 20.5. Halves go to the later
   * tick here; there to 11 for 10.5 ticks, but to 4 for 4.5, as rounding has it.
   */
  @Test
  void aTimeIsRoundedToTheNearestTick() {
    for (double offset : new double[] {-0.5, -0.49, -1e-6, 0, 1e-9, 0.4, 0.499}) {
      assertEquals(20, firstTickOf((20 + offset) * DT), "offset " + offset);
      assertEquals(21, firstTickOf((21 + offset) * DT), "offset " + offset);
    }
    for (int k = 1; k <= 1000; k++) {
      assertEquals(k, firstTickOf(k * 0.001));
      assertEquals(k, firstTickOf(k / 1000.0));
      assertEquals(k, firstTickOf((2 * k - 1) / 2000.0));
    }
  }

  private static int firstTickOf(double time) {
    ProcessStepper stepper =
        new Piecewise(new double[] {time}, new double[][] {{1}}).stepper(1, DT, 0);
    double[] out = new double[1];
    int tick = 0;
    while (out[0] == 0) {
      tick++;
      stepper.step(tick * DT, out);
    }
    return tick;
  }

  @Test
  void valuesAreInterpolatedAsInNengo() {
    assertArrayEquals(
        new double[] {
          0, 0, 0.4, -0.8, -2, -0.06451612903225779, 1.8709677419354844, 3.806451612903227, 0, 0
        },
        piecewise(TIMES, VALUES, Interpolation.LINEAR, 10, DT),
        1e-14);
    assertArrayEquals(
        new double[] {1.5, 2, 2.5, 3, 0, 0},
        piecewise(new double[] {0, 0.004}, new double[][] {{1}, {3}}, Interpolation.LINEAR, 6, DT),
        1e-14);
    assertArrayEquals(
        new double[] {2, 3, 4, 0, 0},
        piecewise(
            new double[] {-0.001, 0.003}, new double[][] {{0}, {4}}, Interpolation.LINEAR, 5, DT),
        1e-14);
    assertArrayEquals(
        new double[] {0, 1, 0, 0.5, 1, 0, 0, 0, 0, 0},
        piecewise(
            new double[] {0.002, 0.003, 0.005},
            new double[][] {{1}, {0}, {1}},
            Interpolation.LINEAR,
            10,
            DT),
        1e-14);
    double[][] two =
        new Piecewise(
                new double[] {0.002, 0.006}, new double[][] {{4, 1}, {0, 3}}, Interpolation.LINEAR)
            .run(0.008, 2, DT, 0);
    assertArrayEquals(new double[] {0, 4, 3, 2, 1, 0, 0, 0}, column(two, 0), 1e-14);
    assertArrayEquals(new double[] {0, 1, 1.5, 2, 2.5, 3, 0, 0}, column(two, 1), 1e-14);
  }

  /** 7·0.1 is above 0.7: without a tolerance the last value would never be seen. */
  @Test
  void theLastValueOfALineIsReachedWhicheverWayRoundingGoes() {
    double[] got =
        piecewise(new double[] {0.1, 0.7}, new double[][] {{1}, {7}}, Interpolation.LINEAR, 8, 0.1);
    assertArrayEquals(new double[] {1, 2, 3, 4, 5, 6, 7, 0}, got, 1e-14);
    assertEquals(7, got[6]);
    // 3·0.1 is above 0.3, and 300·0.001 is not.
    double[] late =
        piecewise(
            new double[] {3 * 0.1, 0.5}, new double[][] {{1}, {7}}, Interpolation.LINEAR, 300, DT);
    assertEquals(1, late[299]);
    // Where Nengo has NaN: one time is a value at that time.
    assertArrayEquals(
        new double[] {0, 4, 0},
        piecewise(new double[] {0.002}, new double[][] {{4}}, Interpolation.LINEAR, 3, DT));
  }

  @Test
  void aMapIsAsItsTimesAndValues() {
    SortedMap<Double, double[]> map = new TreeMap<>();
    map.put(0.005, new double[] {-2});
    map.put(0.0081, new double[] {4});
    map.put(0.0025, new double[] {1});
    assertEquals(new Piecewise(TIMES, VALUES), new Piecewise(map));
    assertEquals(
        new Piecewise(TIMES, VALUES, Interpolation.LINEAR),
        new Piecewise(map, Interpolation.LINEAR));
  }

  /** Nengo 4.1.0: 0, 0, 1, 2, 2, 0 and 1000 ticks of 1 ms. */
  @Test
  void aRunIsRoundedToWholeTicks() {
    Process one = new Piecewise(new double[] {0}, new double[][] {{1}});
    double[] seconds = {0.0004, 0.0005, 0.0006, 0.0015, 0.0025, 0, 1};
    int[] ticks = {0, 0, 1, 2, 2, 0, 1000};
    for (int i = 0; i < seconds.length; i++) {
      assertEquals(ticks[i], one.run(seconds[i], 1, DT, 0).length, "seconds " + seconds[i]);
    }
  }

  @Test
  void tickKIsAtKTimesDt() {
    Process time =
        (dims, dt, seed) -> ProcessStepper.stateless((t, out) -> Arrays.fill(out, t + seed));
    double[][] got = time.run(1, 2, 0.1, 5);
    for (int k = 1; k <= 10; k++) {
      assertArrayEquals(new double[] {k * 0.1 + 5, k * 0.1 + 5}, got[k - 1]);
    }
  }

  @Test
  void equalValuesAreEqualAndShareNoArray() {
    double[][] inputs = {{1, 2}, {3, 4}};
    double[] times = {-0.0, 1};
    PresentInput present = new PresentInput(inputs, 0.1);
    Piecewise piecewise = new Piecewise(times, inputs);
    inputs[0][0] = 9;
    times[1] = 9;
    present.inputs()[1][1] = 9;
    piecewise.values()[1][1] = 9;
    piecewise.times()[0] = 9;
    double[][] same = {{1, 2}, {3, 4}};
    assertEquals(new PresentInput(same, 0.1), present);
    assertEquals(new PresentInput(same, 0.1).hashCode(), present.hashCode());
    assertEquals(new Piecewise(new double[] {0, 1}, same), piecewise);
    assertEquals(new Piecewise(new double[] {0, 1}, same).hashCode(), piecewise.hashCode());
    assertEquals(
        "PresentInput[inputs=[[1.0, 2.0], [3.0, 4.0]], presentationTime=0.1]", present.toString());
    assertEquals(
        "Piecewise[times=[0.0, 1.0], values=[[1.0, 2.0], [3.0, 4.0]], interpolation=ZERO]",
        piecewise.toString());
  }
}
