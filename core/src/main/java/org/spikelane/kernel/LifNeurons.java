package org.spikelane.kernel;

/**
 * LIF neurons as a kernel sees them: their constants, and their state in one array a quantity.
 *
 * @param coefficients the constants of the dynamics
 * @param voltage v, {@code [neuron]}: at most 1
 * @param refractory the refractory factor q, {@code [neuron]}: see {@link LifCoefficients}
 */
public record LifNeurons(LifCoefficients coefficients, double[] voltage, double[] refractory) {}
