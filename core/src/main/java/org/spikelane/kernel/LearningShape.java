package org.spikelane.kernel;

import static org.spikelane.check.Arguments.refused;

/**
 * What decides how a {@link LearningPass} goes, neuron after neuron. There is a kernel for each
 * shape, so that no neuron has to find out.
 *
 * @param rows how many rows are decoded and learn in it, from 1 to {@link #MOST_ROWS}
 * @param filters whether it also filters the neurons' output
 */
public record LearningShape(int rows, boolean filters) {

  /** So many sums stay in registers; more rows take more passes. */
  public static final int MOST_ROWS = 4;

  /**
   * Checks the range.
   *
   * @throws IllegalArgumentException if there are more rows, or none
   */
  public LearningShape {
    if (rows < 1 || rows > MOST_ROWS) {
      throw refused("rows", rows, "from 1 to " + MOST_ROWS);
    }
  }
}
