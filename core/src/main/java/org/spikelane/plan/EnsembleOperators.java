package org.spikelane.plan;

import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.spikelane.graph.Context;
import org.spikelane.graph.Copy;
import org.spikelane.graph.Graph;
import org.spikelane.graph.Operator;
import org.spikelane.graph.Product;
import org.spikelane.graph.Reset;
import org.spikelane.graph.Signal;
import org.spikelane.graph.StepNeurons;
import org.spikelane.kernel.DenseProduct;
import org.spikelane.kernel.EnsembleShape;
import org.spikelane.kernel.LifEnsemble;
import org.spikelane.neuron.Lif;

/**
 * The operators of a graph that are one ensemble of LIF neurons, and can be run as one: the sum of
 * inputs, bias, encoders, neurons, decoders.
 *
 * <p>They can if nobody else touches the currents, and all that is multiplied is constant. What
 * goes in is summed with them if it is a sum of copies.
 *
 * @param inputs set the input and add to it; there may be none, if others do that
 * @param bias sets the currents
 * @param encode adds the input
 * @param neurons steps them
 * @param decode sets what is decoded; there may be none
 * @param showsOutput whether anybody else reads the neurons' output
 */
record EnsembleOperators(
    List<Operator> inputs,
    Copy bias,
    Product encode,
    StepNeurons neurons,
    List<Product> decode,
    boolean showsOutput) {

  /**
   * All of a graph, in its order.
   *
   * @param seen base signals that are looked at between ticks
   * @param withInputs whether the sum of inputs is to be among them
   */
  static List<EnsembleOperators> of(
      Graph graph, Context context, Set<Signal> seen, boolean withInputs) {
    Map<Signal, List<Operator>> touching = new IdentityHashMap<>();
    for (Operator operator : graph.operators()) {
      if (operator instanceof StepNeurons neurons && mayBeOne(neurons, seen)) {
        touching.put(neurons.current().base(), new ArrayList<>());
        touching.put(neurons.output().base(), new ArrayList<>());
      }
    }
    for (Operator operator : graph.operators()) {
      if (operator instanceof Product product && touching.containsKey(product.to().base())) {
        touching.putIfAbsent(product.from().base(), new ArrayList<>());
      }
    }
    for (Operator operator : graph.operators()) {
      for (List<Signal> signals :
          List.of(operator.sets(), operator.increments(), operator.reads(), operator.updates())) {
        for (Signal signal : signals) {
          List<Operator> others = touching.get(signal.base());
          if (others != null) {
            others.add(operator);
          }
        }
      }
    }
    List<EnsembleOperators> found = new ArrayList<>();
    for (Operator operator : graph.operators()) {
      if (operator instanceof StepNeurons neurons && mayBeOne(neurons, seen)) {
        EnsembleOperators ensemble =
            of(
                neurons,
                touching.get(neurons.current().base()),
                touching.get(neurons.output().base()),
                seen.contains(neurons.output().base()),
                context);
        if (ensemble != null && withInputs) {
          found.add(ensemble.with(inputs(ensemble.encode().from(), touching)));
        } else if (ensemble != null) {
          found.add(ensemble);
        }
      }
    }
    return found;
  }

  private static boolean mayBeOne(StepNeurons neurons, Set<Signal> seen) {
    return neurons.type() instanceof Lif
        && !seen.contains(neurons.current().base())
        && neurons.shown().isEmpty()
        && neurons.current().base() != neurons.output().base()
        && neurons.current().size() > 0;
  }

  /** The ensemble of some neurons, or null if they are none that can be run as one. */
  private static EnsembleOperators of(
      StepNeurons neurons,
      List<Operator> ofCurrent,
      List<Operator> ofOutput,
      boolean outputIsSeen,
      Context context) {
    Copy bias = null;
    Product encode = null;
    for (Operator operator : ofCurrent) {
      if (operator instanceof Copy copy && bias == null && isBias(copy, neurons, context)) {
        bias = copy;
      } else if (operator instanceof Product product
          && encode == null
          && encodes(product, neurons, context)) {
        encode = product;
      } else if (operator != neurons) {
        return null;
      }
    }
    if (bias == null || encode == null || !fits(neurons, encode.from().size())) {
      return null;
    }
    List<Product> decode = new ArrayList<>();
    long rows = 0;
    boolean showsOutput = outputIsSeen;
    for (Operator operator : ofOutput) {
      if (operator instanceof Product product
          && decodes(product, neurons, context)
          && rows + product.to().size() < neurons.current().size()
          && fits(neurons, encode.from().size() + rows + product.to().size())) {
        decode.add(product);
        rows += product.to().size();
      } else if (operator != neurons) {
        showsOutput = true;
      }
    }
    return new EnsembleOperators(
        List.of(), bias, encode, neurons, List.copyOf(decode), showsOutput);
  }

  private EnsembleOperators with(List<Operator> inputs) {
    return new EnsembleOperators(inputs, bias, encode, neurons, decode, showsOutput);
  }

  /**
   * Whether so many rows, besides those of state and constants and those that they are padded with,
   * are few enough for an array. Behind every block of neurons there may be a group of zeros.
   */
  private static boolean fits(StepNeurons neurons, long rows) {
    int size = neurons.current().size();
    long widest = size + (long) DenseProduct.blocks(size) * LifEnsemble.GROUP + 1024;
    return (rows + 16) * widest < Integer.MAX_VALUE - 8;
  }

  /**
   * What sums up an input, in its order: a reset and copies that are added. Nothing, if anything
   * else is done to it, or if it is the input of several.
   */
  private static List<Operator> inputs(Signal input, Map<Signal, List<Operator>> touching) {
    List<Operator> inputs = new ArrayList<>();
    boolean isReset = false;
    int encoders = 0;
    for (Operator operator : touching.get(input.base())) {
      if (operator instanceof Reset reset && reset.to().isWhole() && input.isWhole()) {
        inputs.add(0, operator);
        isReset = true;
      } else if (operator instanceof Copy copy && isAdded(copy, input)) {
        inputs.add(operator);
      } else if (writes(operator, input)) {
        return List.of();
      } else if (operator instanceof Product product && product.increment()) {
        encoders++;
      }
    }
    return isReset && encoders == 1 ? inputs : List.of();
  }

  private static boolean isAdded(Copy copy, Signal to) {
    return copy.increment()
        && copy.fromIndices() == null
        && copy.toIndices() == null
        && copy.to().base() == to.base()
        && copy.from().base() != to.base()
        && copy.from().isContiguous()
        && copy.to().isContiguous();
  }

  private static boolean writes(Operator operator, Signal signal) {
    for (List<Signal> all : List.of(operator.sets(), operator.increments(), operator.updates())) {
      for (Signal written : all) {
        if (written.base() == signal.base()) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean isBias(Copy copy, StepNeurons neurons, Context context) {
    return !copy.increment()
        && copy.fromIndices() == null
        && copy.toIndices() == null
        && copy.to().isWhole()
        && copy.from().shape().length == 1
        && isConstant(copy.from(), context);
  }

  private static boolean encodes(Product product, StepNeurons neurons, Context context) {
    Signal matrix = product.matrix();
    return product.increment()
        && product.to().isWhole()
        && matrix.size(0) >= matrix.size(1)
        && product.from().base() != neurons.output().base()
        && isConstant(matrix, context);
  }

  private static boolean decodes(Product product, StepNeurons neurons, Context context) {
    Signal matrix = product.matrix();
    return !product.increment()
        && product.from().base() == neurons.output().base()
        && product.from().isWhole()
        && product.to().base() != neurons.current().base()
        && matrix.size(0) < matrix.size(1)
        && isConstant(matrix, context);
  }

  /** Whether nobody may write to it, and all its numbers are finite. */
  private static boolean isConstant(Signal signal, Context context) {
    if (!signal.isConstant()) {
      return false;
    }
    double[] array = context.array(signal);
    for (int i = 0; i < signal.size(0); i++) {
      for (int j = 0; j < signal.size(1); j++) {
        if (!Double.isFinite(
            array[context.at(signal) + i * signal.stride(0) + j * signal.stride(1)])) {
          return false;
        }
      }
    }
    return true;
  }

  /**
   * About how many numbers a tick touches: per neuron its state, read and written, and constants.
   */
  long work() {
    long decoded = 0;
    for (Product product : decode) {
      decoded += product.to().size();
    }
    return neurons.current().size()
        * (5 + encode.from().size() + Math.min(decoded, EnsembleShape.FEW_OUTPUTS));
  }

  /** All of them, in the order in which they run. */
  Collection<Operator> all() {
    List<Operator> all = new ArrayList<>(inputs);
    all.addAll(List.of(bias, encode, neurons));
    all.addAll(decode);
    return all;
  }
}
