package org.spikelane.plan;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import org.spikelane.graph.BoundFilter;
import org.spikelane.graph.Context;
import org.spikelane.graph.Operator;
import org.spikelane.graph.Signal;
import org.spikelane.graph.Step;
import org.spikelane.kernel.DenseProduct.Vector;
import org.spikelane.kernel.LearningKernel;
import org.spikelane.kernel.LearningPass;
import org.spikelane.kernel.LearningShape;
import org.spikelane.synapse.Lowpass;
import org.spikelane.synapse.SynapseStepper;

/**
 * A decoding that learns, passed over once in a tick.
 *
 * <p>The steps of its operators are kept: they run instead while the kernel is not ready, and in
 * part when nothing is learned. It makes no difference to any bit.
 *
 * <p>The state of a lowpass filter is its output, which nobody else writes: while the filter is a
 * part of the pass, that signal is the state, and the filter's own is old.
 */
final class FusedLearning implements Step {

  private final Step decode;
  private final Step filter;
  private final Step learn;
  private final SynapseStepper stepper;
  private final Vector activity;
  private final Vector weights;
  private final Vector decoded;
  private final Vector error;
  private final double factor;
  private final Vector on;
  private final int rows;
  private final int neurons;
  private final LearningPass[] passes;
  private final LearningKernel[] kernels;
  private boolean holdsState;
  private long verified;

  FusedLearning(
      LearningOperators operators,
      Context context,
      Map<Operator, Step> steps,
      Function<LearningShape, LearningKernel> kernels) {
    this.decode = steps.get(operators.decode());
    this.learn = steps.get(operators.learn());
    this.rows = operators.decode().to().size();
    this.neurons = operators.rule().activity().size();
    this.activity = vector(operators.rule().activity(), context);
    this.weights = vector(operators.rule().weights().reshaped(rows * neurons), context);
    this.decoded = vector(operators.decode().to(), context);
    this.error = vector(operators.rule().error(), context);
    this.factor = operators.rule().factor(context.dt());
    this.on = operators.on() == null ? null : scalar(operators.on(), context);
    LearningPass.Filter filters = null;
    if (operators.filter() == null) {
      this.filter = null;
      this.stepper = null;
    } else {
      BoundFilter bound = (BoundFilter) steps.get(operators.filter());
      Lowpass lowpass = (Lowpass) operators.filter().synapse();
      this.filter = bound;
      this.stepper = bound.stepper();
      bound.stateMayBeElsewhere(this::giveBack);
      filters = new LearningPass.Filter(lowpass.decay(context.dt()), SynapseStepper.FLOOR);
    }
    this.passes = new LearningPass[(rows + LearningShape.MOST_ROWS - 1) / LearningShape.MOST_ROWS];
    for (int k = 0; k < passes.length; k++) {
      int row = k * LearningShape.MOST_ROWS;
      passes[k] =
          new LearningPass(
              Math.min(LearningShape.MOST_ROWS, rows - row),
              neurons,
              vector(operators.decode().from(), context),
              activity,
              k == 0 ? filters : null,
              new Vector(weights.array(), weights.from() + row * neurons, 1),
              new Vector(
                  decoded.array(), decoded.from() + row * decoded.stride(), decoded.stride()),
              operators.decode().increment());
    }
    this.kernels =
        Arrays.stream(passes)
            .map(pass -> kernels.apply(pass.shape()))
            .toArray(LearningKernel[]::new);
  }

  private static Vector vector(Signal signal, Context context) {
    return new Vector(context.array(signal), context.at(signal), signal.stride(0));
  }

  private static Vector scalar(Signal signal, Context context) {
    return new Vector(context.array(signal), context.at(signal), 1);
  }

  @Override
  public void step() {
    if (!isReady()) {
      giveBack();
      separately();
    } else if (kernels[0].verifies()) {
      verify();
    } else {
      fused();
    }
  }

  private boolean isReady() {
    boolean ready = true;
    for (LearningKernel kernel : kernels) {
      ready &= kernel.isReady();
    }
    return ready;
  }

  private void separately() {
    decode.step();
    if (filter != null) {
      filter.step();
    }
    learn.step();
  }

  private void fused() {
    take();
    if (!learns()) {
      decode.step();
      if (filter != null) {
        passes[0].filter();
      }
      learn.step();
      return;
    }
    for (int k = 0; k < passes.length; k++) {
      kernels[k].step(passes[k]);
    }
    for (LearningPass pass : passes) {
      pass.end();
    }
  }

  /** Whether every row learns in this tick: a factor of 0 leaves a row exactly as it is. */
  private boolean learns() {
    if (on != null && !(on.array()[on.from()] > 0)) {
      return false;
    }
    boolean every = true;
    double[] errors = error.array();
    int at = error.from();
    for (LearningPass pass : passes) {
      double[] factors = pass.factors();
      for (int r = 0; r < factors.length; r++) {
        factors[r] = factor * errors[at++];
        every &= factors[r] != 0;
      }
    }
    return every;
  }

  private void take() {
    if (!holdsState && filter != null) {
      stepper.readState(0, activity.array(), activity.from());
      holdsState = true;
    }
  }

  private void giveBack() {
    if (holdsState) {
      stepper.writeState(0, activity.array(), activity.from());
      holdsState = false;
    }
  }

  /** Does it again by the operators, from where it began, and compares. */
  private void verify() {
    verified++;
    giveBack();
    double[] weightsBefore = get(weights, rows * neurons);
    double[] decodedBefore = get(decoded, rows);
    fused();
    double[] gotActivity = get(activity, neurons);
    double[] gotWeights = get(weights, rows * neurons);
    double[] gotDecoded = get(decoded, rows);
    put(weights, weightsBefore);
    put(decoded, decodedBefore);
    // The filter's own state is that of the tick before.
    holdsState = false;
    separately();
    LearningPass.compare(verified, "activity", get(activity, neurons), gotActivity);
    LearningPass.compare(verified, "weight", get(weights, rows * neurons), gotWeights);
    LearningPass.compare(verified, "decoded number", get(decoded, rows), gotDecoded);
  }

  private static double[] get(Vector vector, int count) {
    double[] values = new double[count];
    Arrays.setAll(values, i -> vector.array()[vector.from() + i * vector.stride()]);
    return values;
  }

  private static void put(Vector vector, double[] values) {
    for (int i = 0; i < values.length; i++) {
      vector.array()[vector.from() + i * vector.stride()] = values[i];
    }
  }
}
