package org.spikelane.plan;

import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.spikelane.graph.Context;
import org.spikelane.graph.Copy;
import org.spikelane.graph.Graph;
import org.spikelane.graph.Operator;
import org.spikelane.graph.Product;
import org.spikelane.graph.Signal;
import org.spikelane.graph.StepNeurons;
import org.spikelane.kernel.DenseProduct;

/**
 * A graph with ensembles of many neurons divided into ensembles of few, a block of {@value
 * DenseProduct#BLOCK} each, so that it can be cut within them. What is decoded from each block is
 * added up in the order in which a product adds its blocks: so no bit is another.
 *
 * @param graph with what stands for the ensembles
 * @param divided the neurons that others stand for
 */
record Division(Graph graph, List<DividedNeurons> divided) {

  /** Whether the sums of an ensemble's blocks are those of ensembles of a block each. */
  static boolean isPossible(EnsembleOperators ensemble) {
    int neurons = ensemble.neurons().current().size();
    int last = neurons - (DenseProduct.blocks(neurons) - 1) * DenseProduct.BLOCK;
    int decoded = ensemble.decode().stream().mapToInt(product -> product.to().size()).sum();
    return neurons > DenseProduct.BLOCK
        && !ensemble.showsOutput()
        && ensemble.encode().from().size() <= last
        && decoded < last;
  }

  /**
   * Divides ensembles.
   *
   * @param graph all operators
   * @param context that it is bound to: what is constant is read from there
   * @param ensembles of which it {@link #isPossible}
   */
  static Division of(Graph graph, Context context, Collection<EnsembleOperators> ensembles) {
    Map<Operator, List<Operator>> others = new IdentityHashMap<>();
    List<DividedNeurons> divided = new ArrayList<>();
    for (EnsembleOperators ensemble : ensembles) {
      others.put(ensemble.bias(), List.of());
      others.put(ensemble.encode(), List.of());
      ensemble.decode().forEach(product -> others.put(product, List.of()));
      List<Operator> operators = new ArrayList<>();
      divided.add(divide(ensemble, context, operators));
      others.put(ensemble.neurons(), operators);
    }
    return new Division(graph.replaced(others), divided);
  }

  /** Adds the operators that stand for an ensemble. */
  private static DividedNeurons divide(
      EnsembleOperators ensemble, Context context, List<Operator> operators) {
    StepNeurons whole = ensemble.neurons();
    int neurons = whole.current().size();
    List<StepNeurons> parts = new ArrayList<>();
    List<List<Signal>> sums = new ArrayList<>();
    ensemble.decode().forEach(product -> sums.add(new ArrayList<>()));
    for (int from = 0; from < neurons; from += DenseProduct.BLOCK) {
      int to = Math.min(from + DenseProduct.BLOCK, neurons);
      String name = whole.name() + " from " + from + " on";
      Signal current = Signal.zeros(name + ".current", to - from);
      Signal output = Signal.zeros(name + ".output", to - from);
      Signal bias = constant(ensemble.bias().from().slice(from, to), context);
      Signal encoders = constant(ensemble.encode().matrix().slice(from, to), context);
      operators.add(Copy.set(bias, current));
      operators.add(new Product(encoders, ensemble.encode().from(), current, true));
      StepNeurons part =
          new StepNeurons(name, whole.type(), current, output, whole.seed(), Map.of(), Map.of());
      operators.add(part);
      parts.add(part);
      for (int k = 0; k < sums.size(); k++) {
        Product decode = ensemble.decode().get(k);
        Signal decoders =
            constant(decode.matrix().transposed().slice(from, to).transposed(), context);
        Signal sum = Signal.zeros(name + ".decoded", decode.to().size());
        operators.add(new Product(decoders, output, sum, false));
        sums.get(k).add(sum);
      }
    }
    for (int k = 0; k < sums.size(); k++) {
      operators.add(new Total(sums.get(k), ensemble.decode().get(k).to()));
    }
    return new DividedNeurons(whole, parts);
  }

  /** A copy of what is constant, without the rest of its base. */
  private static Signal constant(Signal view, Context context) {
    double[] array = context.array(view);
    double[] values = new double[view.size()];
    int[] positions = view.positions();
    for (int i = 0; i < values.length; i++) {
      values[i] = array[context.at(view) - view.offset() + positions[i]];
    }
    return Signal.constant(view.name(), values, view.shape());
  }
}
