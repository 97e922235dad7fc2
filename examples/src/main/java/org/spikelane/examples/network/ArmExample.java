package org.spikelane.examples.network;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import org.knowm.xchart.XYChart;
import org.spikelane.examples.Columns;
import org.spikelane.examples.Picture;
import org.spikelane.network.Connection;
import org.spikelane.network.Ensemble;
import org.spikelane.network.LearningRule;
import org.spikelane.network.Network;
import org.spikelane.network.Node;
import org.spikelane.sim.LiveInput;
import org.spikelane.sim.LiveOutput;
import org.spikelane.sim.Simulator;

/** A closed loop that learns: neurons find out what an arm weighs, and carry it. */
final class ArmExample implements NetworkExample {

  private static final int TICKS = 60_000;

  /** When the hand takes up a load, in seconds. */
  private static final double LOADED = 30;

  private static final double STIFFNESS = 60; // N m per rad
  private static final double DAMPING = 8; // N m per rad/s

  private final Network network = new Network("arm");

  /** Of the last run, {@code [joint][tick]}. */
  private final double[][] angle = new double[2][TICKS];

  private final double[][] learned = new double[2][TICKS];

  ArmExample(long seed, double learningRate) {
    network.seed(seed);
    Node pose = network.input("pose", 2);
    Node effort = network.input("effort", 2);
    Node torque = network.output("torque", 2);
    Ensemble posture = network.ensemble("posture", 600, 2).radius(2);
    network.from(pose).noSynapse().to(posture);
    Connection carries =
        network
            .from(posture)
            .function(x -> new double[2])
            .learning(new LearningRule.Pes(learningRate, null))
            .synapse(0.01)
            .to(torque);
    network.from(effort).transform(-1).to(carries.learning());
  }

  /** Where the joints should be, in radians. */
  private static double target(int joint, double t) {
    return joint == 0 ? -0.4 + 0.6 * StrictMath.sin(1.5 * t) : 1 + 0.6 * StrictMath.sin(2.3 * t);
  }

  /** How fast they should turn, in radians per second. */
  private static double targetSpeed(int joint, double t) {
    return joint == 0 ? 0.9 * StrictMath.cos(1.5 * t) : 1.38 * StrictMath.cos(2.3 * t);
  }

  @Override
  public void run(Simulator simulator) {
    LiveInput pose = simulator.input("pose");
    LiveInput effort = simulator.input("effort");
    LiveOutput torque = simulator.output("torque");
    Arm body = new Arm();
    body.angle[0] = target(0, 0);
    body.angle[1] = target(1, 0);
    body.speed[0] = targetSpeed(0, 0);
    body.speed[1] = targetSpeed(1, 0);
    double[] spring = new double[2];
    double[] push = new double[2];
    for (int tick = 0; tick < TICKS; tick++) {
      double t = simulator.time();
      body.load = t < LOADED ? 0 : 1;
      pose.set(body.angle);
      effort.set(spring);
      simulator.step();
      torque.get(push);
      for (int joint = 0; joint < 2; joint++) {
        angle[joint][tick] = body.angle[joint];
        learned[joint][tick] = push[joint];
        spring[joint] =
            STIFFNESS * (target(joint, t) - body.angle[joint])
                + DAMPING * (targetSpeed(joint, t) - body.speed[joint]);
        push[joint] += spring[joint];
      }
      body.move(push, simulator.dt());
    }
  }

  @Override
  public String name() {
    return "arm";
  }

  @Override
  public Network network() {
    return network;
  }

  @Override
  public double seconds() {
    return TICKS * 0.001;
  }

  /** Root of the mean squared distance of both joints from their targets, in degrees. */
  double offTarget(int fromSecond, int toSecond) {
    double sum = 0;
    for (int k = fromSecond * 1000; k < toSecond * 1000; k++) {
      for (int joint = 0; joint < 2; joint++) {
        double off = angle[joint][k] - target(joint, k * 0.001);
        sum += off * off;
      }
    }
    return Math.toDegrees(Math.sqrt(sum / (2000.0 * (toSecond - fromSecond))));
  }

  @Override
  public String summary(Simulator simulator) {
    return String.format(
        Locale.ROOT,
        """
        off target in the first 5 s:        %4.1f degrees
        in the last 5 s before the load:    %4.1f degrees
        in the first 5 s with the load:     %4.1f degrees
        in the last 5 s with the load:      %4.1f degrees
        """,
        offTarget(0, 5),
        offTarget(25, 30),
        offTarget(30, 35),
        offTarget(55, 60));
  }

  @Override
  public void draw(Simulator simulator, Path file) throws IOException {
    int every = 20;
    double[] time = Columns.of(k -> (k + 1) * 0.001, TICKS, every);
    XYChart[] panels = new XYChart[3];
    String[] names = {"shoulder", "elbow"};
    for (int joint = 0; joint < 2; joint++) {
      int j = joint;
      String title = joint == 0 ? "An arm that learns its weight, and from 30 s on a load's" : "";
      panels[joint] = panel(200, title, " ", names[joint] + " (°)");
      Picture.line(
          panels[joint],
          "target",
          time,
          Columns.of(k -> Math.toDegrees(target(j, k * 0.001)), TICKS, every),
          Picture.BLACK,
          1.2f);
      Picture.line(
          panels[joint],
          "arm",
          time,
          Columns.of(k -> Math.toDegrees(angle[j][k]), TICKS, every),
          Picture.BLUE,
          1.2f);
      panels[joint].getStyler().setLegendVisible(joint == 1);
    }
    panels[2] = panel(220, "", "time (s)", "learned (N m)");
    Picture.line(
        panels[2], names[0], time, Columns.of(k -> learned[0][k], TICKS, every), Picture.ORANGE, 1);
    Picture.line(
        panels[2], names[1], time, Columns.of(k -> learned[1][k], TICKS, every), Picture.GREY, 1);
    Picture.below(file, panels);
  }

  private XYChart panel(int height, String title, String xAxis, String yAxis) {
    XYChart chart = Picture.panel(Picture.WIDTH, height, title, xAxis, yAxis);
    chart.getStyler().setXAxisMin(-0.5).setXAxisMax(seconds() + 0.5).setYAxisLeftWidthHint(70);
    return chart;
  }
}
