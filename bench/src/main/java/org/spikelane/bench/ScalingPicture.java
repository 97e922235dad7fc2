package org.spikelane.bench;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler;
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

  /** Pixels of the file for each of the picture: sharp on dense displays too. */
  private static final int DENSITY = 2;

  /** Colours that also the colour-blind tell apart (Okabe and Ito 2008). */
  private static final Color[] COLOURS = {
    new Color(0x0072B2), new Color(0xD55E00), new Color(0x009E73)
  };

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
    BufferedImage image =
        new BufferedImage(
            WIDTH * charts.size() * DENSITY, HEIGHT * DENSITY, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < charts.size(); i++) {
      Graphics2D graphics = image.createGraphics();
      graphics.scale(DENSITY, DENSITY);
      graphics.translate(i * WIDTH, 0);
      charts.get(i).paint(graphics, WIDTH, HEIGHT);
      graphics.dispose();
    }
    return ImageIO.write(image, "png", file.toFile());
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
    Styler styler =
        chart
            .getStyler()
            .setXAxisLogarithmic(true)
            .setYAxisLogarithmic(true)
            .setYAxisDecimalPattern("#,##0.##")
            .setPlotGridLinesColor(new Color(0xE4E4E4))
            .setAxisTitleFont(font(Font.PLAIN, 14))
            .setAxisTickLabelsFont(font(Font.PLAIN, 13))
            .setPlotBorderVisible(false)
            .setChartBackgroundColor(Color.WHITE)
            .setChartTitleBoxVisible(false)
            .setChartTitleFont(font(Font.BOLD, 14));
    styler
        .setLegendPosition(Styler.LegendPosition.InsideN)
        .setLegendLayout(Styler.LegendLayout.Vertical)
        .setLegendBorderColor(Color.WHITE)
        .setLegendFont(font(Font.PLAIN, 13));
    for (Series series : panel.series()) {
      Color colour = COLOURS[panel.series().indexOf(series)];
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

  private static Font font(int style, int size) {
    return new Font(Font.SANS_SERIF, style, size);
  }
}
