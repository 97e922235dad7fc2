package org.spikelane.sim;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.spikelane.kernel.KernelChoice;
import org.spikelane.network.Connectable;
import org.spikelane.network.Connection;
import org.spikelane.network.Ensemble;
import org.spikelane.network.LearningRule;
import org.spikelane.network.Network;
import org.spikelane.network.Node;
import org.spikelane.network.Probe;
import org.spikelane.neuron.AdaptiveLif;
import org.spikelane.plan.Pieces;
import org.spikelane.process.Interpolation;
import org.spikelane.process.Piecewise;
import org.spikelane.process.WhiteNoise;

/**
 * A network that can be cut into pieces, and what tells whether it gives the same in pieces as in
 * ticks one after the other.
 */
abstract class PipelineFixture {

  static final int TICKS = 150;

  /** About how many numbers a piece has, if there are too many for a cache. */
  long cached = Pieces.CACHED;

  final Network network = new Network("pipeline").seed(3);
  final List<Probe> probes = new ArrayList<>();
  final List<String> calls = new ArrayList<>();
  final Set<Thread> callers = new HashSet<>();
  final Node input =
      network.node(
          "input",
          0,
          2,
          (t, x, out) -> {
            called("input", t);
            out[0] = Math.sin(20 * t);
            out[1] = Math.cos(31 * t);
          });

  void called(String function, double t) {
    callers.add(Thread.currentThread());
    calls.add(function + " " + Math.round(t * 1000));
  }

  Ensemble ensemble(Connectable before) {
    Ensemble ensemble =
        network.ensemble("e" + network.ensembles().size(), 60, 2).evaluationPoints(60);
    network.from(before).to(ensemble);
    Probe probe = network.probe(ensemble).synapse(0.01);
    probes.add(probes.size() % 3 == 2 ? probe.sampleEvery(0.0073) : probe);
    return ensemble;
  }

  /** A chain with what may be in one: circles, a rule that learns, noise, other neurons. */
  Ensemble chain() {
    Ensemble first = ensemble(input);
    Ensemble memory = ensemble(first);
    network.from(memory).synapse(0.1).to(memory);
    Ensemble noisy = ensemble(memory).neuronType(AdaptiveLif.DEFAULT);
    network.from(network.node("noise", new WhiteNoise(), 2)).transform(0.2).to(noisy);
    Node live = network.input("live", 2);
    Ensemble second = ensemble(noisy);
    network.from(live).noSynapse().to(second);
    Ensemble learned = ensemble(second);
    Connection learning = network.from(second).learning(new LearningRule.Pes()).to(learned);
    network.from(learned).to(learning.learning());
    network.from(first).to(learning.learning());
    Ensemble last = ensemble(learned);
    network.from(live).noSynapse().to(last);
    network.from(first.at(0)).noSynapse().to(last.at(1));
    probes.add(network.probe(last.neurons()));
    network.from(last).to(network.output("out", 2));
    return last;
  }

  /** A longer one, and pieces that are so small that threads take turns. */
  Ensemble longChain() {
    Ensemble last = chain();
    for (int k = 0; k < 12; k++) {
      last = ensemble(last);
    }
    cached = 800;
    return last;
  }

  /**
   * A chain that goes into a long circle, which has shorter ones in it, and out of it into another
   * such; pieces are so small that threads take turns.
   */
  Ensemble circles() {
    Node live = network.input("live", 2);
    Ensemble last = ensemble(circle(circle(ensemble(input), live), live));
    network.from(last).to(network.output("out", 2));
    cached = 400;
    return last;
  }

  private Ensemble circle(Ensemble before, Node live) {
    Ensemble first = ensemble(before);
    Ensemble last = first;
    for (int k = 0; k < 16; k++) {
      last = ensemble(last);
      if (k == 3) {
        network.from(last).synapse(0.05).to(last);
      } else if (k == 6) {
        Ensemble partner = ensemble(last);
        network.from(partner).transform(-0.2).to(last);
      } else if (k == 9) {
        network.from(before).transform(0.1).to(last);
      } else if (k == 12) {
        network.from(network.node("noise", new WhiteNoise(), 2)).transform(0.2).to(last);
        network.from(live).to(last);
      }
    }
    network.from(last).transform(0.5).to(first);
    return last;
  }

  /** A network of which tests are made. */
  enum Shape {
    CHAIN,
    LONG_CHAIN,
    CIRCLES
  }

  Ensemble make(Shape shape) {
    return switch (shape) {
      case CHAIN -> chain();
      case LONG_CHAIN -> longChain();
      case CIRCLES -> circles();
    };
  }

  /** Gives an ensemble of two dimensions currents that its neurons refuse, from tick 61 on. */
  void refuses(Ensemble ensemble) {
    Node huge =
        network.node(
            "huge",
            new Piecewise(
                new TreeMap<>(Map.of(0.061, new double[] {1e150, 0})), Interpolation.ZERO),
            2);
    network.from(huge).noSynapse().to(ensemble);
  }

  Simulator simulator(int threads) {
    return impatient(Simulator.builder(network).threads(threads)).build();
  }

  SimulatorBuilder impatient(SimulatorBuilder builder) {
    builder.isPatient = false;
    builder.cached = cached;
    return builder;
  }

  void oneByOne(Simulator simulator, int ticks) {
    for (int k = 0; k < ticks; k++) {
      simulator.step();
    }
  }

  void assertSameData(Simulator expected, Simulator got, String what) {
    for (Probe probe : probes) {
      assertArrayEquals(expected.times(probe), got.times(probe), what);
      assertArrayEquals(expected.data(probe), got.data(probe), what + ", " + probe);
    }
    assertEquals(expected.ticks(), got.ticks(), what);
  }

  Pieces pieces(Simulator simulator, int threads) {
    return bound(simulator).cut(threads, cached).orElseThrow();
  }

  static Bound bound(Simulator simulator) {
    return new Bound(simulator.named().seen(), simulator.dt(), 0, KernelChoice.fromProperty());
  }

  /** Bound at time 0, cut for so many threads. */
  Bound inPieces(Simulator simulator, int threads) {
    return new Bound(
        simulator.named().seen(),
        pieces(simulator, threads),
        simulator.dt(),
        0,
        KernelChoice.fromProperty());
  }
}
