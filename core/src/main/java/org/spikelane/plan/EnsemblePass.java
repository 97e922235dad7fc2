package org.spikelane.plan;

import java.util.ArrayList;
import java.util.List;
import org.spikelane.graph.BoundCopy;
import org.spikelane.graph.BoundReset;
import org.spikelane.graph.Step;
import org.spikelane.kernel.Aligned;
import org.spikelane.kernel.Decoding;
import org.spikelane.kernel.EnsembleKernel;
import org.spikelane.kernel.EnsemblePart;
import org.spikelane.kernel.LifCoefficients;
import org.spikelane.kernel.LifEnsemble;

/**
 * One pass over ensembles of one kind: {@link #begin}, the kernel on every part, {@link #end}.
 *
 * <p>What is to be done for each ensemble before and after the kernel is little, and so many small
 * things lie far apart in memory. So it is done for all at once: their rows and sums are moved into
 * one array each, and what is set, added, looked at and decoded for neighbours that lie side by
 * side is one loop.
 */
final class EnsemblePass implements Step {

  /** About what an array can have; what is larger does not gain by it. */
  private static final int MOST_SIDE_BY_SIDE = 1 << 30;

  /** Numbers of an array that are looked at. */
  private record Range(double[] array, int from, int to) {}

  private final FusedEnsemble[] ensembles;
  private final EnsembleKernel kernel;
  private final LifCoefficients coefficients;
  private final EnsemblePart[] parts;
  private final EnsemblePart[] joined;
  private final EnsemblePart[] copying;
  private final Step[] sums;
  private final Range[] inputs;
  private final long largestInput;
  private final Decoding[] decodings;
  private final FusedEnsemble[] showing;
  private final boolean[] stepped;
  private boolean hasState;
  private boolean together;

  /**
   * A pass over ensembles that are in no other pass yet.
   *
   * @param ensembles of one kind
   * @param split into how many parts each is split, if it is as large
   */
  static EnsemblePass first(List<FusedEnsemble> ensembles, int split) {
    putSideBySide(ensembles);
    ensembles.forEach(ensemble -> ensemble.divide(split));
    return new EnsemblePass(ensembles);
  }

  /**
   * A pass over ensembles that are in others as well. Each of them is stepped by one of its passes
   * in a tick: by one of a thread's, if the tick is shared, or else by that over all.
   *
   * @param list of one kind
   */
  EnsemblePass(List<FusedEnsemble> list) {
    ensembles = list.toArray(new FusedEnsemble[0]);
    kernel = ensembles[0].kind().kernel();
    coefficients = ensembles[0].kind().coefficients();
    List<EnsemblePart> all = new ArrayList<>();
    List<EnsemblePart> copied = new ArrayList<>();
    List<Decoding> decoded = new ArrayList<>();
    List<FusedEnsemble> shown = new ArrayList<>();
    double largest = Double.POSITIVE_INFINITY;
    for (FusedEnsemble one : ensembles) {
      one.join(this);
      for (EnsemblePart part : one.parts()) {
        all.add(part);
        if (part.copiesInput()) {
          copied.add(part);
        }
      }
      decoded.addAll(List.of(one.decodings()));
      if (one.ensemble().shape().showsOutput()) {
        shown.add(one);
      }
      largest = Math.min(largest, one.ensemble().largestInput());
    }
    parts = all.toArray(new EnsemblePart[0]);
    joined = EnsemblePart.joined(all);
    copying = copied.toArray(new EnsemblePart[0]);
    sums = sums();
    inputs = inputs();
    largestInput = largest < 0 ? -1 : Double.doubleToRawLongBits(largest);
    decodings = Decoding.joined(decoded);
    showing = shown.toArray(new FusedEnsemble[0]);
    stepped = new boolean[ensembles.length];
  }

  /**
   * Puts what is passed over one after the other into one array, {@link Aligned}: a processor that
   * fetches ahead then does not stop at the end of each. The sums likewise.
   */
  private static void putSideBySide(List<FusedEnsemble> ensembles) {
    long size = 0;
    long sumsSize = 0;
    for (FusedEnsemble one : ensembles) {
      size += one.ensemble().size();
      sumsSize += one.ensemble().sumsSize();
    }
    if (Math.max(size, sumsSize) > MOST_SIDE_BY_SIDE
        || ensembles.size() == 1 && Aligned.isAlone((int) size)) {
      return;
    }
    Aligned rows = Aligned.doubles((int) size);
    Aligned sums = Aligned.doubles((int) sumsSize);
    int rowsAt = rows.at();
    int sumsAt = sums.at();
    for (FusedEnsemble one : ensembles) {
      LifEnsemble ensemble = one.ensemble();
      ensemble.moveTo(rows.array(), rowsAt);
      ensemble.moveSumsTo(sums.array(), sumsAt);
      rowsAt += ensemble.size();
      sumsAt += ensemble.sumsSize();
    }
  }

