package org.spikelane.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.spikelane.graph.Context;
import org.spikelane.graph.Copy;
import org.spikelane.graph.Filter;
import org.spikelane.graph.Graph;
import org.spikelane.graph.HostFunction;
import org.spikelane.graph.Operator;
import org.spikelane.graph.Signal;
import org.spikelane.kernel.KernelChoice;
import org.spikelane.synapse.Lowpass;

/** Graphs to be cut into pieces, and what must be true of all pieces. */
abstract class PiecesFixture {

  static final int WIDTH = 20_000;

  final List<Operator> operators = new ArrayList<>();

  Signal work(String name, Signal from) {
    return work(name, from, WIDTH);
  }

  /** Something to do that goes from a number to a number, by way of a large signal. */
  Signal work(String name, Signal from, int width) {
    Signal inside = Signal.zeros(name + ".inside", width);
    Signal to = Signal.zeros(name, 1);
    operators.add(Copy.set(from, new int[width], inside, null));
    operators.add(Copy.set(inside, new int[] {7}, to, null));
    return to;
  }

  Signal late(String name, Signal from) {
    Signal to = Signal.zeros(name, 1);
    operators.add(new Filter(new Lowpass(0.01), from, to));
    return to;
  }

  void host(String name, Signal time, Signal from, Signal to) {
    operators.add(new HostFunction(name, (t, x, out) -> {}, time, from, to));
  }

  Optional<Pieces> cut(int threads) {
    Graph graph = new Graph(operators);
    Context context = new Context(graph, 0.001, 0, KernelChoice.SCALAR);
    Optional<Pieces> pieces = Pieces.of(graph, context, List.of(), threads, Pieces.CACHED);
    pieces.ifPresent(found -> assertSound(graph, found));
    return pieces;
  }

  /**
   * All is there once, and needs only what is before, or what comes back in time; nobody else
   * writes what a piece writes.
   */
  private static void assertSound(Graph graph, Pieces pieces) {
    Map<Signal, Integer> writer = new IdentityHashMap<>();
    Set<Operator> all = new HashSet<>();
    int[] leads = pieces.leads();
    assertEquals(0, Arrays.stream(leads).min().orElseThrow());
    assertTrue(pieces.takeTurns() || Arrays.stream(leads).allMatch(lead -> lead == 0));
    for (int k = 0; k < pieces.pieces().size(); k++) {
      Piece piece = pieces.pieces().get(k);
      for (Operator operator : piece.graph().operators()) {
        assertTrue(all.add(operator), operator.label());
        for (List<Signal> written :
            List.of(operator.sets(), operator.increments(), operator.updates())) {
          for (Signal signal : written) {
            Integer before = writer.put(signal.base(), k);
            assertTrue(before == null || before == k, signal + " is written by two");
          }
        }
      }
    }
    for (int k = 0; k < pieces.pieces().size(); k++) {
      Set<Signal> inputs = new HashSet<>();
      for (Piece.Input input : pieces.pieces().get(k).inputs()) {
        assertTrue(inputs.add(input.base()));
        int ahead = leads[input.from()] + (input.isLate() ? 1 : 0) - leads[k];
        assertTrue(
            ahead >= (input.from() < k ? 0 : pieces.round()),
            input.base() + " goes from piece " + input.from() + " to " + k);
        assertEquals(input.from(), writer.get(input.base()));
      }
    }
    assertEquals(graph.operators().size(), all.size());
  }

  static int pieceOf(Pieces pieces, Signal written) {
    for (int k = 0; k < pieces.pieces().size(); k++) {
      for (Operator operator : pieces.pieces().get(k).graph().operators()) {
        if (operator.sets().contains(written) || operator.updates().contains(written)) {
          return k;
        }
      }
    }
    throw new AssertionError(written + " is written by nobody");
  }
}
