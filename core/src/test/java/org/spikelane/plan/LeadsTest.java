package org.spikelane.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** By how many ticks pieces may be ahead, and how many they run at a time. */
class LeadsTest {

  private static final int LATE = 1;
  private static final int AT_ONCE = 0;

  private final List<Edge> edges = new ArrayList<>();

  private void edge(int from, int to, int ticks) {
    edges.add(new Edge(from, to, ticks));
  }

  /** Pieces in a row, and back from the last to the first. */
  private void ring(int first, int last) {
    for (int piece = first; piece < last; piece++) {
      edge(piece, piece + 1, LATE);
    }
    edge(last, first, LATE);
  }

  private void assertLeads(int[] circleOf, String leads, int round) {
    Leads found = new Leads(circleOf, edges);
    assertEquals(leads, Arrays.toString(found.leads()));
    assertEquals(round, found.round());
  }

  @Test
  void whereThereIsNoCircleNobodyIsAhead() {
    edge(0, 1, LATE);
    edge(0, 2, AT_ONCE);
    assertLeads(new int[] {-1, -1, -1}, "[0, 0, 0]", Pieces.ROUND);
    edges.clear();
    assertLeads(new int[0], "[]", Pieces.ROUND);
  }

  @Test
  void eachOfARingIsATickAhead() {
    ring(0, 4);
    assertLeads(new int[5], "[0, 1, 2, 3, 4]", 5);
  }

  @Test
  void whatIsSeenAtOnceIsNotAhead() {
    edge(0, 1, LATE);
    edge(1, 2, AT_ONCE);
    edge(2, 3, LATE);
    edge(3, 0, AT_ONCE);
    assertLeads(new int[4], "[0, 1, 1, 2]", 2);
  }

  @Test
  void theShortestWayDecides() {
    ring(0, 4);
    edge(0, 3, LATE);
    assertLeads(new int[5], "[0, 1, 2, 1, 2]", 3);
    edge(2, 1, AT_ONCE);
    assertLeads(new int[5], "[0, 1, 2, 1, 2]", 1);
  }

  /**
   * A piece that reads nothing of its circle but what comes back may be as far as the one before.
   */
  @Test
  void oneThatOnlyReadsWhatComesBackIsAsFarAsItsNeighbour() {
    ring(0, 2);
    edge(4, 3, LATE);
    edge(3, 4, LATE);
    edge(2, 4, LATE);
    assertLeads(new int[5], "[0, 1, 2, 2, 3]", 2);
  }

  @Test
  void whatGoesIntoACircleIsThereForThat() {
    ring(1, 4);
    edge(0, 3, AT_ONCE);
    edge(4, 5, AT_ONCE);
    assertLeads(new int[] {-1, 1, 1, 1, 1, -1}, "[2, 0, 1, 2, 3, 0]", 4);
    edges.set(edges.indexOf(new Edge(0, 3, AT_ONCE)), new Edge(0, 3, LATE));
    assertLeads(new int[] {-1, 1, 1, 1, 1, -1}, "[1, 0, 1, 2, 3, 0]", 4);
  }

  @Test
  void aCircleThatGoesIntoAnotherIsAhead() {
    ring(0, 2);
    ring(3, 6);
    edge(0, 6, LATE);
    assertLeads(new int[] {0, 0, 0, 3, 3, 3, 3}, "[2, 3, 4, 0, 1, 2, 3]", 3);
  }

  /** Tracks would have to keep more than rounds need. */
  @Test
  void leadsAreNoLongerThanRoundsNeed() {
    ring(0, 999);
    edge(100, 700, LATE);
    edge(950, 50, AT_ONCE);
    Leads found = new Leads(new int[1000], edges);
    int[] leads = found.leads();
    assertEquals(Pieces.ROUND, found.round());
    for (Edge edge : edges) {
      int ahead = leads[edge.from()] + edge.ticks() - leads[edge.to()];
      assertTrue(ahead >= (edge.to() > edge.from() ? 0 : found.round()), edge + ": " + ahead);
    }
    int longest = Arrays.stream(leads).max().orElseThrow();
    assertEquals(699 * Pieces.ROUND / 301, longest, "of 699, where 301 are between two ends");
  }
}
