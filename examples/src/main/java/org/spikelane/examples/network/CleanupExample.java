package org.spikelane.examples.network;

import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.knowm.xchart.XYChart;
import org.spikelane.examples.Columns;
import org.spikelane.examples.Picture;
import org.spikelane.nef.UniformHypersphere;
import org.spikelane.network.Network;
import org.spikelane.network.Node;
import org.spikelane.network.Probe;
import org.spikelane.network.ready.AssociativeMemory;
import org.spikelane.sim.Simulator;

/** A memory that knows some vectors finds out which of them a noisy one was. */
final class CleanupExample implements NetworkExample {

  private static final int WORDS = 10;
  private static final int DIMENSIONS = 32;
  private static final int SHOWN = 20;

  /** How long a noisy word is there, and how long until the next begins, in ticks. */
  private static final int PRESENT = 200;

  private static final int EVERY = 250;

  /** Seconds of the picture. */
  private static final double DRAWN = 3;

  /** Lengths of the noise for which the words that are found are counted, over some seeds. */
  private static final double[] NOISE = {0.5, 1, 1.5, 2};

  private static final int SEEDS = 10;

  private final Network network = new Network("cleanup");
  private final double[][] words;

  /** Which word is shown, and with the noise: {@code [presentation]}. */
  private final int[] right = new int[SHOWN];

  private final double[][] shown = new double[SHOWN][DIMENSIONS];
  private final Probe input;
  private final Probe output;
  private final Probe several;
  private final Probe one;
  private Found[] overNoise;

  /**
   * The network.
   *
   * @param noise length of the vector that is added to a word, whose length is 1
   */
  CleanupExample(long seed, double noise) {
    SplittableRandom random = new SplittableRandom(seed);
    words = UniformHypersphere.SURFACE.sample(WORDS, DIMENSIONS, random);
    double[][] directions = UniformHypersphere.SURFACE.sample(SHOWN, DIMENSIONS, random);
    for (int i = 0; i < SHOWN; i++) {
      right[i] = random.nextInt(WORDS);
      double[] word = words[right[i]];
      double[] direction = directions[i];
      Arrays.setAll(shown[i], d -> word[d] + noise * direction[d]);
    }

    network.seed(seed);
    Node noisy = network.node("noisy", 0, DIMENSIONS, (t, x, out) -> show(t, out));
    AssociativeMemory all = AssociativeMemory.in(network, "all", 50, words, words, 0.5, false);
    AssociativeMemory best = AssociativeMemory.in(network, "best", 50, words, words, 0.5, true);
    network.from(noisy).to(all.input());
    network.from(noisy).to(best.input());
    input = network.probe(noisy);
    output = network.probe(best.output()).synapse(0.02);
    several = network.probe(all.similarities()).synapse(0.02);
    one = network.probe(best.similarities()).synapse(0.02);
  }

  private void show(double t, double[] out) {
    int tick = (int) Math.round(1000 * t) - 1;
    if (tick % EVERY < PRESENT) {
      System.arraycopy(shown[tick / EVERY], 0, out, 0, DIMENSIONS);
    } else {
      Arrays.fill(out, 0);
    }
  }

  @Override
  public String name() {
    return "cleanup";
  }

  @Override
  public Network network() {
    return network;
  }

  @Override
  public double seconds() {
    return SHOWN * EVERY * 0.001;
  }

  /**
   * How many of the words were found, in percent: that word was recognised, and no other.
   *
   * @param threshold where all above the threshold are recognised
   * @param winner where the most similar is
   * @param exact where the dot products are compared without neurons
   */
  record Found(double threshold, double winner, double exact) {}

  Found found(Simulator simulator) {
    double[][] all = simulator.data(several);
    double[][] best = simulator.data(one);
    return new Found(
        percent(i -> only(right[i], all[end(i)])),
        percent(i -> only(right[i], best[end(i)])),
        percent(i -> isHighest(right[i], similarities(shown[i]))));
  }

  /** The last tick of a presentation. */
  private static int end(int presentation) {
    return presentation * EVERY + PRESENT - 1;
  }

  private static double percent(IntPredicate found) {
    return 100.0 * IntStream.range(0, SHOWN).filter(found).count() / SHOWN;
  }

  private static boolean only(int word, double[] recognised) {
    return IntStream.range(0, WORDS).allMatch(i -> recognised[i] > 0.5 == (i == word));
  }

  private static boolean isHighest(int word, double[] x) {
    return Arrays.stream(x).max().orElseThrow() == x[word];
  }

