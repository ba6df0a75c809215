package tailback.ui.timeline;

import java.util.Locale;
import javafx.scene.canvas.GraphicsContext;
import tailback.ui.stage.Area;
import tailback.ui.stage.Pen;
import tailback.ui.theme.Fonts;
import tailback.ui.theme.Palette;

/** Draws the axis of time, and which part of the run is seen. */
final class AxisPainter {

  private static final double LABEL = 150;

  private final Pen pen;
  private final Palette palette;

  AxisPainter(GraphicsContext to, Palette palette) {
    pen = new Pen(to);
    this.palette = palette;
  }

  void paint(Axis axis, Strips strips) {
    double y = strips.height() - 4;
    double tick = tick(axis, strips);
    for (long i = (long) Math.ceil(axis.from() / tick - 1e-9);
        i * tick <= axis.to() + tick * 1e-6;
        i++) {
      double middle = Math.round(strips.x(axis.share(i * tick))) + 0.5;
      pen.line(
          new double[] {middle, middle},
          new double[] {Strips.MOMENTS, strips.height() - Strips.AXIS},
          1,
          Pen.colour(palette.line(), 0.4));
      Area label = label(i * tick, axis, strips);
      pen.words(
          axis.label(i * tick, tick),
          label.x(),
          y,
          label.width() + 2,
          Fonts.regular(10),
          Pen.colour(palette.muted()));
    }
    if (!axis.isWhole()) {
      part(axis, strips);
    }
  }

  private static double tick(Axis axis, Strips strips) {
    return axis.tick((int) Math.max(2, Math.min(9, strips.plot() / LABEL)));
  }

  private static Area label(double seconds, Axis axis, Strips strips) {
    String text = axis.label(seconds, tick(axis, strips));
    double width = Fonts.width(text, Fonts.regular(10));
    double left = Math.round(strips.x(axis.share(seconds))) + 0.5 - width / 2;
    return new Area(left, strips.height() - Strips.AXIS + 3, width, Strips.AXIS - 3);
  }

  /** Where the label is that is nearest to a moment. */
  static Area labelNear(double seconds, Axis axis, Strips strips) {
    double tick = tick(axis, strips);
    return label(Math.round(seconds / tick) * tick, axis, strips);
  }

  /** A thin bar above the labels: the whole run, and in it what is seen. */
  private void part(Axis axis, Strips strips) {
    double y = strips.height() - Strips.AXIS;
    pen.box(new Area(Strips.LEGEND, y, strips.plot(), 3), 2, Pen.colour(palette.line()), null);
    double from = axis.from() / axis.end() * strips.plot();
    double wide = Math.max(4, axis.length() / axis.end() * strips.plot());
    double left = Math.min(from, strips.plot() - wide);
    pen.box(new Area(Strips.LEGEND + left, y, wide, 3), 2, Pen.colour(palette.accent()), null);
    String words =
        String.format(
            Locale.ROOT, "%s of %s  ·  F: all", length(axis.length()), length(axis.end()));
    pen.words(
        words,
        12,
        strips.height() - 4,
        Strips.LEGEND - 20,
        Fonts.regular(10),
        Pen.colour(palette.muted()));
  }

  private static String length(double seconds) {
    if (seconds >= 120) {
      return String.format(Locale.ROOT, "%.0f s", seconds);
    }
    return seconds >= 1
        ? String.format(Locale.ROOT, "%.3g s", seconds)
        : String.format(Locale.ROOT, "%.0f ms", seconds * 1000);
  }
}