  /** What sums up the inputs: of each the terms in their order, of all the first, the second. */
  private Step[] sums() {
    List<Step> steps = new ArrayList<>();
    List<BoundReset> resets = new ArrayList<>();
    for (FusedEnsemble one : ensembles) {
      resets.addAll(one.resets());
    }
    if (!resets.isEmpty()) {
      steps.add(BoundReset.all(resets));
    }
    for (int term = 0; ; term++) {
      List<BoundCopy> copies = new ArrayList<>();
      for (FusedEnsemble one : ensembles) {
        if (term < one.added().size()) {
          copies.add(one.added().get(term));
        }
      }
      if (copies.isEmpty()) {
        return steps.toArray(new Step[0]);
      }
      steps.add(BoundCopy.all(copies));
    }
  }

  private Range[] inputs() {
    List<Range> ranges = new ArrayList<>();
    for (FusedEnsemble one : ensembles) {
      EnsemblePart part = one.parts()[0];
      int from = part.inputAt();
      Range next = new Range(part.input(), from, from + one.ensemble().dims());
      Range last = ranges.isEmpty() ? null : ranges.get(ranges.size() - 1);
      if (last != null && last.array == next.array && last.to == next.from) {
        ranges.set(ranges.size() - 1, new Range(last.array, last.from, next.to));
      } else {
        ranges.add(next);
      }
    }
    return ranges.toArray(new Range[0]);
  }

  @Override
  public void step() {
    begin();
    run();
    end();
  }

  /** Sums up the inputs, and finds out whether the kernel can step all ensembles. */
  void begin() {
    for (Step step : sums) {
      step.step();
    }
    for (EnsemblePart part : copying) {
      part.takeInput();
    }
    boolean ready = kernel.isReady();
    boolean all = ready && areInputsSmall() && takeState();
    if (all != together) {
      // Written only then: others may need something in the same line of the cache.
      together = all;
    }
    for (int k = 0; k < ensembles.length && !all; k++) {
      stepped[k] = ready && ensembles[k].begin();
    }
  }

  /** Whether no input is so large that a neuron may refuse its current, nor any NaN. */
  private boolean areInputsSmall() {
    long rest = largestInput;
    for (Range range : inputs) {
      double[] array = range.array;
      for (int i = range.from; i < range.to; i++) {
        // Magnitudes have the order of their bits: negative if one is larger, or NaN.
        rest |= largestInput - (Double.doubleToRawLongBits(array[i]) & Long.MAX_VALUE);
      }
    }
    return rest >= 0;
  }

  private boolean takeState() {
    if (!hasState) {
      hasState = true;
      for (FusedEnsemble ensemble : ensembles) {
        hasState &= ensemble.ensemble().take();
      }
    }
    return hasState;
  }

  /** Says that an ensemble's state is to be taken again. */
  void stateHasLeft() {
    if (hasState) {
      // Written only then: threads that step the same ensembles otherwise say so too.
      hasState = false;
    }
  }

  /** Steps all neurons, of the ensembles that the kernel can step. */
  void run() {
    if (together) {
      kernel.step(coefficients, joined);
      return;
    }
    for (int k = 0; k < ensembles.length; k++) {
      if (stepped[k]) {
        kernel.step(coefficients, ensembles[k].parts());
      }
    }
  }

  /** What steps one part, between {@link #begin} and {@link #end}, of a pass over one ensemble. */
  Step part(int k) {
    EnsemblePart[] one = {parts[k]};
    return () -> {
      if (together || stepped[0]) {
        kernel.step(coefficients, one);
      }
    };
  }

  /** Writes what came of it; steps the ensembles that the kernel cannot step. */
  void end() {
    if (together && !kernel.verifies()) {
      for (Decoding decoding : decodings) {
        decoding.write();
      }
      for (FusedEnsemble ensemble : showing) {
        ensemble.ensemble().showOutput();
      }
      return;
    }
    for (int k = 0; k < ensembles.length; k++) {
      FusedEnsemble ensemble = ensembles[k];
      if (!together && !stepped[k]) {
        ensemble.separately();
      } else if (kernel.verifies()) {
        ensemble.verify();
      } else {
        for (Decoding decoding : ensemble.decodings()) {
          decoding.write();
        }
        ensemble.ensemble().showOutput();
      }
    }
  }
}
