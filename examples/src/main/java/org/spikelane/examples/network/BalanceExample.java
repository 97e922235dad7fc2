package org.spikelane.examples.network;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import org.knowm.xchart.XYChart;
import org.spikelane.examples.Columns;
import org.spikelane.examples.Picture;
import org.spikelane.network.Ensemble;
import org.spikelane.network.Network;
import org.spikelane.network.Node;
import org.spikelane.network.ready.Integrator;
import org.spikelane.sim.LiveInput;
import org.spikelane.sim.LiveOutput;
import org.spikelane.sim.Simulator;

/** A closed loop: neurons balance a pole on a cart, and take the cart where it should be. */
final class BalanceExample implements NetworkExample {

  private static final int TICKS = 24_000;

  private final Network network = new Network("balance");

  /** Of the last run, tick by tick. */
  private final double[] position = new double[TICKS];

  private final double[] angle = new double[TICKS];
  private final double[] force = new double[TICKS];

  BalanceExample(long seed) {
    network.seed(seed);
    Node sensors = network.input("sensors", 4);
    Node force = network.output("force", 1);
    String[] names = {"off target", "velocity", "angle", "angular velocity"};
    double[] radius = {1, 1.5, 0.3, 1.5}; // m, m/s, rad, rad/s
    double[] gain = {27, 20, 93, 24}; // N per each of them
    for (int i = 0; i < 4; i++) {
      Ensemble sense = network.ensemble(names[i], 100, 1).radius(radius[i]);
      network.from(sensors.at(i)).noSynapse().to(sense);
      network.from(sense).transform(gain[i]).synapse(0.01).to(force);
    }
    Integrator memory = Integrator.in(network, "memory", 0.1, 500, 1);
    network.from(sensors.at(0)).noSynapse().to(memory.input());
    network.from(memory.ensemble()).transform(14).to(force);
  }

  /** Where the cart should be, in metres. */
  private static double target(double t) {
    return t < 2 || t >= 18 ? 0 : 0.4;
  }

  /** What pushes the cart besides the motor, in newtons: a blow, and from then on a wind. */
  private static double disturbance(double t) {
    return t >= 8 && t < 8.1 ? 15 : t >= 12 ? 1 : 0;
  }

  @Override
  public void run(Simulator simulator) {
    LiveInput sensors = simulator.input("sensors");
    LiveOutput motor = simulator.output("force");
    CartPole body = new CartPole();
    body.angle = 0.1;
    for (int tick = 0; tick < TICKS; tick++) {
      double t = simulator.time();
      sensors.set(body.position - target(t), body.velocity, body.angle, body.angularVelocity);
      simulator.step();
      body.move(motor.get(0) + disturbance(t), simulator.dt());
      position[tick] = body.position;
      angle[tick] = body.angle;
      force[tick] = motor.get(0);
    }
  }

  @Override
  public String name() {
    return "balance";
  }

  @Override
  public Network network() {
    return network;
  }

  @Override
  public double seconds() {
    return TICKS * 0.001;
  }

  /** Mean distance from the target over a second, in metres. */
  double offTarget(int fromSecond) {
    double sum = 0;
    for (int k = fromSecond * 1000; k < (fromSecond + 1) * 1000; k++) {
      sum += Math.abs(position[k] - target(k * 0.001));
    }
    return sum / 1000;
  }

  /** The largest angle of the pole, in degrees. */
  double largestAngle() {
    return Math.toDegrees(Arrays.stream(angle).map(Math::abs).max().orElseThrow());
  }

  @Override
  public String summary(Simulator simulator) {
    return String.format(
        Locale.ROOT,
        """
        off target before the blow:     %4.1f cm
        off target in the wind:         %4.1f cm
        off target at the end:          %4.1f cm
        largest angle of the pole:      %4.1f degrees
        """,
        100 * offTarget(7),
        100 * offTarget(17),
        100 * offTarget(23),
        largestAngle());
  }

  @Override
  public void draw(Simulator simulator, Path file) throws IOException {
    double[] time = Columns.of(k -> (k + 1) * 0.001, TICKS, 5);
    XYChart place = panel(230, "Neurons hold a pole on a cart", " ", "position (m)");
    Picture.line(
        place, "target", time, Columns.of(k -> target(k * 0.001), TICKS, 5), Picture.BLACK, 1.5f);
    Picture.line(place, "cart", time, Columns.of(k -> position[k], TICKS, 5), Picture.BLUE, 1.5f);
    place.getStyler().setYAxisMin(-0.4).setYAxisMax(0.8);

    XYChart tilt = panel(160, "", " ", "angle (°)");
    Picture.line(
        tilt,
        "pole",
        time,
        Columns.of(k -> Math.toDegrees(angle[k]), TICKS, 5),
        Picture.BLUE,
        1.5f);
    tilt.getStyler().setYAxisMin(-9.0).setYAxisMax(9.0).setLegendVisible(false);

    XYChart push = panel(230, "", "time (s)", "force (N)");
    Picture.line(push, "neurons", time, Columns.of(k -> force[k], TICKS, 5), Picture.ORANGE, 0.8f);
    Picture.line(
        push,
        "disturbance",
        time,
        Columns.of(k -> disturbance(k * 0.001), TICKS, 5),
        Picture.BLACK,
        1.5f);
    push.getStyler().setYAxisMin(-22.0).setYAxisMax(22.0);
    Picture.below(file, place, tilt, push);
  }

  private XYChart panel(int height, String title, String xAxis, String yAxis) {
    XYChart chart = Picture.panel(Picture.WIDTH, height, title, xAxis, yAxis);
    chart.getStyler().setXAxisMin(-0.2).setXAxisMax(seconds() + 0.2).setYAxisLeftWidthHint(70);
    return chart;
  }
}
