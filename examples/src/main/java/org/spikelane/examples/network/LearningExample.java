package org.spikelane.examples.network;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import org.knowm.xchart.XYChart;
import org.spikelane.examples.Picture;
import org.spikelane.network.Connection;
import org.spikelane.network.Ensemble;
import org.spikelane.network.LearningRule;
import org.spikelane.network.Network;
import org.spikelane.network.Node;
import org.spikelane.network.Probe;
import org.spikelane.sim.Simulator;

/** A connection that begins with decoders of 0, and learns a square from its error. */
final class LearningExample implements NetworkExample {

  /** When the error falls silent, in seconds. */
  private static final double TAUGHT = 16;

  private final Network network = new Network("learning");
  private final Probe input;
  private final Probe output;
  private final Probe mistake;

  LearningExample(long seed, double learningRate) {
    network.seed(seed);
    Node signal = network.node("signal", t -> StrictMath.sin(2 * Math.PI * 0.5 * t));
    Node silence = network.node("silence", t -> t < TAUGHT ? 0 : -10);
    Ensemble pre = network.ensemble("pre", 100, 1);
    Ensemble post = network.ensemble("post", 100, 1);
    Ensemble error = network.ensemble("error", 100, 1);
    network.from(signal).to(pre);
    Connection learned =
        network
            .from(pre)
            .elementwise(x -> 0)
            .learning(new LearningRule.Pes(learningRate, null))
            .to(post);
    network.from(post).to(error);
    network.from(pre).elementwise(x -> x * x).transform(-1).to(error);
    network.from(error).to(learned.learning());
    network.from(silence).transform(column(100)).to(error.neurons());
    input = network.probe(signal);
    output = network.probe(post).synapse(0.03);
    mistake = network.probe(error).synapse(0.03);
  }

  /** A matrix that gives every neuron the same. */
  private static double[][] column(int rows) {
    double[][] column = new double[rows][1];
    Arrays.fill(column, new double[] {1});
    return column;
  }

  @Override
  public String name() {
    return "learning";
  }

  @Override
  public Network network() {
    return network;
  }

  @Override
  public double seconds() {
    return 20;
  }

  /** Root of the mean squared difference to the square, of 40 ms before, in some seconds. */
  double rmse(Simulator simulator, double from, double to) {
    double[] x = simulator.data(input, 0);
    double[] y = simulator.data(output, 0);
    int delay = 40;
    double sum = 0;
    int begin = Math.max(delay, (int) Math.round(from / simulator.dt()));
    int end = (int) Math.round(to / simulator.dt());
    for (int k = begin; k < end; k++) {
      double square = x[k - delay] * x[k - delay];
      sum += (y[k] - square) * (y[k] - square);
    }
    return Math.sqrt(sum / (end - begin));
  }

  @Override
  public String summary(Simulator simulator) {
    return String.format(
        Locale.ROOT,
        """
        RMSE in the first second:             %.2f
        in the last second of teaching:       %.2f
        in the last second, taught no more:   %.2f
        """,
        rmse(simulator, 0, 1),
        rmse(simulator, TAUGHT - 1, TAUGHT),
        rmse(simulator, seconds() - 1, seconds()));
  }

  @Override
  public void draw(Simulator simulator, Path file) throws IOException {
    double[] time = simulator.times(input);
    double[] square = simulator.data(input, 0);
    Arrays.setAll(square, k -> square[k] * square[k]);
    XYChart above = panel(330, "A square, learned from its error", " ");
    Picture.line(above, "square of the input", time, square, Picture.GREY, 2);
    Picture.line(above, "decoded from post", time, simulator.data(output, 0), Picture.ORANGE, 1.5f);
    above.getStyler().setYAxisMin(-0.4).setYAxisMax(1.4);

    XYChart below = panel(190, "", "time (s)");
    Picture.line(
        below,
        "error, until it is silenced at 16 s",
        time,
        simulator.data(mistake, 0),
        Picture.BLUE,
        1.2f);
    below.getStyler().setYAxisMin(-1.2).setYAxisMax(1.2);
    Picture.below(file, above, below);
  }

  private XYChart panel(int height, String title, String xAxis) {
    XYChart chart = Picture.panel(Picture.WIDTH, height, title, xAxis, "value (no unit)");
    chart.getStyler().setXAxisMin(-0.1).setXAxisMax(seconds() + 0.1).setYAxisLeftWidthHint(70);
    return chart;
  }
}
