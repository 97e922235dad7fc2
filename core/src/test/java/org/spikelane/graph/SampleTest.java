package org.spikelane.graph;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.spikelane.kernel.KernelChoice;

/** A probe samples in the ticks k with k modulo every/dt below 1. */
class SampleTest {

  private static final double DT = 0.001;

  private final Signal tick = Signal.zeros("tick");
  private final Signal time = Signal.zeros("time");

  @Test
  void everyTickUnlessAskedOtherwise() {
    for (double every : new double[] {0, DT / 3, DT}) {
      assertArrayEquals(IntStream.rangeClosed(1, 20).toArray(), sampled(every, 20));
    }
  }

  @Test
  void whereTheRemainderIsBelowOne() {
    assertArrayEquals(new int[] {5, 10, 15, 20}, sampled(0.005, 24));
    assertArrayEquals(new int[] {2, 3, 5, 6, 8, 9}, sampled(0.0015, 10));
    assertArrayEquals(new int[] {3, 5, 8, 10}, sampled(0.0025, 11));
    assertArrayEquals(new int[] {}, sampled(1, 900));
  }

  /** The remainder of the doubles as they are: a quotient of 10 that was 9.99… is not 10. */
  @Test
  void theRemainderIsExact() {
    for (int steps = 1; steps <= 60; steps++) {
      double every = steps * 0.00037;
      BigDecimal period = new BigDecimal(Math.max(1, every / DT));
      int[] expected =
          IntStream.rangeClosed(1, 400)
              .filter(k -> new BigDecimal(k).remainder(period).compareTo(BigDecimal.ONE) < 0)
              .toArray();
      assertArrayEquals(expected, sampled(every, 400), "every " + every);
    }
    // 1.1 is a little more than 11/10, so 11 is not ten times it.
    assertArrayEquals(
        IntStream.rangeClosed(2, 12).filter(k -> k != 11).toArray(), sampled(1.1 * DT, 12));
  }

  private int[] sampled(double every, int ticks) {
    Signal value = Signal.zeros("value", 1);
    Sample sample = new Sample("p", value, tick, every);
    Operator counts =
        new HostFunction("count", (t, x, out) -> out[0] = Math.round(t / DT), time, null, value);
    Graph graph = new Graph(List.of(sample, counts, new Clock(tick, time)));
    Context context = new Context(graph, DT, 0, KernelChoice.SCALAR);
    List<Step> steps = graph.ordered().stream().map(o -> o.bind(context)).toList();
    Recording recording = (Recording) steps.get(graph.ordered().indexOf(sample));
    for (int k = 0; k < ticks; k++) {
      steps.forEach(Step::step);
    }
    double[] times = recording.times();
    double[][] values = recording.values();
    assertEquals(recording.samples(), times.length);
    int[] sampled = new int[values.length];
    for (int i = 0; i < sampled.length; i++) {
      sampled[i] = (int) values[i][0];
      assertEquals(sampled[i] * DT, times[i]);
    }
    return sampled;
  }

  @Test
  void whatItReturnsIsACopy() {
    Signal value = Signal.of("value", new double[] {1, 2, 3}, 3);
    Signal ticks = Signal.zeros("tick");
    Graph graph =
        new Graph(List.of(new Clock(ticks, time), new Sample("p", value.slice(1, 3), ticks, 0)));
    Context context = new Context(graph, DT, 0, KernelChoice.SCALAR);
    Step clock = graph.ordered().get(0).bind(context);
    Recording recording = (Recording) graph.ordered().get(1).bind(context);
    recording.reserve(1);
    clock.step();
    recording.step();
    recording.values()[0][0] = 7;
    recording.times()[0] = 7;
    assertArrayEquals(new double[][] {{2, 3}}, recording.values());
    assertArrayEquals(new double[] {DT}, recording.times());
  }

  @Test
  void badInput() {
    Signal vector = Signal.zeros("v", 6);
    refused(
        "signal of probe p must be contiguous, got v[0:6:2][3]",
        () -> new Sample("p", vector.slice(0, 6, 2), tick, 0));
    for (double every : new double[] {-1, Double.NaN, Double.POSITIVE_INFINITY}) {
      refused(
          "every must be a finite number of seconds, 0 or above, got " + every,
          () -> new Sample("p", vector, tick, every));
    }
  }

  private static void refused(String message, Runnable code) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, code::run).getMessage());
  }
}
