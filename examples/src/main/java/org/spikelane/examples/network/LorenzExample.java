package org.spikelane.examples.network;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.knowm.xchart.XYChart;
import org.spikelane.examples.Columns;
import org.spikelane.examples.Picture;
import org.spikelane.nef.LstsqL2;
import org.spikelane.nef.Uniform;
import org.spikelane.network.Connectable;
import org.spikelane.network.Ensemble;
import org.spikelane.network.Function;
import org.spikelane.network.Network;
import org.spikelane.network.Node;
import org.spikelane.network.Probe;
import org.spikelane.sim.Simulator;

/** The Lorenz attractor: chaos in one recurrent ensemble, beside the equations themselves. */
final class LorenzExample implements NetworkExample {

  private static final double SIGMA = 10;
  private static final double BETA = 8.0 / 3;
  private static final double RHO = 28;

  /** Left out of the statistics, in seconds. */
  private static final double SETTLING = 2;

  private final Network network = new Network("lorenz");
  private final Probe neurons;
  private final Probe equations;

  LorenzExample(long seed) {
    network.seed(seed).defaults().solver(new LstsqL2(0.01));
    double tau = 0.1;
    Function feedback =
        s -> {
          double dx = SIGMA * (s[1] - s[0]);
          double dy = -s[0] * s[2] - s[1];
          double dz = s[0] * s[1] - BETA * (s[2] + RHO);
          return new double[] {s[0] + tau * dx, s[1] + tau * dy, s[2] + tau * dz};
        };
    Ensemble spiking = network.ensemble("spiking", 1000, 3).radius(60);
    spiking.evaluationPoints(new Uniform(-0.4, 0.4)).evaluationPoints(5000);
    Node exact = network.junction("exact", 3);
    Node kick = network.node("kick", t -> t < 0.1 ? 10 : 0);
    for (Connectable state : List.of(spiking, exact)) {
      network.from(state).function(feedback).synapse(tau).to(state);
      network.from(kick).to(state.at(0));
    }
    neurons = network.probe(spiking).synapse(0.02);
    equations = network.probe(exact);
  }

  @Override
  public String name() {
    return "lorenz";
  }

  @Override
  public Network network() {
    return network;
  }

  @Override
  public double seconds() {
    return 40;
  }

  /** What can be compared of two chaotic trajectories: their statistics. */
  record Shape(double meanZ, double spreadX, double spreadZ, double changesPerSecond) {}

  Shape neurons(Simulator simulator) {
    return shape(simulator, neurons);
  }

  Shape equations(Simulator simulator) {
    return shape(simulator, equations);
  }

  private static Shape shape(Simulator simulator, Probe probe) {
    double[][] all = simulator.data(probe);
    double[][] state = Arrays.copyOfRange(all, (int) (SETTLING / simulator.dt()), all.length);
    int changes = 0;
    double lobe = 0;
    for (double[] s : state) {
      // A wing is entered, not grazed: noise around 0 would count as many changes.
      if (Math.abs(s[0]) > 3 && Math.signum(s[0]) != lobe) {
        changes += lobe == 0 ? 0 : 1;
        lobe = Math.signum(s[0]);
      }
    }
    double[] x = Columns.of(state, 0);
    double[] z = Columns.of(state, 2);
    return new Shape(
        mean(z) + RHO, spread(x), spread(z), changes / (state.length * simulator.dt()));
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).average().orElseThrow();
  }

  private static double spread(double[] values) {
    double mean = mean(values);
    return Math.sqrt(
        Arrays.stream(values).map(v -> (v - mean) * (v - mean)).average().orElseThrow());
  }

  @Override
  public String summary(Simulator simulator) {
    return String.format(
        Locale.ROOT,
        "            mean of z   spread of x   spread of z   changes of wing per s\n%s%s",
        line("neurons", neurons(simulator)),
        line("equations", equations(simulator)));
  }

  private static String line(String name, Shape shape) {
    return String.format(
        Locale.ROOT,
        "%-9s %11.1f %13.1f %13.1f %23.2f\n",
        name,
        shape.meanZ,
        shape.spreadX,
        shape.spreadZ,
        shape.changesPerSecond);
  }

  @Override
  public void draw(Simulator simulator, Path file) throws IOException {
    double[] time = simulator.times(neurons);
    double[] x = simulator.data(neurons, 0);
    double[] z = simulator.data(neurons, 2);
    Arrays.setAll(z, k -> z[k] + RHO);

    int drawn = (int) Math.round(20 / simulator.dt());
    XYChart left = Picture.panel(390, 400, "z over x, 20 s", "x (no unit)", "z (no unit)");
    Picture.line(
        left, "z over x", Arrays.copyOf(x, drawn), Arrays.copyOf(z, drawn), Picture.BLUE, 0.6f);
    left.getStyler()
        .setXAxisMin(-22.0)
        .setXAxisMax(22.0)
        .setYAxisMin(0.0)
        .setYAxisMax(50.0)
        .setLegendVisible(false);

    XYChart right = Picture.panel(410, 400, "Over time", "time (s)", "value (no unit)");
    Picture.line(
        right, "z", Arrays.copyOf(time, drawn), Arrays.copyOf(z, drawn), Picture.ORANGE, 1.2f);
    Picture.line(
        right, "x", Arrays.copyOf(time, drawn), Arrays.copyOf(x, drawn), Picture.BLUE, 1.2f);
    right.getStyler().setXAxisMin(-0.2).setXAxisMax(20.2).setYAxisMin(-25.0).setYAxisMax(50.0);
    Picture.beside(file, left, right);
  }
}
