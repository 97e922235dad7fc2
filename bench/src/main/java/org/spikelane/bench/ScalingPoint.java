package org.spikelane.bench;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.spikelane.kernel.EnsembleShape;
import org.spikelane.network.Ensemble;
import org.spikelane.network.Network;

/**
 * A network of the scaling series: one or more rings of equal ensembles, each of which passes what
 * is decoded from it through a slow synapse to the next, the last to the first; or chains, where
 * the last passes nothing, so that parts of them can run ahead of others.
 *
 * <p>Decoders are given, small random numbers, as nothing is to be learned here from solving for
 * them. What the ensembles represent stays near 0, whatever their number of neurons and dimensions,
 * so that their neurons fire at the rates that their maximum rates and intercepts give them there:
 * about half of them, 90 Hz on the mean.
 *
 * @param label what it is called on the command line
 * @param x where it is on the axis of its series
 * @param rings what it consists of
 */
record ScalingPoint(String label, Series series, long x, List<Ring> rings) {

  /** Points that differ in one quantity. */
  enum Series {
    /** The number of neurons, in ensembles of 1,000. */
    NEURONS("ensembles of 1,000"),
    /** The same, in a chain. */
    CHAIN("a chain of 1,000s"),
    /** The number of neurons, all in one ensemble. */
    SINGLE("one ensemble"),
    /** The number of ensembles that 1,000 neurons are divided into. */
    ENSEMBLES("100,000 neurons"),
    /** The number of dimensions. */
    DIMS("100 × 1,000 neurons"),
    /** As many neurons as the largest functional model of a brain, Spaun, had in 2012. */
    SPAUN("2.5 million neurons"),
    /** The same, in chains. */
    FEEDFORWARD("2.5 million neurons in chains");

    private final String title;

    Series(String title) {
      this.title = title;
    }

    /** What is the same for all of its points. */
    String title() {
      return title;
    }

    String label() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /**
   * Equal ensembles.
   *
   * @param ensembles how many
   * @param neurons of each
   * @param dims of each
   * @param isOpen whether it is a chain
   */
  record Ring(int ensembles, int neurons, int dims, boolean isOpen) {

    Ring(int ensembles, int neurons, int dims) {
      this(ensembles, neurons, dims, false);
    }

    Ring opened() {
      return new Ring(ensembles, neurons, dims, true);
    }
  }

  /** The synapse of every connection, in seconds: slow, so that values hardly move. */
  private static final double TAU = 0.1;

  /** What an element of a decoded vector is at most about, at the usual rates. */
  private static final double VALUE = 0.1;

  /** About the mean rate, in hertz. */
  private static final double RATE = 90;

  private static final int SMALL = 100_000;

  /** Bytes that no cache that a thread has for itself has room for. */
  private static final double LARGE = 30e6;

  /** Every point there is, the smaller before the larger in each series. */
  static List<ScalingPoint> all() {
    List<ScalingPoint> all = new ArrayList<>();
    for (int neurons = 1_000; neurons <= 10_000_000; neurons *= 10) {
      all.add(of(Series.NEURONS, neurons, new Ring(neurons / 1_000, 1_000, 1)));
    }
    for (int neurons = 10_000; neurons <= 10_000_000; neurons *= 10) {
      all.add(of(Series.CHAIN, neurons, new Ring(neurons / 1_000, 1_000, 1).opened()));
    }
    for (int neurons = 1_000; neurons <= 10_000_000; neurons *= 10) {
      all.add(of(Series.SINGLE, neurons, new Ring(1, neurons, 1)));
    }
    for (int per1000 : new int[] {1, 3, 10, 30, 100}) {
      all.add(of(Series.ENSEMBLES, per1000, new Ring(100 * per1000, 1_000 / per1000, 1)));
    }
    for (int dims = 1; dims <= 64; dims *= 2) {
      all.add(of(Series.DIMS, dims, new Ring(100, 1_000, dims)));
    }
    List<Ring> spaun = List.of(new Ring(5_000, 250, 1), new Ring(5_000, 250, 16));
    List<Ring> opened = spaun.stream().map(Ring::opened).toList();
    all.add(new ScalingPoint(Series.SPAUN.label(), Series.SPAUN, 2_500_000, spaun));
    all.add(new ScalingPoint(Series.FEEDFORWARD.label(), Series.FEEDFORWARD, 2_500_000, opened));
    return all;
  }

