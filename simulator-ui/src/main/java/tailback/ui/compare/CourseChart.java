package tailback.ui.compare;

import java.util.List;
import java.util.function.DoubleConsumer;
import javafx.beans.binding.Bindings;
import javafx.scene.canvas.Canvas;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.util.Duration;
import tailback.journal.State;
import tailback.ui.stage.Area;
import tailback.ui.stage.Pen;
import tailback.ui.theme.Fonts;
import tailback.ui.theme.Palette;
import tailback.ui.timeline.TimeScale;

/**
 * By how much the second run differs over time, a row for each figure: above the middle it has
 * more, below it less. The cursor is that of the timeline, and so is the scale of time.
 */
final class CourseChart extends Region {

  private static final double LEAST_ROW = 13;
  private static final double MOST_ROW = 24;
  private static final double ROWS_IN_WINDOW = 58;
  private static final double LEFT = 16;
  private static final double JUDGED = 46;

  private final Canvas drawn = new Canvas();
  private final Canvas cursor = new Canvas();
  private final Tooltip tip = new Tooltip();
  private List<Course> courses = List.of();
  private Palette palette;
  private TimeScale scale = TimeScale.WHOLE;
  private double now;

  CourseChart(Palette palette, DoubleConsumer goTo) {
    this.palette = palette;
    setId("difference-course");
    getChildren().addAll(drawn, cursor);
    setMinSize(0, 0);
    sceneProperty()
        .addListener(
            (at, was, scene) -> {
              prefHeightProperty().unbind();
              if (scene != null) {
                prefHeightProperty()
                    .bind(
                        Bindings.createDoubleBinding(
                            () -> rowIn(scene.getHeight()) * Figure.values().length + 4,
                            scene.heightProperty()));
              }
            });
    tip.setShowDelay(Duration.millis(300));
    tip.setWrapText(true);
    tip.setMaxWidth(420);
    Tooltip.install(this, tip);
    setOnMouseMoved(event -> tip.setText(said(event.getY())));
    setOnMousePressed(event -> goTo.accept(scale.seconds(event.getX(), getWidth())));
  }

  /** A row is as high as the window has room for. */
  private static double rowIn(double window) {
    return Math.max(LEAST_ROW, Math.min(MOST_ROW, Math.floor(window / ROWS_IN_WINDOW)));
  }

  /** Shows these. */
  void show(List<Course> all, Palette colours) {
    courses = all;
    palette = colours;
    paint();
  }

  /** Moves the cursor, seconds from time zero, and shows the part of the run that is seen. */
  void cursor(double seconds, TimeScale seen) {
    boolean moved = now != seconds;
    now = seconds;
    if (!scale.equals(seen)) {
      scale = seen;
      paint();
    } else if (moved) {
      paintCursor();
    }
  }

  /** What a row says at the cursor. */
  private String said(double y) {
    int row = (int) (y / rowHeight());
    return courses.isEmpty()
        ? ""
        : courses.get(Math.max(0, Math.min(row, courses.size() - 1))).at(now);
  }

  void release() {
    for (Canvas canvas : List.of(drawn, cursor)) {
      canvas.setWidth(0);
      canvas.setHeight(0);
    }
    getChildren().clear();
  }

  @Override
  protected void layoutChildren() {
    for (Canvas canvas : List.of(drawn, cursor)) {
      canvas.setWidth(getWidth());
      canvas.setHeight(getHeight());
    }
    paint();
  }

  private double x(double seconds) {
    return scale.x(seconds, getWidth());
  }

  private double rowHeight() {
    return (getHeight() - 4) / Figure.values().length;
  }

  private void paint() {
    Pen pen = new Pen(drawn.getGraphicsContext2D());
    pen.clear(getWidth(), getHeight());
    for (int i = 0; i < courses.size(); i++) {
      bars(pen, courses.get(i), i * rowHeight());
    }
    paintCursor();
  }

  private void bars(Pen pen, Course course, double top) {
    double reach = rowHeight() / 2 - 1;
    double middle = Math.round(top + rowHeight() / 2) + 0.5;
    pen.line(
        new double[] {scale.left(), getWidth() - scale.right()},
        new double[] {middle, middle},
        1,
        Pen.colour(palette.line()));
    double step = course.step();
    double[] values = course.differences();
    double most = course.scale();
    for (int i = 0; i < values.length; i++) {
      double high = values[i] / most * reach;
      double from = x(i * step);
      double wide = x((i + 1) * step) - from;
      if (Math.abs(high) >= 0.2 && wide > 0) {
        pen.box(
            new Area(from, high > 0 ? middle - high : middle, Math.max(0.5, wide), Math.abs(high)),
            0,
            colour(course.figure(), values[i]),
            null);
      }
    }
  }

  private Color colour(Figure figure, double difference) {
    return Pen.colour(colour(palette, figure.isBetter(difference)));
  }

  /** What is better is the colour of work done, what is worse that of failure. */
  static int colour(Palette palette, boolean better) {
    return palette.of(better ? State.COMPUTES : State.FAILED);
  }

  private void paintCursor() {
    Pen pen = new Pen(cursor.getGraphicsContext2D());
    pen.clear(getWidth(), getHeight());
    if (scale.sees(now)) {
      double x = Math.round(x(now)) + 0.5;
      pen.line(new double[] {x, x}, new double[] {0, getHeight()}, 1.5, Pen.colour(palette.text()));
    }
    Font font = Fonts.regular(rowHeight() > 16 ? 11.5 : 10.5);
    double judgedAt = scale.left() - JUDGED;
    for (int i = 0; i < courses.size(); i++) {
      Course course = courses.get(i);
      double y = i * rowHeight() + rowHeight() / 2 + 4;
      double by = course.difference(now);
      pen.words(course.figure().word(), LEFT, y, 70, font, Pen.colour(palette.muted()));
      pen.wordsTo(
          course.figure().signed(by), judgedAt - 6, y, 80, font, Pen.colour(palette.text()));
      pen.words(
          course.figure().judged(by), judgedAt, y, JUDGED - 4, font, colour(course.figure(), by));
    }
  }
}
