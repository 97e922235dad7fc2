package org.spikelane.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import elsewhere.Watching;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.spikelane.graph.Copy;
import org.spikelane.graph.Filter;
import org.spikelane.graph.Reset;
import org.spikelane.graph.Signal;
import org.spikelane.synapse.Lowpass;

/** How a graph is cut into pieces that can run ahead of each other. */
class PiecesTest extends PiecesFixture {

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
