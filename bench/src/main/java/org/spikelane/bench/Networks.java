package org.spikelane.bench;

import java.util.Arrays;
import java.util.List;
import org.spikelane.network.Connectable;
import org.spikelane.network.Connection;
import org.spikelane.network.Ensemble;
import org.spikelane.network.LearningRule;
import org.spikelane.network.Network;
import org.spikelane.network.Node;
import org.spikelane.network.ready.CircularConvolution;

/**
 * The networks that {@code bench/peers/nengo_networks.py} runs on Nengo: the same neurons,
 * dimensions, connections and probes.
 */
enum Networks {
  /** A communication channel. */
  CHANNEL {
    @Override
    Network network() {
      return feedforward(1000, 1, 2);
    }
  },
  /** A communication channel of many dimensions. */
  WIDE {
    @Override
    Network network() {
      return feedforward(1000, 16, 2);
    }
  },
  /** A chain of small ensembles. */
  CHAIN {
    @Override
    Network network() {
      return feedforward(100, 1, 100);
    }
  },
  /** A chain of many very small ensembles. */
  MANY {
    @Override
    Network network() {
      return feedforward(50, 2, 400);
    }
  },
  /** One large ensemble. */
  LARGE {
    @Override
    Network network() {
      return feedforward(4000, 1, 1);
    }
  },
  /** The Lorenz attractor in one recurrent ensemble. */
  LORENZ {
    @Override
    Network network() {
      double tau = 0.1;
      double sigma = 10;
      double beta = 8.0 / 3;
      double rho = 28;
      Network network = new Network("lorenz").seed(1);
      Ensemble state = network.ensemble("state", 2000, 3).radius(60);
      network
          .from(state)
          .function(
              x ->
                  new double[] {
                    x[0] - tau * sigma * (x[0] - x[1]),
                    x[1] + tau * (-x[0] * x[2] - x[1]),
                    x[2] + tau * (x[0] * x[1] - beta * (x[2] + rho) - rho)
                  })
          .synapse(tau)
          .to(state);
      network.probe(state).synapse(tau);
      return network;
    }
  },
  /** Circular convolution of two vectors. */
  CCONV {
    @Override
    Network network() {
      int dims = 50;
      double[] a = new double[dims];
      Arrays.fill(a, 1 / Math.sqrt(dims));
      double[] b = new double[dims];
      b[1] = 1;
      Network network = new Network("cconv").seed(1);
      CircularConvolution convolution = CircularConvolution.in(network, "cconv", 500, dims);
      network.from(network.constant("a", a)).to(convolution.a());
      network.from(network.constant("b", b)).to(convolution.b());
      network.probe(convolution.output()).synapse(0.03);
      return network;
    }
  },
  /** PES learns the identity between two ensembles. */
  LEARNING {
    @Override
    Network network() {
      Network network = new Network("learning").seed(1);
      Node input =
          network.node(
              "input",
              0,
              2,
              (t, x, out) -> {
                out[0] = Math.sin(2 * Math.PI * t);
                out[1] = Math.cos(2 * Math.PI * t);
              });
      Ensemble pre = network.ensemble("pre", 1000, 2);
      Ensemble post = network.ensemble("post", 1000, 2);
      Ensemble error = network.ensemble("error", 1000, 2);
      network.from(input).to(pre);
      Connection learned =
          network.from(pre).function(x -> new double[2]).learning(new LearningRule.Pes()).to(post);
      network.from(post).to(error);
      network.from(pre).transform(-1).to(error);
      network.from(error).to(learned.learning());
      network.probe(post).synapse(0.03);
      return network;
    }
  };

  /** The network, not yet built. */
  abstract Network network();

  String label() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }

  static Networks of(String label) {
    List<String> labels = Arrays.stream(values()).map(Networks::label).toList();
    if (!labels.contains(label)) {
      throw new IllegalArgumentException("network must be one of " + labels + ", got " + label);
    }
    return values()[labels.indexOf(label)];
  }

  /** How many neurons a network has, with all networks inside it. */
  static long neurons(Network network) {
    return network.ensembles().stream().mapToLong(Ensemble::neuronCount).sum()
        + network.networks().stream().mapToLong(Networks::neurons).sum();
  }

  private static Network feedforward(int neurons, int dims, int count) {
    Network network = new Network("feedforward").seed(1);
    Connectable before =
        network.node("input", 0, dims, (t, x, out) -> Arrays.fill(out, Math.sin(2 * Math.PI * t)));
    for (int i = 0; i < count; i++) {
      Ensemble ensemble = network.ensemble("ensemble " + i, neurons, dims);
      network.from(before).to(ensemble);
      before = ensemble;
    }
    network.probe(before).synapse(0.03);
    return network;
  }
}
