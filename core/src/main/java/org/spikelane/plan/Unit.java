package org.spikelane.plan;

import java.util.Collection;
import java.util.List;
import org.spikelane.graph.Copy;
import org.spikelane.graph.Filter;
import org.spikelane.graph.HostFunction;
import org.spikelane.graph.Operator;
import org.spikelane.graph.Reset;
import org.spikelane.graph.Signal;
import org.spikelane.kernel.DenseProduct;

/**
 * What runs as one: an ensemble, a decoding that learns, or an operator of its own.
 *
 * @param ensemble null, if it is none
 * @param learning null, if it is none
 * @param operator null, if it is an ensemble; of a decoding that learns, the rule
 * @param work about how many numbers a tick touches; one takes less than 0.1 ns
 */
record Unit(EnsembleOperators ensemble, LearningOperators learning, Operator operator, long work) {

  /** What an ensemble takes besides its numbers, in so many numbers' time: before and after it. */
  private static final long ENSEMBLE = 60;

  /** What an operator takes: a call, and finding its numbers. */
  private static final long OPERATOR = 100;

  /** The most numbers of a small one. */
  private static final long SMALL = 64;

  /** What one takes that is small, and most likely runs with its neighbours. */
  private static final long NEIGHBOUR = 20;

  static Unit of(EnsembleOperators ensemble) {
    return new Unit(ensemble, null, null, ENSEMBLE + ensemble.work());
  }

  static Unit of(LearningOperators learning) {
    return new Unit(null, learning, learning.learn(), OPERATOR + learning.work());
  }

  static Unit of(Operator operator) {
    long work =
        size(operator.sets())
            + size(operator.increments())
            + size(operator.reads())
            + size(operator.updates());
    boolean joins =
        operator instanceof Filter || operator instanceof Copy || operator instanceof Reset;
    return new Unit(null, null, operator, (joins && work <= SMALL ? NEIGHBOUR : OPERATOR) + work);
  }

  private static long size(List<Signal> signals) {
    long size = 0;
    for (Signal signal : signals) {
      size += signal.size();
    }
    return size;
  }

  /** All of its operators, in the order in which they run. */
  Collection<Operator> operators() {
    return ensemble != null
        ? ensemble.all()
        : learning != null ? learning.all() : List.of(operator);
  }

  /** Whether it is a function of the caller's. */
  boolean isHost() {
    return operator instanceof HostFunction;
  }

  /**
   * How many threads could share it: one, if the output of its neurons is read by others, who would
   * have to fetch it from them.
   */
  int blocks() {
    return ensemble == null || ensemble.showsOutput()
        ? 1
        : DenseProduct.blocks(ensemble.neurons().current().size());
  }
}
