package org.spikelane.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import elsewhere.Watching;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.spikelane.graph.Context;
import org.spikelane.graph.Copy;
import org.spikelane.graph.Filter;
import org.spikelane.graph.Graph;
import org.spikelane.graph.HostFunction;
import org.spikelane.graph.Operator;
import org.spikelane.graph.Reset;
import org.spikelane.graph.Signal;
import org.spikelane.kernel.KernelChoice;
import org.spikelane.synapse.Lowpass;

/** How a graph is cut into pieces that can run ahead of each other. */
class PiecesTest {

  private static final int WIDTH = 20_000;

  private final List<Operator> operators = new ArrayList<>();

  private static Signal wide(String name) {
    return Signal.zeros(name, WIDTH);
  }

  private Signal work(String name, Signal from) {
    return work(name, from, WIDTH);
  }

  /** Something to do that goes from a number to a number, by way of a large signal. */
  private Signal work(String name, Signal from, int width) {
    Signal inside = Signal.zeros(name + ".inside", width);
    Signal to = Signal.zeros(name, 1);
    operators.add(Copy.set(from, new int[width], inside, null));
    operators.add(Copy.set(inside, new int[] {7}, to, null));
    return to;
  }

  private Signal late(String name, Signal from) {
    Signal to = Signal.zeros(name, 1);
    operators.add(new Filter(new Lowpass(0.01), from, to));
    return to;
  }

  private void host(String name, Signal time, Signal from, Signal to) {
    operators.add(new HostFunction(name, (t, x, out) -> {}, time, from, to));
  }

