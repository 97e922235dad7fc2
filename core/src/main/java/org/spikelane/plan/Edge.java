package org.spikelane.plan;

/**
 * From one to another that reads what it writes: of units, or of pieces of a graph.
 *
 * @param ticks 0 if that is seen in the same tick; 1 in the next one, as it is updated
 */
record Edge(int from, int to, int ticks) {}
