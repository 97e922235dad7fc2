package org.spikelane.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.spikelane.graph.Copy;
import org.spikelane.graph.Filter;
import org.spikelane.graph.Graph;
import org.spikelane.graph.NamedGraph;
import org.spikelane.graph.Operator;
import org.spikelane.graph.Product;
import org.spikelane.graph.Reset;
import org.spikelane.graph.Signal;
import org.spikelane.graph.StepNeurons;
import org.spikelane.neuron.Lif;
import org.spikelane.synapse.Lowpass;

/** Models of the sizes that matter to a file; their weights are random, not solved. */
enum FileModels {
  /** A few large arrays. */
  LARGE("160 MB in 8 arrays") {
    @Override
    NamedGraph model() {
      SplittableRandom random = new SplittableRandom(1);
      Signal from = Signal.zeros("from", 1000);
      List<Operator> operators = new ArrayList<>();
      for (int k = 0; k < 8; k++) {
        Signal matrix = random("matrix " + k, random, 2500, 1000);
        operators.add(new Product(matrix, from, Signal.zeros("to " + k, 2500), false));
      }
      return NamedGraph.of(new Graph(operators), Map.of(), Map.of());
    }
  },
  /** A million neurons in a chain of small ensembles. */
  MANY("a million neurons in 10,000 ensembles") {
    @Override
    NamedGraph model() {
      SplittableRandom random = new SplittableRandom(1);
      List<Operator> operators = new ArrayList<>();
      Signal value = Signal.zeros("input", 1);
      for (int k = 0; k < 10_000; k++) {
        String name = "ensemble " + k;
        Signal in = Signal.zeros(name + ".in", 1);
        Signal current = Signal.zeros(name + ".current", 100);
        Signal output = Signal.zeros(name + ".output", 100);
        Signal decoded = Signal.zeros(name + ".decoded", 1);
        operators.add(new Reset(in, 0));
        operators.add(Copy.increment(value, in));
        operators.add(Copy.set(random(name + ".bias", random, 100), current));
        operators.add(
            new Product(
                random(name + ".encoders", random, 1, 100).transposed(), in, current, true));
        operators.add(new StepNeurons(name, Lif.DEFAULT, current, output, k, Map.of(), Map.of()));
        operators.add(
            new Product(random(name + ".decoders", random, 1, 100), output, decoded, false));
        value = Signal.zeros(name + ".filtered", 1);
        operators.add(new Filter(new Lowpass(0.005), decoded, value));
      }
      return NamedGraph.of(new Graph(operators), Map.of(), Map.of());
    }
  };

  private final String label;

  FileModels(String label) {
    this.label = label;
  }

  abstract NamedGraph model();

  static FileModels of(String label) {
    return Arrays.stream(values())
        .filter(model -> model.label.equals(label))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "model must be one of "
                        + Arrays.stream(values()).map(model -> model.label).toList()
                        + ", got "
                        + label));
  }

  private static Signal random(String name, SplittableRandom random, int... shape) {
    int size = Arrays.stream(shape).reduce(1, Math::multiplyExact);
    return Signal.constant(name, random.doubles(size).toArray(), shape);
  }
}
