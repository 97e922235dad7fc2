package org.spikelane.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.spikelane.graph.Copy;
import org.spikelane.graph.Filter;
import org.spikelane.graph.Signal;
import org.spikelane.synapse.Lowpass;

/** Which circles are opened, so that pieces of them can run ahead of each other, and how far. */
class OpenedCirclesTest extends PiecesFixture {

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

  /** A second way from one to another that is near, declared behind all of them. */
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
    int without = 0;
    for (int threads = 3; threads < 10; threads++) {
      Optional<Pieces> pieces = cut(threads);
      if (pieces.isPresent()) {
        assertTrue(pieces.get().takeTurns() && pieces.get().round() >= 4, threads + " threads");
      } else {
        without++;
      }
    }
    assertTrue(without > 0, "there are too few for some");
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
}
