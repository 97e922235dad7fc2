package org.spikelane.examples.network;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import org.knowm.xchart.XYChart;
import org.spikelane.examples.Picture;
import org.spikelane.network.Network;
import org.spikelane.network.Node;
import org.spikelane.network.Probe;
import org.spikelane.network.ready.Integrator;
import org.spikelane.sim.Simulator;

/** A memory: pulses move a number, and neurons hold it in between, drifting a little. */
final class IntegratorExample implements NetworkExample {

  /** Start, end and height of each pulse: seconds, and units per second. */
  private static final double[][] PULSES = {{0.5, 0.7, 4}, {3, 3.2, -6}, {6, 6.2, 4}};

  /** Soon after each pulse, and before the next: seconds. */
  private static final double[] HELD = {1.2, 2.9, 3.7, 5.9, 6.7, 8.9};

  private final Network network = new Network("integrator");
  private final Probe input;
  private final Probe few;
  private final Probe many;

  IntegratorExample(long seed) {
    network.seed(seed);
    Node pulses = network.node("pulses", IntegratorExample::pulse);
    Integrator small = Integrator.in(network, "50 neurons", 0.1, 50, 1);
    Integrator large = Integrator.in(network, "1,000 neurons", 0.1, 1000, 1);
    network.from(pulses).noSynapse().to(small.input());
    network.from(pulses).noSynapse().to(large.input());
    input = network.probe(pulses);
    few = network.probe(small.ensemble()).synapse(0.05);
    many = network.probe(large.ensemble()).synapse(0.05);
  }

  private static double pulse(double t) {
    for (double[] pulse : PULSES) {
      if (t > pulse[0] && t <= pulse[1]) {
        return pulse[2];
      }
    }
    return 0;
  }

  @Override
  public String name() {
    return "integrator";
  }

  @Override
  public Network network() {
    return network;
  }

  @Override
  public double seconds() {
    return 9;
  }

  /** What the pulses add up to at the end of every tick. */
  private double[] ideal(Simulator simulator) {
    double[] sum = simulator.data(input, 0);
    double x = 0;
    for (int k = 0; k < sum.length; k++) {
      x += sum[k] * simulator.dt();
      sum[k] = x;
    }
    return sum;
  }

  /** How far 1,000 neurons are off the sum of the pulses, at most, while nothing moves. */
  double manyOff(Simulator simulator) {
    double[] ideal = ideal(simulator);
    double off = 0;
    for (double seconds : HELD) {
      int k = sample(simulator, seconds);
      off = Math.max(off, Math.abs(simulator.data(many)[k][0] - ideal[k]));
    }
    return off;
  }

  private static int sample(Simulator simulator, double seconds) {
    return (int) Math.round(seconds / simulator.dt()) - 1;
  }

  @Override
  public String summary(Simulator simulator) {
    StringBuilder lines = new StringBuilder("after         pulses   50 neurons   1,000 neurons\n");
    double[] ideal = ideal(simulator);
    for (double seconds : HELD) {
      int k = sample(simulator, seconds);
      lines.append(
          String.format(
              Locale.ROOT,
              "%.1f s   %12.2f %12.2f %15.2f\n",
              seconds,
              ideal[k],
              simulator.data(few)[k][0],
              simulator.data(many)[k][0]));
    }
    return lines.toString();
  }

  @Override
  public void draw(Simulator simulator, Path file) throws IOException {
    double[] time = simulator.times(input);
    XYChart above = panel(150, "Three pulses, and a memory of them", " ", "input (1/s)");
    Picture.line(above, "input", time, simulator.data(input, 0), Picture.GREY, 2);
    above.getStyler().setYAxisMin(-7.0).setYAxisMax(7.0).setLegendVisible(false);

    XYChart below = panel(330, "", "time (s)", "value (no unit)");
    Picture.line(below, "sum of the pulses", time, ideal(simulator), Picture.BLACK, 1.5f);
    Picture.line(below, "50 neurons", time, simulator.data(few, 0), Picture.ORANGE, 1.5f);
    Picture.line(below, "1,000 neurons", time, simulator.data(many, 0), Picture.BLUE, 1.5f);
    below.getStyler().setYAxisMin(-0.8).setYAxisMax(1.2);
    Picture.below(file, above, below);
  }

  private XYChart panel(int height, String title, String xAxis, String yAxis) {
    XYChart chart = Picture.panel(Picture.WIDTH, height, title, xAxis, yAxis);
    chart.getStyler().setXAxisMin(-0.1).setXAxisMax(seconds() + 0.1).setYAxisLeftWidthHint(70);
    return chart;
  }
}
