package org.spikelane.bench;

/**
 * What was measured of a cell.
 *
 * @param nsPerNeuronTick mean time, nanoseconds per neuron and tick
 * @param error half the width of its 99.9 % confidence interval
 * @param bytesPerTick bytes allocated per tick of the whole population
 */
record Figure(Cell cell, double nsPerNeuronTick, double error, double bytesPerTick) {

  double millionNeuronTicksPerSecond() {
    return 1e3 / nsPerNeuronTick;
  }
}
