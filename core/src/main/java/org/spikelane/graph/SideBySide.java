package org.spikelane.graph;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which signals lie beside each other in one array: small ones, such as what is decoded from an
 * ensemble. In an array each, two numbers would fill a line of cache with its header; and what many
 * operators do to neighbours can be done in one loop.
 *
 * <p>Neighbours are signals that operators of one kind write to, or read, one after the other: so
 * that for many ensembles all inputs are beside each other, and all that is decoded, and filtered.
 */
final class SideBySide {

  /** The largest that share an array, in elements. A loop over a large one gains nothing by it. */
  private static final int LARGEST = 32;

  private final List<Signal> order = new ArrayList<>();
  private final Set<Signal> open = Collections.newSetFromMap(new IdentityHashMap<>());

  private SideBySide() {}

  /** The signals of a graph that share an array, in their order there. */
  static List<Signal> of(Graph graph) {
    SideBySide found = new SideBySide();
    for (Signal base : graph.signals()) {
      if (isSmall(base)) {
        found.open.add(base);
      }
    }
    Map<Object, List<Operator>> kinds = new LinkedHashMap<>();
    for (Operator operator : graph.operators()) {
      if (operator.sharesArrays()) {
        kinds.computeIfAbsent(kind(operator), kind -> new ArrayList<>()).add(operator);
      } else {
        for (Access access : Access.of(operator, 0)) {
          found.open.remove(access.signal().base());
        }
      }
    }
    for (List<Operator> ofOneKind : kinds.values()) {
      for (Role role : Role.values()) {
        for (Operator operator : ofOneKind) {
          found.put(role.of(operator));
        }
      }
    }
    return found.order;
  }

  private static boolean isSmall(Signal base) {
    return !base.isConstant() && base.shape().length <= 1 && base.size() <= LARGEST;
  }

  /** What those have in common that can be run as one. */
  private static Object kind(Operator operator) {
    if (operator instanceof Filter filter) {
      return filter.synapse();
    }
    return operator instanceof Copy copy
        ? List.of(Copy.class, copy.increment())
        : operator.getClass();
  }

  private void put(Collection<Signal> signals) {
    for (Signal signal : signals) {
      if (open.remove(signal.base())) {
        order.add(signal.base());
      }
    }
  }
}
