package org.spikelane.graph;

import java.util.List;

/** What learning rules share: a matrix of weights that they update, row by row. */
interface Learning extends Operator {

  /** For people. */
  String name();

  /** What is learned: {@code [row][column]}, all of its base. */
  Signal weights();

  @Override
  default String label() {
    return "learning " + name();
  }

  @Override
  default List<Signal> updates() {
    return List.of(weights());
  }
}
