package org.spikelane.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.spikelane.graph.BoundNeurons;
import org.spikelane.graph.Context;
import org.spikelane.graph.Copy;
import org.spikelane.graph.Operator;
import org.spikelane.graph.Product;
import org.spikelane.graph.Reset;
import org.spikelane.graph.Signal;
import org.spikelane.graph.Step;
import org.spikelane.kernel.DenseProduct.Vector;
import org.spikelane.kernel.EnsembleKernel;
import org.spikelane.kernel.EnsemblePart;
import org.spikelane.kernel.EnsembleShape;
import org.spikelane.kernel.LifCoefficients;
import org.spikelane.kernel.LifEnsemble;
import org.spikelane.kernel.LifPopulation;

/**
 * An ensemble that is passed over once in a tick. A tick is {@link #begin}, the kernel on every
 * part, and {@link #end}.
 *
 * <p>The steps of its operators are kept: they run instead while the kernel is not ready, and when
 * an input is so large that a neuron may refuse its current, which they do as they should. It makes
 * no difference to any bit.
 */
final class FusedEnsemble {

  /** What is added to the input: so many numbers from a position on, to another. */
  private record Source(double[] from, int at, int to, int count) {}

  /** What is decoded for one operator: rows from {@code row} on, into {@code to}. */
  private record Decoded(int row, int count, double[] to, int at, int stride) {}

  /** About what an array can have; what is larger does not gain by it. */
  private static final int MOST_SIDE_BY_SIDE = 1 << 30;

  private final EnsembleKernel kernel;
  private final LifEnsemble ensemble;
  private final Vector input;
  private final double resetTo;
  private final Source[] sources;
  private final Decoded[] decoded;
  private final double[] output;
  private final Step[] separate;
  private EnsemblePart[] parts;
  private boolean fused;
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
    List<Decoded> decodedBy = new ArrayList<>();
    for (Product decode : operators.decode()) {
      double[][] rows = new double[decode.matrix().size(0)][];
      Arrays.setAll(rows, r -> row(decode.matrix(), r, context));
      int row = put(rows, decoders);
      Signal to = decode.to();
      decodedBy.add(new Decoded(row, rows.length, context.array(to), to.offset(), to.stride(0)));
    }
    this.ensemble =
        new LifEnsemble(
            (LifPopulation) neurons.population(),
            bias,
            encoders,
            decoders.toArray(double[][]::new),
            operators.showsOutput());
    this.kernel = kernels.apply(ensemble.shape());
    neurons.stateMayBeElsewhere(ensemble::giveBack);
    this.input = vector(operators.encode().from(), context);
    double reset = 0;
    List<Source> added = new ArrayList<>();
    for (Operator operator : operators.inputs()) {
      if (operator instanceof Reset each) {
        reset = each.value();
      } else {
        Copy copy = (Copy) operator;
        added.add(
            new Source(
                context.array(copy.from()),
                copy.from().offset(),
                copy.to().offset(),
                copy.to().size()));
      }
    }
    this.resetTo = reset;
    this.sources = operators.inputs().isEmpty() ? null : added.toArray(Source[]::new);
    this.decoded = decodedBy.toArray(Decoded[]::new);
    this.output = operators.showsOutput() ? context.array(operators.neurons().output()) : null;
    this.separate = operators.all().stream().map(steps::get).toArray(Step[]::new);
    split(1);
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

  private static Vector vector(Signal signal, Context context) {
    return new Vector(context.array(signal), signal.offset(), signal.stride(0));
  }

  /** A row of a matrix; of a vector, its elements. */
  private static double[] row(Signal signal, int row, Context context) {
    boolean vector = signal.shape().length == 1;
    double[] values = new double[vector ? signal.size(0) : signal.size(1)];
    double[] array = context.array(signal);
    int from = signal.offset() + (vector ? 0 : row * signal.stride(0));
    int stride = signal.stride(vector ? 0 : 1);
    Arrays.setAll(values, i -> array[from + i * stride]);
    return values;
  }

  private static double[][] columns(Signal matrix, Context context) {
    double[][] columns = new double[matrix.size(1)][];
    Signal transposed = matrix.transposed();
    Arrays.setAll(columns, j -> row(transposed, j, context));
    return columns;
  }

  /** What those have in common that are passed over in one call. */
  record Kind(EnsembleKernel kernel, LifCoefficients coefficients) {}

  /** Its kind. */
  Kind kind() {
    return new Kind(kernel, ensemble.coefficients());
  }

