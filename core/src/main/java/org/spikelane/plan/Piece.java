package org.spikelane.plan;

import java.util.List;
import org.spikelane.graph.Graph;
import org.spikelane.graph.Signal;

/**
 * A part of a graph that needs nothing of the parts that come after it, not even in later ticks: so
 * it can run many ticks before they do. Of a long circle, it reads what later parts wrote, but at
 * least a round of ticks before.
 *
 * @param graph its operators
 * @param inputs what it reads of other parts
 * @param shared what it reads and no operator writes, such as live inputs, if another part has it
 * @param written all other base signals that it uses: no other part writes to them
 * @param isHost whether it calls the caller's functions: one piece has all of them
 */
public record Piece(
    Graph graph, List<Input> inputs, List<Signal> shared, List<Signal> written, boolean isHost) {

  /**
   * A signal that another piece writes.
   *
   * @param base a base signal
   * @param from which piece writes it
   * @param isLate whether it is updated: then a tick sees what it was after the tick before
   */
  public record Input(Signal base, int from, boolean isLate) {}
}
