package org.spikelane.examples;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.knowm.xchart.AnnotationText;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** What all pictures share: panels of one look, and the file that they go to. */
public final class Picture {

  public static final int WIDTH = 800;

  /** Colours that also the colour-blind tell apart (Okabe and Ito 2008). */
  public static final Color BLUE = new Color(0x0072B2);

  public static final Color ORANGE = new Color(0xD55E00);
  public static final Color BLACK = new Color(0x222222);
  public static final Color GREY = new Color(0x999999);

  private static final Color GRID = new Color(0xE4E4E4);

  /** Pixels of the file for each of the picture: sharp on dense displays too. */
  private static final int DENSITY = 2;

  private Picture() {}

  /** An empty panel. */
  public static XYChart panel(int width, int height, String title, String xAxis, String yAxis) {
    XYChart chart =
        new XYChartBuilder()
            .width(width)
            .height(height)
            .title(title)
            .xAxisTitle(xAxis)
            .yAxisTitle(yAxis)
            .build();
    chart
        .getStyler()
        .setPlotGridLinesColor(GRID)
        .setPlotGridLinesStroke(new BasicStroke(1))
        .setAxisTitleFont(font(Font.PLAIN, 14))
        .setAxisTickLabelsFont(font(Font.PLAIN, 13))
        .setXAxisTickMarkSpacingHint(70)
        .setYAxisTickMarkSpacingHint(40)
        .setXAxisDecimalPattern("0.##")
        .setYAxisDecimalPattern("0.##")
        .setChartBackgroundColor(Color.WHITE)
        .setChartFontColor(BLACK)
        .setChartTitleBoxVisible(false)
        .setChartTitleFont(font(Font.BOLD, 14))
        .setChartTitlePadding(8)
        .setChartTitleVisible(!title.isEmpty())
        .setPlotContentSize(1)
        .setPlotBorderVisible(false)
        .setLegendPosition(Styler.LegendPosition.OutsideS)
        .setLegendLayout(Styler.LegendLayout.Horizontal)
        .setLegendBorderColor(Color.WHITE)
        .setLegendFont(font(Font.PLAIN, 13))
        .setAnnotationTextFont(font(Font.PLAIN, 13))
        .setAnnotationTextFontColor(BLACK);
    return chart;
  }

  /** Adds a line. */
  public static XYSeries line(
      XYChart chart, String name, double[] x, double[] y, Color colour, float width) {
    XYSeries series = chart.addSeries(name, x, y);
    series.setMarker(SeriesMarkers.NONE);
    series.setLineColor(colour);
    series.setLineStyle(new BasicStroke(width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND));
    return series;
  }

  /** Adds markers without a line. */
  public static XYSeries dots(
      XYChart chart, String name, double[] x, double[] y, Color colour, Marker marker) {
    XYSeries series = chart.addSeries(name, x, y);
    series.setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Scatter);
    series.setMarker(marker);
    series.setMarkerColor(colour);
    return series;
  }

  /** Writes text with its middle at a point of the plot. */
  public static void text(XYChart chart, String text, double x, double y) {
    chart.addAnnotation(new AnnotationText(text, x, y, false));
  }

  /** Writes panels side by side. */
  public static void beside(Path file, XYChart... panels) throws IOException {
    int width = Arrays.stream(panels).mapToInt(XYChart::getWidth).sum();
    int height = Arrays.stream(panels).mapToInt(XYChart::getHeight).max().orElseThrow();
    write(file, width, height, true, panels);
  }

  /** Writes panels one below the other. */
  public static void below(Path file, XYChart... panels) throws IOException {
    int width = Arrays.stream(panels).mapToInt(XYChart::getWidth).max().orElseThrow();
    int height = Arrays.stream(panels).mapToInt(XYChart::getHeight).sum();
    write(file, width, height, false, panels);
  }

  private static void write(Path file, int width, int height, boolean beside, XYChart... panels)
      throws IOException {
    BufferedImage image =
        new BufferedImage(width * DENSITY, height * DENSITY, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.scale(DENSITY, DENSITY);
    for (XYChart panel : panels) {
      AffineTransform place = graphics.getTransform();
      panel.paint(graphics, panel.getWidth(), panel.getHeight());
      graphics.setTransform(place);
      graphics.translate(beside ? panel.getWidth() : 0, beside ? 0 : panel.getHeight());
    }
    graphics.dispose();
    ImageIO.write(image, "png", file.toFile());
  }

  private static Font font(int style, int size) {
    return new Font(Font.SANS_SERIF, style, size);
  }
}
