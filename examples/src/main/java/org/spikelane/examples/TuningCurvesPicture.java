package org.spikelane.examples;

import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.spikelane.nef.TuningCurves;

/** Some neurons' tuning curves by the rate equation, beside those by counting spikes. */
final class TuningCurvesPicture {

  private static final int NEURONS = 10;
  private static final int POINTS = 201;

  private TuningCurvesPicture() {}

  static void draw(Ensemble ensemble, String type, Path file) throws IOException {
    Picture.beside(
        file,
        panel(ensemble, Curves.BY_EQUATION, "By the rate equation"),
        panel(
            ensemble,
            Curves.BY_COUNTING,
            "By counting spikes (" + type + ", " + Curves.WINDOW + " s)"));
  }

  private static XYChart panel(Ensemble ensemble, Curves curves, String title) {
    XYChart chart =
        Picture.panel(
            Picture.WIDTH / 2, 340, title, "represented value x (no unit)", "firing rate (Hz)");
    chart.getStyler().setYAxisMin(-6.0).setYAxisMax(206.0).setXAxisMin(-1.04).setXAxisMax(1.04);
    double[][] points = TuningCurves.along(new double[] {1}, POINTS);
    double[][] rates = curves.of(ensemble.tuningCurves(), points);
    double[] x = Columns.of(points, 0);
    boolean[] inLegend = new boolean[2];
    for (int i = 0; i < NEURONS; i++) {
      boolean on = ensemble.encoder(i) > 0;
      Color colour = on ? Picture.BLUE : Picture.ORANGE;
      String name = "encoder " + (on ? "+1" : "−1");
      // One entry in the legend stands for all of its colour.
      int kind = on ? 1 : 0;
      XYSeries line =
          Picture.line(
              chart,
              inLegend[kind] ? name + ", " + i : name,
              x,
              Columns.of(rates, i),
              colour,
              1.5f);
      line.setShowInLegend(!inLegend[kind]);
      inLegend[kind] = true;
    }
    return chart;
  }
}
