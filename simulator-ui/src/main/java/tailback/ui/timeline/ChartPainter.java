package tailback.ui.timeline;

import java.util.Arrays;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.paint.Paint;
import javafx.scene.text.Font;
import tailback.journal.State;
import tailback.ui.stage.Area;
import tailback.ui.stage.Pen;
import tailback.ui.theme.Fonts;
import tailback.ui.theme.Palette;

/** Draws the charts of tracks: lines, or bands one on the other. */
final class ChartPainter {

  private static final double EDGE = 1.3;
  private static final double SIZE = 10;

  /** A chart so high has room for two lines of words beside it. */
  private static final double TWO_LINES = 28;

  /** A band so high has its name in it. */
  private static final double NAMED = 15;

  private final GraphicsContext to;
  private final Pen pen;
  private final Palette palette;
  private final Textures textures;

  ChartPainter(GraphicsContext to, Palette palette, Textures textures) {
    this.to = to;
    pen = new Pen(to);
    this.palette = palette;
    this.textures = textures;
  }

  /**
   * Values to be drawn.
   *
   * @param x where each instant is
   * @param values for each instant, by line
   * @param scale the upper end
   */
  record Drawn(double[] x, double[][] values, double scale) {}

  /** Where a value is in a chart. */
  static double y(double value, double scale, Area chart) {
    return chart.bottom() - 3 - Math.min(1, value / scale) * (chart.height() - 9);
  }

  /** Draws the base line of a chart. */
  void frame(Area chart) {
    double base = Math.round(chart.bottom() - 3) + 0.5;
    pen.line(
        new double[] {8, chart.right() + Strips.RIGHT - 8},
        new double[] {base, base},
        1,
        Pen.colour(palette.line(), 0.7));
  }

  /** Says right of a chart what it shows, and up to where. */
  void scale(Track track, double scale, Area chart) {
    boolean high = chart.height() >= TWO_LINES && !track.lines().isEmpty();
    if (high) {
      double top = Math.round(y(scale, scale, chart)) + 0.5;
      pen.line(
          new double[] {chart.right(), chart.right() + 4},
          new double[] {top, top},
          1,
          Pen.colour(palette.line()));
      beside(track.text(scale), chart, top + 5, Fonts.regular(SIZE));
    }
    beside(track.name(), chart, high ? chart.bottom() - 7 : chart.middleY() + 2, Fonts.bold(SIZE));
  }

  private void beside(String text, Area chart, double y, Font font) {
    pen.words(text, chart.right() + 6, y, Strips.RIGHT - 10, font, Pen.colour(palette.muted()));
  }

  /** Draws the first so many lines of a track. */
  void lines(Track track, Drawn drawn, Area chart, int shown) {
    lines(track, drawn, chart, shown, EDGE, 1);
  }

  private void lines(Track track, Drawn drawn, Area chart, int shown, double wide, double opacity) {
    for (int line = shown - 1; line >= 0; line--) {
      Style style = track.lines().get(line).style();
      Color colour = Pen.colour(palette.states()[style.colour()], opacity);
      stroke(drawn, line, chart, colour, wide, style.dash());
    }
  }

  /**
   * Draws the second of two runs beside the first: its lines, thinly; of bands the edge of what did
   * not fail.
   */
  void second(Track track, Drawn drawn, Area chart) {
    if (!track.stacked()) {
      lines(track, drawn, chart, track.lines().size(), 1, 0.5);
      return;
    }
    double[][] well = new double[drawn.x().length][];
    for (int i = 0; i < well.length; i++) {
      double sum = 0;
      for (int line = 0; line < track.lines().size(); line++) {
        boolean failed = track.lines().get(line).style().colour() == State.FAILED.ordinal();
        sum += failed ? 0 : drawn.values()[i][line];
      }
      well[i] = new double[] {sum};
    }
    Color colour = Pen.colour(palette.text(), 0.8);
    stroke(new Drawn(drawn.x(), well, drawn.scale()), 0, chart, colour, 1, new double[] {5, 3});
  }

