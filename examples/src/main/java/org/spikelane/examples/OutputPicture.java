package org.spikelane.examples;

import java.io.IOException;
import java.nio.file.Path;
import org.knowm.xchart.XYChart;

/** What goes in, what should come out, and what comes out, over time. */
final class OutputPicture {

  /** Every so many ticks make a point: a pixel is 14 ms. */
  private static final int EVERY = 5;

  private OutputPicture() {}

  static void draw(Recording recording, Path file) throws IOException {
    XYChart chart =
        Picture.panel(
            Picture.WIDTH,
            360,
            "Ensemble A represents x, ensemble B represents x²",
            "time (s)",
            "represented value (no unit)");
    int ticks = recording.ticks();
    double[] time = Columns.of(recording::time, ticks, EVERY);
    Picture.line(
        chart, "x (input)", time, Columns.of(recording::input, ticks, EVERY), Picture.GREY, 2);
    Picture.line(
        chart,
        "x² (decoded from B's spikes)",
        time,
        Columns.of(recording::output, ticks, EVERY),
        Picture.ORANGE,
        1.5f);
    Picture.line(
        chart, "x² (ideal)", time, Columns.of(recording::ideal, ticks, EVERY), Picture.BLACK, 1.5f);
    chart.getStyler().setXAxisMin(-0.1).setXAxisMax(10.1).setYAxisMin(-1.1).setYAxisMax(1.2);
    Picture.beside(file, chart);
  }
}
