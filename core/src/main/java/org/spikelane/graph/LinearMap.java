package org.spikelane.graph;

import java.util.List;

/** What operators share that set a signal to a linear map of another, or add it. */
interface LinearMap extends Operator {

  /** The numbers of the map: a matrix, its entries, or a kernel. */
  Signal weights();

  /** How people write the map between its numbers and what it is applied to. */
  String symbol();

  /** What it is applied to. */
  Signal from();

  /** The result. */
  Signal to();

  /** Whether the result is added to what is there. */
  boolean increment();

  @Override
  default String label() {
    String product = weights().name() + " " + symbol() + " " + from().name();
    return increment() ? "add " + product + " to " + to().name() : to().name() + " = " + product;
  }

  @Override
  default List<Signal> sets() {
    return increment() ? List.of() : List.of(to());
  }

  @Override
  default List<Signal> increments() {
    return increment() ? List.of(to()) : List.of();
  }

  @Override
  default List<Signal> reads() {
    return List.of(weights(), from());
  }

  @Override
  default boolean onlyWrites() {
    return true;
  }
}
