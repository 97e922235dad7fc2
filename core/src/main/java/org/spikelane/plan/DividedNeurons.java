package org.spikelane.plan;

import java.util.List;
import org.spikelane.graph.StepNeurons;

/**
 * Neurons in whose place others are stepped, a part of them each.
 *
 * @param whole they are not stepped
 * @param parts in the order of the neurons
 */
public record DividedNeurons(StepNeurons whole, List<StepNeurons> parts) {}