  /** Splits it into as many parts of about the same size, but no block of neurons. */
  void split(int count) {
    int blocks = ensemble.blocks();
    int several = Math.max(1, Math.min(count, blocks));
    parts = new EnsemblePart[several];
    for (int k = 0; k < several; k++) {
      int from = (int) ((long) blocks * k / several);
      int to = (int) ((long) blocks * (k + 1) / several);
      parts[k] = new EnsemblePart(ensemble, from, to);
    }
  }

  /** Takes the input. */
  void begin() {
    begin(kernel.isReady());
  }

  /**
   * Takes the input.
   *
   * @param ready whether the kernel is
   * @return whether the kernel is to step it
   */
  private boolean begin(boolean ready) {
    if (sources != null) {
      sum();
    }
    boolean usable = ready;
    for (int k = 0; usable && k < parts.length; k++) {
      usable = parts[k].input(input);
    }
    fused = usable && ensemble.take();
    return fused;
  }

  private void sum() {
    double[] sum = input.array();
    int next = 0;
    if (sources.length > 0 && sources[0].count == sum.length) {
      Source source = sources[next++];
      for (int i = 0; i < sum.length; i++) {
        sum[i] = resetTo + source.from[source.at + i];
      }
    } else {
      Arrays.fill(sum, resetTo);
    }
    for (; next < sources.length; next++) {
      Source source = sources[next];
      for (int i = 0; i < source.count; i++) {
        sum[source.to + i] += source.from[source.at + i];
      }
    }
  }

  /** Writes what came of it. */
  void end() {
    if (!fused) {
      for (Step step : separate) {
        step.step();
      }
      return;
    }
    if (kernel.verifies()) {
      verify();
      return;
    }
    for (Decoded rows : decoded) {
      ensemble.decoded(rows.row, rows.count, rows.to, rows.at, rows.stride);
    }
    if (output != null) {
      ensemble.output(output);
    }
  }

  /** Does it again by the operators, from the state before, and compares. */
  private void verify() {
    verified++;
    double[] got = new double[ensemble.decoded()];
    ensemble.decoded(0, got.length, got, 0, 1);
    ensemble.leave();
    for (Step step : separate) {
      step.step();
    }
    double[] expected = new double[got.length];
    for (Decoded rows : decoded) {
      for (int r = 0; r < rows.count; r++) {
        expected[rows.row + r] = rows.to[rows.at + r * rows.stride];
      }
    }
    ensemble.compare(verified, got, expected);
  }

  /** The step of one part, between {@link #begin} and {@link #end}. */
  Step part(int k) {
    EnsemblePart[] one = {parts[k]};
    LifCoefficients coefficients = ensemble.coefficients();
    return () -> {
      if (fused) {
        kernel.step(coefficients, one);
      }
    };
  }

  /** Whole ensembles of one kind, one after the other. */
  static Step whole(List<FusedEnsemble> ensembles) {
    FusedEnsemble[] all = ensembles.toArray(FusedEnsemble[]::new);
    putSideBySide(all);
    EnsemblePart[] parts =
        ensembles.stream()
            .flatMap(ensemble -> Arrays.stream(ensemble.parts))
            .toArray(EnsemblePart[]::new);
    EnsembleKernel kernel = all[0].kernel;
    LifCoefficients coefficients = all[0].ensemble.coefficients();
    return () -> {
      boolean ready = kernel.isReady();
      boolean every = true;
      for (FusedEnsemble ensemble : all) {
        every &= ensemble.begin(ready);
      }
      if (every) {
        kernel.step(coefficients, parts);
      } else {
        for (FusedEnsemble ensemble : all) {
          if (ensemble.fused) {
            kernel.step(coefficients, ensemble.parts);
          }
        }
      }
      for (FusedEnsemble ensemble : all) {
        ensemble.end();
      }
    };
  }

  /**
   * Puts what is passed over one after the other into one array: a processor that fetches ahead
   * then does not stop at the end of each.
   */
  private static void putSideBySide(FusedEnsemble[] all) {
    long size = Arrays.stream(all).mapToLong(one -> one.ensemble.size()).sum();
    if (all.length == 1 || size > MOST_SIDE_BY_SIDE) {
      return;
    }
    double[] array = new double[(int) size];
    int at = 0;
    for (FusedEnsemble one : all) {
      one.ensemble.moveTo(array, at);
      at += one.ensemble.size();
      one.split(one.parts.length);
    }
  }
}
