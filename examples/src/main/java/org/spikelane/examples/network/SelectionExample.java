package org.spikelane.examples.network;

import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.knowm.xchart.XYChart;
import org.spikelane.examples.Picture;
import org.spikelane.network.Network;
import org.spikelane.network.Node;
import org.spikelane.network.Probe;
import org.spikelane.network.ready.BasalGanglia;
import org.spikelane.network.ready.Thalamus;
import org.spikelane.sim.Simulator;

/** An animal decides, again and again, which of three things to do. */
final class SelectionExample implements NetworkExample {

  private static final String[] ACTIONS = {"eat", "drink", "flee"};
  private static final int EAT = 0;
  private static final int DRINK = 1;
  private static final int FLEE = 2;

  /** When there is danger: from and to, in seconds. */
  private static final double[][] DANGER = {{1, 1.5}, {3.5, 4}};

  /** When it is more thirsty than hungry, in seconds. */
  private static final double THIRSTY = 2.5;

  /** Seeds that the figures are taken over. */
  private static final int SEEDS = 10;

  private final Network network = new Network("selection");
  private final Probe utilities;
  private final Probe inhibition;
  private final Probe selection;

  SelectionExample(long seed) {
    network.seed(seed);
    Node worth = network.node("utilities", 0, 3, (t, x, u) -> utilities(t, u));
    BasalGanglia ganglia = BasalGanglia.in(network, "basal ganglia", 100, 3);
    Thalamus thalamus = Thalamus.in(network, "thalamus", 50, 3);
    network.from(worth).noSynapse().to(ganglia.input());
    network.from(ganglia.output()).noSynapse().to(thalamus.input());
    utilities = network.probe(worth);
    inhibition = network.probe(ganglia.output()).synapse(0.01);
    selection = network.probe(thalamus.output()).synapse(0.01);
  }

  private static void utilities(double t, double[] u) {
    u[EAT] = 0.8 - 0.1 * t; // it eats, and is less hungry
    u[DRINK] = 0.3 + 0.1 * t; // but more thirsty
    u[FLEE] = Arrays.stream(DANGER).anyMatch(d -> t > d[0] && t <= d[1]) ? 1 : 0.1;
  }

  @Override
  public String name() {
    return "selection";
  }

  @Override
  public Network network() {
    return network;
  }

  @Override
  public double seconds() {
    return 5;
  }

  /**
   * What a run shows.
   *
   * @param flees milliseconds from when danger comes until it flees, on average
   * @param returns milliseconds from when danger has gone until it does something else, on average
   * @param drinks milliseconds from when it is thirstier than hungry until it drinks
   * @param leastInhibited percent of the time in which the basal ganglia inhibit what is worth most
   *     the least
   * @param selected percent of the time in which the thalamus selects what is worth most
   */
  record Figures(
      double flees, double returns, double drinks, double leastInhibited, double selected) {}

  Figures figures(Simulator simulator) {
    int[] best = highest(simulator.data(utilities));
    boolean[] selected = same(best, highest(simulator.data(selection)));
    return new Figures(
        Arrays.stream(DANGER).mapToDouble(d -> delay(selected, d[0])).average().orElseThrow(),
        Arrays.stream(DANGER).mapToDouble(d -> delay(selected, d[1])).average().orElseThrow(),
        delay(selected, THIRSTY),
        percent(same(best, highest(simulator.data(inhibition)))),
        percent(selected));
  }

  /** Which element is the highest, tick by tick. */
  private static int[] highest(double[][] rows) {
    int[] highest = new int[rows.length];
    for (int k = 0; k < rows.length; k++) {
      for (int i = 1; i < rows[k].length; i++) {
        highest[k] = rows[k][i] > rows[k][highest[k]] ? i : highest[k];
      }
    }
    return highest;
  }

  private static boolean[] same(int[] a, int[] b) {
    boolean[] same = new boolean[a.length];
    for (int k = 0; k < a.length; k++) {
      same[k] = a[k] == b[k];
    }
    return same;
  }

