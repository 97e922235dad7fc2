package org.spikelane.examples;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import org.knowm.xchart.XYChart;
import org.spikelane.nef.Encoders;
import org.spikelane.nef.TuningCurves;
import org.spikelane.neuron.GridLif;
import org.spikelane.neuron.Lif;
import org.spikelane.neuron.NeuronType;

/**
 * The two reasons for a jagged tuning curve, on one neuron: the window that spikes are counted in,
 * and spikes that can only be on a grid.
 */
final class JaggedPicture {

  private static final double[] MAX_RATE = {200};
  private static final double[] INTERCEPT = {0};
  private static final Encoders ENCODER = Encoders.unchanged(new double[][] {{1}});

  private JaggedPicture() {}

  static void draw(Path file) throws IOException {
    XYChart window = panel("The window: Lif, close up", 0.197, 0.403);
    add(window, "by equation", Lif.DEFAULT, 0.2, 0.4, 0);
    add(window, "by counting for 0.5 s", Lif.DEFAULT, 0.2, 0.4, 0.5);
    window.getStyler().setYAxisMin(69.0).setYAxisMax(116.0);

    XYChart grid = panel("The grid: GridLif, dt = 1 ms", -0.02, 1.02);
    add(grid, "by equation", GridLif.DEFAULT, 0, 1, 0);
    add(grid, "by counting for 10 s", GridLif.DEFAULT, 0, 1, 10);
    grid.getStyler().setYAxisMin(-6.0).setYAxisMax(216.0);

    Picture.beside(file, window, grid);
  }

  private static XYChart panel(String title, double from, double to) {
    XYChart chart =
        Picture.panel(
            Picture.WIDTH / 2, 340, title, "represented value x (no unit)", "firing rate (Hz)");
    chart.getStyler().setXAxisMin(from).setXAxisMax(to);
    return chart;
  }

  /** Adds the curve from counting for {@code window} seconds; by equation for 0. */
  private static void add(
      XYChart chart, String name, NeuronType neuron, double from, double to, double window) {
    TuningCurves curves = TuningCurves.of(neuron, MAX_RATE, INTERCEPT, ENCODER);
    double[] x = Columns.evenly(from, to, 401);
    double[][] points = Arrays.stream(x).mapToObj(v -> new double[] {v}).toArray(double[][]::new);
    double[][] rates =
        window == 0
            ? curves.byEquation(points)
            : curves.byCounting(points, ClassroomNetwork.DT, Curves.SETTLING, window, 0);
    Picture.line(
        chart, name, x, Columns.of(rates, 0), window == 0 ? Picture.BLACK : Picture.ORANGE, 1.5f);
  }
}
