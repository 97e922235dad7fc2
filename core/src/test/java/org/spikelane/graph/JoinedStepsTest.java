package org.spikelane.graph;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.spikelane.kernel.KernelChoice;
import org.spikelane.synapse.Alpha;
import org.spikelane.synapse.Lowpass;
import org.spikelane.synapse.Synapse;

/** Many steps of a kind as one: the same bits as one after the other, whatever lies where. */
class JoinedStepsTest {

  /** Vectors of several sizes, in an order that neighbours do not always keep. */
  private static List<Signal> signals(SplittableRandom random, int count, boolean large) {
    List<Signal> signals = new ArrayList<>();
    Signal base = Signal.zeros("base", 4 * count);
    for (int k = 0; k < count; k++) {
      int size = large && random.nextInt(5) == 0 ? 40 : 3;
      signals.add(
          random.nextInt(4) == 0
              ? base.slice(4 * k, 4 * k + 3)
              : Signal.of("s" + k, Ticks.random(random.nextLong(), size), size));
    }
    return signals;
  }

  private static <T> void compare(
      List<Operator> operators, Class<T> kind, Function<List<T>, Step> all) {
    Graph graph = new Graph(operators);
    Context one = new Context(graph, 0.001, 0, KernelChoice.SCALAR);
    Context two = new Context(graph, 0.001, 0, KernelChoice.SCALAR);
    List<Step> separate = graph.ordered().stream().map(o -> o.bind(one)).toList();
    List<T> several = graph.ordered().stream().map(o -> kind.cast(o.bind(two))).toList();
    Step joined = all.apply(several);
    SplittableRandom random = new SplittableRandom(operators.size());
    for (int tick = 0; tick < 30; tick++) {
      separate.forEach(Step::step);
      joined.step();
      for (Signal signal : graph.signals()) {
        Ticks.assertBits(
            one.values(signal), two.values(signal), signal + " in tick " + tick + " of " + graph);
        double[] next = Ticks.random(random.nextLong(), signal.size());
        one.set(signal, next);
        two.set(signal, next);
      }
      if (tick % 7 == 3) {
        for (int k = 0; k < several.size(); k++) {
          assertSameState(separate.get(k), (Step) several.get(k));
        }
      }
      if (tick % 10 == 5) {
        // By itself in between, as when the kernel of an ensemble is not used.
        int k = random.nextInt(several.size());
        separate.get(k).step();
        ((Step) several.get(k)).step();
      }
    }
  }

  private static void assertSameState(Step expected, Step got) {
    if (expected instanceof StatefulStep stateful) {
      List<long[]> first = new ArrayList<>();
      List<long[]> second = new ArrayList<>();
      stateful.save(writer(first));
      ((StatefulStep) got).save(writer(second));
      assertEquals(first.size(), second.size());
      for (int k = 0; k < first.size(); k++) {
        assertArrayEquals(first.get(k), second.get(k));
      }
    }
  }

  private static StateWriter writer(List<long[]> into) {
    return new StateWriter() {
      @Override
      public void doubles(double... values) {
        into.add(Ticks.bits(values));
      }

      @Override
      public void longs(long... values) {
        into.add(values.clone());
      }
    };
  }

  @Test
  void filters() {
    Synapse[] synapses = {new Lowpass(0.005), new Alpha(0.01)};
    for (int seed = 0; seed < 20; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      List<Signal> from = signals(random, 12, true);
      List<Operator> operators = new ArrayList<>();
      for (Signal signal : from) {
        Signal to = Signal.zeros("to", signal.size());
        operators.add(new Filter(synapses[random.nextInt(5) / 4], signal, to));
      }
      compare(operators, BoundFilter.class, BoundFilter::all);
    }
  }

  @Test
  void copies() {
    for (int seed = 0; seed < 20; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      List<Signal> from = signals(random, 12, false);
      List<Signal> to = signals(random, 12, false);
      List<Operator> operators = new ArrayList<>();
      for (int k = 0; k < from.size(); k++) {
        int[] indices = random.nextInt(6) == 0 ? new int[] {2, 0, 1} : null;
        operators.add(
            random.nextInt(5) == 0
                ? Copy.set(from.get(k), indices, to.get(k), null)
                : Copy.increment(from.get(k), indices, to.get(k), null));
      }
      compare(operators, BoundCopy.class, BoundCopy::all);
    }
  }

  @Test
  void resets() {
    for (int seed = 0; seed < 20; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      List<Operator> operators = new ArrayList<>();
      for (Signal signal : signals(random, 12, true)) {
        operators.add(new Reset(signal, new double[] {0, 0, -0.0, 1}[random.nextInt(4)]));
      }
      compare(operators, BoundReset.class, BoundReset::all);
    }
  }

  @Test
  void whatIsNotFiniteIsRefusedByItsOwnFilter() {
    List<Operator> operators = new ArrayList<>();
    List<Signal> from = new ArrayList<>();
    List<Signal> to = new ArrayList<>();
    for (int k = 0; k < 3; k++) {
      from.add(Signal.of("from " + k, new double[] {1, 1}, 2));
      to.add(Signal.zeros("to " + k, 2));
      operators.add(new Filter(new Lowpass(0.005), from.get(k), to.get(k)));
    }
    Graph graph = new Graph(operators);
    Context context = new Context(graph, 0.001, 0, KernelChoice.SCALAR);
    Step all = BoundFilter.all(operators.stream().map(o -> (BoundFilter) o.bind(context)).toList());
    all.step();
    double[] before = context.values(to.get(1)).clone();
    context.set(from.get(1), new double[] {1, Double.NaN});
    IllegalStateException e = assertThrows(IllegalStateException.class, all::step);
    assertTrue(e.getMessage().contains("from 1 to to 1"), e.getMessage());
    assertTrue(e.getMessage().contains("NaN"), e.getMessage());
    // Of the filter's own input, not of the array that it is in.
    assertTrue(e.getMessage().contains("input[1] "), e.getMessage());
    assertArrayEquals(before, context.values(to.get(1)), "unchanged");
    assertTrue(Arrays.stream(context.values(to.get(2))).allMatch(y -> y == before[0]));
  }
}
