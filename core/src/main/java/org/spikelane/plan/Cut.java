package org.spikelane.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.spikelane.graph.Graph;
import org.spikelane.graph.Operator;
import org.spikelane.graph.Signal;

/**
 * Where a graph is cut into {@link Pieces}: its units are in groups, one after the other, each of
 * which needs only those before it; so it may be cut between any two. Layers of a long circle are
 * such groups too, but for what comes back.
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

  /** So many other numbers of pieces are tried. */
  private static final int TRIES = 16;

  /** Pieces that are so much more equal, 1/8, may be more. */
  private static final int UNEQUAL = 8;

  /** So many numbers are touched in the time in which one goes from one piece to another. */
  private static final long PASSING = 4;

  /** So many numbers a tick are to be gained at least, as threads wait for each other sometimes. */
  private static final long GAIN = 500;

  /** So many times as many are tried as well. */
  private static final int LONGER = 4;

  private final Graph graph;
  private final int threads;
  private final long cached;
  private final List<Unit> units;
  private final DataFlow flow;
  private final Groups groups;
  private final int[] groupOf;

  /** The work of all groups before each, and of all. */
  private final long[] before;

  /** How many numbers would go over a cut before each group. */
  private final long[] over;

  /**
   * How many would be read in the tick in which they are written, by a group of the same circle.
   */
  private final int[] atOnce;

  /** Where each piece ends. */
  private List<Integer> ends;

  private final List<Integer> threadOf = new ArrayList<>();
  private final boolean takeTurns;
  private final int[] pieceOf;
  private final Leads leads;

  /**
   * Cuts a graph.
   *
   * @param threads how many, 1 or more
   * @param cached about how many numbers a piece has, if there are too many for a cache
   * @param shortest what comes back in a circle that is opened spans so many pieces; 0 if none is
   *     opened
   */
  private Cut(
      Graph graph, List<Unit> units, DataFlow flow, int threads, long cached, int shortest) {
    this.graph = graph;
    this.threads = threads;
    this.cached = cached;
    this.units = units;
    this.flow = flow;
    this.groups = new Groups(flow, units, cached, shortest);
    this.groupOf = groups.groupOf();
    this.before = new long[groups.size() + 1];
    this.over = new long[groups.size() + 1];
    for (int group = 0; group < groups.size(); group++) {
      before[group + 1] = before[group] + groups.work(group);
    }
    for (Signal base : graph.signals()) {
      DataFlow.Use use = flow.use(base);
      if (!use.writers().isEmpty() && !use.readers().isEmpty()) {
        int writer = groupOf[use.writers().get(0)];
        IntSummaryStatistics readers =
            use.readers().stream().mapToInt(unit -> groupOf[unit]).summaryStatistics();
        over[Math.min(writer, readers.getMin()) + 1] += base.size();
        over[Math.max(writer, readers.getMax()) + 1] -= base.size();
      }
    }
    for (int group = 0; group < groups.size(); group++) {
      over[group + 1] += over[group];
    }
    this.atOnce = new int[groups.size() + 1];
    for (Edge edge : flow.edges()) {
      int from = groupOf[edge.from()];
      int to = groupOf[edge.to()];
      boolean isWithin = groups.circle(from) >= 0 && groups.circle(from) == groups.circle(to);
      if (edge.ticks() == 0 && from < to && isWithin) {
        atOnce[from + 1]++;
        atOnce[to + 1]--;
      }
    }
    for (int group = 0; group < groups.size(); group++) {
      atOnce[group + 1] += atOnce[group];
    }
    // First all for the cache; in ranges, if threads cannot take turns with that.
    takeTurns = cutForTurns(threads) || cutForTurns(1);
    if (!takeTurns) {
      cutInRanges();
    }
    pieceOf = new int[groups.size()];
    for (int piece = 0, group = 0; piece < ends.size(); piece++) {
      for (; group < ends.get(piece); group++) {
        pieceOf[group] = piece;
      }
    }
    leads = findLeads();
  }

  private Leads findLeads() {
    int[] circleOfPiece =
        ends.stream().mapToInt(end -> end == 0 ? -1 : groups.circle(end - 1)).toArray();
    List<Edge> edges = new ArrayList<>();
    for (Edge edge : flow.edges()) {
      int from = pieceOf[groupOf[edge.from()]];
      int to = pieceOf[groupOf[edge.to()]];
      if (from != to) {
        edges.add(new Edge(from, to, edge.ticks()));
      }
    }
    return new Leads(circleOfPiece, edges);
  }

  /** The cut of a graph, with long circles opened if less is fetched then. */
  static Cut of(Graph graph, Units inLevels, int threads, long cached) {
    List<Unit> units = inLevels.levels().stream().flatMap(List::stream).toList();
    DataFlow flow = new DataFlow(graph, units);
    Cut best = new Cut(graph, units, flow, threads, cached, 0);
    long least = best.groups.inLongCircles();
    // With what is longer in one piece, there may be fewer that come back too soon.
    int most = least > 0 ? Pieces.ROUND : 0;
    for (int shortest = Groups.SHORTEST; shortest < most; shortest *= LONGER) {
      Cut cut = new Cut(graph, units, flow, threads, cached, shortest);
      int round = cut.leads.round();
      // Of a circle that comes back too soon the round may be 0, or less.
      if (cut.groups.opensCircles() && cut.takeTurns && round >= Groups.SHORTEST) {
        long fetched = cut.before[cut.groups.size()] / round;
        if (fetched < least) {
          best = cut;
          least = fetched;
        }
      }
    }
    return best;
  }

  /**
   * Cuts pieces that find room in a cache; whether threads can take turns with them.
   *
   * @param multiple of what there are so many pieces, if they can be cut there
   */
  private boolean cutForTurns(int multiple) {
    ends = new ArrayList<>();
    // A circle has pieces of its own.
    for (int from = 0, to; from < groups.size(); from = to) {
      int circle = groups.circle(from);
      for (to = from + 1; to < groups.size() && groups.circle(to) == circle; ) {
        to++;
      }
      ends.addAll(inCache(from, to, threads, multiple));
    }
    threadOf.clear();
    for (int piece = 0; piece < ends.size(); piece++) {
      threadOf.add(piece % threads);
    }
    // If each thread's range has room in its cache, less goes from one thread to another; but a
    // circle has no ranges.
    boolean hasRoom =
        threads > 1 && !groups.opensCircles() && before[groups.size()] <= TURNS * threads * cached;
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
    return IntStream.range(0, groups.size())
        .filter(group -> groups.get(group).size() == 1 && groups.circle(group) < 0)
        .mapToObj(group -> units.get(groups.get(group).get(0)))
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
        // A piece is not ahead of what it needs at once.
        long close = atOnce[end] > 0 ? all / count / UNEQUAL : 0;
        long cost = Math.abs(before[end] - wanted) + PASSING * over[end] + close;
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
        ? inEqualParts(from, to, (all + multiple * cached - 1) / (multiple * cached), multiple)
        : List.of(to);
  }

  /**
   * Where so many parts end, or some more, if they are a good deal less different then: of large
   * ensembles some may have two and some one.
   */
  private List<Integer> inEqualParts(int from, int to, long count, int multiple) {
    List<Integer> best = null;
    long least = Long.MAX_VALUE;
    for (long more = 0; more <= count; more += Math.max(1, count / TRIES)) {
      List<Integer> ends = inParts(from, to, multiple * (count + more));
      long longest = 0;
      for (int k = 0, begin = from; k < ends.size(); begin = ends.get(k++)) {
        longest = Math.max(longest, before[ends.get(k)] - before[begin]);
      }
      // As if all took as long as the longest, for which others wait, and each thread had as many.
      long time = longest * ((ends.size() + multiple - 1) / multiple);
      if (time < least - least / UNEQUAL) {
        least = time;
        best = ends;
      }
    }
    return best;
  }

  /**
   * The pieces.
   *
   * @param divided what has been divided in the graph
   */
  Pieces pieces(List<DividedNeurons> divided) {
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
    return new Pieces(
        List.copyOf(pieces), changed, leads.leads(), leads.round(), takeTurns, divided);
  }
}
