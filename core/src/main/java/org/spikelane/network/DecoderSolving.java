package org.spikelane.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.spikelane.nef.DecoderCache;
import org.spikelane.nef.DecoderProblem;
import org.spikelane.nef.EvaluationPoints;
import org.spikelane.nef.Solver;
import org.spikelane.parallel.Parallel;

/**
 * Solves for the decoders of a network's connections, on all cores. Connections that ask the same
 * solver about the same activities share what it makes of these, such as a factorised matrix; each
 * gets the bits that it would get alone.
 */
final class DecoderSolving {

  /** What connections have in common that share a solver's work. */
  private record Alike(BuiltEnsemble pre, EvaluationPoints points, Solver solver) {

    /** Of the ensemble alone: points are many numbers, and hardly ever what makes a difference. */
    @Override
    public int hashCode() {
      return pre.hashCode();
    }
  }

  /** The activities of an ensemble at some points, computed when the first connection asks. */
  static final class Activities {

    private final BuiltEnsemble pre;
    private final EvaluationPoints points;
    private DecoderProblem problem;

    private Activities(BuiltEnsemble pre, EvaluationPoints points) {
      this.pre = pre;
      this.points = points;
    }

    EvaluationPoints points() {
      return points;
    }

    /** To be called by one thread until it has returned once. */
    DecoderProblem problem(double[][] targets) {
      if (problem == null) {
        problem = pre.problem(points, targets);
        return problem;
      }
      return problem.withTargets(targets);
    }
  }

  private final Map<Ensemble, BuiltEnsemble> ensembles;
  private final List<Connection> connections;
  private final BuiltConnection[] built;
  private final DecoderCache cache;
  private final Progress progress;
  private int done;

  /**
   * Of the connections that decode an ensemble of neurons.
   *
   * @param ensembles what they begin and end at, built
   */
  DecoderSolving(
      Map<Ensemble, BuiltEnsemble> ensembles,
      List<Connection> connections,
      DecoderCache cache,
      Progress progress) {
    this.ensembles = ensembles;
    this.connections = connections;
    this.built = new BuiltConnection[connections.size()];
    this.cache = cache;
    this.progress = progress;
  }

  /** What each connection is built with, in their order. */
  List<BuiltConnection> solve() {
    Map<Object, List<Integer>> groups = new LinkedHashMap<>();
    for (int i = 0; i < built.length; i++) {
      groups.computeIfAbsent(group(connections.get(i)), group -> new ArrayList<>()).add(i);
    }
    if (built.length > 0) {
      progress.report("decoders", 0, built.length);
    }
    Parallel.map(List.copyOf(groups.values()), this::solve, none -> {});
    return Arrays.asList(built);
  }

  /** Equal for connections that are solved for together. */
  private Object group(Connection connection) {
    boolean alone =
        connection.givenDecoders() != null
            || connection.solvesWeights()
            || !connection.solver().sharesActivities();
    return alone ? connection : new Alike(pre(connection), points(connection), connection.solver());
  }

  private BuiltEnsemble pre(Connection connection) {
    return ensembles.get(connection.decodedEnsemble());
  }

  private EvaluationPoints points(Connection connection) {
    EvaluationPoints own = connection.evaluationPoints();
    return own == null ? pre(connection).evaluationPoints() : own;
  }

  /** The first alone, as it does what the others share. */
  private Void solve(List<Integer> group) {
    Connection first = connections.get(group.get(0));
    Activities activities = new Activities(pre(first), points(first));
    solve(group.get(0), activities);
    Parallel.map(
        group.subList(1, group.size()),
        i -> {
          solve(i, activities);
          return null;
        },
        none -> {});
    return null;
  }

  private void solve(int i, Activities activities) {
    Connection connection = connections.get(i);
    BuiltEnsemble post =
        connection.solvesWeights() ? ensembles.get(Slice.whole(connection.post())) : null;
    built[i] = BuiltConnection.of(connection, pre(connection), post, activities, cache);
    synchronized (built) {
      progress.report("decoders", ++done, built.length);
    }
  }
}
