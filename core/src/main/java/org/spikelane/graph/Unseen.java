package org.spikelane.graph;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds the operators whose work can be seen: those that do more than write to signals, and those
 * that write what such operators read, at any remove, or what is looked at from outside.
 */
final class Unseen {

  private final Map<Signal, List<Operator>> writers = new IdentityHashMap<>();
  private final Set<Operator> seen = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Deque<Operator> toLookAt = new ArrayDeque<>();

  private Unseen(List<Operator> operators) {
    for (Operator operator : operators) {
      for (List<Signal> written :
          List.of(operator.sets(), operator.increments(), operator.updates())) {
        for (Signal signal : written) {
          writers.computeIfAbsent(signal.base(), base -> new ArrayList<>()).add(operator);
        }
      }
    }
  }

  /**
   * The operators that can be seen, a set by identity.
   *
   * @param operators all of them
   * @param outputs signals that are looked at from outside
   */
  static Set<Operator> not(List<Operator> operators, Collection<Signal> outputs) {
    Unseen search = new Unseen(operators);
    search.see(outputs);
    for (Operator operator : operators) {
      if (!operator.onlyWrites()) {
        search.see(operator);
      }
    }
    while (!search.toLookAt.isEmpty()) {
      Operator operator = search.toLookAt.remove();
      // What it adds to or updates, others have set: it is seen together with what it writes.
      for (Role role : Role.values()) {
        search.see(role.of(operator));
      }
    }
    return search.seen;
  }

  private void see(Collection<Signal> signals) {
    for (Signal signal : signals) {
      // Whoever asks for a signal once has asked for all who write to it.
      List<Operator> writing = writers.remove(signal.base());
      if (writing != null) {
        for (Operator operator : writing) {
          see(operator);
        }
      }
    }
  }

  private void see(Operator operator) {
    if (seen.add(operator)) {
      toLookAt.add(operator);
    }
  }
}
