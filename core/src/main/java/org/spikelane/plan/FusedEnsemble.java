package org.spikelane.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.spikelane.graph.BoundCopy;
import org.spikelane.graph.BoundNeurons;
import org.spikelane.graph.BoundReset;
import org.spikelane.graph.Context;
import org.spikelane.graph.Operator;
import org.spikelane.graph.Product;
import org.spikelane.graph.Signal;
import org.spikelane.graph.Step;
import org.spikelane.kernel.Decoding;
import org.spikelane.kernel.DenseProduct.Vector;
import org.spikelane.kernel.EnsembleKernel;
import org.spikelane.kernel.EnsemblePart;
import org.spikelane.kernel.EnsembleShape;
import org.spikelane.kernel.LifCoefficients;
import org.spikelane.kernel.LifEnsemble;
import org.spikelane.kernel.LifPopulation;

/**
 * An ensemble that is passed over once in a tick, in an {@link EnsemblePass}: in one with others of
 * a thread's share, or, in ticks that are not shared, in one with those of all threads.
 *
 * <p>The steps of its operators are kept: they run instead while the kernel is not ready, and when
 * an input is so large that a neuron may refuse its current, which they do as they should. It makes
 * no difference to any bit.
 */
final class FusedEnsemble {

  /** What is decoded for one operator: rows from {@code row} on, into {@code to}. */
  private record Decoded(int row, int count, double[] to, int at, int stride) {}

  private final EnsembleKernel kernel;
  private final LifEnsemble ensemble;
  private final Vector input;
  private final List<BoundReset> resets = new ArrayList<>();
  private final List<BoundCopy> added = new ArrayList<>();
  private final List<Decoded> decoded = new ArrayList<>();
  private final Step[] separate;
  private EnsemblePass[] passes = {};
  private EnsemblePart[] parts;
  private Decoding[] decodings;
  private long verified;

  FusedEnsemble(
      EnsembleOperators operators,
      Context context,
      Map<Operator, Step> steps,
      Function<EnsembleShape, EnsembleKernel> kernels) {
    BoundNeurons neurons = (BoundNeurons) steps.get(operators.neurons());
    double[] bias = row(operators.bias().from(), 0, context);
    double[][] encoders = columns(operators.encode().matrix(), context);
    List<double[]> decoders = new ArrayList<>();
    for (Product decode : operators.decode()) {
      double[][] rows = new double[decode.matrix().size(0)][];
      for (int r = 0; r < rows.length; r++) {
        rows[r] = row(decode.matrix(), r, context);
      }
      int row = put(rows, decoders);
      Signal to = decode.to();
      decoded.add(new Decoded(row, rows.length, context.array(to), context.at(to), to.stride(0)));
    }
    this.ensemble =
        new LifEnsemble(
            (LifPopulation) neurons.population(),
            bias,
            encoders,
            decoders.toArray(new double[0][]),
            operators.showsOutput() ? context.array(operators.neurons().output()) : null);
    this.kernel = kernels.apply(ensemble.shape());
    neurons.stateMayBeElsewhere(this::giveBack);
    Signal x = operators.encode().from();
    this.input = new Vector(context.array(x), context.at(x), x.stride(0));
    for (Operator operator : operators.inputs()) {
      if (steps.get(operator) instanceof BoundReset reset) {
        resets.add(reset);
      } else {
        added.add((BoundCopy) steps.get(operator));
      }
    }
    List<Step> all = new ArrayList<>();
    for (Operator operator : operators.all()) {
      all.add(steps.get(operator));
    }
    this.separate = all.toArray(new Step[0]);
  }

  /** Adds rows to others, unless they are there: the same function is often decoded twice. */
  private static int put(double[][] rows, List<double[]> all) {
    for (int at = 0; at <= all.size() - rows.length; at++) {
      if (Arrays.deepEquals(rows, all.subList(at, at + rows.length).toArray())) {
        return at;
      }
    }
    all.addAll(List.of(rows));
    return all.size() - rows.length;
  }