  private static ScalingPoint of(Series series, long x, Ring ring) {
    return new ScalingPoint(series.label() + "-" + x, series, x, List.of(ring));
  }

  /**
   * The points of some names, in the order of {@link #all}.
   *
   * @param names of points, of series, or {@code small}: all of 100,000 neurons or fewer
   * @throws IllegalArgumentException if there is none of a name
   */
  static List<ScalingPoint> of(Collection<String> names) {
    for (String name : names) {
      if (all().stream().noneMatch(point -> point.isOf(name))) {
        throw new IllegalArgumentException(
            "point must be small, a series of "
                + Stream.of(Series.values()).map(Series::label).toList()
                + " or a point of "
                + all().stream().map(ScalingPoint::label).toList()
                + ", got "
                + name);
      }
    }
    return all().stream().filter(point -> names.stream().anyMatch(point::isOf)).toList();
  }

  private boolean isOf(String name) {
    return name.equals(label)
        || name.equals(series.label())
        || name.equals("small") && neurons() <= SMALL;
  }

  long neurons() {
    return rings.stream().mapToLong(ring -> (long) ring.ensembles() * ring.neurons()).sum();
  }

  int ensembles() {
    return rings.stream().mapToInt(Ring::ensembles).sum();
  }

  /** The dimensions of its rings, as a table says them. */
  String dims() {
    return String.join(
        " and ", rings.stream().map(ring -> String.valueOf(ring.dims())).distinct().toList());
  }

  /**
   * How many bytes a tick moves, if everything is read from memory in every tick: of each neuron
   * its state, read and written, its bias, its encoders, and its decoders; if there are many of
   * these, only those of neurons that spike.
   */
  double bytesPerTick() {
    double bytes = 0;
    for (Ring ring : rings) {
      boolean few = ring.dims() <= EnsembleShape.FEW_OUTPUTS;
      double decoders = ring.dims() * (few ? 1 : RATE / 1_000);
      bytes += Double.BYTES * (3 + ring.dims() + decoders) * ring.ensembles() * ring.neurons();
    }
    return bytes;
  }

  /** Whether that is more than caches have room for. */
  boolean isOfMemory() {
    return bytesPerTick() >= LARGE;
  }

  /** The network, not yet built. Time and memory of making and building it grow linearly. */
  Network network() {
    Network network = new Network(label).seed(1);
    SplittableRandom random = new SplittableRandom(1);
    for (Ring ring : rings) {
      List<Ensemble> ensembles = new ArrayList<>();
      for (int i = 0; i < ring.ensembles(); i++) {
        // Decoders are not fitted: no more evaluation points than there have to be.
        ensembles.add(
            network
                .ensemble("ensemble " + network.ensembles().size(), ring.neurons(), ring.dims())
                .evaluationPoints(ring.dims() + 1));
      }
      for (int i = 0; i < ring.ensembles() - (ring.isOpen() ? 1 : 0); i++) {
        network
            .from(ensembles.get(i))
            .decoders(decoders(ring, random))
            .synapse(TAU)
            .to(ensembles.get((i + 1) % ring.ensembles()));
      }
    }
    return network;
  }

  /**
   * Random numbers, {@code [neuron][dimension]}, whose sum over the rates of all neurons is small.
   */
  private static double[][] decoders(Ring ring, SplittableRandom random) {
    double most = VALUE / (RATE * Math.sqrt(ring.neurons()));
    double[][] decoders = new double[ring.neurons()][ring.dims()];
    for (double[] row : decoders) {
      for (int d = 0; d < row.length; d++) {
        row[d] = most * (2 * random.nextDouble() - 1);
      }
    }
    return decoders;
  }
}
