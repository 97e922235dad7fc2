package org.spikelane.sim;

import java.util.ArrayList;
import java.util.List;
import org.spikelane.kernel.KernelChoice;
import org.spikelane.nef.Gaussian;
import org.spikelane.network.Connection;
import org.spikelane.network.Ensemble;
import org.spikelane.network.LearningRule;
import org.spikelane.network.Network;
import org.spikelane.network.Node;
import org.spikelane.network.Probe;
import org.spikelane.neuron.AdaptiveLif;
import org.spikelane.neuron.AdaptiveLifRate;
import org.spikelane.neuron.GridLif;
import org.spikelane.neuron.Izhikevich;
import org.spikelane.neuron.NeuronType;
import org.spikelane.neuron.PoissonSpiking;
import org.spikelane.neuron.RectifiedLinear;
import org.spikelane.neuron.RegularSpiking;
import org.spikelane.neuron.SpikingRectifiedLinear;
import org.spikelane.neuron.StochasticSpiking;
import org.spikelane.process.FilteredNoise;
import org.spikelane.process.WhiteNoise;
import org.spikelane.process.WhiteSignal;
import org.spikelane.synapse.Alpha;
import org.spikelane.synapse.LinearFilter;
import org.spikelane.synapse.Lowpass;
import org.spikelane.synapse.Triangle;

/** A network in which everything that has state has a part. */
final class StateZoo {

  final Network network;
  final List<Probe> probes = new ArrayList<>();

  /** Of the output of neurons, every tick. */
  final Probe spikes;

  /** Of Poisson neurons, which spike several times a tick. */
  final Probe poisson;

  StateZoo() {
    this(0.5);
  }

  /** The same but for a weight. */
  StateZoo(double weight) {
    network = new Network("zoo").seed(11);
    Node live = network.input("live", 1);
    Node noise = network.node("noise", new WhiteNoise(new Gaussian(0, 0.05)), 1);
    Node filtered =
        network.node("filtered", new FilteredNoise(new Lowpass(0.01), new Gaussian(0, 1), true), 2);
    Node signal = network.node("signal", new WhiteSignal(0.2, 30, 0.5), 1);
    // Turns what it wrote in the tick before.
    Node memory =
        network.node("memory", 1, 1, (t, x, out) -> out[0] = 0.99 * out[0] + 0.01 * x[0] + 0.001);
    Ensemble pre = network.ensemble("pre", 33, 1);
    Ensemble post = network.ensemble("post", 29, 1);
    Ensemble error = network.ensemble("error", 17, 1);
    network.from(signal).to(pre);
    network.from(noise).noSynapse().to(pre);
    network.from(live).to(pre);
    network.from(signal).to(memory);
    network.from(memory).to(post);
    Connection learned =
        network
            .from(pre)
            .elementwise(x -> 0)
            .learning(new LearningRule.Pes(1e-3, new Lowpass(0.007)))
            .to(post);
    network.from(post).to(error);
    network.from(pre).transform(-1).to(error);
    network.from(error).to(learned.learning());
    List<NeuronType> types =
        List.of(
            AdaptiveLif.DEFAULT,
            AdaptiveLifRate.DEFAULT,
            GridLif.DEFAULT,
            Izhikevich.DEFAULT,
            SpikingRectifiedLinear.DEFAULT,
            new PoissonSpiking(RectifiedLinear.DEFAULT),
            new StochasticSpiking(AdaptiveLifRate.DEFAULT),
            new RegularSpiking(RectifiedLinear.DEFAULT));
    Ensemble before = post;
    int number = 0;
    Ensemble lastPoisson = null;
    for (NeuronType type : types) {
      Ensemble next = network.ensemble("e" + number, 13 + number, 1).neuronType(type);
      network.from(before).transform(weight).synapse(synapse(number)).to(next);
      network.from(filtered.at(number % 2)).to(next);
      probes.add(network.probe(next).synapse(0.01));
      probes.add(network.probe(next.neurons()));
      if (type instanceof PoissonSpiking) {
        lastPoisson = next;
        network.from(network.constant("much", 3)).to(next);
      }
      before = next;
      number++;
    }
    probes.add(network.probe(post).sampleEvery(0.003));
    probes.add(network.probe(error).synapse(new Alpha(0.02)));
    probes.add(network.probe(memory));
    probes.add(network.probe(noise));
    probes.add(network.probe(pre.neurons(), "voltage"));
    spikes = network.probe(pre.neurons());
    poisson = network.probe(lastPoisson.neurons());
    probes.add(spikes);
    probes.add(poisson);
  }

  private static org.spikelane.synapse.Synapse synapse(int number) {
    return switch (number % 4) {
      case 0 -> new Alpha(0.01);
      case 1 -> LinearFilter.of(new double[] {1}, new double[] {0.0001, 0.02, 1});
      case 2 -> new Triangle(0.006);
      default -> new Lowpass(0.005);
    };
  }

  /** Runs to a tick, with an input that follows from the tick. */
  static void runTo(Simulator simulator, long tick) {
    LiveInput live = simulator.input("live");
    while (simulator.ticks() < tick) {
      long k = simulator.ticks() + 1;
      if (k % 7 == 0) {
        live.set((k % 21 - 10) * 0.05);
      }
      simulator.step();
    }
  }

  Simulator simulator() {
    return simulator(KernelChoice.AUTO, 3);
  }

  Simulator simulator(KernelChoice kernel, long seed) {
    return Simulator.builder(network).kernel(kernel).seed(seed).build();
  }
}