  /** A row of a matrix; of a vector, its elements. */
  private static double[] row(Signal signal, int row, Context context) {
    boolean vector = signal.shape().length == 1;
    double[] values = new double[vector ? signal.size(0) : signal.size(1)];
    double[] array = context.array(signal);
    int from = context.at(signal) + (vector ? 0 : row * signal.stride(0));
    int stride = signal.stride(vector ? 0 : 1);
    for (int i = 0; i < values.length; i++) {
      values[i] = array[from + i * stride];
    }
    return values;
  }

  private static double[][] columns(Signal matrix, Context context) {
    double[][] columns = new double[matrix.size(1)][];
    Signal transposed = matrix.transposed();
    for (int j = 0; j < columns.length; j++) {
      columns[j] = row(transposed, j, context);
    }
    return columns;
  }

  /** What those have in common that are passed over in one call. */
  record Kind(EnsembleKernel kernel, LifCoefficients coefficients) {

    /** Written down, as what Java makes up costs the first simulator some milliseconds. */
    @Override
    public boolean equals(Object other) {
      return other instanceof Kind kind
          && kernel.equals(kind.kernel)
          && coefficients.equals(kind.coefficients);
    }

    @Override
    public int hashCode() {
      return 31 * kernel.hashCode() + coefficients.hashCode();
    }
  }

  /** Its kind. */
  Kind kind() {
    return new Kind(kernel, ensemble.coefficients());
  }

  /** What is passed over. */
  LifEnsemble ensemble() {
    return ensemble;
  }

  /** What sets its input, if that is summed here. */
  List<BoundReset> resets() {
    return resets;
  }

  /** What adds to its input, one after the other, if that is summed here. */
  List<BoundCopy> added() {
    return added;
  }

  /** Its input, {@code [dimension]}. */
  Vector input() {
    return input;
  }

  /**
   * Puts it into parts of about the same size, but splits no block of neurons. To be called once,
   * when all that it has is where it will be.
   *
   * @param count as many parts, if it is as large
   */
  void divide(int count) {
    int blocks = ensemble.blocks();
    int several = Math.max(1, Math.min(count, blocks));
    parts = new EnsemblePart[several];
    for (int k = 0; k < several; k++) {
      int from = (int) ((long) blocks * k / several);
      int to = (int) ((long) blocks * (k + 1) / several);
      parts[k] = new EnsemblePart(ensemble, from, to, input);
    }
    decodings = new Decoding[decoded.size()];
    for (int k = 0; k < decodings.length; k++) {
      Decoded rows = decoded.get(k);
      decodings[k] = ensemble.decoding(rows.row, rows.count, rows.to, rows.at, rows.stride);
    }
  }

  /** Makes it one of a pass, too. */
  void join(EnsemblePass pass) {
    passes = Arrays.copyOf(passes, passes.length + 1);
    passes[passes.length - 1] = pass;
  }

  /** Its parts; null if it has not been {@linkplain #divide divided}. */
  EnsemblePart[] parts() {
    return parts;
  }

  /** What writes decoded numbers. */
  Decoding[] decodings() {
    return decodings;
  }

  private void giveBack() {
    ensemble.giveBack();
    stateHasLeft();
  }

  private void stateHasLeft() {
    for (EnsemblePass pass : passes) {
      pass.stateHasLeft();
    }
  }

  /** Takes its input and its state; whether the kernel may step it. */
  boolean begin() {
    boolean usable = true;
    for (EnsemblePart part : parts) {
      usable &= part.takeInput();
    }
    return usable && ensemble.take();
  }

  /** Steps it by its operators. */
  void separately() {
    for (Step step : separate) {
      step.step();
    }
  }

  /** Does by the operators what the kernel has done, from the state before, and compares. */
  void verify() {
    verified++;
    double[] got = new double[ensemble.decoded()];
    ensemble.decoding(0, got.length, got, 0, 1).write();
    ensemble.leave();
    stateHasLeft();
    separately();
    double[] expected = new double[got.length];
    for (Decoded rows : decoded) {
      for (int r = 0; r < rows.count; r++) {
        expected[rows.row + r] = rows.to[rows.at + r * rows.stride];
      }
    }
    ensemble.compare(verified, got, expected);
  }
}