  private static double percent(boolean[] right) {
    return 100.0 * IntStream.range(0, right.length).filter(k -> right[k]).count() / right.length;
  }

  /** Milliseconds from a time until what is right is done, and goes on for 50 ms. */
  private static double delay(boolean[] right, double seconds) {
    int from = (int) Math.round(1000 * seconds);
    int lasting = 0;
    for (int k = from; k < right.length; k++) {
      lasting = right[k] ? lasting + 1 : 0;
      if (lasting == 50) {
        return k + 1 - lasting - from;
      }
    }
    return Double.POSITIVE_INFINITY;
  }

  @Override
  public String summary(Simulator simulator) {
    Figures here = figures(simulator);
    Figures[] all =
        LongStream.range(0, SEEDS)
            .parallel()
            .mapToObj(SelectionExample::figures)
            .toArray(Figures[]::new);
    return String.format(
            Locale.ROOT, "%42s %6s   %d seeds: median  lowest  highest\n", "", "here", SEEDS)
        + line("danger comes, until it flees (ms)", Figures::flees, here, all)
        + line("danger goes, until it is back (ms)", Figures::returns, here, all)
        + line("thirst beats hunger, until it drinks (ms)", Figures::drinks, here, all)
        + line("best is inhibited least (% of the time)", Figures::leastInhibited, here, all)
        + line("best is selected (% of the time)", Figures::selected, here, all);
  }

  /** Those of a run from a seed. */
  static Figures figures(long seed) {
    SelectionExample example = new SelectionExample(seed);
    try (Simulator simulator = new Simulator(example.network)) {
      example.run(simulator);
      return example.figures(simulator);
    }
  }

  private static String line(
      String name, ToDoubleFunction<Figures> figure, Figures here, Figures[] all) {
    double[] sorted = Arrays.stream(all).mapToDouble(figure).sorted().toArray();
    return String.format(
        Locale.ROOT,
        "%-42s %6.1f %18.1f %7.1f %8.1f\n",
        name,
        figure.applyAsDouble(here),
        (sorted[(SEEDS - 1) / 2] + sorted[SEEDS / 2]) / 2,
        sorted[0],
        sorted[SEEDS - 1]);
  }

  @Override
  public void draw(Simulator simulator, Path file) throws IOException {
    XYChart worth =
        panel(190, "Of what an animal could do, it does what is worth most", " ", "utility");
    lines(worth, simulator, utilities, 2);
    worth.getStyler().setYAxisMin(0.0).setYAxisMax(1.1).setLegendVisible(false);
    Picture.text(worth, "eat", 0.25, 0.87);
    Picture.text(worth, "drink", 0.25, 0.43);
    Picture.text(worth, "flee", 1.25, 0.9);

    XYChart ganglia = panel(210, "", " ", "basal ganglia");
    lines(ganglia, simulator, inhibition, 0.8f);
    ganglia.getStyler().setYAxisMin(-2.0).setYAxisMax(0.2).setLegendVisible(false);

    XYChart thalamus = panel(240, "", "time (s)", "thalamus");
    lines(thalamus, simulator, selection, 1.2f);
    thalamus.getStyler().setYAxisMin(-0.05).setYAxisMax(1.2);
    Picture.text(thalamus, "still eating", 2.85, 0.35);
    Picture.below(file, worth, ganglia, thalamus);
  }

  private static void lines(XYChart chart, Simulator simulator, Probe probe, float width) {
    Color[] colours = {Picture.BLUE, Picture.BLACK, Picture.ORANGE};
    for (int i = 0; i < ACTIONS.length; i++) {
      Picture.line(
          chart, ACTIONS[i], simulator.times(probe), simulator.data(probe, i), colours[i], width);
    }
  }

  private XYChart panel(int height, String title, String xAxis, String yAxis) {
    XYChart chart = Picture.panel(Picture.WIDTH, height, title, xAxis, yAxis);
    chart.getStyler().setXAxisMin(-0.05).setXAxisMax(seconds() + 0.05).setYAxisLeftWidthHint(70);
    return chart;
  }
}
