package org.spikelane.bench;

import java.awt.BasicStroke;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.markers.SeriesMarkers;
import org.spikelane.bench.Scaling.Row;
import org.spikelane.bench.ScalingPoint.Series;

/**
 * The scaling series as curves: a panel for each quantity that is varied, all with the same
 * vertical axis, and one colour a series, dashed for 2 threads and more.
 */
final class ScalingPicture {

  private static final int WIDTH = 480;
  private static final int HEIGHT = 440;

  /** Series over one quantity. */
  private record Panel(String title, String axis, List<Series> series) {}

  private static final List<Panel> PANELS =
      List.of(
          new Panel("Size", "neurons", List.of(Series.NEURONS, Series.SINGLE, Series.CHAIN)),
          new Panel("Division", "ensembles per 1,000 neurons", List.of(Series.ENSEMBLES)),
          new Panel("Dimensions", "dimensions", List.of(Series.DIMS)));

  private ScalingPicture() {}

  /** Writes the panels that there is something for; false, and no file, if there is none. */
  static boolean draw(List<Row> rows, Path file) throws IOException {
    List<XYChart> charts = new ArrayList<>();
    List<Row> shown = new ArrayList<>();
    for (Panel panel : PANELS) {
      List<Row> ofPanel =
          rows.stream()
              .filter(row -> row.isMeasured() && panel.series().contains(row.point().series()))
              .toList();
      if (!ofPanel.isEmpty()) {
        charts.add(chart(panel, ofPanel));
        shown.addAll(ofPanel);
      }
    }
    if (charts.isEmpty()) {
      return false;
    }
    sameAxis(charts, shown);
    return Charts.write(charts, file);
  }

  private static XYChart chart(Panel panel, List<Row> rows) {
    XYChart chart =
        new XYChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title(panel.title())
            .xAxisTitle(panel.axis())
            .yAxisTitle("ns per neuron-tick")
            .build();
    Charts.style(chart.getStyler());
    chart
        .getStyler()
        .setXAxisLogarithmic(true)
        .setYAxisLogarithmic(true)
        .setYAxisDecimalPattern("#,##0.##");
    for (Series series : panel.series()) {
      Color colour = Charts.COLOURS.get(panel.series().indexOf(series));
      List<Row> ofSeries = rows.stream().filter(row -> row.point().series() == series).toList();
      for (int threads : ofSeries.stream().mapToInt(Row::threads).distinct().toArray()) {
        line(
            chart,
            series.title() + ", threads: " + threads,
            ofSeries.stream().filter(row -> row.threads() == threads).toList(),
            colour,
            threads > 1);
      }
    }
    return chart;
  }

  private static void line(
      XYChart chart, String name, List<Row> rows, Color colour, boolean dashed) {
    XYSeries series =
        chart.addSeries(
            name,
            rows.stream().mapToDouble(row -> row.point().x()).toArray(),
            rows.stream().mapToDouble(Row::nsPerNeuronTick).toArray());
    float[] dashes = dashed ? new float[] {6, 4} : null;
    series.setLineStyle(
        new BasicStroke(2, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, dashes, 0));
    series.setLineColor(colour);
    series.setMarkerColor(colour);
    series.setMarker(dashed ? SeriesMarkers.DIAMOND : SeriesMarkers.CIRCLE);
  }

  /** One vertical axis for all, in powers of ten, with room for the legend above the curves. */
  private static void sameAxis(List<XYChart> charts, List<Row> shown) {
    double lowest = shown.stream().mapToDouble(Row::nsPerNeuronTick).min().orElseThrow();
    double highest = shown.stream().mapToDouble(Row::nsPerNeuronTick).max().orElseThrow();
    for (XYChart chart : charts) {
      chart
          .getStyler()
          .setYAxisMin(Math.pow(10, Math.floor(Math.log10(lowest))))
          .setYAxisMax(Math.pow(10, Math.floor(Math.log10(highest)) + 2));
    }
  }
}
