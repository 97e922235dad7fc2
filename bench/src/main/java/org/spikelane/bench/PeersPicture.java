package org.spikelane.bench;

import java.awt.Color;
import java.awt.Font;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.style.Styler;
import org.spikelane.bench.SideBySide.Row;

/** How many times as fast as Nengo networks are: a bar for each, with one thread and with two. */
final class PeersPicture {

  private static final int WIDTH = 900;
  private static final int HEIGHT = 400;

  private PeersPicture() {}

  /** Draws what there is of networks; false, and no file, if there is nothing. */
  static boolean draw(List<Row> rows, Path file) throws IOException {
    List<Row> networks = rows.stream().filter(Row::isOfNetwork).toList();
    if (networks.isEmpty()) {
      return false;
    }
    CategoryChart chart =
        new CategoryChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .yAxisTitle("times as fast as Nengo")
            .build();
    Charts.style(chart.getStyler());
    chart
        .getStyler()
        .setLegendPosition(Styler.LegendPosition.OutsideS)
        .setLegendLayout(Styler.LegendLayout.Horizontal);
    chart.getStyler().setXAxisTitleVisible(false).setChartTitleVisible(false);
    chart.getStyler().setYAxisDecimalPattern("#,##0").setPlotGridVerticalLinesVisible(false);
    chart
        .getStyler()
        .setLabelsVisible(true)
        .setLabelsFont(Charts.font(Font.PLAIN, 13))
        .setLabelsFontColor(Color.WHITE)
        .setLabelsPosition(0.9);
    for (int threads : networks.stream().mapToInt(Row::threads).distinct().toArray()) {
      List<Row> bars = networks.stream().filter(row -> row.threads() == threads).toList();
      chart
          .addSeries(
              threads == 1 ? "one thread" : "two threads",
              bars.stream().map(Row::what).toList(),
              bars.stream().map(Row::ratio).toList())
          .setFillColor(Charts.COLOURS.get(threads - 1));
    }
    return Charts.write(List.of(chart), file);
  }
}
