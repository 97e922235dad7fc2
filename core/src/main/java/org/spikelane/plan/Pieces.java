package org.spikelane.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.spikelane.graph.Context;
import org.spikelane.graph.Graph;
import org.spikelane.graph.Operator;
import org.spikelane.graph.Origin;
import org.spikelane.graph.Signal;

/**
 * A graph in pieces, each of which needs only those before it, so that they can run many ticks
 * ahead of those behind them: threads then wait for each other once in many ticks, and what does
 * not fit a processor's cache as a whole does piece by piece.
 *
 * <p>What goes round in circles is in one piece, as is all that calls the caller's functions, with
 * what is between them: so these are called tick after tick as ever, and what one of them does may
 * reach another through the network or beside it.
 *
 * @param pieces each after those that it needs
 * @param threadOf which thread runs each piece; the first is the caller's, for its functions
 * @param takeTurns whether threads take turns, piece after piece, as there are many that are small
 */
public record Pieces(List<Piece> pieces, int[] threadOf, boolean takeTurns) {

  /** Numbers of a piece that find room in a second-level cache, beside what else is there. */
  public static final long CACHED = 64 << 10;

  /** What finds room there as a whole may be so many times as large. */
  private static final long FITTING = 2;

  /** So many pieces has a thread at least that takes turns with others. */
  private static final int TURNS = 4;

  /** So many numbers are touched in the time in which one goes from one piece to another. */
  private static final long PASSING = 4;

  /** Most numbers that go from some pieces to those behind them: they are kept for many ticks. */
  public static final int WIDEST = 1 << 13;

