package org.spikelane.examples.network;

import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.DoubleUnaryOperator;
import org.knowm.xchart.XYChart;
import org.spikelane.examples.Picture;
import org.spikelane.network.Connection;
import org.spikelane.network.Ensemble;
import org.spikelane.network.LearningRule;
import org.spikelane.network.Network;
import org.spikelane.network.Node;
import org.spikelane.network.Probe;
import org.spikelane.process.WhiteSignal;
import org.spikelane.sim.Simulator;

/**
 * A connection that begins with decoders of 0, and learns from its error what it should compute.
 */
final class LearningExample implements NetworkExample {

  /** What is to be learned. */
  enum Lesson {
    /** To pass on what is represented, by examples that never come again. */
    CHANNEL("learned-channel", "A communication channel, learned from its error", 2, x -> x) {
      @Override
      Node signal(Network network) {
        return network.node("signal", new WhiteSignal(SECONDS, 2, 0.4), 2);
      }
    },
    SQUARE("learning", "A square, learned from its error", 1, x -> x * x) {
      @Override
      Node signal(Network network) {
        return network.node("signal", t -> StrictMath.sin(2 * Math.PI * 0.5 * t));
      }
    };

    private final String page;
    private final String title;
    private final int dimensions;
    private final DoubleUnaryOperator function;

    Lesson(String page, String title, int dimensions, DoubleUnaryOperator function) {
      this.page = page;
      this.title = title;
      this.dimensions = dimensions;
      this.function = function;
    }

    abstract Node signal(Network network);
  }

  private static final double SECONDS = 20;

  /** When the error falls silent, in seconds. */
  private static final double TAUGHT = 16;

  /** What three synapses make late, in ticks. */
  private static final int DELAY = 40;

  private static final Color[] COLOURS = {Picture.ORANGE, Picture.BLUE};

  private final Lesson lesson;
  private final Network network;
  private final Probe input;
  private final Probe output;
  private final Probe mistake;

  LearningExample(Lesson lesson, long seed, double learningRate) {
    this.lesson = lesson;
    DoubleUnaryOperator function = lesson.function;
    int dimensions = lesson.dimensions;
    int neurons = 100 * dimensions;
    network = new Network(lesson.page).seed(seed);
    Node signal = lesson.signal(network);
    Node silence = network.node("silence", t -> t < TAUGHT ? 0 : -10);
    Ensemble pre = network.ensemble("pre", neurons, dimensions);
    Ensemble post = network.ensemble("post", neurons, dimensions);
    Ensemble error = network.ensemble("error", neurons, dimensions);
    network.from(signal).to(pre);
    Connection learned =
        network
            .from(pre)
            .elementwise(x -> 0)
            .learning(new LearningRule.Pes(learningRate, null))
            .to(post);
    network.from(post).to(error);
    network.from(pre).elementwise(function).transform(-1).to(error);
    network.from(error).to(learned.learning());
    network.from(silence).transform(column(neurons)).to(error.neurons());
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
    return lesson.page;
  }

  @Override
  public Network network() {
    return network;
  }

  @Override
  public double seconds() {
    return SECONDS;
  }

  /** Root of the mean squared difference to what should be, of 40 ms before, in some seconds. */
  double rmse(Simulator simulator, double from, double to) {
    double sum = 0;
    int begin = Math.max(DELAY, (int) Math.round(from / simulator.dt()));
    int end = (int) Math.round(to / simulator.dt());
    for (int i = 0; i < lesson.dimensions; i++) {
      double[] wanted = wanted(simulator, i);
      double[] y = simulator.data(output, i);
      for (int k = begin; k < end; k++) {
        double off = y[k] - wanted[k - DELAY];
        sum += off * off;
      }
    }
    return Math.sqrt(sum / (lesson.dimensions * (end - begin)));
  }

  /** That of the time when nothing is taught any more. */
  double untaughtRmse(Simulator simulator) {
    return rmse(simulator, TAUGHT + 0.5, SECONDS);
  }

  /** What the lesson makes of a dimension of the input. */
  private double[] wanted(Simulator simulator, int dimension) {
    return Arrays.stream(simulator.data(input, dimension)).map(lesson.function).toArray();
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
        rmse(simulator, SECONDS - 1, SECONDS));
  }

  @Override
  public void draw(Simulator simulator, Path file) throws IOException {
    double[] time = simulator.times(input);
    XYChart above = panel(330, lesson.title, " ");
    XYChart below = panel(190, "", "time (s)");
    for (int i = 0; i < lesson.dimensions; i++) {
      String which = lesson.dimensions == 1 ? "" : " " + (i + 1);
      Picture.line(above, "wanted" + which, time, wanted(simulator, i), Picture.GREY, 2);
    }
    for (int i = 0; i < lesson.dimensions; i++) {
      String which = lesson.dimensions == 1 ? "" : " " + (i + 1);
      Picture.line(
          above, "decoded from post" + which, time, simulator.data(output, i), COLOURS[i], 1.5f);
      Picture.line(
          below,
          "error" + which + ", silenced at 16 s",
          time,
          simulator.data(mistake, i),
          COLOURS[i],
          1.2f);
    }
    boolean signed = lesson == Lesson.CHANNEL;
    above.getStyler().setYAxisMin(signed ? -1.4 : -0.4).setYAxisMax(1.4);
    below.getStyler().setYAxisMin(-1.2).setYAxisMax(1.2);
    Picture.below(file, above, below);
  }

  private XYChart panel(int height, String title, String xAxis) {
    XYChart chart = Picture.panel(Picture.WIDTH, height, title, xAxis, "value (no unit)");
    chart.getStyler().setXAxisMin(-0.1).setXAxisMax(SECONDS + 0.1).setYAxisLeftWidthHint(70);
    return chart;
  }
}
