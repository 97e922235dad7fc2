package org.spikelane.examples;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.DoubleUnaryOperator;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.style.markers.SeriesMarkers;
import org.spikelane.neuron.GainBias;
import org.spikelane.neuron.NeuronType;

/**
 * The two points that fix a neuron's gain and bias, on the line from x to current and on the curve
 * from x to rate.
 */
final class TwoFixedPointsPicture {

  private TwoFixedPointsPicture() {}

  static void draw(NeuronType neuron, double maxRate, double intercept, Path file)
      throws IOException {
    GainBias line = neuron.gainBias(maxRate, intercept);
    double threshold = neuron.thresholdCurrent();
    double highest = neuron.current(maxRate);

    XYChart current = panel("Current J(x) = gain · x + bias", "current J (no unit)");
    curve(current, line::current, -1, 1);
    dots(current, intercept, threshold, 1, highest);
    Picture.dots(
        current,
        "bias",
        new double[] {0},
        new double[] {line.bias()},
        Picture.BLUE,
        SeriesMarkers.CIRCLE);
    Picture.text(current, "(intercept, J_th)", intercept + 0.42, threshold - 0.14);
    Picture.text(current, format("J_th = %.0f", threshold), intercept + 0.42, threshold - 0.38);
    Picture.text(current, "(1, J(max rate))", 0.38, highest + 0.3);
    Picture.text(current, format("J(%.0f Hz) = %.2f", maxRate, highest), 0.38, highest + 0.04);
    Picture.text(current, format("bias = %.2f", line.bias()), 0.4, line.bias() - 0.06);
    Picture.text(current, format("gain = slope = %.2f", line.gain()), -0.5, 1.9);
    current.getStyler().setYAxisMin(-0.1).setYAxisMax(3.7);

    XYChart rate = panel("Rate a(J(x)): the tuning curve", "firing rate a (Hz)");
    curve(rate, x -> neuron.rate(line.current(x)), -1, 1);
    dots(rate, intercept, 0, 1, maxRate);
    Picture.text(rate, "(intercept, 0 Hz)", intercept + 0.46, 3);
    Picture.text(rate, "(1, max rate)", 0.62, maxRate + 4);
    rate.getStyler().setYAxisMin(-4.0).setYAxisMax(124.0);

    Picture.beside(file, current, rate);
  }

  private static XYChart panel(String title, String yAxis) {
    XYChart chart =
        Picture.panel(Picture.WIDTH / 2, 320, title, "represented value x (no unit)", yAxis);
    chart
        .getStyler()
        .setXAxisMin(-1.06)
        .setXAxisMax(1.06)
        .setLegendVisible(false)
        .setMarkerSize(11);
    return chart;
  }

  private static void curve(XYChart chart, DoubleUnaryOperator of, double from, double to) {
    double[] x = Columns.evenly(from, to, 801);
    Picture.line(chart, "curve", x, Arrays.stream(x).map(of).toArray(), Picture.BLUE, 2);
  }

  private static void dots(XYChart chart, double x0, double y0, double x1, double y1) {
    Picture.dots(
        chart,
        "fixed points",
        new double[] {x0, x1},
        new double[] {y0, y1},
        Picture.ORANGE,
        SeriesMarkers.CIRCLE);
  }

  private static String format(String pattern, Object... numbers) {
    return String.format(Locale.ROOT, pattern, numbers);
  }
}
