package org.spikelane.graph;

import java.util.List;

/** What an operator does to a signal, in the order of a tick. */
enum Role {
  SET("sets"),
  INCREMENT("increments"),
  READ("reads"),
  UPDATE("updates");

  private final String verb;

  Role(String verb) {
    this.verb = verb;
  }

  String verb() {
    return verb;
  }

  List<Signal> of(Operator operator) {
    return switch (this) {
      case SET -> operator.sets();
      case INCREMENT -> operator.increments();
      case READ -> operator.reads();
      case UPDATE -> operator.updates();
    };
  }
}
