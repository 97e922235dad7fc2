package org.spikelane.plan;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.spikelane.graph.Context;
import org.spikelane.graph.Graph;
import org.spikelane.graph.Origin;
import org.spikelane.graph.Signal;

/**
 * A graph in pieces, each of which needs only those before it, so that they can run many ticks
 * ahead of those behind them: threads then wait for each other once in many ticks, and what does
 * not fit a processor's cache as a whole does piece by piece.
 *
 * <p>What goes round in a circle is in one piece, but in one that is long: of that each piece is a
 * tick ahead of the one before it, as it sees what that one wrote a tick later; so the last is many
 * ahead of the first, and what comes back from there does so in time.
 *
 * <p>All that calls the caller's functions is in one piece, with what is between them: so these are
 * called tick after tick as ever, and what one of them does may reach another through the network
 * or beside it.
 *
 * @param pieces each after those that it needs, but for what comes back in a circle
 * @param threadOf which thread runs each piece; the first is the caller's, for its functions
 * @param leads by how many ticks each piece is ahead: when it has run up to a tick, those that need
 *     what it writes may run up to that tick less its lead and with their own. Of some it is 0
 * @param round how many ticks a piece may run at most before all others have: what comes back in a
 *     circle is there by then
 * @param takeTurns whether threads take turns, piece after piece, as there are many that are small
 * @param divided large ensembles of the graph in whose place smaller ones are in the pieces
 */
public record Pieces(
    List<Piece> pieces,
    int[] threadOf,
    int[] leads,
    int round,
    boolean takeTurns,
    List<DividedNeurons> divided) {

  /** Most ticks of a piece before the next one of the same thread, if threads take turns. */
  public static final int ROUND = 128;

  /** Numbers of a piece that find room in a second-level cache, beside what else is there. */
  public static final long CACHED = 64 << 10;

  /** Most numbers that go from some pieces to those behind them: they are kept for many ticks. */
  public static final int WIDEST = 1 << 13;

  /** How many threads there are. */
  public int threads() {
    return Arrays.stream(threadOf).max().orElse(0) + 1;
  }

  /**
   * The pieces of a graph, if it gains by being run in pieces.
   *
   * @param graph what is run
   * @param context that it is bound to
   * @param touched signals that are looked at or written between ticks
   * @param threads how many, 1 or more, or {@link Plan#AUTOMATIC}
   * @param cached about how many numbers a piece has, if there are too many for a cache: {@link
   *     #CACHED}
   */
  public static Optional<Pieces> of(
      Graph graph, Context context, Collection<Signal> touched, int threads, long cached) {
    int most = threads == Plan.AUTOMATIC ? Runtime.getRuntime().availableProcessors() : threads;
    long size = graph.signals().stream().mapToLong(Signal::size).sum();
    if (most == 1 && size < cached || !graph.operators().stream().allMatch(Origin::isThisLibrary)) {
      return Optional.empty();
    }
    Set<Signal> seen = Plan.bases(touched);
    Units units = Units.of(graph, context, seen, true, true);
    Cut cut = Cut.of(graph, units, most, cached);
    List<EnsembleOperators> large = cut.tooLarge();
    List<DividedNeurons> divided = List.of();
    if (!large.isEmpty()) {
      Division division = Division.of(graph, context, large);
      divided = division.divided();
      Graph other = division.graph();
      cut = Cut.of(other, Units.of(other, context, seen, true, true), most, cached);
    }
    return cut.gains(Shares.time(units.levels(), most))
        ? Optional.of(cut.pieces(divided))
        : Optional.empty();
  }
}
