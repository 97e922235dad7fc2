package org.spikelane.plan;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.spikelane.graph.Context;
import org.spikelane.graph.Graph;
import org.spikelane.graph.Signal;
import org.spikelane.kernel.KernelChoice;

/** A sum of vectors that goes where a product would have put it, with the same bits. */
class TotalTest {

  private static final double TINY = 0x1p-53;

  private static double[] total(Signal to, double[]... terms) {
    List<Signal> signals =
        Arrays.stream(terms).map(term -> Signal.of("term", term, term.length)).toList();
    Total total = new Total(signals, to);
    Context context = new Context(new Graph(List.of(total)), 0.001, 0, KernelChoice.SCALAR);
    total.bind(context).step();
    return context.values(to.base());
  }

  @Test
  void theFirstTermsAreAddedFirst() {
    double[] ascending = total(Signal.zeros("to", 1), new double[][] {{TINY}, {TINY}, {1}});
    assertArrayEquals(new double[] {1 + 2 * TINY}, ascending);
    double[] descending = total(Signal.zeros("to", 1), new double[][] {{1}, {TINY}, {TINY}});
    assertArrayEquals(new double[] {1}, descending);
  }

  /** As that of a product, which adds to 0. */
  @Test
  void aSumOfNothingIsNotNegative() {
    assertArrayEquals(
        new double[] {0}, total(Signal.zeros("to", 1), new double[] {-0.0}, new double[] {-0.0}));
  }

  @Test
  void elementsMayLieApart() {
    Signal whole = Signal.of("whole", new double[] {-1, -1, -1, -1, -1}, 5);
    double[][] terms = {{1, 2}, {10, 20}};
    assertArrayEquals(new double[] {-1, 11, -1, 22, -1}, total(whole.slice(1, 5, 2), terms));
    Signal backwards = Signal.of("whole", new double[] {-1, -1, -1, -1, -1}, 5);
    assertArrayEquals(new double[] {-1, -1, 22, -1, 11}, total(backwards.slice(4, 1, -2), terms));
  }
}
