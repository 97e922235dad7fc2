package org.spikelane.network;

import static org.spikelane.check.Arguments.refused;

import java.util.Map;
import org.spikelane.nef.DecoderCache;
import org.spikelane.nef.Decoders;
import org.spikelane.nef.EvaluationPoints;

/** What a connection from an ensemble was built with: its decoders, given or solved for. */
public final class BuiltConnection {

  private final double[][] decoders;
  private final double[] rmses;
  private final Map<String, Object> info;

  private BuiltConnection(double[][] decoders, double[] rmses, Map<String, Object> info) {
    this.decoders = decoders;
    this.rmses = rmses;
    this.info = info;
  }

  /**
   * Solves for the decoders, unless they are given.
   *
   * @param post of weights, what they lead to
   * @param activities of {@code pre} at the connection's evaluation points
   * @param cache of decoders that were solved for before
   */
  static BuiltConnection of(
      Connection connection,
      BuiltEnsemble pre,
      BuiltEnsemble post,
      DecoderSolving.Activities activities,
      DecoderCache cache) {
    if (connection.givenDecoders() != null) {
      return new BuiltConnection(connection.givenDecoders(), new double[0], Map.of());
    }
    try {
      EvaluationPoints points = activities.points();
      double[][] targets = points.targets(x -> value(connection, x));
      Decoders solved =
          connection.solvesWeights()
              ? weights(connection, pre.activities(points), targets, post, cache)
              : cache.solve(connection.solver(), activities.problem(targets));
      int outputs = connection.solvesWeights() ? post.neurons() : targets[0].length;
      double[][] decoders = solved.toArray();
      if (decoders.length != pre.neurons() || decoders[0].length != outputs) {
        throw refused(
            "what " + connection.solver() + " solves for",
            decoders.length + " × " + decoders[0].length,
            pre.neurons() + " × " + outputs + " decoders, [neuron][output]");
      }
      return new BuiltConnection(decoders, solved.rmses(), solved.info());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(connection + ": " + e.getMessage(), e);
    } catch (RuntimeException e) {
      // From a solver of the user's own: not by an argument that it refused.
      throw new IllegalStateException(connection + ": " + e, e);
    }
  }

  /** The function's value at a point of the whole ensemble. */
  private static double[] value(Connection connection, double[] x) {
    double[] part = x;
    if (connection.pre() instanceof Slice slice) {
      int[] indices = slice.indices();
      part = new double[indices.length];
      for (int k = 0; k < part.length; k++) {
        part[k] = x[indices[k]];
      }
    }
    if (connection.function() == null) {
      return part;
    }
    double[] value = connection.function().apply(part);
    if (value != null && value.length != connection.functionSize()) {
      throw new IllegalStateException(
          value.length + " numbers, and not " + connection.functionSize() + " as at 0");
    }
    return value;
  }

  private static Decoders weights(
      Connection connection,
      double[][] activities,
      double[][] targets,
      BuiltEnsemble post,
      DecoderCache cache) {
    // The targets are what arrives: function and transform, spread over the ensemble's dimensions.
    Ensemble ensemble =
        (Ensemble) (connection.post() instanceof Slice slice ? slice.of() : connection.post());
    double[] map = TransformLowering.matrix(connection.transform(), targets[0].length);
    int outputs = connection.post().sizeIn();
    int[] places = connection.post() instanceof Slice slice ? slice.indices() : null;
    int dims = ensemble.dims();
    int neurons = ensemble.neuronCount();
    double[] scaled = post.scaledEncoders();
    // Encoders of the function's outputs: scaled encoders times transform.
    double[][] encoders = new double[neurons][targets[0].length];
    for (int i = 0; i < neurons; i++) {
      for (int k = 0; k < targets[0].length; k++) {
        double sum = 0;
        for (int o = 0; o < outputs; o++) {
          int d = places == null ? o : places[o];
          sum = Math.fma(scaled[d * neurons + i], map[o * targets[0].length + k], sum);
        }
        encoders[i][k] = sum;
      }
    }
    assert dims >= outputs || places != null;
    return cache.weights(connection.solver(), activities, targets, encoders);
  }

  /**
   * Decoders {@code [neuron][output of the function]}; if weights were solved for, {@code
   * [neuron][post neuron]}. A copy.
   */
  public double[][] decoders() {
    double[][] copy = new double[decoders.length][];
    for (int i = 0; i < copy.length; i++) {
      copy[i] = decoders[i].clone();
    }
    return copy;
  }

  /** Root of the mean squared error of each output, of those solved for; empty if given. */
  public double[] rmses() {
    return rmses.clone();
  }

  /** What the solver says about its way. */
  public Map<String, Object> info() {
    return info;
  }

  double[][] decodersThemselves() {
    return decoders;
  }
}
