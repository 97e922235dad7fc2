package org.spikelane.examples.network;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import org.knowm.xchart.XYChart;
import org.spikelane.examples.Picture;
import org.spikelane.network.Ensemble;
import org.spikelane.network.Network;
import org.spikelane.network.Node;
import org.spikelane.network.Probe;
import org.spikelane.sim.Simulator;

/** A communication channel: two ensembles, and how late and how noisy a number arrives. */
final class ChannelExample implements NetworkExample {

  /** Where the error begins to count, in ticks: synapses start from 0. */
  private static final int SETTLED = 200;

  private final Network network = new Network("channel");
  private final Probe sent;
  private final Probe received;

  ChannelExample(long seed, int neurons) {
    network.seed(seed);
    Node input = network.node("input", t -> StrictMath.sin(2 * Math.PI * t));
    Ensemble a = network.ensemble("a", neurons, 1);
    Ensemble b = network.ensemble("b", neurons, 1);
    network.from(input).to(a);
    network.from(a).to(b);
    sent = network.probe(input);
    received = network.probe(b).synapse(0.03);
  }

  @Override
  public String name() {
    return "channel";
  }

  @Override
  public Network network() {
    return network;
  }

  @Override
  public double seconds() {
    return 2;
  }

  @Override
  public String summary(Simulator simulator) {
    int delay = delay(simulator);
    return String.format(
        Locale.ROOT,
        """
        RMSE against the input of the same moment: %.3f
        RMSE against the input of %d ms before:    %.3f
        """,
        rmse(simulator, 0),
        delay,
        rmse(simulator, delay));
  }

  /** The delay that leaves the smallest error, in ticks. */
  int delay(Simulator simulator) {
    int best = 0;
    for (int delay = 1; delay <= 100; delay++) {
      if (rmse(simulator, delay) < rmse(simulator, best)) {
        best = delay;
      }
    }
    return best;
  }

  /** Root of the mean squared difference to the input of some ticks before. */
  double rmse(Simulator simulator, int delay) {
    double[] x = simulator.data(sent, 0);
    double[] y = simulator.data(received, 0);
    double sum = 0;
    for (int k = SETTLED; k < y.length; k++) {
      sum += (y[k] - x[k - delay]) * (y[k] - x[k - delay]);
    }
    return Math.sqrt(sum / (y.length - SETTLED));
  }

  @Override
  public void draw(Simulator simulator, Path file) throws IOException {
    XYChart chart =
        Picture.panel(
            Picture.WIDTH,
            340,
            "A number through two ensembles of 100 neurons",
            "time (s)",
            "value (no unit)");
    double[] time = simulator.times(sent);
    Picture.line(chart, "input", time, simulator.data(sent, 0), Picture.GREY, 2);
    Picture.line(
        chart,
        "decoded from the spikes of ensemble b",
        time,
        simulator.data(received, 0),
        Picture.ORANGE,
        1.5f);
    chart.getStyler().setXAxisMin(-0.02).setXAxisMax(2.02).setYAxisMin(-1.2).setYAxisMax(1.2);
    Picture.beside(file, chart);
  }
}
