package tailback.ui.stage;

import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;
import tailback.ui.theme.Fonts;

/** Draws lines, boxes and words of the plan on a canvas. */
public final class Pen {

  private final GraphicsContext to;

  /** A pen on a canvas. */
  public Pen(GraphicsContext to) {
    this.to = to;
  }

  /** The colour of a palette's {@code 0xRRGGBB}. */
  public static Color colour(int rgb) {
    return Color.rgb(rgb >> 16 & 0xFF, rgb >> 8 & 0xFF, rgb & 0xFF);
  }

  /** The same, translucent. */
  public static Color colour(int rgb, double opacity) {
    return Color.rgb(rgb >> 16 & 0xFF, rgb >> 8 & 0xFF, rgb & 0xFF, opacity);
  }

  /** A box with round corners; either paint may be null. */
  public void box(Area area, double corner, Color fill, Color line) {
    if (fill != null) {
      to.setFill(fill);
      to.fillRoundRect(area.x(), area.y(), area.width(), area.height(), corner, corner);
    }
    if (line != null) {
      to.setStroke(line);
      to.setLineWidth(1);
      to.strokeRoundRect(
          Math.round(area.x()) + 0.5,
          Math.round(area.y()) + 0.5,
          Math.round(area.width()) - 1,
          Math.round(area.height()) - 1,
          corner,
          corner);
    }
  }

  /** Words from the left; the base line is at {@code y}. What does not fit is cut, with a mark. */
  public void words(String text, double x, double y, double width, Font font, Color colour) {
    to.setTextAlign(TextAlignment.LEFT);
    to.setTextBaseline(VPos.BASELINE);
    to.setFont(font);
    to.setFill(colour);
    to.fillText(Fonts.fit(text, font, width), Math.round(x), Math.round(y));
  }

  /** Words that end at {@code x}. */
  public void wordsTo(String text, double x, double y, double width, Font font, Color colour) {
    String fitting = Fonts.fit(text, font, width);
    words(fitting, x - Fonts.width(fitting, font), y, width, font, colour);
  }

  /** Words in the middle. */
  public void centred(String text, double x, double y, double width, Font font, Color colour) {
    String fitting = Fonts.fit(text, font, width);
    words(fitting, x - Fonts.width(fitting, font) / 2, y, width, font, colour);
  }

  /** A line through points. */
  public void line(double[] x, double[] y, double wide, Color colour) {
    to.setStroke(colour);
    to.setLineWidth(wide);
    to.strokePolyline(x, y, x.length);
  }

  /** A filled shape through points. */
  public void shape(double[] x, double[] y, Color colour) {
    to.setFill(colour);
    to.fillPolygon(x, y, x.length);
  }

  /** A ring or, filled, a disc. */
  public void circle(double x, double y, double radius, Color fill, Color line) {
    if (fill != null) {
      to.setFill(fill);
      to.fillOval(x - radius, y - radius, 2 * radius, 2 * radius);
    }
    if (line != null) {
      to.setStroke(line);
      to.setLineWidth(1);
      to.strokeOval(x - radius, y - radius, 2 * radius, 2 * radius);
    }
  }

  /** Wipes everything. */
  public void clear(double width, double height) {
    to.clearRect(0, 0, width, height);
  }
}
