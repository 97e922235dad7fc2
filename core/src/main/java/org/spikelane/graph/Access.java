package org.spikelane.graph;

import java.util.ArrayList;
import java.util.List;

/** One signal that one operator does something to; {@code index} is the operator's. */
record Access(int index, Role role, Signal signal) {

  static List<Access> of(Operator operator, int index) {
    List<Access> accesses = new ArrayList<>();
    for (Role role : Role.values()) {
      for (Signal signal : role.of(operator)) {
        accesses.add(new Access(index, role, signal));
      }
    }
    return accesses;
  }
}
