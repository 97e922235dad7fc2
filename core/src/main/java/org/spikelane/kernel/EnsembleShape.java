package org.spikelane.kernel;

import static org.spikelane.check.Arguments.refused;

/**
 * What decides which way a pass over an ensemble takes, neuron after neuron. There is a kernel for
 * each shape, so that no neuron has to find out.
 *
 * @param inputs how many inputs are multiplied within the pass, from 0 to {@link #FEW_INPUTS};
 *     {@link #MANY} if there are more, which are multiplied before it
 * @param outputs how many numbers are decoded within the pass, from 0 to {@link #FEW_OUTPUTS};
 *     {@link #MANY} if there are more, which are decoded after it
 * @param showsOutput whether the output of every neuron is written
 * @param isLarge whether there are {@link #LARGE} neurons or more, so that loops are long
 * @param isNegated whether no voltage can be below 0, as is usual: then the signs of biases,
 *     encoders and voltages are changed in {@link LifEnsemble}
 */
public record EnsembleShape(
    int inputs, int outputs, boolean showsOutput, boolean isLarge, boolean isNegated) {

  /** So many inputs are multiplied within the pass. */
  public static final int FEW_INPUTS = 16;

  /** So many numbers are decoded within the pass. */
  public static final int FEW_OUTPUTS = 7;

  /** So many neurons make an ensemble a large one: all others are in one block. */
  public static final int LARGE = DenseProduct.BLOCK;

  /** More than that. */
  public static final int MANY = -1;

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException if there are more than few, or fewer than none
   */
  public EnsembleShape {
    if (inputs < MANY || inputs > FEW_INPUTS) {
      throw refused("inputs", inputs, "from 0 to " + FEW_INPUTS + ", or MANY = " + MANY);
    }
    if (outputs < MANY || outputs > FEW_OUTPUTS) {
      throw refused("outputs", outputs, "from 0 to " + FEW_OUTPUTS + ", or MANY = " + MANY);
    }
  }

  /**
   * The shape of an ensemble of so many neurons, dimensions and decoded numbers.
   *
   * @param minVoltage the lowest voltage, 0 or below
   */
  public static EnsembleShape of(
      int neurons, int dims, int decoded, boolean showsOutput, double minVoltage) {
    return new EnsembleShape(
        dims <= FEW_INPUTS ? dims : MANY,
        decoded <= FEW_OUTPUTS ? decoded : MANY,
        showsOutput,
        neurons >= LARGE,
        minVoltage == 0);
  }

  /** Written down, as what Java makes up costs the first simulator some milliseconds. */
  @Override
  public boolean equals(Object other) {
    return other instanceof EnsembleShape shape
        && inputs == shape.inputs
        && outputs == shape.outputs
        && showsOutput == shape.showsOutput
        && isLarge == shape.isLarge
        && isNegated == shape.isNegated;
  }

  @Override
  public int hashCode() {
    int flags = (showsOutput ? 4 : 0) + (isLarge ? 2 : 0) + (isNegated ? 1 : 0);
    return 8 * (inputs * (FEW_OUTPUTS + 2) + outputs) + flags;
  }

  /** Where the biases are in a group of {@link LifEnsemble#rows}, if there are few inputs. */
  public int biasAt() {
    return LifEnsemble.GROUP;
  }

  /** Where the encoders are in a group, if there are few. */
  public int encodersAt() {
    return biasAt() + LifEnsemble.GROUP;
  }

  /** Where the decoders are in a group, if there are few. */
  public int decodersAt() {
    return inputs == MANY ? biasAt() : encodersAt() + inputs * LifEnsemble.GROUP;
  }

  /** How many numbers a group has. */
  public int width() {
    return decodersAt() + Math.max(0, outputs) * LifEnsemble.GROUP;
  }
}
