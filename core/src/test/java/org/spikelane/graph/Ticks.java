package org.spikelane.graph;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.spikelane.kernel.KernelChoice;

/** Runs some operators as a graph, and reads their signals. */
final class Ticks {

  private final Context context;
  private final List<Step> steps = new ArrayList<>();

  private Ticks(KernelChoice kernel, Operator... operators) {
    Graph graph = new Graph(List.of(operators));
    context = new Context(graph, 0.001, 0, kernel);
    graph.ordered().forEach(operator -> steps.add(operator.bind(context)));
  }

  static Ticks of(Operator... operators) {
    return new Ticks(KernelChoice.SCALAR, operators);
  }

  static Ticks of(KernelChoice kernel, Operator... operators) {
    return new Ticks(kernel, operators);
  }

  Ticks run(int ticks) {
    for (int tick = 0; tick < ticks; tick++) {
      steps.forEach(Step::step);
    }
    return this;
  }

  /** Runs one of the steps so often. */
  static void times(int count, Step step) {
    for (int k = 0; k < count; k++) {
      step.step();
    }
  }

  /** The signal's elements, row after row. */
  double[] read(Signal signal) {
    double[] array = context.array(signal);
    return Arrays.stream(context.positions(signal)).mapToDouble(p -> array[p]).toArray();
  }

  /** All elements of the signal's base, not to be changed. */
  double[] array(Signal signal) {
    return context.values(signal.base());
  }

  Step step(int index) {
    return steps.get(index);
  }

  /** Numbers between −1 and 1, some of them 0. */
  static double[] random(long seed, int size) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] values = new double[size];
    Arrays.setAll(values, i -> random.nextInt(5) == 0 ? 0 : 2 * random.nextDouble() - 1);
    return values;
  }

  /**
   * Views of vectors with given values, between other numbers: a whole one, a part, every third,
   * backwards, and a column of a matrix.
   */
  static List<Signal> views(String name, double[] values) {
    int n = values.length;
    List<Signal> views = new ArrayList<>();
    views.add(Signal.of(name, values, n));
    for (int[] slice : new int[][] {{5, 1}, {2, 3}, {3 * n + 1, -1}, {2 * n, -2}}) {
      double[] all = random(n, 3 * n + 7);
      for (int i = 0; i < n; i++) {
        all[slice[0] + i * slice[1]] = values[i];
      }
      int end = slice[0] + (n - 1) * slice[1] + (slice[1] > 0 ? 1 : -1);
      views.add(Signal.of(name, all, all.length).slice(slice[0], end, slice[1]));
    }
    return views;
  }

  static void assertBits(double[] expected, double[] actual, String where) {
    assertArrayEquals(bits(expected), bits(actual), where);
  }

  static long[] bits(double[] values) {
    return Arrays.stream(values).mapToLong(Double::doubleToRawLongBits).toArray();
  }
}