  private Optional<Pieces> cut(int threads) {
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

  private static int pieceOf(Pieces pieces, Signal written) {
    for (int k = 0; k < pieces.pieces().size(); k++) {
      for (Operator operator : pieces.pieces().get(k).graph().operators()) {
        if (operator.sets().contains(written) || operator.updates().contains(written)) {
          return k;
        }
      }
    }
    throw new AssertionError(written + " is written by nobody");
  }

  @Test
  void aChainIsCutInTheMiddle() {
    Signal in = Signal.zeros("in", 1);
    Signal a = late("a", work("A", in));
    Signal b = late("b", work("B", a));
    Signal c = late("c", work("C", b));
    Signal d = work("D", c);
    Pieces two = cut(2).orElseThrow();
    assertEquals(2, two.pieces().size());
    assertEquals(List.of(0, 1, 1), List.of(pieceOf(two, a), pieceOf(two, c), pieceOf(two, d)));
    List<Piece.Input> inputs = two.pieces().get(1).inputs();
    assertEquals(1, inputs.size(), "one number: what B gives, filtered or not");
    assertEquals(inputs.get(0).base() == b, inputs.get(0).isLate());
    assertEquals(2, two.threads());
    Pieces four = cut(4).orElseThrow();
    assertEquals(4, four.pieces().size());
    assertEquals(4, four.threads());
    assertEquals(4, cut(5).orElseThrow().pieces().size(), "there is no work for a fifth");
  }

  @Test
  void aTickSeesWhatWasSetInItAndUpdatedBeforeIt() {
    Signal a = work("A", Signal.zeros("in", 1));
    Signal b = late("b", a);
    Signal c = Signal.zeros("c", 2);
    operators.add(Copy.set(a, c.slice(0, 1)));
    operators.add(Copy.set(b, c.slice(1, 2)));
    work("C", c.slice(1, 2));
    Pieces two = cut(2).orElseThrow();
    List<Piece.Input> inputs = two.pieces().get(1).inputs();
    assertTrue(
        inputs.equals(List.of(new Piece.Input(c, 0, false)))
            || new HashSet<>(inputs)
                .equals(Set.of(new Piece.Input(a, 0, false), new Piece.Input(b, 0, true))),
        inputs.toString());
  }

  @Test
  void aCircleStaysInOnePiece() {
    Signal back = Signal.zeros("back", 1);
    Signal a = late("a", work("A", back));
    Signal b = work("B", a);
    assertEquals(2, cut(2).orElseThrow().pieces().size(), "no circle yet");
    operators.add(new Filter(new Lowpass(0.01), b, back));
    assertEquals(Optional.empty(), cut(2));
    Signal c = late("c", work("C", b));
    late("d", work("D", c));
    Pieces two = cut(2).orElseThrow();
    assertEquals(pieceOf(two, a), pieceOf(two, b));
    assertEquals(1, pieceOf(two, c));
  }

  /** A circle of so many; something may go into it near its end. What the last gives. */
  private Signal circle(int count, Signal... outside) {
    Signal back = Signal.zeros("back", 1);
    Signal last = back;
    for (int k = 0; k < count; k++) {
      if (k == count * 3 / 4) {
        Signal all = Signal.zeros("all", 1 + outside.length);
        operators.add(Copy.set(last, all.slice(0, 1)));
        for (int i = 0; i < outside.length; i++) {
          operators.add(Copy.set(outside[i], all.slice(i + 1, i + 2)));
        }
        last = all;
      }
      last = late("late " + k, work("work " + k, last));
    }
    operators.add(Copy.set(last, back));
    return last;
  }

  @Test
  void aLongCircleIsOpened() {
    for (int count : new int[] {4, 12, 60, 400}) {
      operators.clear();
      Signal last = circle(count);
      boolean isLong = count > 4;
      assertEquals(isLong, cut(1).isPresent(), count + " units");
      if (isLong) {
        for (int threads : new int[] {1, 2}) {
          Pieces pieces = cut(threads).orElseThrow();
          assertTrue(pieces.takeTurns());
          int number = pieces.pieces().size();
          assertTrue(number > count / 2, number + " pieces");
          assertEquals(Math.min(number, Pieces.ROUND), pieces.round());
          int longest = Arrays.stream(pieces.leads()).max().orElseThrow();
          assertEquals(Math.min(number, Pieces.ROUND) - 1, longest);
        }
      }
    }
  }

  @Test
  void aLongCircleMayHaveOthersBeforeItAndBehindIt() {
    Signal before = late("before", work("before work", Signal.zeros("in", 1)));
    Signal first = circle(60, before);
    Signal second = circle(50, work("between", first));
    Signal behind = Signal.zeros("behind", 2);
    operators.add(Copy.set(first, behind.slice(0, 1)));
    operators.add(Copy.set(second, behind.slice(1, 2)));
    work("behind", behind);
    for (int threads : new int[] {1, 2}) {
      Pieces pieces = cut(threads).orElseThrow();
      assertTrue(pieces.round() > 20, pieces.round() + " ticks");
      int lead = pieces.leads()[pieceOf(pieces, before)];
      assertTrue(lead > 20, "what goes into it must be there: " + lead);
      assertEquals(0, pieces.leads()[pieces.pieces().size() - 1]);
    }
  }

  /** So many that are side by side, of each of which some of the next layer read. */
  @Test
  void aCircleOfWideLayersIsOpened() {
    int layers = 8;
    int wide = 6;
    Signal[][] into = new Signal[layers][wide];
    for (Signal[] layer : into) {
      Arrays.setAll(layer, k -> Signal.zeros("into " + k, 2));
    }
    for (int i = 0; i < layers; i++) {
      for (int k = 0; k < wide; k++) {
        Signal out = late("late", work("work", into[i][k]));
        Signal[] next = into[(i + 1) % layers];
        operators.add(Copy.set(out, next[k].slice(0, 1)));
        operators.add(Copy.set(out, next[(k + 1) % wide].slice(1, 2)));
      }
    }
    Pieces pieces = cut(1).orElseThrow();
    assertTrue(pieces.pieces().size() > layers, "more than one of a layer");
    assertTrue(pieces.round() >= 4, pieces.round() + " ticks");
  }

  /** These are in pieces with those that they are partners of. */
  @Test
  void aCircleOfWhichEachHasAPartnerIsOpened() {
    int count = 40;
    Signal[] into = new Signal[count];
    Arrays.setAll(into, k -> Signal.zeros("into " + k, 2));
    List<Signal> outs = new ArrayList<>();
    for (int k = 0; k < count; k++) {
      outs.add(late("late", work("work", into[k])));
      operators.add(Copy.set(outs.get(k), into[(k + 1) % count].slice(0, 1)));
    }
    for (int k = 0; k < count; k++) {
      operators.add(Copy.set(late("partner", work("partner", outs.get(k))), into[k].slice(1, 2)));
    }
    Pieces pieces = cut(1).orElseThrow();
    assertTrue(pieces.round() >= 20, pieces.round() + " ticks");
  }

  /** What follows comes back over some layers then, until these are in one. */
  @Test
  void aCircleWithShortCutsIsOpened() {
    int count = 600;
    int cut = 7;
    Signal[] into = new Signal[count];
    Arrays.setAll(into, k -> Signal.zeros("into " + k, 2));
    for (int k = 0; k < count; k++) {
      Signal out = late("late", work("work", into[k], WIDTH / 4));
      operators.add(Copy.set(out, into[(k + 1) % count].slice(0, 1)));
      operators.add(Copy.set(out, into[(k + cut) % count].slice(1, 2)));
    }
    Pieces pieces = cut(1).orElseThrow();
    assertTrue(pieces.round() >= 12, pieces.round() + " ticks");
  }

  /** In the order of declaration it goes back so far, but not over a single tick. */
  @Test
  void aCircleWithAShortCutThatWasDeclaredLastIsOpened() {
    int count = 60;
    for (int further = 2; further < 8; further++) {
      operators.clear();
      Signal[] into = new Signal[count];
      Signal[] out = new Signal[count];
      Arrays.setAll(into, k -> Signal.zeros("into " + k, 2));
      for (int k = 0; k < count; k++) {
        out[k] = late("late " + k, work("work " + k, into[k].slice(0, 2)));
        operators.add(Copy.set(out[k], into[(k + 1) % count].slice(0, 1)));
      }
      Signal cut = late("cut", work("cut work", out[10]));
      operators.add(Copy.set(cut, into[10 + further].slice(1, 2)));
      for (int threads : new int[] {1, 2}) {
        assertTrue(cut(threads).orElseThrow().round() >= 4);
      }
    }
  }

  /** Threads with a range each would wait for each other for ever. */
  @Test
  void aCircleIsNotOpenedIfThreadsTakeNoTurns() {
    circle(20);
    assertTrue(cut(2).orElseThrow().takeTurns());
    for (int threads = 3; threads < 10; threads++) {
      cut(threads).ifPresent(pieces -> assertTrue(pieces.round() >= 4));
    }
  }

  /** Else all of it would go over every cut, as it is read when the circle is over. */
  @Test
  void whatReadsOneOfACircleOnlyIsRightBehindIt() {
    int count = 60;
    int width = Pieces.WIDEST / 20;
    Signal back = Signal.zeros("back", width);
    Signal last = back;
    List<Signal> seen = new ArrayList<>();
    for (int k = 0; k < count; k++) {
      Signal inside = Signal.zeros("inside " + k, WIDTH);
      operators.add(Copy.set(last.slice(0, 1), new int[WIDTH], inside, null));
      Signal out = Signal.zeros("out " + k, width);
      operators.add(Copy.set(inside.slice(0, width), out));
      last = k < count - 1 ? Signal.zeros("late " + k, width) : back;
      operators.add(new Filter(new Lowpass(0.01), out, last));
      Signal smooth = Signal.zeros("smooth " + k, width);
      operators.add(new Filter(new Lowpass(0.1), out, smooth));
      seen.add(Signal.zeros("seen " + k, width));
      operators.add(Copy.set(smooth, seen.get(k)));
    }
    Pieces pieces = cut(1).orElseThrow();
    assertTrue(pieces.round() >= 20, pieces.round() + " ticks");
    assertTrue(pieceOf(pieces, seen.get(0)) < pieceOf(pieces, seen.get(count - 1)));
  }

  /** These may reach each other beside the network, without delay. */
  @Test
  void aCircleWithTheCallersFunctionsStaysInOnePiece() {
    Signal last = circle(60);
    assertTrue(cut(1).isPresent());
    Signal into = Signal.zeros("into", 1);
    host("function", Signal.zeros("time"), last, into);
    assertTrue(cut(1).isPresent(), "it is behind it");
    operators.clear();
    Signal next = into;
    for (int k = 0; k < 60; k++) {
      next = late("late " + k, work("work " + k, next));
    }
    host("function", Signal.zeros("time"), next, into);
    assertEquals(Optional.empty(), cut(1), "it is in it");
  }

  /** A round of few ticks is for all of the network. */
  @Test
  void aShortCircleIsNotOpenedWhereMostIsNone() {
    for (int others : new int[] {0, 10, 400}) {
      operators.clear();
      Signal last = circle(12);
      int round = cut(1).orElseThrow().round();
      assertTrue(round <= 12, round + " ticks");
      for (int k = 0; k < others; k++) {
        last = work("other " + k, last);
      }
      Pieces pieces = cut(1).orElseThrow();
      assertEquals(others == 400 ? Pieces.ROUND : round, pieces.round(), others + " others");
    }
  }

  @Test
  void aCircleWithAShortWayBackEverywhereStaysInOnePiece() {
    Signal[] between = new Signal[61];
    Arrays.setAll(between, k -> Signal.zeros("between " + k, 2));
    for (int k = 0; k < 60; k++) {
      Signal forth = late("forth " + k, work("work " + k, between[k].slice(0, 1)));
      operators.add(Copy.set(forth, between[k + 1].slice(0, 1)));
      Signal back = late("back " + k, work("back work " + k, between[k + 1].slice(1, 2)));
      operators.add(Copy.set(back, between[k].slice(1, 2)));
    }
    assertEquals(Optional.empty(), cut(1));
  }

  /** One half of it is written early in the chain, the other late. */
  @Test
  void whoeverWritesOneSignalIsInOnePiece() {
    Signal both = Signal.zeros("both", 2);
    Signal first = both.slice(0, 1);
    Signal second = both.slice(1, 2);
    Signal a = work("A", Signal.zeros("in", 1));
    operators.add(Copy.set(a, first));
    Signal b = late("b", work("B", a));
    operators.add(Copy.set(b, second));
    work("C", first);
    work("D", second);
    Pieces two = cut(2).orElseThrow();
    assertEquals(pieceOf(two, first), pieceOf(two, second));
  }

  @Test
  void theCallersFunctionsAreInOnePieceWithAllBetweenThem() {
    Signal time = Signal.zeros("time");
    Signal in = Signal.zeros("in", 1);
    host("sense", time, null, in);
    Signal a = late("a", work("A", in));
    Signal b = late("b", work("B", a));
    Signal act = Signal.zeros("act", 1);
    host("act", time, b, act);
    Signal c = late("c", work("C", b));
    Signal d = late("d", work("D", c));
    Pieces two = cut(2).orElseThrow();
    assertEquals(List.of(0, 0, 0), List.of(pieceOf(two, in), pieceOf(two, a), pieceOf(two, act)));
    assertEquals(1, pieceOf(two, d));
    assertTrue(two.pieces().get(0).isHost());
    assertEquals(0, two.threadOf()[0], "the caller's thread");
  }

  @Test
  void theCallersThreadHasTheFunctionsWhereverTheyAre() {
    Signal a = late("a", work("A", Signal.zeros("in", 1)));
    Signal b = late("b", work("B", a));
    Signal act = Signal.zeros("act", 1);
    host("act", Signal.zeros("time"), b, act);
    Pieces two = cut(2).orElseThrow();
    assertEquals(1, pieceOf(two, act));
    assertTrue(two.pieces().get(1).isHost());
    assertEquals("[1, 0]", Arrays.toString(two.threadOf()));
  }

  @Test
  void whatNobodyWritesIsHandedToAll() {
    Signal live = Signal.zeros("live", 1);
    Signal a = work("A", live);
    work("B", live);
    Pieces two = cut(2).orElseThrow();
    assertEquals(List.of(), two.pieces().get(0).shared());
    assertEquals(List.of(live), two.pieces().get(1).shared());
    assertEquals(0, pieceOf(two, a));
  }

  @Test
  void whatDoesNotFitACacheIsInPiecesForOneThreadToo() {
    Signal last = Signal.zeros("in", 1);
    for (int k = 0; k < 3; k++) {
      last = work("small " + k, last);
    }
    assertEquals(Optional.empty(), cut(1), "it fits");
    for (int k = 0; k < 20; k++) {
      last = work("more " + k, last);
    }
    Pieces pieces = cut(1).orElseThrow();
    assertTrue(pieces.pieces().size() > 3, pieces.pieces().size() + " pieces");
    assertEquals(1, pieces.threads());
  }

  /** What is fetched from memory in every tick anyway is most of it. */
  @Test
  void nothingIsCutForACacheIfMostIsOneThatIsLarge() {
    Signal last = Signal.zeros("in", 1);
    for (int k = 0; k < 20; k++) {
      last = work("work " + k, last);
    }
    for (int times : new int[] {10, 100}) {
      Signal large = Signal.zeros("large", times * WIDTH);
      operators.add(Copy.set(last, new int[times * WIDTH], large, null));
      assertEquals(times == 10, cut(1).isPresent(), times + " times as large");
    }
  }

  /** Then none waits for half of the network, but for one piece. */
  @Test
  void threadsTakeTurnsInManyPiecesForTheCache() {
    Signal last = Signal.zeros("in", 1);
    for (int k = 0; k < 42; k++) {
      last = work("work " + k, last);
    }
    for (int threads : new int[] {1, 2, 3}) {
      Pieces pieces = cut(threads).orElseThrow();
      assertTrue(pieces.takeTurns());
      int[] thread = pieces.threadOf();
      for (int k = 0; k < thread.length; k++) {
        assertEquals(k % threads, thread[k], "piece " + k + " of " + thread.length);
      }
      assertEquals(0, thread.length % threads, "as many for each of " + threads);
    }
    assertFalse(cut(20).orElseThrow().takeTurns(), "there are too few for so many threads");
  }

  /** Then only the middle goes from one thread to the other, not every piece. */
  @Test
  void threadsDoNotTakeTurnsIfTheirCachesHaveRoomForAll() {
    for (int count : new int[] {48, 60}) {
      operators.clear();
      Signal last = Signal.zeros("in", 1);
      for (int k = 0; k < count; k++) {
        last = work("work " + k, last, WIDTH / 4);
      }
      Pieces pieces = cut(2).orElseThrow();
      assertEquals(count == 60, pieces.takeTurns(), count + " of them");
      assertEquals(count / 6, pieces.pieces().size());
    }
  }

  /** One that is large would be a turn for which all wait. */
  @Test
  void threadsDoNotTakeTurnsIfOneHasMuchMore() {
    Signal last = Signal.zeros("in", 1);
    for (int k = 0; k < 40; k++) {
      last = work("work " + k, last);
    }
    Signal large = Signal.zeros("large", 30 * WIDTH);
    operators.add(Copy.set(last, new int[30 * WIDTH], large, null));
    Pieces pieces = cut(2).orElseThrow();
    assertFalse(pieces.takeTurns());
    assertEquals(2, pieces.threads());
  }

  @Test
  void nothingIsCutWhereTooMuchWouldGoOver() {
    for (int size : new int[] {Pieces.WIDEST, Pieces.WIDEST + 1}) {
      operators.clear();
      Signal wide = Signal.zeros("wide", size);
      operators.add(Copy.set(Signal.zeros("in", 40 * size), new int[size], wide, null));
      operators.add(Copy.set(wide, new int[40 * size], Signal.zeros("out", 40 * size), null));
      assertEquals(size == Pieces.WIDEST, cut(2).isPresent(), size + " numbers");
    }
  }

  @Test
  void littleWorkIsNotWorthIt() {
    Signal to = Signal.zeros("to", 1);
    operators.add(new Reset(to, 0));
    late("late", to);
    assertEquals(Optional.empty(), cut(2));
    operators.clear();
    assertEquals(Optional.empty(), cut(2), "nothing at all");
  }

  /** Nobody knows what else it remembers. */
  @Test
  void operatorsOfTheProgramsOwnRunTickByTick() {
    Signal b = work("B", late("a", work("A", Signal.zeros("in", 1))));
    assertTrue(cut(2).isPresent());
    operators.add(new Watching(b, new long[1]));
    assertEquals(Optional.empty(), cut(2));
  }
}
