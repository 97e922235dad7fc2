package org.spikelane.graph;

import org.spikelane.neuron.NeuronType;
import org.spikelane.neuron.PoissonSpiking;
import org.spikelane.neuron.RegularSpiking;
import org.spikelane.neuron.StochasticSpiking;
import org.spikelane.process.FilteredNoise;
import org.spikelane.process.Process;
import org.spikelane.process.WhiteNoise;

/**
 * Who made what runs: this library, or the program that embeds it. What that made may not be able
 * to go on elsewhere with the state that it has, and may share something with its functions.
 */
public final class Origin {

  private Origin() {}

  /** Whether an operator is of this library, and all that it runs but the caller's functions. */
  public static boolean isThisLibrary(Operator operator) {
    return isMadeHere(operator)
        && !(operator instanceof Generate generate && !isOurs(generate.process()))
        && !(operator instanceof Filter filter && !isMadeHere(filter.synapse()))
        && !(operator instanceof StepNeurons neurons && !isOurs(neurons.type()))
        && !(operator instanceof Switched switched && !isThisLibrary(switched.operator()));
  }

  private static boolean isOurs(Process process) {
    return isMadeHere(process)
        && !(process instanceof WhiteNoise noise && !isMadeHere(noise.dist()))
        && !(process instanceof FilteredNoise noise
            && !(isMadeHere(noise.dist()) && isMadeHere(noise.synapse())));
  }

  private static boolean isOurs(NeuronType type) {
    return isMadeHere(type)
        && !(type instanceof PoissonSpiking spiking && !isOurs(spiking.base()))
        && !(type instanceof StochasticSpiking spiking && !isOurs(spiking.base()))
        && !(type instanceof RegularSpiking spiking && !isOurs(spiking.base()));
  }

  private static boolean isMadeHere(Object object) {
    return object.getClass().getPackageName().startsWith("org.spikelane.");
  }
}
