package tailback.ui.timeline;

import java.util.Locale;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.paint.Paint;
import tailback.ui.stage.Area;
import tailback.ui.stage.Pen;
import tailback.ui.theme.Fonts;
import tailback.ui.theme.Palette;

/** Draws the present and the pointer through all charts, and the legend with the values there. */
final class CursorPainter {

  private static final double SIZE = 10.5;
  private static final double LEFT = 12;
  private static final double SWATCH = 14;

  private final GraphicsContext to;
  private final Pen pen;
  private final Palette palette;
  private final Textures textures;
  private final Strips strips;
  private final Axis axis;

  CursorPainter(GraphicsContext to, Palette palette, Textures textures, Strips strips, Axis axis) {
    this.to = to;
    pen = new Pen(to);
    this.palette = palette;
    this.textures = textures;
    this.strips = strips;
    this.axis = axis;
  }

  /** Draws where the run is; beyond the edge of what is seen, an arrow shows the way. */
  void present(double seconds) {
    Color colour = Pen.colour(palette.text());
    if (!axis.sees(seconds)) {
      boolean before = seconds < axis.from();
      double x = before ? Strips.LEGEND : strips.width() - Strips.RIGHT;
      double away = before ? -7 : 7;
      double y = strips.height() - Strips.AXIS - 6;
      pen.shape(new double[] {x, x + away, x}, new double[] {y - 5, y, y + 5}, colour);
      return;
    }
    double x = Math.round(strips.x(axis.share(seconds))) + 0.5;
    pen.line(new double[] {x, x}, new double[] {4, strips.height() - Strips.AXIS + 2}, 1.5, colour);
    pen.shape(new double[] {x - 5, x + 5, x}, new double[] {0, 0, 7}, colour);
  }

  /** Draws where the pointer is, and which time that is. */
  void pointer(double seconds) {
    double x = Math.round(strips.x(axis.share(seconds))) + 0.5;
    to.setLineDashes(3, 3);
    pen.line(
        new double[] {x, x},
        new double[] {Strips.MOMENTS, strips.height() - Strips.AXIS + 2},
        1,
        Pen.colour(palette.text(), 0.75));
    to.setLineDashes();
    String text = clock(seconds);
    double width = Fonts.width(text, Fonts.bold(10)) + 10;
    double left = Math.max(Strips.LEGEND, Math.min(strips.width() - width - 2, x - width / 2));
    Area box = new Area(left, strips.height() - 16, width, 15);
    Area label = AxisPainter.labelNear(seconds, axis, strips);
    if (label.overlaps(new Area(left - 4, box.y(), width + 8, box.height()))) {
      pen.box(label.inset(-2), 0, Pen.colour(palette.panel()), null);
    }
    pen.box(box, 6, Pen.colour(palette.text()), null);
    pen.centred(
        text, box.middleX(), box.y() + 11, width, Fonts.bold(10), Pen.colour(palette.panel()));
  }

  /**
   * Says which moment the values of the legend belong to.
   *
   * @param whose which of two runs they belong to, and how the other one is drawn; empty: there is
   *     one
   */
  void moment(double seconds, boolean present, String whose) {
    String when = present ? "now" : "at";
    String clock = clock(seconds);
    double x = LEFT + 8 + Fonts.width(when, Fonts.regular(SIZE));
    pen.words(when, LEFT, 15, 40, Fonts.regular(SIZE), Pen.colour(palette.muted()));
    pen.words(clock, x, 15, 100, Fonts.bold(SIZE), Pen.colour(palette.text()));
    x += Fonts.width(clock, Fonts.bold(SIZE)) + 10;
    pen.words(
        whose, x, 15, Strips.LEGEND - 40 - x, Fonts.regular(SIZE), Pen.colour(palette.muted()));
  }

  /** A time as precisely as it can be pointed at. */
  private String clock(double seconds) {
    double perPixel = axis.length() / strips.plot();
    int digits = perPixel >= 1 ? 0 : (int) Math.min(6, Math.ceil(-Math.log10(perPixel)));
    return String.format(Locale.ROOT, "%." + digits + "f s", seconds);
  }

  /** Puts a dot on each line of a chart at the present. */
  void dots(Track track, double[] values, double scale, Area chart, int shown, double seconds) {
    if (track.stacked() || !axis.sees(seconds)) {
      return;
    }
    double x = Math.round(strips.x(axis.share(seconds))) + 0.5;
    for (int line = shown - 1; line >= 0; line--) {
      if (!Double.isNaN(values[line])) {
        int rgb = palette.states()[track.lines().get(line).style().colour()];
        double y = ChartPainter.y(values[line], scale, chart);
        pen.circle(x, y, 3.6, Pen.colour(palette.panel()), null);
        pen.circle(x, y, 2.6, Pen.colour(rgb), null);
      }
    }
  }

  /** Writes the names of a track's lines, each with its value. */
  void legend(Track track, double[] values, Area chart, int rows) {
    if (track.lines().isEmpty()) {
      pen.words(
          track.stacked() ? "nothing has ended" : "nothing " + track.name(),
          LEFT,
          chart.middleY() + 4,
          Strips.LEGEND - 24,
          Fonts.regular(SIZE),
          Pen.colour(palette.muted()));
      return;
    }
    int count = track.stacked() ? track.lines().size() : Math.min(rows, track.lines().size());
    int columns = count > rows ? 2 : 1;
    int inColumn = (count + columns - 1) / columns;
    double width = (Strips.LEGEND - LEFT - 8) / columns;
    double high = Math.min(15, (chart.height() - 4) / Math.max(inColumn, rows));
    double top = chart.middleY() - 1.5 - high * inColumn / 2;
    for (int i = 0; i < count; i++) {
      int line = track.stacked() ? count - 1 - i : i; // what is on top of the stack comes first
      double x = LEFT + i / inColumn * width;
      double y = top + i % inColumn * high + high / 2;
      entry(track, line, values[line], x, y, width - 6);
    }
  }

  private void entry(Track track, int line, double value, double x, double y, double width) {
    Line named = track.lines().get(line);
    if (track.stacked()) {
      band(named.style(), new Area(x, y - 4.5, SWATCH - 2, 9));
    } else {
      to.setLineDashes(named.style().dash());
      pen.line(
          new double[] {x, x + SWATCH},
          new double[] {Math.round(y) + 0.5, Math.round(y) + 0.5},
          2,
          Pen.colour(palette.states()[named.style().colour()]));
      to.setLineDashes();
    }
    String text = track.text(value);
    double wide = Fonts.width(text, Fonts.regular(SIZE));
    boolean zero = value == 0 || Double.isNaN(value);
    double left = x + SWATCH + 6;
    pen.words(
        named.name(),
        left,
        y + 3.5,
        x + width - wide - 5 - left,
        Fonts.regular(SIZE),
        Pen.colour(palette.muted()));
    pen.words(
        text,
        x + width - wide,
        y + 3.5,
        wide + 2,
        Fonts.regular(SIZE),
        Pen.colour(zero ? palette.muted() : palette.text()));
  }

  private void band(Style style, Area box) {
    int rgb = palette.states()[style.colour()];
    pen.box(box, 2, Pen.colour(rgb, style.fill()), null);
    Paint texture = textures.of(style.texture(), Pen.colour(rgb));
    if (texture != null) {
      to.setFill(texture);
      to.fillRect(box.x(), box.y(), box.width(), box.height());
    }
    pen.box(box, 2, null, Pen.colour(rgb));
  }
}