  /** Dot products with all words. */
  private double[] similarities(double[] vector) {
    return Arrays.stream(words)
        .mapToDouble(
            word -> IntStream.range(0, DIMENSIONS).mapToDouble(d -> word[d] * vector[d]).sum())
        .toArray();
  }

  /** The mean of some seeds, for noise of one length. */
  static Found found(double noise) {
    Found[] found =
        IntStream.range(0, SEEDS)
            .parallel()
            .mapToObj(seed -> run(seed, noise))
            .toArray(Found[]::new);
    return new Found(
        mean(found, Found::threshold), mean(found, Found::winner), mean(found, Found::exact));
  }

  private static Found run(long seed, double noise) {
    CleanupExample example = new CleanupExample(seed, noise);
    try (Simulator simulator = new Simulator(example.network)) {
      example.run(simulator);
      return example.found(simulator);
    }
  }

  private static double mean(Found[] found, ToDoubleFunction<Found> figure) {
    return Arrays.stream(found).mapToDouble(figure).average().orElseThrow();
  }

  /** Takes as long as many runs: done once for the lines and the picture. */
  private Found[] overNoise() {
    if (overNoise == null) {
      overNoise = Arrays.stream(NOISE).mapToObj(CleanupExample::found).toArray(Found[]::new);
    }
    return overNoise;
  }

  @Override
  public String summary(Simulator simulator) {
    StringBuilder lines =
        new StringBuilder("noise   found by the threshold   winner takes all   without neurons\n");
    for (int i = 0; i < NOISE.length; i++) {
      Found found = overNoise()[i];
      lines.append(
          String.format(
              Locale.ROOT,
              "%5.1f %22.1f %% %16.1f %% %15.1f %%\n",
              NOISE[i],
              found.threshold,
              found.winner,
              found.exact));
    }
    return lines.toString();
  }

  @Override
  public void draw(Simulator simulator, Path file) throws IOException {
    XYChart above = similarities(180, "Noisy words go in, clean words come out", " ", "input");
    lines(above, simulator, input);
    above.getStyler().setLegendVisible(false);
    XYChart middle = similarities(220, "", "time (s)", "output");
    lines(middle, simulator, output);
    for (int i = 0; end(i) * simulator.dt() < DRAWN; i++) {
      if (!only(right[i], simulator.data(one)[end(i)])) {
        Picture.text(middle, "wrong", (end(i) - PRESENT / 2) * simulator.dt(), 1.35);
      }
    }

    XYChart below = Picture.panel(Picture.WIDTH, 230, "", "length of the noise", "found (%)");
    found(below, "without neurons", Found::exact, Picture.BLACK);
    found(below, "winner takes all", Found::winner, Picture.ORANGE);
    found(below, "threshold alone", Found::threshold, Picture.BLUE);
    below.getStyler().setYAxisMin(0.0).setYAxisMax(105.0).setYAxisLeftWidthHint(70);
    below.getStyler().setXAxisMin(0.45).setXAxisMax(2.05);
    Picture.below(file, above, middle, below);
  }

  private static XYChart similarities(int height, String title, String xAxis, String what) {
    XYChart chart = Picture.panel(Picture.WIDTH, height, title, xAxis, what);
    chart.getStyler().setXAxisMin(-0.02).setXAxisMax(DRAWN + 0.02).setYAxisLeftWidthHint(70);
    chart.getStyler().setYAxisMin(-1.0).setYAxisMax(1.7);
    return chart;
  }

  /** Similarity to all words, and over those to the one that was shown. */
  private void lines(XYChart chart, Simulator simulator, Probe probe) {
    int ticks = (int) Math.round(DRAWN / simulator.dt());
    double[] time = Arrays.copyOf(simulator.times(probe), ticks);
    double[][] similarity =
        Arrays.stream(simulator.data(probe), 0, ticks)
            .map(this::similarities)
            .toArray(double[][]::new);
    for (int word = 0; word < WORDS; word++) {
      String name = word == 0 ? "similarity to the nine others" : "word " + word;
      Picture.line(chart, name, time, Columns.of(similarity, word), Picture.GREY, 0.8f)
          .setShowInLegend(word == 0);
    }
    double[] toRight = new double[ticks];
    Arrays.setAll(toRight, k -> similarity[k][right[k / EVERY]]);
    Picture.line(chart, "to the word that it was", time, toRight, Picture.ORANGE, 1.6f);
  }

  private void found(XYChart chart, String name, ToDoubleFunction<Found> figure, Color colour) {
    double[] percent = Arrays.stream(overNoise()).mapToDouble(figure).toArray();
    Picture.line(chart, name, NOISE, percent, colour, 2);
  }
}
