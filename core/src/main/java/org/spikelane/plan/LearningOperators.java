package org.spikelane.plan;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.spikelane.graph.Filter;
import org.spikelane.graph.Graph;
import org.spikelane.graph.Operator;
import org.spikelane.graph.Pes;
import org.spikelane.graph.Product;
import org.spikelane.graph.Signal;
import org.spikelane.graph.StepNeurons;
import org.spikelane.graph.Switched;
import org.spikelane.neuron.Lif;
import org.spikelane.synapse.Lowpass;

/**
 * The operators of a graph that are one decoding which learns, and can be run as one: the product
 * of weights with the output of neurons, the filter of that output, and the rule that changes the
 * weights by it.
 *
 * @param decode multiplies
 * @param filter sets what is learned by; null, if something else does, or might write to it too
 * @param rule the rule
 * @param learn the rule as it is in the graph, which may have a switch
 */
record LearningOperators(Product decode, Filter filter, Pes rule, Operator learn) {

  /**
   * All of a graph, in its order.
   *
   * @param dt length of a tick in seconds
   * @param touched base signals that are read or written between ticks
   */
  static List<LearningOperators> of(Graph graph, double dt, Set<Signal> touched) {
    Map<Signal, Product> products = new IdentityHashMap<>();
    Map<Signal, Filter> filters = new IdentityHashMap<>();
    Map<Signal, StepNeurons> neurons = new IdentityHashMap<>();
    Set<Signal> incremented = Collections.newSetFromMap(new IdentityHashMap<>());
    for (Operator operator : graph.operators()) {
      if (operator instanceof Product product) {
        products.putIfAbsent(product.matrix(), product);
      } else if (operator instanceof Filter filter && !filter.update()) {
        filters.put(filter.to(), filter);
      } else if (operator instanceof StepNeurons step) {
        neurons.put(step.output(), step);
      }
      for (Signal signal : operator.increments()) {
        incremented.add(signal.base());
      }
    }
    List<LearningOperators> found = new ArrayList<>();
    for (Operator operator : graph.operators()) {
      Operator rule = operator instanceof Switched switched ? switched.operator() : operator;
      if (rule instanceof Pes pes && decodes(products.get(pes.weights()), pes)) {
        Product decode = products.get(pes.weights());
        // A filter is taken once, by the first of several that learn by what it sets.
        Filter filter = filters.remove(pes.activity());
        boolean isPart =
            filter != null
                && filter.synapse() instanceof Lowpass lowpass
                && lowpass.decay(dt) > 0
                && filter.from() == decode.from()
                && neurons.get(decode.from()) != null
                && neurons.get(decode.from()).type() instanceof Lif
                && pes.activity().isWhole()
                && !incremented.contains(decode.from())
                && !incremented.contains(pes.activity())
                && !touched.contains(pes.activity());
        LearningOperators learning =
            new LearningOperators(decode, isPart ? filter : null, pes, operator);
        if (learning.areApart()) {
          found.add(learning);
        }
      }
    }
    return found.isEmpty() ? found : withoutOthersBetween(found, graph);
  }

  /** Those whose operators wait for no other that waits for one of them. */
  private static List<LearningOperators> withoutOthersBetween(
      List<LearningOperators> found, Graph graph) {
    int[][] followers = graph.followers();
    Map<Operator, Integer> places = new IdentityHashMap<>();
    graph.operators().forEach(operator -> places.put(operator, places.size()));
    return found.stream()
        .filter(each -> !isReachedAgain(each.all().stream().map(places::get).toList(), followers))
        .toList();
  }

  /** Whether somebody else follows some operators and is followed by them. */
  private static boolean isReachedAgain(List<Integer> operators, int[][] followers) {
    Set<Integer> reached = new HashSet<>();
    Deque<Integer> toLookAt = new ArrayDeque<>();
    for (int operator : operators) {
      for (int follower : followers[operator]) {
        if (!operators.contains(follower) && reached.add(follower)) {
          toLookAt.add(follower);
        }
      }
    }
    while (!toLookAt.isEmpty()) {
      for (int follower : followers[toLookAt.remove()]) {
        if (operators.contains(follower)) {
          return true;
        }
        if (reached.add(follower)) {
          toLookAt.add(follower);
        }
      }
    }
    return false;
  }

  private static boolean decodes(Product product, Pes rule) {
    return product != null
        && product.from().isContiguous()
        && product.matrix().size(0) > 0
        && product.matrix().size(0) < product.matrix().size(1);
  }

  /** Whether what is written is nothing that is read, other than as the operators say. */
  private boolean areApart() {
    List<Signal> written = new ArrayList<>(List.of(decode.to(), rule.weights()));
    List<Signal> read = new ArrayList<>(List.of(decode.from(), rule.error()));
    (filter == null ? read : written).add(rule.activity());
    if (on() != null) {
      read.add(on());
    }
    Set<Signal> bases = Collections.newSetFromMap(new IdentityHashMap<>());
    return written.stream().allMatch(signal -> bases.add(signal.base()))
        && read.stream().noneMatch(signal -> bases.contains(signal.base()));
  }

  /** What switches learning on; null, if nothing does. */
  Signal on() {
    return learn instanceof Switched switched ? switched.on() : null;
  }

  /** About how many numbers a tick touches: output, activity and weights, of which most twice. */
  long work() {
    return rule.activity().size() * (3 + 2L * decode.to().size());
  }

  /** All of them, in the order in which they run. */
  Collection<Operator> all() {
    return filter == null ? List.of(decode, learn) : List.of(decode, filter, learn);
  }
}
