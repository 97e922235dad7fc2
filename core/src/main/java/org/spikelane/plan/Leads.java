package org.spikelane.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * By how many ticks pieces are ahead of each other, so that what comes back in a circle does so
 * many ticks before it is read. Where there is no circle, by none.
 *
 * <p>A piece that has run up to a tick lets those that read what it writes run up to that tick too,
 * or to the next, if they see it then. So along a circle each may be a tick further than the one
 * before it, and the first may run as many before the last has as there are in between.
 */
final class Leads {

  private final int[] circleOf;
  private final List<List<Edge>> edges = new ArrayList<>();
  private final int[] leads;
  private final int round;

  /**
   * Of pieces.
   *
   * @param circleOf which circle each piece is of, all of one in a row; if of none, a number below
   *     0
   * @param edges between different pieces: to later ones, or back within a circle
   */
  Leads(int[] circleOf, List<Edge> edges) {
    this.circleOf = circleOf;
    this.leads = new int[circleOf.length];
    for (int piece = 0; piece < circleOf.length; piece++) {
      this.edges.add(new ArrayList<>());
    }
    edges.forEach(edge -> this.edges.get(edge.from()).add(edge));
    // Backwards: what goes into a circle far from its first must be there for that.
    for (int last = circleOf.length - 1, first; last >= 0; last = first - 1) {
      first = first(last);
      findWithin(first, last);
    }
    int back = back(edges);
    if (back > Pieces.ROUND) {
      // No further than there is use for: what is kept of a signal is as long.
      Arrays.setAll(leads, piece -> (int) ((long) leads[piece] * Pieces.ROUND / back));
    }
    round = Math.min(back, Pieces.ROUND);
  }

  /** By how many ticks each piece is ahead. */
  int[] leads() {
    return leads;
  }

  /** How many ticks each may run, at most {@link Pieces#ROUND}, before all have run as many. */
  int round() {
    return round;
  }

  /** Where the circle begins that a piece is of. */
  private int first(int last) {
    int first = last;
    while (first > 0 && circleOf[last] >= 0 && circleOf[first - 1] == circleOf[last]) {
      first--;
    }
    return first;
  }

  /**
   * The leads of the pieces of a circle, or of one piece, when those of all later ones are found.
   */
  private void findWithin(int first, int last) {
    Arrays.fill(leads, first + 1, last + 1, Integer.MAX_VALUE);
    int needed = 0;
    for (int piece = first; piece <= last; piece++) {
      if (leads[piece] == Integer.MAX_VALUE) {
        leads[piece] = leads[piece - 1];
      }
      for (Edge edge : edges.get(piece)) {
        int most = leads[piece] + edge.ticks();
        if (edge.to() > last) {
          needed = Math.max(needed, leads[edge.to()] - most);
        } else if (edge.to() > piece) {
          leads[edge.to()] = Math.min(leads[edge.to()], most);
        }
      }
    }
    for (int piece = first; piece <= last; piece++) {
      leads[piece] += needed;
    }
  }

  /** How many ticks a piece may run before what comes back to it. */
  private int back(List<Edge> edges) {
    return edges.stream()
        .filter(edge -> edge.to() < edge.from())
        .mapToInt(edge -> leads[edge.from()] + edge.ticks() - leads[edge.to()])
        .min()
        .orElse(Integer.MAX_VALUE);
  }
}
