package org.spikelane.examples;

import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.style.markers.Marker;

/** Every spike of an ensemble as a short line, below the input that it answers. */
final class RasterPicture {

  private static final double SECONDS = 5;

  private RasterPicture() {}

  static void draw(Ensemble ensemble, Recording recording, Path file) throws IOException {
    int ticks = (int) Math.round(SECONDS / ClassroomNetwork.DT);
    XYChart input = panel(150, "The input, and each spike of ensemble A", " ", "x (no unit)");
    Picture.line(
        input,
        "x",
        Columns.of(recording::time, ticks, 5),
        Columns.of(recording::input, ticks, 5),
        Picture.GREY,
        2);
    input.getStyler().setYAxisMin(-1.1).setYAxisMax(1.1).setLegendVisible(false);

    XYChart raster = panel(330, "", "time (s)", "neuron, ordered by intercept");
    List<Integer> order = order(ensemble);
    for (int encoder : new int[] {1, -1}) {
      spikes(raster, ensemble, recording, order, encoder, ticks);
    }
    Picture.text(raster, "encoder +1", 2.7, 45);
    Picture.text(raster, "encoder −1", 1.25, 12);
    raster
        .getStyler()
        .setYAxisMin(0.0)
        .setYAxisMax((double) order.size() + 1)
        .setLegendVisible(false);
    Picture.below(file, input, raster);
  }

  private static XYChart panel(int height, String title, String xAxis, String yAxis) {
    XYChart chart = Picture.panel(Picture.WIDTH, height, title, xAxis, yAxis);
    chart.getStyler().setXAxisMin(-0.05).setXAxisMax(SECONDS + 0.05).setYAxisLeftWidthHint(70);
    return chart;
  }

  /** The neurons: first those of encoder −1, then of +1, each from the most to the least active. */
  private static List<Integer> order(Ensemble ensemble) {
    return IntStream.range(0, ensemble.neurons())
        .boxed()
        .sorted(
            Comparator.<Integer>comparingDouble(ensemble::encoder)
                .thenComparingDouble(ensemble::intercept))
        .toList();
  }

  private static void spikes(
      XYChart chart,
      Ensemble ensemble,
      Recording recording,
      List<Integer> order,
      int encoder,
      int ticks) {
    double[][] at =
        IntStream.range(0, order.size())
            .filter(row -> ensemble.encoder(order.get(row)) == encoder)
            .boxed()
            .flatMap(
                row ->
                    IntStream.range(0, ticks)
                        .filter(tick -> recording.spiked(order.get(row), tick))
                        .mapToObj(tick -> new double[] {recording.time(tick), row + 1}))
            .toArray(double[][]::new);
    Picture.dots(
        chart,
        "encoder " + (encoder > 0 ? "+1" : "−1"),
        Columns.of(at, 0),
        Columns.of(at, 1),
        encoder > 0 ? Picture.BLUE : Picture.ORANGE,
        new Spike());
  }

  /** A spike's mark. */
  private static final class Spike extends Marker {

    private static final double HEIGHT = 4;

    @Override
    public void paint(Graphics2D graphics, double x, double y, int size) {
      graphics.setStroke(new BasicStroke(0.5f));
      graphics.draw(new Line2D.Double(x, y - HEIGHT / 2, x, y + HEIGHT / 2));
    }
  }
}