  /** So many numbers a tick are to be gained at least, as threads wait for each other sometimes. */
  private static final long GAIN = 500;

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
    Units units = Units.of(graph, context, Plan.bases(touched), true, true);
    Cut cut = new Cut(graph, units.levels().stream().flatMap(List::stream).toList(), cached);
    List<Integer> ends = cut.inCache(0, cut.groups.size(), most);
    List<Integer> threadOf = new ArrayList<>();
    for (int piece = 0; piece < ends.size(); piece++) {
      threadOf.add(piece % most);
    }
    boolean takeTurns = ends.size() >= TURNS * most && Shares.areEqual(cut.work(ends, threadOf));
    if (!takeTurns) {
      List<Integer> ofThreads = cut.inParts(0, cut.groups.size(), most);
      ends = new ArrayList<>();
      threadOf.clear();
      for (int thread = 0; thread < ofThreads.size(); thread++) {
        int from = thread == 0 ? 0 : ofThreads.get(thread - 1);
        for (int end : cut.inCache(from, ofThreads.get(thread), 1)) {
          ends.add(end);
          threadOf.add(thread);
        }
      }
      long longest = Arrays.stream(cut.work(ends, threadOf)).max().orElseThrow();
      if (ends.size() == 1 || most > 1 && longest + GAIN > Shares.time(units.levels(), most)) {
        return Optional.empty();
      }
    }
    return Optional.of(cut.at(ends, threadOf, takeTurns));
  }

  /** Groups of units one after the other, and what it takes to cut between them. */
  private static final class Cut {

    private final Graph graph;
    private final long cached;
    private final List<Unit> units;
    private final DataFlow flow;
    private final List<List<Integer>> groups;
    private final int[] groupOf;

    /** The work of all groups before each, and of all. */
    private final long[] before;

    /** How many numbers would go over a cut before each group. */
    private final long[] over;

    Cut(Graph graph, List<Unit> units, long cached) {
      this.graph = graph;
      this.cached = cached;
      this.units = units;
      this.flow = new DataFlow(graph, units);
      this.groups = flow.groups();
      this.groupOf = new int[units.size()];
      this.before = new long[groups.size() + 1];
      this.over = new long[groups.size() + 1];
      for (int group = 0; group < groups.size(); group++) {
        before[group + 1] = before[group];
        for (int unit : groups.get(group)) {
          groupOf[unit] = group;
          before[group + 1] += units.get(unit).work();
        }
      }
      for (Signal base : graph.signals()) {
        DataFlow.Use use = flow.use(base);
        int last = use.readers().stream().mapToInt(unit -> groupOf[unit]).max().orElse(0);
        int writer = use.writers().isEmpty() ? last : groupOf[use.writers().get(0)];
        if (writer < last) {
          over[writer + 1] += base.size();
          over[last + 1 > groups.size() ? groups.size() : last + 1] -= base.size();
        }
      }
      for (int group = 0; group < groups.size(); group++) {
        over[group + 1] += over[group];
      }
    }

    /** Where so many parts of a range end that have about the same work; there may be fewer. */
    List<Integer> inParts(int from, int to, long count) {
      List<Integer> ends = new ArrayList<>();
      long all = before[to] - before[from];
      long smallest = all / count / 2;
      int last = from;
      for (int part = 1; part < count; part++) {
        long wanted = before[from] + all * part / count;
        int best = -1;
        long least = Long.MAX_VALUE;
        for (int end = last + 1; end < to && before[end] - wanted < least; end++) {
          long cost = Math.abs(before[end] - wanted) + PASSING * over[end];
          if (cost < least
              && over[end] <= WIDEST
              && before[end] - before[last] >= smallest
              && before[to] - before[end] >= smallest) {
            least = cost;
            best = end;
          }
        }
        // What goes over a cut may be more than is gained by it.
        if (best >= 0 && least < all / count) {
          ends.add(best);
          last = best;
        }
      }
      ends.add(to);
      return ends;
    }

    /** What each thread has to do, and to pass on. */
    long[] work(List<Integer> ends, List<Integer> threadOf) {
      long[] work = new long[Collections.max(threadOf) + 1];
      for (int k = 0, from = 0; k < ends.size(); from = ends.get(k++)) {
        int end = ends.get(k);
        long passing = PASSING * ((from == 0 ? 0 : over[from]) + over[end]);
        work[threadOf.get(k)] += before[end] - before[from] + passing;
      }
      return work;
    }

    /** Where pieces of a range end that find room in a cache, if so many threads gain by that. */
    List<Integer> inCache(int from, int to, int threads) {
      long all = before[to] - before[from];
      long small = 0;
      for (int group = from; group < to; group++) {
        long own = before[group + 1] - before[group];
        small += own <= cached ? own : 0;
      }
      return all > threads * FITTING * cached && small > all / 2
          ? inParts(from, to, (all + cached - 1) / cached)
          : List.of(to);
    }

    /** The pieces. */
    Pieces at(List<Integer> ends, List<Integer> threadOf, boolean takeTurns) {
      int[] pieceOf = new int[groups.size()];
      for (int piece = 0, group = 0; piece < ends.size(); piece++) {
        for (; group < ends.get(piece); group++) {
          pieceOf[group] = piece;
        }
      }
      int host = 0;
      Map<Operator, Integer> partOf = new IdentityHashMap<>();
      for (int unit = 0; unit < units.size(); unit++) {
        int piece = pieceOf[groupOf[unit]];
        units.get(unit).operators().forEach(operator -> partOf.put(operator, piece));
        host = units.get(unit).isHost() ? piece : host;
      }
      List<Graph> parts = graph.parts(partOf, ends.size());
      Set<Signal> owned = Collections.newSetFromMap(new IdentityHashMap<>());
      List<Piece> pieces = new ArrayList<>();
      for (int piece = 0; piece < ends.size(); piece++) {
        Graph part = parts.get(piece);
        List<Piece.Input> inputs = new ArrayList<>();
        List<Signal> shared = new ArrayList<>();
        List<Signal> written = new ArrayList<>();
        for (Signal base : part.signals()) {
          DataFlow.Use use = flow.use(base);
          int writer = use.writers().isEmpty() ? -1 : pieceOf[groupOf[use.writers().get(0)]];
          if (writer >= 0 && writer != piece) {
            inputs.add(new Piece.Input(base, writer, use.isLate()));
          } else if (!base.isConstant() && writer < 0 && !owned.add(base)) {
            shared.add(base);
          } else {
            written.add(base);
          }
        }
        pieces.add(new Piece(part, inputs, shared, written, piece == host));
      }
      // The caller's thread changes places with the one that has the functions.
      int caller = threadOf.get(host);
      int[] threads =
          threadOf.stream()
              .mapToInt(thread -> thread == caller ? 0 : thread == 0 ? caller : thread)
              .toArray();
      return new Pieces(List.copyOf(pieces), threads, takeTurns);
    }
  }
}
