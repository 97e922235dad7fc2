package org.spikelane.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.spikelane.graph.Graph;
import org.spikelane.graph.Operator;
import org.spikelane.graph.Signal;

/**
 * Where a graph is cut into {@link Pieces}: its units are in groups, one after the other, each of
 * which needs only those before it; so it may be cut between any two.
 *
 * <p>Each thread has a range of groups, with about the same work; or, if there is much more than
 * their caches have room for, threads take turns with pieces that do have room.
 */
final class Cut {

  /** What finds room in a cache as a whole may be so many times as large as a piece. */
  private static final long FITTING = 2;

  /**
   * So many pieces has a thread at least that takes turns with others; so many are about what has
   * room in its cache.
   */
  private static final int TURNS = 4;

  /** So many numbers are touched in the time in which one goes from one piece to another. */
  private static final long PASSING = 4;

  /** So many numbers a tick are to be gained at least, as threads wait for each other sometimes. */
  private static final long GAIN = 500;

  private final Graph graph;
  private final int threads;
  private final long cached;
  private final List<Unit> units;
  private final DataFlow flow;
  private final List<List<Integer>> groups;
  private final int[] groupOf;

  /** The work of all groups before each, and of all. */
  private final long[] before;

  /** How many numbers would go over a cut before each group. */
  private final long[] over;

  /** Where each piece ends. */
  private List<Integer> ends;

  private final List<Integer> threadOf = new ArrayList<>();
  private final boolean takeTurns;

  /**
   * Cuts a graph.
   *
   * @param threads how many, 1 or more
   * @param cached about how many numbers a piece has, if there are too many for a cache
   */
  Cut(Graph graph, Units inLevels, int threads, long cached) {
    this.graph = graph;
    this.threads = threads;
    this.cached = cached;
    this.units = inLevels.levels().stream().flatMap(List::stream).toList();
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
        over[last + 1] -= base.size();
      }
    }
    for (int group = 0; group < groups.size(); group++) {
      over[group + 1] += over[group];
    }
    // First all for the cache; in ranges, if threads cannot take turns with that.
    takeTurns = cutForTurns(threads) || cutForTurns(1);
    if (!takeTurns) {
      cutInRanges();
    }
  }

  /**
   * Cuts pieces that find room in a cache; whether threads can take turns with them.
   *
   * @param multiple of what there are so many pieces, if they can be cut there
   */
  private boolean cutForTurns(int multiple) {
    ends = inCache(0, groups.size(), threads, multiple);
    threadOf.clear();
    for (int piece = 0; piece < ends.size(); piece++) {
      threadOf.add(piece % threads);
    }
    // If each thread's range has room in its cache, less goes from one thread to another.
    boolean hasRoom = threads > 1 && before[groups.size()] <= TURNS * threads * cached;
    return !hasRoom && ends.size() >= TURNS * threads && Shares.areEqual(work());
  }

  private void cutInRanges() {
    List<Integer> ofThreads = inParts(0, groups.size(), threads);
    ends = new ArrayList<>();
    threadOf.clear();
    for (int thread = 0; thread < ofThreads.size(); thread++) {
      int from = thread == 0 ? 0 : ofThreads.get(thread - 1);
      for (int end : inCache(from, ofThreads.get(thread), 1, 1)) {
        ends.add(end);
        threadOf.add(thread);
      }
    }
  }

  /**
   * Ensembles that are in the way of better pieces, and can be divided: those that do not fit a
   * cache, and, if threads have not about the same work, those that are a good part of it.
   */
  List<EnsembleOperators> tooLarge() {
    long[] work = work();
    boolean isBalanced = work.length == threads && Shares.areEqual(work);
    long most = isBalanced ? FITTING * cached : before[groups.size()] / threads / 4;
    return groups.stream()
        .filter(group -> group.size() == 1)
        .map(group -> units.get(group.get(0)))
        .filter(unit -> unit.ensemble() != null && unit.work() > most)
        .map(Unit::ensemble)
        .filter(Division::isPossible)
        .toList();
  }

  /**
   * Whether there is something to be gained.
   *
   * @param time how long a tick takes without pieces, in the time that one number takes
   */
  boolean gains(long time) {
    return takeTurns
        || ends.size() > 1
            && (threads == 1 || Arrays.stream(work()).max().orElseThrow() + GAIN <= time);
  }

  /** Where so many parts of a range end that have about the same work; there may be fewer. */
  private List<Integer> inParts(int from, int to, long count) {
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
            && over[end] <= Pieces.WIDEST
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
  private long[] work() {
    long[] work = new long[Collections.max(threadOf) + 1];
    for (int k = 0, from = 0; k < ends.size(); from = ends.get(k++)) {
      int end = ends.get(k);
      long passing = PASSING * ((from == 0 ? 0 : over[from]) + over[end]);
      work[threadOf.get(k)] += before[end] - before[from] + passing;
    }
    return work;
  }

  /** Where pieces of a range end that find room in a cache, if so many threads gain by that. */
  private List<Integer> inCache(int from, int to, int threads, int multiple) {
    long all = before[to] - before[from];
    // Of what has room as a whole: tooLarge() has the rest divided, if it can be.
    long small = 0;
    for (int group = from; group < to; group++) {
      long own = before[group + 1] - before[group];
      small += own <= FITTING * cached ? own : 0;
    }
    return all > threads * FITTING * cached && small > all / 2
        ? inParts(from, to, multiple * ((all + multiple * cached - 1) / (multiple * cached)))
        : List.of(to);
  }

  /**
   * The pieces.
   *
   * @param divided what has been divided in the graph
   */
  Pieces pieces(List<DividedNeurons> divided) {
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
    int[] changed =
        threadOf.stream()
            .mapToInt(thread -> thread == caller ? 0 : thread == 0 ? caller : thread)
            .toArray();
    return new Pieces(List.copyOf(pieces), changed, takeTurns, divided);
  }
}
