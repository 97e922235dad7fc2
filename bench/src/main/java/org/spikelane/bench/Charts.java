package org.spikelane.bench;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.knowm.xchart.internal.chartpart.Chart;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.Styler;

/** What pictures of measurements share: one look, and the file that they go to. */
final class Charts {

  /** Colours that also the colour-blind tell apart (Okabe and Ito 2008). */
  static final List<Color> COLOURS =
      List.of(new Color(0x0072B2), new Color(0xD55E00), new Color(0x009E73));

  /** Pixels of the file for each of the picture: sharp on dense displays too. */
  private static final int DENSITY = 2;

  private Charts() {}

  /** Gives a chart the look of all; its legend is within it, as there is room above. */
  static void style(AxesChartStyler styler) {
    styler
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
  }

  static Font font(int style, int size) {
    return new Font(Font.SANS_SERIF, style, size);
  }

  /** Writes charts of one size, at least one, side by side. */
  static boolean write(List<? extends Chart<?, ?>> charts, Path file) throws IOException {
    int width = charts.get(0).getWidth();
    int height = charts.get(0).getHeight();
    BufferedImage image =
        new BufferedImage(
            width * charts.size() * DENSITY, height * DENSITY, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < charts.size(); i++) {
      Graphics2D graphics = image.createGraphics();
      graphics.scale(DENSITY, DENSITY);
      graphics.translate(i * width, 0);
      charts.get(i).paint(graphics, width, height);
      graphics.dispose();
    }
    return ImageIO.write(image, "png", file.toFile());
  }
}
