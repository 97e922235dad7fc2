package org.spikelane.examples.network;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import org.knowm.xchart.XYChart;
import org.spikelane.examples.Picture;
import org.spikelane.network.Ensemble;
import org.spikelane.network.Network;
import org.spikelane.network.Node;
import org.spikelane.network.Probe;
import org.spikelane.sim.Simulator;

/** An oscillator whose speed is a number in the same neurons: forwards, slower, backwards. */
final class OscillatorExample implements NetworkExample {

  /** Turns per second that are asked for, of one period of time after the other. */
  static final double[] SPEEDS = {2, 1, -1};

  /** How long each speed lasts, in seconds. */
  private static final double PART = 2;

  /** How long after a change the speed begins to be measured. */
  private static final double SETTLING = 0.4;

  private final Network network = new Network("oscillator");
  private final Probe asked;
  private final Probe decoded;

  OscillatorExample(long seed) {
    network.seed(seed);
    double tau = 0.1;
    Node speed = network.node("speed", OscillatorExample::speed);
    Ensemble state = network.ensemble("x, y and half the speed", 800, 3).radius(1.5);
    network.from(speed).transform(0.5).to(state.at(2));
    network.from(network.node("kick", t -> t < 0.1 ? 1 : 0)).to(state.at(0));
    network
        .from(state)
        .function(
            s -> {
              double omega = 2 * Math.PI * 2 * s[2];
              double growth = 2 * (1 - s[0] * s[0] - s[1] * s[1]);
              double dx = growth * s[0] - omega * s[1];
              double dy = growth * s[1] + omega * s[0];
              return new double[] {s[0] + tau * dx, s[1] + tau * dy};
            })
        .synapse(tau)
        .to(state.at(0, 1));
    asked = network.probe(speed);
    decoded = network.probe(state).synapse(0.02);
  }

  private static double speed(double t) {
    return SPEEDS[Math.min(SPEEDS.length - 1, (int) (t / PART))];
  }

  @Override
  public String name() {
    return "oscillator";
  }

  @Override
  public Network network() {
    return network;
  }

  @Override
  public double seconds() {
    return PART * SPEEDS.length;
  }

  /** Turns per second in one part of the time, counter-clockwise. */
  double turnsPerSecond(Simulator simulator, int part) {
    double[][] state = part(simulator, part);
    double angle = 0;
    for (int k = 1; k < state.length; k++) {
      double[] a = state[k - 1];
      double[] b = state[k];
      angle += Math.atan2(a[0] * b[1] - a[1] * b[0], a[0] * b[0] + a[1] * b[1]);
    }
    return angle / (2 * Math.PI) / ((state.length - 1) * simulator.dt());
  }

  /** Mean distance from the middle in one part of the time. */
  double radius(Simulator simulator, int part) {
    return Arrays.stream(part(simulator, part))
        .mapToDouble(s -> Math.hypot(s[0], s[1]))
        .average()
        .orElseThrow();
  }

  private double[][] part(Simulator simulator, int part) {
    double[][] state = simulator.data(decoded);
    int from = (int) Math.round((part * PART + SETTLING) / simulator.dt());
    int to = (int) Math.round((part + 1) * PART / simulator.dt());
    return Arrays.copyOfRange(state, from, to);
  }

  @Override
  public String summary(Simulator simulator) {
    StringBuilder lines = new StringBuilder();
    for (int part = 0; part < SPEEDS.length; part++) {
      lines.append(
          String.format(
              Locale.ROOT,
              "asked for %2.0f turns per second: %5.2f, radius %.2f\n",
              SPEEDS[part],
              turnsPerSecond(simulator, part),
              radius(simulator, part)));
    }
    return lines.toString();
  }

  @Override
  public void draw(Simulator simulator, Path file) throws IOException {
    double[] time = simulator.times(decoded);
    double[] x = simulator.data(decoded, 0);
    double[] y = simulator.data(decoded, 1);
    XYChart left = Picture.panel(450, 360, "Over time", "time (s)", "value (no unit)");
    Picture.line(left, "x", time, x, Picture.BLUE, 1.5f);
    Picture.line(left, "y", time, y, Picture.ORANGE, 1.5f);
    Picture.line(
        left, "speed asked for (turns/s)", time, simulator.data(asked, 0), Picture.BLACK, 1.5f);
    left.getStyler().setXAxisMin(-0.05).setXAxisMax(6.05).setYAxisMin(-2.1).setYAxisMax(2.2);

    XYChart right =
        Picture.panel(Picture.WIDTH - 450, 360, "y over x", "x (no unit)", "y (no unit)");
    Picture.line(right, "y over x", x, y, Picture.BLUE, 0.7f);
    right
        .getStyler()
        .setXAxisMin(-1.4)
        .setXAxisMax(1.4)
        .setYAxisMin(-1.4)
        .setYAxisMax(1.4)
        .setLegendVisible(false);
    Picture.beside(file, left, right);
  }
}
