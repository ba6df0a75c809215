package tailback.ui.timeline;

import java.util.Comparator;
import java.util.List;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import tailback.journal.State;
import tailback.ui.stage.Pen;
import tailback.ui.theme.Fonts;
import tailback.ui.theme.Palette;

/** Draws the moments above the charts: findings and stops are diamonds, marks are flags. */
final class MomentPainter {

  private static final double SIZE = 10.5;
  private static final double MIDDLE = 11;

  /** How far from its middle a sign can be touched. */
  private static final double REACH = 8;

  private final Pen pen;
  private final Palette palette;

  MomentPainter(GraphicsContext to, Palette palette) {
    pen = new Pen(to);
    this.palette = palette;
  }

  /** Draws those that are seen; whose name has no room is named on hover. */
  void paint(List<Moment> moments, Axis axis, Strips strips) {
    List<Moment> seen = moments.stream().filter(each -> axis.sees(each.at())).toList();
    double free = 0;
    for (int i = 0; i < seen.size(); i++) {
      Moment moment = seen.get(i);
      double x = strips.x(axis.share(moment.at()));
      Color colour = colour(moment);
      line(x, strips, Pen.colour(rgb(moment), moment.mark() == null ? 0.35 : 0.6));
      if (moment.mark() == null) {
        pen.shape(
            new double[] {x, x + 5, x, x - 5},
            new double[] {MIDDLE - 5, MIDDLE, MIDDLE + 5, MIDDLE},
            colour);
      } else {
        pen.shape(new double[] {x, x + 9, x}, new double[] {4, 7.5, 11}, colour);
        pen.line(new double[] {x, x}, new double[] {4, Strips.MOMENTS}, 1.5, colour);
      }
      double left = x + 11;
      double right = i + 1 < seen.size() ? strips.x(axis.share(seen.get(i + 1).at())) - 8 : 1e9;
      double width = Fonts.width(moment.name(), Fonts.regular(SIZE));
      double fits = Math.min(right, strips.width() - 4) - left;
      if (left >= free && fits >= Math.min(width, 46)) {
        pen.words(
            moment.name(),
            left,
            MIDDLE + 4,
            fits + 1,
            Fonts.regular(SIZE),
            Pen.colour(palette.muted()));
        free = left + Math.min(width, fits) + 8;
      }
    }
  }

  private void line(double x, Strips strips, Color colour) {
    pen.line(
        new double[] {x, x},
        new double[] {Strips.MOMENTS - 5, strips.height() - Strips.AXIS},
        1,
        colour);
  }

  private int rgb(Moment moment) {
    return moment.found() ? palette.of(State.FAILED) : palette.accent();
  }

  private Color colour(Moment moment) {
    return Pen.colour(rgb(moment));
  }

  /** The nearest moment that is seen and whose sign is at a place; null when there is none. */
  static Moment at(List<Moment> moments, Axis axis, Strips strips, double x, double y) {
    return moments.stream()
        .filter(each -> y < Strips.MOMENTS && axis.sees(each.at()))
        .filter(each -> far(each, axis, strips, x) <= REACH)
        .min(Comparator.comparingDouble(each -> far(each, axis, strips, x)))
        .orElse(null);
  }

  private static double far(Moment moment, Axis axis, Strips strips, double x) {
    double middle = moment.mark() == null ? 0 : 4;
    return Math.abs(strips.x(axis.share(moment.at())) + middle - x);
  }
}