  private void stroke(Drawn drawn, int line, Area chart, Color colour, double wide, double[] dash) {
    to.setLineDashes(dash);
    int n = drawn.x().length;
    double[] xs = new double[n];
    double[] ys = new double[n];
    int points = 0;
    for (int i = 0; i <= n; i++) {
      double value = i < n ? drawn.values()[i][line] : Double.NaN;
      if (!Double.isNaN(value)) {
        xs[points] = drawn.x()[i];
        ys[points++] = y(value, drawn.scale(), chart);
      } else if (points > 0) {
        polyline(Arrays.copyOf(xs, points), Arrays.copyOf(ys, points), wide, colour);
        points = 0;
      }
    }
    to.setLineDashes();
  }

  private void polyline(double[] xs, double[] ys, double wide, Color colour) {
    if (xs.length == 1) {
      pen.circle(xs[0], ys[0], wide, colour, null); // alone between gaps
    } else {
      pen.line(xs, ys, wide, colour);
    }
  }

  /** Draws the lines of a track as bands, the first at the bottom. */
  void bands(Track track, Drawn drawn, Area chart) {
    int n = drawn.x().length;
    double[] bottom = new double[n];
    for (int line = 0; line < track.lines().size(); line++) {
      double[] top = bottom.clone();
      for (int i = 0; i < n; i++) {
        top[i] += drawn.values()[i][line];
      }
      for (int from = 0; from < n; from++) {
        int to = from;
        while (to < n && top[to] > bottom[to]) {
          to++;
        }
        if (to > from) {
          band(
              track.lines().get(line).style(),
              drawn,
              bottom,
              top,
              Math.max(0, from - 1),
              Math.min(n - 1, to),
              chart);
          from = to;
        }
      }
      bottom = top;
    }
    bottom = new double[n];
    for (int line = 0; line < track.lines().size(); line++) {
      double[] top = bottom.clone();
      for (int i = 0; i < n; i++) {
        top[i] += drawn.values()[i][line];
      }
      name(track.lines().get(line), drawn, bottom, top, chart);
      bottom = top;
    }
  }

  private void band(
      Style style, Drawn drawn, double[] bottom, double[] top, int first, int last, Area chart) {
    int n = last - first + 1;
    double[] xs = new double[2 * n];
    double[] ys = new double[2 * n];
    for (int i = 0; i < n; i++) {
      xs[i] = drawn.x()[first + i];
      ys[i] = y(top[first + i], drawn.scale(), chart);
      xs[2 * n - 1 - i] = xs[i];
      ys[2 * n - 1 - i] = y(bottom[first + i], drawn.scale(), chart);
    }
    int rgb = palette.states()[style.colour()];
    to.setFill(Pen.colour(rgb, style.fill()));
    to.fillPolygon(xs, ys, 2 * n);
    Paint texture = textures.of(style.texture(), Pen.colour(rgb));
    if (texture != null) {
      to.setFill(texture);
      to.fillPolygon(xs, ys, 2 * n);
    }
    pen.line(Arrays.copyOf(xs, n), Arrays.copyOf(ys, n), EDGE, Pen.colour(rgb));
  }

  /** Writes the name of a band into it, where it is highest, if there is room. */
  private void name(Line line, Drawn drawn, double[] bottom, double[] top, Area chart) {
    double width = Fonts.width(line.name(), Fonts.bold(10)) + 8;
    int best = -1;
    double most = NAMED;
    for (int i = 0; i < drawn.x().length; i++) {
      if (drawn.x()[i] < chart.x() + width || drawn.x()[i] > chart.right() - 20) {
        continue;
      }
      double high = Double.POSITIVE_INFINITY;
      for (int j = i; j < drawn.x().length && drawn.x()[j] <= drawn.x()[i] + width; j++) {
        high = Math.min(high, y(bottom[j], drawn.scale(), chart) - y(top[j], drawn.scale(), chart));
      }
      if (high > most + 3) {
        most = high;
        best = i;
      }
    }
    if (best >= 0) {
      double middle =
          (y(bottom[best], drawn.scale(), chart) + y(top[best], drawn.scale(), chart)) / 2;
      Area behind = new Area(drawn.x()[best] + 1, middle - 7, width - 2, 14);
      pen.box(behind, 5, Pen.colour(palette.panel(), 0.78), null);
      pen.words(
          line.name(),
          drawn.x()[best] + 4,
          middle + 4,
          width,
          Fonts.bold(10),
          Pen.colour(palette.text()));
    }
  }
}
